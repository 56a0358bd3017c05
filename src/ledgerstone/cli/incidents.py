"""`ledgerstone incidents`: list the incidents."""

import importlib
from collections.abc import Iterable

import click

from ledgerstone.cli import options
from ledgerstone.cli.desk import DESK, READING, shown
from ledgerstone.cli.output import emit_rows, table
from ledgerstone.cli.relation_text import REJECTED, relation_words
from ledgerstone.cli.value_text import lines_words
from ledgerstone.evidence.incidents.model import RelationKind
from ledgerstone.record.find.related import related_incidents
from ledgerstone.record.rows import IncidentRow
from ledgerstone.storage.data_directory import DataDirectory

TOLD = frozenset({RelationKind.PART_OF, RelationKind.FOLLOWED_BY})
"""Relations that the table names; `--json`, `--why` and `account` have all, each from either side."""

EXAMPLES = ("ledgerstone incidents", "ledgerstone incidents --json", "ledgerstone incidents --why i3f2a")


@options.command("incidents", examples=EXAMPLES)
@click.option("--why", "explained", metavar="ID", help="Why the papers of this one are in it, for and against.")
@options.json_option
@options.with_directory
def command(directory: DataDirectory, *, explained: str | None, as_json: bool) -> None:
    """List the incidents as they are proposed from what sources mention, by date.

    With --why ID, an id or a beginning that only one has, say of each of its papers why it is in it, and what people
    decided.
    """
    del directory
    if explained is not None:
        importlib.import_module("ledgerstone.cli.why").print_why(explained, as_json=as_json)
        return
    emit_rows(related_incidents(viewer=DESK, purpose=READING), as_json=as_json, printer=_print)


def _print(rows: Iterable[IncidentRow]) -> None:
    table(
        ("id", "when", "status", "sources", "lines", "title", "stands"),
        (
            (
                row.id,
                shown(None if row.when is None else row.when.edtf or row.when.wording),
                row.status,
                str(len(row.sources)),
                lines_words(row.lines.min, row.lines.max),
                row.title,
                "; ".join(relation_words(one) for one in row.relations if one.kind in TOLD and one.status != REJECTED),
            )
            for row in rows
        ),
    )
