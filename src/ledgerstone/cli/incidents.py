"""`ledgerstone incidents`: list the incidents."""

from collections.abc import Iterable

from ledgerstone.cli import options
from ledgerstone.cli.desk import DESK, READING, shown
from ledgerstone.cli.output import emit_rows, table
from ledgerstone.cli.value_text import lines_words
from ledgerstone.record import find
from ledgerstone.record.rows import IncidentRow
from ledgerstone.storage.data_directory import DataDirectory


@options.command("incidents", examples=("ledgerstone incidents", "ledgerstone incidents --json"))
@options.json_option
@options.with_directory
def command(directory: DataDirectory, *, as_json: bool) -> None:
    """List the incidents as they are proposed from what sources mention, by date."""
    del directory
    emit_rows(find.incidents(viewer=DESK, purpose=READING), as_json=as_json, printer=_print)


def _print(rows: Iterable[IncidentRow]) -> None:
    table(
        ("id", "when", "status", "sources", "lines", "title"),
        (
            (
                row.id,
                shown(None if row.when is None else row.when.edtf or row.when.wording),
                row.status,
                str(len(row.sources)),
                lines_words(row.lines.min, row.lines.max),
                row.title,
            )
            for row in rows
        ),
    )
