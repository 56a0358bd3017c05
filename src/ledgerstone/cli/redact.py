"""`ledgerstone redact`: make a source without some passages of another, and seal that other."""

from pathlib import Path

import click

from ledgerstone.cli import options
from ledgerstone.cli.output import emit_one, line, message
from ledgerstone.cli.progress import progress
from ledgerstone.cli.words_file import lines_of, text_of, words_option
from ledgerstone.errors import UsageError
from ledgerstone.evidence.reading.redaction import Extent, PassageError, places_in, places_in_table
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.removing.redact import Described, RedactedSource, Withheld, redact

EXAMPLES = (
    'ledgerstone redact s377df76eaef5 --passages 120-131,480-491 --by "Ada Lind" --reason "the witness asked for it"',
    'ledgerstone redact s377df76eaef5 --words names.txt --title "Notes of a nurse" --by "Ada Lind" --reason "minors"',
)


@options.command("redact", examples=EXAMPLES)
@click.argument("source", metavar="ID")
@click.option("--passages", metavar="START-END,…", help="What goes, in characters of the reading's text, from 0.")
@click.option(
    "--passages-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE.csv",
    help="The same as a table with the columns start and end.",
)
@words_option
@click.option("--by", required=True, metavar="USER", help="The person who decides; add one with `user add`.")
@click.option("--reason", required=True, metavar="TEXT", help="Why; it is sealed, too.")
@click.option("--to", multiple=True, metavar="RECIPIENT", help="Who can open the original (age1…); may be given again.")
@click.option("--title", metavar="TEXT", help="The title of what is made; the original's is not taken along.")
@click.option("--publisher", metavar="TEXT", help="Who published it; without this, a publisher that others here have.")
@options.json_option
@options.with_directory
def command(  # noqa: PLR0913 - one for each option
    directory: DataDirectory,
    source: str,
    *,
    passages: str | None,
    passages_file: Path | None,
    words: Path | None,
    by: str,
    reason: str,
    to: tuple[str, ...],
    title: str | None,
    publisher: str | None,
    as_json: bool,
) -> None:
    """Make a source of a text without some passages, and seal the original.

    Each passage is replaced by words that say how many characters went. Only the recovery key, and those named with
    --to, can open the original; all that was derived from it goes.
    """
    withheld = Withheld(places=_places(passages, passages_file), words=lines_of(words))
    described = Described(title=title, publisher=publisher)
    done = redact(directory, source, withheld, by=by, reason=reason, to=to, described=described, stage=progress)
    emit_one(done, as_json=as_json, printer=_print)
    _warn(done)


def _places(passages: str | None, table: Path | None) -> tuple[Extent, ...]:
    try:
        typed = () if passages is None else places_in(passages)
        return (*typed, *(() if table is None else places_in_table(text_of(table))))
    except PassageError as error:
        raise UsageError(str(error)) from error


def _warn(done: RedactedSource) -> None:
    if done.again:
        places = ",".join(f"{place.start}-{place.end}" for place in done.again)
        message(f"words of a withheld passage still stand in {done.source}, at {places}: redact that in its turn")
    if done.nowhere:
        message(f"these lines of the words occur nowhere in the text: {', '.join(map(str, done.nowhere))}")
    if done.kept_reasons:
        message(
            f"read the reasons of {', '.join(done.kept_reasons)}: they are judgements on incidents that this source "
            "was in, and their words were left as they are"
        )


def _print(done: RedactedSource) -> None:
    line(f"{done.source}: made of {done.parent}", bold=True)
    line(f"passages withheld: {done.passages:,}; characters: {done.characters:,}")
    line(f"{done.parent}: sealed as {done.sealed_as}")
