"""`ledgerstone search`: find passages, in any script."""

from collections.abc import Iterable

import click

from ledgerstone.cli import options
from ledgerstone.cli.desk import DESK, READING
from ledgerstone.cli.output import emit_rows, table
from ledgerstone.errors import UsageError
from ledgerstone.record import find
from ledgerstone.record.rows import SearchRow
from ledgerstone.storage.data_directory import DataDirectory


@options.command("search", examples=('ledgerstone search "railway square"', "ledgerstone search Լորվենո --limit 5"))
@click.argument("query")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="At most so many passages.")
@options.json_option
@options.with_directory
def command(directory: DataDirectory, query: str, *, limit: int, as_json: bool) -> None:
    """Find passages by words, whatever their case and marks, and names across Latin, Cyrillic and Armenian."""
    del directory
    if not query.strip():
        raise UsageError("nothing to search for: give a word or a name")
    emit_rows(find.search(query, limit, viewer=DESK, purpose=READING), as_json=as_json, printer=_print)


def _print(rows: Iterable[SearchRow]) -> None:
    table(
        ("source", "start", "how", "passage"),
        ((row.source, str(row.passage.start), row.how, row.passage.exact) for row in rows),
    )
