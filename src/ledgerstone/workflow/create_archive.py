"""Make a new archive: its folders, its keys, and the record's tables. What is there already is left as it is."""

import os
import secrets

from django.core.management import call_command

from ledgerstone.errors import StorageError
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.begin_log import begin_log

SECRET_KEY = "secret_key"  # noqa: S105 - the file's name
_OWNER_ONLY = 0o600


def create_archive(directory: DataDirectory) -> bool:
    """Make the folders, the web server's secret key and the tables.

    Returns:
        Whether there was no archive before.

    Raises:
        StorageError: A folder, the key or the tables cannot be made.
    """
    new = not directory.exists()
    directory.create()
    _make_secret_key(directory)
    call_command("migrate", verbosity=0, interactive=False)
    begin_log(directory)
    return new


def _make_secret_key(directory: DataDirectory) -> None:
    path = directory.keys / SECRET_KEY
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _OWNER_ONLY)
    except FileExistsError:
        return
    except OSError as error:
        raise StorageError(f"cannot make {path}: {error.strerror}; give this user the right to write there") from error
    with os.fdopen(descriptor, "w", encoding="ascii") as opened:
        opened.write(secrets.token_urlsafe(50) + "\n")
