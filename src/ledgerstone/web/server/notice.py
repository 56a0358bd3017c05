"""The notice that an archive asks to have on every page ("Invented papers for demonstration …")."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from ledgerstone.storage.archive_settings import SETTINGS_FILE

ENVIRONMENT = "LEDGERSTONE_NOTICE"


def archive_notice(root: Path, environment: Mapping[str, str]) -> str | None:
    """Return the notice from the environment, else from the data directory's own settings file.

    Args:
        root: The data directory.
        environment: The process's environment.

    Returns:
        The notice; None where there is none. A file that cannot be read is no reason not to serve: its notice is
        then that it cannot be read, for a notice may be a warning that must not vanish.
    """
    if environment.get(ENVIRONMENT):
        return environment[ENVIRONMENT]
    path = root / SETTINGS_FILE
    try:
        notice = tomllib.loads(path.read_text(encoding="utf-8")).get("notice")
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        return f"{SETTINGS_FILE} of this archive cannot be read, and may hold a notice: {error}"
    return str(notice) if notice else None
