"""`ledgerstone claims`: who says what, in which words."""

from collections.abc import Iterable

import click

from ledgerstone.cli import options
from ledgerstone.cli.account_text import value_words, voice_words
from ledgerstone.cli.desk import DESK, READING
from ledgerstone.cli.output import emit_rows, table
from ledgerstone.evidence.claims.model import Question
from ledgerstone.record import find
from ledgerstone.record.rows import ClaimRow
from ledgerstone.storage.data_directory import DataDirectory

EXAMPLES = (
    "ledgerstone claims",
    "ledgerstone claims --incident i3f2a --question killed",
    "ledgerstone claims --source s91c0 --json",
)


@options.command("claims", examples=EXAMPLES)
@click.option("--source", metavar="ID", help="Of this source only.")
@click.option("--incident", metavar="ID", help="About this incident only.")
@click.option("--question", type=click.Choice([one.value for one in Question]), help="That answer this only.")
@options.json_option
@options.with_directory
def command(
    directory: DataDirectory, *, source: str | None, incident: str | None, question: str | None, as_json: bool
) -> None:
    """List claims: what each answers, with value, scope, voice, stance and the exact words."""
    del directory
    rows = find.claims(viewer=DESK, purpose=READING, source=source, incident=incident, question=question)
    emit_rows(rows, as_json=as_json, printer=_print)


def _print(rows: Iterable[ClaimRow]) -> None:
    table(
        ("id", "source", "question", "stance", "status", "value", "voice", "words"),
        (
            (
                row.id,
                row.source,
                row.question,
                row.stance.value,
                row.status,
                value_words(row.value, row.scope),
                voice_words(row.voice),
                f"“{row.passage.exact}”",
            )
            for row in rows
        ),
    )
