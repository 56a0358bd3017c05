"""`ledgerstone sources`: list the sources."""

from collections.abc import Iterable

from ledgerstone.cli import options
from ledgerstone.cli.desk import DESK, READING, shown
from ledgerstone.cli.output import emit_rows, table
from ledgerstone.record import find
from ledgerstone.record.rows import SourceRow
from ledgerstone.storage.data_directory import DataDirectory


@options.command("sources", examples=("ledgerstone sources", "ledgerstone sources --json"))
@options.json_option
@options.with_directory
def command(directory: DataDirectory, *, as_json: bool) -> None:
    """List the sources, in the order in which they came in."""
    del directory
    emit_rows(find.sources(viewer=DESK, purpose=READING), as_json=as_json, printer=_print)


def _print(rows: Iterable[SourceRow]) -> None:
    columns = ("id", "published", "language", "status", "publisher", "title")
    table(
        columns,
        (
            (row.id, shown(row.published), shown(row.language), row.status, shown(row.publisher), shown(row.title))
            for row in rows
        ),
    )
