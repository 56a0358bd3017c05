"""Pages of a source and where passages stand on them, by the latest of its readings that has pages.

That is not always the reading in use: words that a person typed have no place on a page, and the page stays.
"""

from bisect import bisect_left
from collections.abc import Iterator

from django.db.models import QuerySet
from msgspec import Struct, structs

from ledgerstone.accountability.access import Purpose, Role, Viewer, may_see_pictures
from ledgerstone.errors import NotFoundError
from ledgerstone.evidence.reading.model import Page
from ledgerstone.evidence.reading.places import Place, Places, Printed, confidence_of
from ledgerstone.record.find import visible
from ledgerstone.record.find.identity import full_source_id
from ledgerstone.record.find.withheld import without_hidden
from ledgerstone.record.json_text import from_json
from ledgerstone.record.models import ReadingRecord, Source
from ledgerstone.record.rows import PageRow
from ledgerstone.record.shapes import reading_row, source_row, text_of


class _Paged(Struct, frozen=True):
    """The pages of a reading alone."""

    pages: tuple[Page, ...] = ()


def page(id: str, number: int, *, viewer: Viewer, purpose: Purpose) -> PageRow:  # noqa: A002 - the contract's word
    """Return one page of a source.

    Args:
        id: The source's id or digest, or a beginning that only one has.
        number: Of the page.
        viewer: Who looks.
        purpose: What for.

    Raises:
        NotFoundError: There is no such source for this viewer, or it has no such page.
    """
    source = _source(id, viewer, purpose)
    record = _with_pages(source)
    printed = Printed() if record is None else _printed(record)
    at = next((index for index, one in enumerate(printed.pages) if one.number == number), None)
    if record is None or at is None:
        raise NotFoundError(f"source {source.pk} has no page {number} that was read")
    row = reading_row(record)
    if viewer.role is Role.PUBLIC:
        row = without_hidden(row, source.pk)
    found, numbers = printed.pages[at], [one.number for one in printed.pages]
    return PageRow(
        source=source_row(source),
        page=found,
        previous=numbers[at - 1] if at else None,
        next=numbers[at + 1] if at + 1 < len(numbers) else None,
        count=len(numbers),
        text=row.text[found.start : found.end],
        language=row.language,
        tool=row.tool,
        confidence=confidence_of(box for box in printed.boxes if box.page == number),
        pictured=may_see_pictures(viewer),
    )


def page_of(id: str, offset: int, *, viewer: Viewer, purpose: Purpose) -> Page | None:  # noqa: A002 - the same
    """Return the page on which a place of the text of a source's reading in use stands; None where it has no pages.

    Args:
        id: The source's id or digest, or a beginning that only one has.
        offset: The code point.
        viewer: Who looks.
        purpose: What for.

    Raises:
        NotFoundError: There is no such source for this viewer.
    """
    source = _source(id, viewer, purpose)
    record = _with_pages(source)
    pages = () if record is None else _pages(record)
    if not pages:
        return None
    # Another reading's text has other places: all that can be named is where the pages begin.
    at = offset if record is not None and record.pk == source.reading_id else 0
    return pages[min(bisect_left(pages, at, key=lambda one: one.end), len(pages) - 1)]


def places(id: str, start: int, end: int, *, viewer: Viewer, purpose: Purpose) -> tuple[Place, ...]:  # noqa: A002
    """Return where a passage of a source's reading in use stands on its pages.

    Args:
        id: The source's id or digest, or a beginning that only one has.
        start: First code point of the passage.
        end: Code point after the last.
        viewer: Who looks.
        purpose: What for.

    Raises:
        NotFoundError: There is no such source for this viewer.
    """
    source = _source(id, viewer, purpose)
    return () if source.reading is None else places_in(source.reading).of(start, end)


def with_boxes(readings: QuerySet[ReadingRecord]) -> Iterator[ReadingRecord]:
    """Yield those of some readings that tell where their words stand, one after the other."""
    # A quotation mark within words is escaped in the column, so that these are never a source's own words.
    yield from readings.exclude(content__contains='"boxes":[]').iterator(chunk_size=1)


def places_in(record: ReadingRecord) -> Places:
    """Return what finds the places of the passages of a reading."""
    return Places(_printed(record))


def _source(id: str, viewer: Viewer, purpose: Purpose) -> Source:  # noqa: A002 - the contract's word
    key = full_source_id(id, viewer=viewer, purpose=purpose)
    return visible.sources(viewer=viewer, purpose=purpose).select_related("reading").get(pk=key)


def _with_pages(source: Source) -> ReadingRecord | None:
    """Return the reading in use where it has pages, else the latest that has."""
    if source.reading is not None and _pages(source.reading):
        return source.reading
    others = source.readings.order_by("-pk").iterator(chunk_size=1)
    return next((record for record in others if _pages(record)), None)


def _pages(record: ReadingRecord) -> tuple[Page, ...]:
    return from_json(record.content, _Paged).pages


def _printed(record: ReadingRecord) -> Printed:
    # What else the column holds is passed over: the boxes of most readings are none, and cost nothing.
    printed = from_json(record.content, Printed)
    return structs.replace(printed, text=text_of(record)) if printed.boxes else printed
