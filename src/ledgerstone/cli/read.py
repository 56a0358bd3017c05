"""`ledgerstone read`: a reading of files, with what they mention, and nothing kept. Needs no archive."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from msgspec import Struct

from ledgerstone.cli import options
from ledgerstone.cli.exit_codes import ExitCode
from ledgerstone.cli.output import emit_rows, line, message, path_shown
from ledgerstone.cli.printable import on_one_line
from ledgerstone.errors import RefusedError, UsageError
from ledgerstone.evidence.claims.model import Mention
from ledgerstone.evidence.claims.packs.checking import without_pack
from ledgerstone.evidence.reading.model import Asset, CandidateDate, Page, Region, Stretch
from ledgerstone.values.names import NameValue
from ledgerstone.workflow.readings.read_files import read_files
from ledgerstone.workflow.taking_in.descriptions import Description, described

_SHOWN = 72


class Read(Struct, frozen=True, kw_only=True):
    """One file as it was read."""

    path: str
    media_type: str
    language: str | None
    text: str
    regions: tuple[Region, ...]
    stretches: tuple[Stretch, ...]
    dates: tuple[CandidateDate, ...]
    assets: tuple[Asset, ...]
    pages: tuple[Page, ...]
    mentions: tuple[Mention, ...]
    warnings: tuple[str, ...]


@options.command(
    "read",
    examples=(
        "ledgerstone read page.html",
        "ledgerstone read --json papers/*.txt",
        "ledgerstone read --language hy scan.pdf",
        "ledgerstone read --names --json page.html",
    ),
)
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--language", metavar="TAG", help="The files' language, where no sidecar says it: en, ru, hy, az, fr.")
@click.option("--names", "finders", is_flag=True, help="Ask the installed finders of names too, beside the rules.")
@options.json_option
def command(files: tuple[Path, ...], *, language: str | None, finders: bool, as_json: bool) -> ExitCode:
    """Read files without keeping anything: text, regions, and what is mentioned.

    A sidecar beside a file (page.html.meta.toml) is honoured. Exit code 1 where a file cannot be read.
    """
    refused: list[RefusedError] = []
    try:
        said = described({"language": language or ""})
    except ValueError as error:
        raise UsageError(f"--{error}") from error
    emit_rows(_readings(files, said, refused, finders=finders), as_json=as_json, printer=_print)
    for one in refused:
        message(on_one_line(f"refused: {path_shown(one.path)}: {one.reason}"))
    return ExitCode.FAILED if refused else ExitCode.DONE


def _readings(
    files: Iterable[Path], said: Description, refused: list[RefusedError], *, finders: bool
) -> Iterator[Read]:
    """Yield the reading of each file, and note those that cannot be read."""
    for path, outcome in read_files(files, said, refused=refused.append, finders=finders):
        made = outcome.made
        yield Read(
            path=path_shown(path),
            media_type=made.reading.media_type,
            language=made.reading.language,
            text=made.reading.text,
            regions=made.reading.regions,
            stretches=made.reading.stretches,
            dates=made.reading.dates,
            assets=made.reading.assets,
            pages=made.reading.pages,
            mentions=made.mentions,
            warnings=(*made.reading.warnings, *filter(None, [without_pack(made.reading.language)])),
        )


def _print(readings: Iterable[Read]) -> None:
    for found in readings:
        length = f"{len(found.text):,} characters"
        line(
            f"{on_one_line(found.path)}: {found.media_type}, {found.language or 'language unknown'}, {length}",
            bold=True,
        )
        for date in found.dates:
            line(f"  {date.of} {date.value.edtf or date.value.wording} ({date.where})")
        for warning in found.warnings:
            line(f"  warning: {warning}")
        for region in found.regions:
            text = found.text[region.start : region.end]
            line(f"  {region.start:>6} {region.role}{_about(region, found.language)}: {_short(text)}")
        for stretch in found.stretches:
            text = found.text[stretch.start : stretch.end]
            line(f"  {stretch.start:>6} paragraph in {stretch.language or 'unknown'}: {_short(text)}")
        for mention in found.mentions:
            line(f"  {mention.start:>6} mentions a {mention.kind}{_found(mention)}: {_short(mention.exact)}")


def _about(region: Region, language: str | None) -> str:
    """Return what a region's line says beside its role."""
    author = f" by {region.author}" if region.author else ""
    other = f" in {region.language}" if region.language not in (None, language) else ""
    same = "" if region.same_as is None else f" (the same as at {region.same_as})"
    return f"{author}{other}{same}"


def _found(mention: Mention) -> str:
    """Return of a name what it is of and what found it."""
    if not isinstance(mention.value, NameValue):
        return ""
    return f" of a {mention.value.type or 'person, place or body'} ({mention.method})"


def _short(text: str) -> str:
    """Return the beginning of a text on one line."""
    flat = " ".join(text[: 4 * _SHOWN].split())
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1] + "…"
