"""`ledgerstone judge`: put a named person's decision on the record."""

import click

from ledgerstone.cli import options
from ledgerstone.cli.output import emit_one, line
from ledgerstone.record.rows import JudgementRow
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.judge import DECISIONS, judge

EXAMPLES = (
    'ledgerstone judge c3f2a accept --by "Ada Lind" --reason "page 4 of the scan says so"',
    'ledgerstone judge i91c0 merge i77ab --by "Ada Lind" --reason "same square, same night"',
    'ledgerstone judge s04b7 is-copy-of s91c0 --by "Ada Lind" --reason "credited to the agency"',
)


@options.command("judge", examples=EXAMPLES)
@click.argument("subject", metavar="ID")
@click.argument("decision", type=click.Choice(tuple(DECISIONS)))
@click.argument("other", metavar="[OTHER]", required=False)
@click.option("--by", required=True, metavar="USER", help="The person who decides; add one with `user add`.")
@click.option("--reason", required=True, help="Why, in the person's words.")
@options.json_option
@options.with_directory
def command(  # noqa: PLR0913 - the command's arguments and options
    directory: DataDirectory, subject: str, decision: str, other: str | None, *, by: str, reason: str, as_json: bool
) -> None:
    """Put a person's decision on a claim, an incident or a source on the record; a later one supersedes it.

    IDs may be beginnings that only one record has.
    """
    made = judge(directory, subject, decision, other, by=by, reason=reason)
    emit_one(made, as_json=as_json, printer=_print)


def _print(row: JudgementRow) -> None:
    other = "" if row.other is None else f" {row.other}"
    line(f"{row.id}: {row.subject} {row.decision}{other}, by {row.by}")
