"""`ledgerstone source`: one source, how it came in, and its reading's regions."""

import click
from msgspec import structs

from ledgerstone.cli import options
from ledgerstone.cli.desk import DESK, READING, shown
from ledgerstone.cli.missing_assets import print_missing
from ledgerstone.cli.output import emit_json, line, message, table
from ledgerstone.errors import LedgerstoneError
from ledgerstone.evidence.preservation.timestamps.bracket import Bracket
from ledgerstone.evidence.preservation.timestamps.kept import Placed, SourceTime, in_words, placed, time_of
from ledgerstone.evidence.reading.model import Region
from ledgerstone.record import find
from ledgerstone.record.rows import (
    AcquisitionRow,
    AssetRow,
    ReadingLine,
    ReadingRow,
    SourceDetail,
    WholeSource,
    whole_source,
)
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.values.digests import short_id

BEGINNING = 60
"""Code points of a region that are shown: enough to know it again."""


class SourceWithTime(WholeSource, frozen=True, kw_only=True):
    """A source, with what it points to, and between which moments its place in the log came to be."""

    assets: tuple[AssetRow, ...]
    time: SourceTime


@options.command("source", examples=("ledgerstone source s3f2a91c04b7d", "ledgerstone source s3f2 --json"))
@click.argument("source_id", metavar="ID")
@click.option("--reading", type=int, metavar="NUMBER", help="Show this reading, not the one in use.")
@options.json_option
@options.with_directory
def command(directory: DataDirectory, source_id: str, *, reading: int | None, as_json: bool) -> None:
    """Show one source: its digest, how it came in, and its readings, and the regions of the one in use.

    ID is an id or a SHA-256, or a beginning that only one source has.
    """
    detail = find.source(source_id, viewer=DESK, purpose=READING, reading=reading)
    place = _place(directory, detail.source.sha256)
    assets = find.assets(detail.source.id, viewer=DESK, purpose=READING)
    if as_json:
        emit_json(SourceWithTime(**structs.asdict(whole_source(detail)), assets=assets, time=time_of(place)))
    else:
        _print(detail, place)
        print_missing(assets)


def _place(directory: DataDirectory, sha256: str) -> Placed:
    """Return where the log names a source; a log that cannot be read keeps nobody from seeing the source."""
    try:
        return placed(directory.store(), sha256)
    except LedgerstoneError as error:
        message(f"nothing can be said of its time: {error}")
        return Placed(index=None, bracket=Bracket())


def _print(detail: SourceDetail, place: Placed) -> None:
    source = detail.source
    line(f"{source.id}  {shown(source.title)}", bold=True)
    line(f"sha256     {source.sha256}")
    line(f"bytes      {source.size:,}, {source.media_type}")
    line(f"published  {shown(source.published)}, {shown(source.publisher)}")
    line(f"language   {shown(source.language)}")
    line(f"status     {source.status}, for the {source.visibility}")
    for acquisition in detail.acquisitions:
        line(f"obtained   {_acquisition(acquisition)}")
    for words in in_words(place):
        line(f"time       {words}")
    for row in detail.readings:
        line(f"reading    {_reading(row)}")
    if detail.patchwork is not None:
        line(f"finding    {detail.patchwork.reason}")
    if detail.reading is not None:
        _print_reading(detail.reading)


def _acquisition(row: AcquisitionRow) -> str:
    parts = [row.path, row.publisher, row.published, row.url, row.origin, row.fonds, row.shelfmark, row.rights]
    if row.part_of is not None:
        parts.insert(1, f"part of {short_id('s', row.part_of)}")
    if row.captured is not None:
        parts.append(f"captured {row.captured}")
    return f"{row.obtained:%Y-%m-%d %H:%M} UTC: " + ", ".join(part for part in parts if part)


def _reading(row: ReadingLine) -> str:
    made = f"{row.tool} {row.version}" if row.by is None else f"{row.kind} by {row.by}"
    parts = (
        f"{row.id}: {made}",
        None if row.parent is None else f"from {row.parent}",
        f"{row.made:%Y-%m-%d %H:%M} UTC",
        f"{row.characters:,} characters",
        row.language,
        "in use" if row.in_use else None,
    )
    return ", ".join(part for part in parts if part)


def _print_reading(reading: ReadingRow) -> None:
    for date in reading.dates:
        line(f"{date.of:<10} {date.value.edtf or date.value.wording} ({date.where})")
    for warning in reading.warnings:
        line(f"warning    {warning}")
    line()
    table(("start", "end", "role", "about", "begins"), (_region(region, reading) for region in reading.regions))


def _region(region: Region, reading: ReadingRow) -> tuple[str, ...]:
    return str(region.start), str(region.end), region.role.value, _about(region), _words(region, reading)


def _about(region: Region) -> str:
    parts = (
        region.author,
        None if region.order is None else f"number {region.order}",
        None if region.parent is None else f"answers {region.parent}",
        region.label,
        region.language and f"in {region.language}",
        None if region.same_as is None else f"same as at {region.same_as}",
    )
    return ", ".join(part for part in parts if part)


def _words(region: Region, reading: ReadingRow) -> str:
    words = reading.text[region.start : region.end]
    return words if len(words) <= BEGINNING else words[:BEGINNING] + "…"
