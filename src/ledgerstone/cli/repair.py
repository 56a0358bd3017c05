"""`ledgerstone repair`: restore what is damaged or missing from a second copy."""

from pathlib import Path

import click

from ledgerstone.cli import options
from ledgerstone.cli.exit_codes import ExitCode
from ledgerstone.cli.output import emit_one, line
from ledgerstone.cli.printable import on_one_line
from ledgerstone.cli.progress import progress
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.repair import Repaired, repair


@options.command("repair", examples=("ledgerstone repair --from /media/copy",))
@click.option(
    "--from",
    "copy",
    required=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="COPY",
    help="A copy of the data directory, or of its archive folder.",
)
@options.json_option
@options.with_directory
def command(directory: DataDirectory, *, copy: Path, as_json: bool) -> ExitCode:
    """Restore from a second copy what `verify` finds damaged or missing, and log it.

    Only bytes with the digest that the log names are taken. Exit code 3 where something is left.
    """
    with progress("Checking", total=None, unit="objects") as advance:
        done = repair(directory, copy, progress=advance)
    emit_one(done, as_json=as_json, printer=_print)
    return ExitCode.DAMAGED if done.left else ExitCode.DONE


def _print(done: Repaired) -> None:
    for path in done.restored:
        line(f"restored: {path}")
    for problem in done.left:
        line(on_one_line(f"left as it is: {problem.what}: {problem.path}: {problem.detail}"))
    if not done.restored and not done.left:
        line("nothing is damaged or missing")
