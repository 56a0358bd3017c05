"""One page of a source as it looks, with the passages that claims rest on drawn over it; and its picture alone.

The picture is drawn before the page is answered, so that a page without one says why.
"""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from msgspec import Struct

from ledgerstone.errors import NotFoundError
from ledgerstone.evidence.reading.places import LITTLE_CONFIDENCE, Place
from ledgerstone.record import find
from ledgerstone.record.find import pages
from ledgerstone.record.rows import ClaimRow, PageRow
from ledgerstone.web.portal.answering import json_answer
from ledgerstone.web.portal.drawing import drawing
from ledgerstone.web.portal.parts import PART_SIZE
from ledgerstone.web.portal.viewing import PURPOSE, viewer_of
from ledgerstone.workflow.pictures.drawing_terms import Drawn

_LARGEST_OFFSET_DIGITS = 10
_BUSY, _CANNOT_BE_DRAWN = 503, 422
_ASK_AGAIN_S = 5


class PassageMark(Struct, frozen=True, kw_only=True):
    """A passage on a page.

    Attributes:
        number: Its place among the passages of the page, from 1.
        exact: Its words.
        claims: Those that rest on it.
        places: Its rectangles on this page.
    """

    number: int
    exact: str
    claims: tuple[ClaimRow, ...]
    places: tuple[Place, ...]


class PageView(Struct, frozen=True, kw_only=True):
    """A page in data, with the passages on it."""

    source: str
    sha256: str
    number: int
    count: int
    start: int
    end: int
    width: float
    height: float
    text: str
    language: str | None
    tool: str
    confidence: int | None
    passages: tuple[PassageMark, ...]


@require_safe
def page(request: HttpRequest, source_id: str, number: int) -> HttpResponse:
    """Show one page; `?start=&end=` marks a passage beside those of claims."""
    row = _row(request, source_id, number)
    context: dict[str, object] = {
        "row": row,
        "source": row.source,
        "marks": _marks(request, row),
        "asked": _asked(request, row),
        "words": row.text[:PART_SIZE],
        "little": row.confidence is not None and row.confidence < LITTLE_CONFIDENCE,
    }
    if row.pictured:
        made = drawing().draw(row.source.sha256, row.source.size, number)
        context["picture" if isinstance(made, Drawn) else "refusal"] = made
    return render(request, "portal/page.html", context)


@require_safe
def page_json(request: HttpRequest, source_id: str, number: int) -> HttpResponse:
    """Answer with one page, its words, and the passages on it."""
    row = _row(request, source_id, number)
    return json_answer(
        PageView(
            source=row.source.id,
            sha256=row.source.sha256,
            number=number,
            count=row.count,
            start=row.page.start,
            end=row.page.end,
            width=row.page.width,
            height=row.page.height,
            text=row.text,
            language=row.language,
            tool=row.tool,
            confidence=row.confidence,
            passages=_marks(request, row),
        )
    )


@require_safe
def picture(request: HttpRequest, source_id: str, number: int) -> HttpResponse:
    """Answer with the picture of one page: 422 where it cannot be drawn, 503 where it cannot be drawn now.

    Raises:
        NotFoundError: There is no such page for this viewer, or no picture of it.
    """
    row = _row(request, source_id, number)
    if not row.pictured:
        raise NotFoundError(f"source {source_id} has no picture of page {number} for this viewer")
    made = drawing().draw(row.source.sha256, row.source.size, number)
    if isinstance(made, Drawn):
        response = HttpResponse(made.jpeg, content_type="image/jpeg")
        response.headers["Content-Disposition"] = f'inline; filename="{row.source.id}-page-{number}.jpg"'
        return response
    status = _BUSY if made.for_now else _CANNOT_BE_DRAWN
    response = HttpResponse(made.reason, content_type="text/plain; charset=utf-8", status=status)
    if made.for_now:
        response.headers["Retry-After"] = str(_ASK_AGAIN_S)
    return response


def _row(request: HttpRequest, source_id: str, number: int) -> PageRow:
    return pages.page(source_id, number, viewer=viewer_of(request), purpose=PURPOSE)


def _marks(request: HttpRequest, row: PageRow) -> tuple[PassageMark, ...]:
    found = find.claims(source=row.source.id, viewer=viewer_of(request), purpose=PURPOSE)
    here = [claim for claim in found if any(place.page == row.page.number for place in claim.places)]
    here.sort(key=lambda claim: (claim.passage.start, claim.passage.end))
    passages = groupby(here, key=lambda claim: claim.passage)
    return tuple(
        PassageMark(
            number=number,
            exact=passage.exact,
            claims=(held := tuple(claims)),
            places=tuple(place for place in held[0].places if place.page == row.page.number),
        )
        for number, (passage, claims) in enumerate(passages, start=1)
    )


def _asked(request: HttpRequest, row: PageRow) -> tuple[Place, ...]:
    """Return the rectangles of the passage that the address names; none where it names none."""
    start, end = (_offset(request.GET.get(name, "")) for name in ("start", "end"))
    if start is None or end is None:
        return ()
    found = pages.places(row.source.id, start, end, viewer=viewer_of(request), purpose=PURPOSE)
    return tuple(place for place in found if place.page == row.page.number)


def _offset(asked: str) -> int | None:
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= _LARGEST_OFFSET_DIGITS else None
