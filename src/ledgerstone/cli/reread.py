"""`ledgerstone reread`: read sources again, by tools or by a person, and show what is other than before."""

from collections.abc import Iterable
from pathlib import Path

import click

from ledgerstone.cli import options
from ledgerstone.cli.output import emit_rows, line
from ledgerstone.cli.progress import progress
from ledgerstone.errors import UsageError
from ledgerstone.evidence.reading.finding_again import How
from ledgerstone.record.reading_kinds import BY_PEOPLE, TRANSCRIPTION
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.readings.cited_again import CitedAgain
from ledgerstone.workflow.readings.read_by_person import HandedIn, read_by_person
from ledgerstone.workflow.readings.reread import Reread, Standing, reread

BEGINNING = 60
"""Code points of a passage that are shown."""


EXAMPLES = (
    "ledgerstone reread s3f2a91c04b7d",
    "ledgerstone reread --pending",
    'ledgerstone reread s3f2a --from letter.txt --by "Ada Lind"',
    'ledgerstone reread s3f2a --from letter-en.txt --by "Ada Lind" --kind translation --language en',
)


@options.command("reread", examples=EXAMPLES)
@click.argument("ids", metavar="[ID…]", nargs=-1)
@click.option("--pending", is_flag=True, help="All that have no text: scans that wait for Tesseract, failed readings.")
@click.option(
    "--from",
    "file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="A person's reading: a text, or WebVTT or SubRip for a recording.",
)
@click.option("--by", metavar="USER", help="The person who made it; add one with `user add`.")
@click.option("--kind", type=click.Choice(BY_PEOPLE), help="What it is; a transcription where nothing is said.")
@click.option("--language", metavar="CODE", help="ISO 639-1 code of its words; found from them where nothing is said.")
@click.option("--parent", type=int, metavar="NUMBER", help="The reading it was made from, else the one in use.")
@options.json_option
@options.with_directory
def command(  # noqa: PLR0913 - the command's arguments and options
    directory: DataDirectory,
    *,
    ids: tuple[str, ...],
    pending: bool,
    file: Path | None,
    by: str | None,
    kind: str | None,
    language: str | None,
    parent: int | None,
    as_json: bool,
) -> None:
    """Read sources again: each gets a new reading beside the old ones, which are kept.

    With --from, the new reading is a person's, in that person's name: it is in use from then on, unless it is a
    translation. What is other than in the last reading is shown, and where the passages stand now that were judged or
    published.
    """
    if file is None:
        if any(one is not None for one in (by, kind, language, parent)):
            raise UsageError(
                "--by, --kind, --language and --parent say more of a person's reading: give it with --from"
            )
        if not ids and not pending:
            raise UsageError("name sources by their ids, or say --pending")
        found = reread(directory, ids, pending=pending, stage=progress)
    else:
        if by is None or len(ids) != 1 or pending:
            raise UsageError("--from is a reading of one source by one person: name one id, and the person with --by")
        handed = HandedIn(file=file, by=by, kind=kind or TRANSCRIPTION, language=language, parent=parent)
        found = (read_by_person(directory, ids[0], handed),)
    emit_rows(found, as_json=as_json, printer=_print)


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
