"""`ledgerstone claims`: who says what, in which words."""

from collections.abc import Iterable

import click
from msgspec import structs

from ledgerstone.cli import options
from ledgerstone.cli.claim_text import ListedClaim, claim_lines
from ledgerstone.cli.desk import DESK, READING
from ledgerstone.cli.output import emit_one, emit_rows, line, message
from ledgerstone.errors import UsageError
from ledgerstone.evidence.claims.model import Question
from ledgerstone.evidence.claims.packs.checking import without_pack
from ledgerstone.evidence.claims.plain_words import left_open
from ledgerstone.record import find
from ledgerstone.record.find.explained import ExplainedClaim, explained_claim
from ledgerstone.record.rows import ClaimRow
from ledgerstone.storage.data_directory import DataDirectory

EXAMPLES = (
    "ledgerstone claims",
    "ledgerstone claims --incident i3f2a --question killed",
    "ledgerstone claims --source s91c0 --json",
    "ledgerstone claims --explain c77e",
)


@options.command("claims", examples=EXAMPLES)
@click.option("--source", metavar="ID", help="Of this source only.")
@click.option("--incident", metavar="ID", help="About this incident only.")
@click.option("--question", type=click.Choice([one.value for one in Question]), help="That answer this only.")
@click.option("--explain", metavar="ID", help="This claim alone, with the rule, the words and the pack entries.")
@options.json_option
@options.with_directory
def command(  # noqa: PLR0913  # the options of the listing, all keyword-only
    directory: DataDirectory,
    *,
    source: str | None,
    incident: str | None,
    question: str | None,
    explain: str | None,
    as_json: bool,
) -> None:
    """List claims: what each answers, with value, scope, voice, stance and the exact words.

    With --explain ID, an id or a beginning that only one claim has, say why that claim says what it says.
    """
    del directory
    if explain is not None:
        if source or incident or question:
            raise UsageError("--explain takes one claim's id, without --source, --incident and --question")
        emit_one(explained_claim(explain, viewer=DESK, purpose=READING), as_json=as_json, printer=_print_one)
        return
    rows = find.claims(viewer=DESK, purpose=READING, source=source, incident=incident, question=question)
    listed = (ListedClaim(**structs.asdict(row), unsure=left_open(row.value, row.scope, row.voice)) for row in rows)
    emit_rows(listed, as_json=as_json, printer=_print)
    for language in find.languages(viewer=DESK, purpose=READING, source=source):
        said = without_pack(language)
        if said is not None:
            message(said)


def _print(rows: Iterable[ClaimRow]) -> None:
    for row in rows:
        for shown in claim_lines(row):
            line(shown.text, bold=shown.bold)
        line()


def _print_one(row: ExplainedClaim) -> None:
    why = row.explanation
    for shown in claim_lines(row):
        line(shown.text, bold=shown.bold)
    line(f"  made by {why.method}: {why.rule}")
    if why.sentence is not None:
        line(f"  in the sentence: “{why.sentence.exact}”")
    for reason in why.reasons:
        line(f"  - {reason}")
