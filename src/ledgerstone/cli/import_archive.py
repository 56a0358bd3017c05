"""`ledgerstone import`: take in what another archive exported, with its own log and signatures."""

from pathlib import Path

import click

from ledgerstone.cli import options
from ledgerstone.cli.exit_codes import ExitCode
from ledgerstone.cli.output import emit_one, line, message
from ledgerstone.cli.printable import on_one_line
from ledgerstone.cli.progress import progress
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.packages.import_archive import Imported, import_archive

KINDS = ("archive",)
EXAMPLES = ("ledgerstone import archive /media/stick/2031-week-07 --as 'Norvik documentation centre'",)


@options.command("import", examples=EXAMPLES)
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--as",
    "known_as",
    required=True,
    metavar="ORIGIN",
    help="What you call that archive; the same words at every import of it.",
)
@options.json_option
@options.with_directory
def command(directory: DataDirectory, kind: str, folder: Path, *, known_as: str, as_json: bool) -> ExitCode:
    """Take in an archive that `export archive` wrote: verified first, its log kept beside ours, nothing merged.

    Exit code 3 where it is damaged, 4 where its history is not one history or not the one that you have of it; then
    nothing is imported. A later copy of the same archive brings what is new.
    """
    del kind
    done = import_archive(directory, folder, known_as=known_as, stage=progress)
    for warning in done.warnings:
        message(on_one_line(warning))
    emit_one(done, as_json=as_json, printer=_print)
    return ExitCode.DONE


def _print(done: Imported) -> None:
    line(
        f"{done.name}: {done.ingested:,} new sources ({done.sealed:,} sealed), {done.already_held:,} held already, "
        f"{done.withheld:,} not taken back because they were sealed or removed here"
    )
    line(on_one_line(f"its log {done.origin} has {done.entries:,} entries; its first key is"))
    line(on_one_line(f"  {done.key}"))
    line("Compare the key with one that its keepers told you on another way.")
