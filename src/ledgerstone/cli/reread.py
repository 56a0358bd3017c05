"""`ledgerstone reread`: read sources again, and show what is other than before."""

from collections.abc import Iterable

import click

from ledgerstone.cli import options
from ledgerstone.cli.output import emit_rows, line
from ledgerstone.cli.progress import progress
from ledgerstone.errors import UsageError
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.reread import Reread, Standing, reread


@options.command("reread", examples=("ledgerstone reread s3f2a91c04b7d", "ledgerstone reread --pending"))
@click.argument("ids", metavar="[ID…]", nargs=-1)
@click.option("--pending", is_flag=True, help="All that have no text: scans that wait for Tesseract, failed readings.")
@options.json_option
@options.with_directory
def command(directory: DataDirectory, *, ids: tuple[str, ...], pending: bool, as_json: bool) -> None:
    """Read sources again: each gets a new reading beside the old ones, which are kept.

    What is other than in the last reading is shown.
    """
    if not ids and not pending:
        raise UsageError("name sources by their ids, or say --pending")
    emit_rows(reread(directory, ids, pending=pending, stage=progress), as_json=as_json, printer=_print)


def _print(found: Iterable[Reread]) -> None:
    for one in found:
        line(f"{one.source}  {'the same text' if one.same_text else 'another text'}", bold=True)
        line(f"  before  {_standing(one.before)}")
        line(f"  now     {_standing(one.after)}")
        if one.lost:
            line(f"  claims that are gone: {', '.join(one.lost)}")
        if one.gained:
            line(f"  new claims: {', '.join(one.gained)}")


def _standing(one: Standing) -> str:
    by = "not read" if one.tool is None else f"{one.tool} {one.version}"
    return f"{one.status}, {by}, {one.characters:,} characters, {one.regions} regions, {one.claims} claims"
