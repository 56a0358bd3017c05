"""`ledgerstone reread`: read sources again, and show what is other than before."""

from collections.abc import Iterable

import click

from ledgerstone.cli import options
from ledgerstone.cli.output import emit_rows, line
from ledgerstone.cli.progress import progress
from ledgerstone.errors import UsageError
from ledgerstone.evidence.reading.finding_again import How
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.cited_again import CitedAgain
from ledgerstone.workflow.reread import Reread, Standing, reread

BEGINNING = 60
"""Code points of a passage that are shown."""


@options.command("reread", examples=("ledgerstone reread s3f2a91c04b7d", "ledgerstone reread --pending"))
@click.argument("ids", metavar="[ID…]", nargs=-1)
@click.option("--pending", is_flag=True, help="All that have no text: scans that wait for Tesseract, failed readings.")
@options.json_option
@options.with_directory
def command(directory: DataDirectory, *, ids: tuple[str, ...], pending: bool, as_json: bool) -> None:
    """Read sources again: each gets a new reading beside the old ones, which are kept.

    What is other than in the last reading is shown, and where the passages stand now that were judged or published.
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
        for passage in one.cited:
            line(f"  cited   {_cited(passage)}")


def _cited(one: CitedAgain) -> str:
    words = f"{one.claim} ({' and '.join(one.by)}) “{_beginning(one.was.exact)}”"
    if one.now is None:
        return f"{words} is LOST: its words are not in this reading; they stay in reading {one.reading}"
    place = f"{one.now.start}–{one.now.end}"
    told = {
        How.SAME_PLACE: f"stands where it stood, {place}",
        How.MOVED: f"moved to {place}",
        How.ALTERED: f"reads “{_beginning(one.now.exact)}” now, {place}",
    }[one.how]
    follows = "" if one.now_claim in {None, one.claim} else f"; {one.now_claim} follows it"
    return f"{words} {told}{follows}"


def _beginning(words: str) -> str:
    return words if len(words) <= BEGINNING else words[:BEGINNING] + "…"


def _standing(one: Standing) -> str:
    by = "not read" if one.tool is None else f"{one.tool} {one.version}"
    return f"{one.status}, {by}, {one.characters:,} characters, {one.regions} regions, {one.claims} claims"
