"""Django, set up for one data directory. Imported by name, by what needs the record, and by nothing else."""

import os
from pathlib import Path

import django


def set_up(root: Path) -> None:
    """Set Django up so that the record is the one of this data directory.

    Args:
        root: The data directory; it need not be there yet.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ledgerstone.web.server.settings")
    os.environ["LEDGERSTONE_DATA"] = str(root)
    django.setup()
