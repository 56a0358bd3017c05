"""`ledgerstone references`: a statement's references against its citations."""

import click

from ledgerstone.cli import options
from ledgerstone.cli.desk import DESK, READING
from ledgerstone.cli.output import emit_one, line, table
from ledgerstone.record.find.references import references as find_references
from ledgerstone.record.rows import ReferencesRow
from ledgerstone.storage.data_directory import DataDirectory


@options.command(
    "references", examples=("ledgerstone references s3f2a91c04b7d", "ledgerstone references s3f2a --beside s77c0")
)
@click.argument("source_id", metavar="ID")
@click.option(
    "--beside",
    metavar="ID",
    multiple=True,
    help="Another source: acts that it cites otherwise are found too. May be given again.",
)
@options.json_option
@options.with_directory
def command(directory: DataDirectory, source_id: str, *, beside: tuple[str, ...], as_json: bool) -> None:
    """Show the reference list of a source against its citations, and what the rules find.

    ID is a source's id, or a beginning that only one has.
    """
    del directory
    found = find_references(source_id, viewer=DESK, purpose=READING, beside=beside)
    emit_one(found, as_json=as_json, printer=_print)


def _print(row: ReferencesRow) -> None:
    line(f"{len(row.entries)} references, {len(row.citations)} citations, {len(row.findings)} findings", bold=True)
    table(("number", "cited", "text"), ((str(e.number), str(_cited(row, e.number)), e.text) for e in row.entries))
    for rule in dict.fromkeys(finding.rule for finding in row.findings):
        same = [finding for finding in row.findings if finding.rule == rule]
        line(f"{rule} ({same[0].reason})", bold=True)
        for finding in same:
            at = "" if finding.passage is None else f" (at {finding.passage.start}: “{finding.passage.exact}”)"
            line(f"  {finding.message}{at}")


def _cited(row: ReferencesRow, number: int) -> int:
    return sum(citation.number == number for citation in row.citations)
