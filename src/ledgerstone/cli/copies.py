"""`ledgerstone copies`: who copies whom, with what was changed."""

from collections.abc import Iterable

import click

from ledgerstone.cli import options
from ledgerstone.cli.desk import DESK, READING
from ledgerstone.cli.output import emit_rows, line
from ledgerstone.cli.value_text import change_words
from ledgerstone.evidence.incidents.copying.patchworks import patchworks
from ledgerstone.evidence.incidents.model import Copy, Direction
from ledgerstone.record import find
from ledgerstone.storage.data_directory import DataDirectory


@options.command("copies", examples=("ledgerstone copies", "ledgerstone copies s3f2a91c04b7d"))
@click.argument("source_id", metavar="[ID]", required=False)
@options.json_option
@options.with_directory
def command(directory: DataDirectory, source_id: str | None, *, as_json: bool) -> None:
    """List which sources repeat passages of others, and which figures, dates or names differ between them.

    With ID, a source's id or a beginning that only one has, only those that it is a side of.
    """
    del directory
    emit_rows(find.copies(viewer=DESK, purpose=READING, source=source_id), as_json=as_json, printer=_print)


def _print(rows: Iterable[Copy]) -> None:
    held = tuple(rows)
    for row in held:
        joined = "repeats" if row.direction is Direction.KNOWN else "shares passages with"
        first = "" if row.direction is Direction.KNOWN else ", which came first is not known"
        line(f"{row.source} {joined} {row.of}: {row.kind.value}, {row.share:.0%} of the shorter text{first}")
        for change in row.changed:
            line(f"  {change_words(change)}")
    for found in patchworks(held):
        line(f"finding: {found.source} {found.reason}")
