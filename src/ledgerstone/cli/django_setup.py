"""Django, set up for one data directory. Imported by name, by what needs the record, and by nothing else.

A command that asks the record waits for the record's app alone: the pages, and what serves them, are loaded for
whoever serves.
"""

import os
from pathlib import Path

import django
from django.apps import apps

RECORD = "ledgerstone.record"


def set_up(root: Path) -> None:
    """Set Django up so that the record is the one of this data directory.

    Args:
        root: The data directory; it need not be there yet.
    """
    _choose(root)
    apps.populate([RECORD])


def set_up_pages(root: Path) -> None:
    """Set Django up with all that the settings name, so that pages of the record can be shown.

    Args:
        root: The data directory; it need not be there yet.
    """
    _choose(root)
    django.setup()


def _choose(root: Path) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ledgerstone.web.server.settings")
    os.environ["LEDGERSTONE_DATA"] = str(root)
