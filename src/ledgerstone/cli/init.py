"""`ledgerstone init`: make a new archive."""

from pathlib import Path

from ledgerstone.cli import options
from ledgerstone.cli.output import message, path_shown
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.create_archive import create_archive


@options.command("init", examples=("ledgerstone init", "ledgerstone --data /srv/archive init"))
def command() -> None:
    """Make a new archive: its folders, its keys and its database. What is there already is left as it is."""
    root: Path = options.chosen_root()
    new = create_archive(DataDirectory(root))
    said = "made an archive" if new else "the archive was there, and is ready"
    message(f"{said}: {path_shown(root)}; bring files in with `ledgerstone ingest PATH`")
