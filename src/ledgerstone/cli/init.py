"""`ledgerstone init`: make a new archive."""

from pathlib import Path

import click

from ledgerstone.cli import options
from ledgerstone.cli.output import message, path_shown
from ledgerstone.storage.archive_settings import SETTINGS_FILE, store_in
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.create_archive import create_archive

EXAMPLES = (
    "ledgerstone init",
    "ledgerstone --data /srv/archive init",
    "ledgerstone init --store s3://bucket/archive",
)


@options.command("init", examples=EXAMPLES)
@click.option(
    "--store",
    metavar="URL",
    help=f"Where preserved bytes lie: disk, or s3://bucket/prefix; else `store` in {SETTINGS_FILE}, or disk.",
)
def command(*, store: str | None) -> None:
    """Make a new archive: its folders, its keys and its database. What is there already is left as it is."""
    root: Path = options.chosen_root()
    made = create_archive(DataDirectory(root), store=store or store_in(Path.cwd() / SETTINGS_FILE))
    said = "made an archive" if made.new else "the archive was there, and is ready"
    message(f"{said}: {path_shown(root)}; bring files in with `ledgerstone ingest PATH`")
    if made.keeps_versions:
        message("the bucket keeps versions: what is sealed or taken out later stays readable in an older version")
