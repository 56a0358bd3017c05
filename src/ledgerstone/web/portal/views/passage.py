"""One passage under its own address: exact words, what stands around them, and how to cite or select them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from msgspec import Struct

from ledgerstone.accountability.access import Viewer, may_see_pictures
from ledgerstone.errors import NotFoundError
from ledgerstone.evidence.claims.model import Passage
from ledgerstone.evidence.reading.finding_again import How, find_again, quote_of
from ledgerstone.evidence.reading.places import Place
from ledgerstone.record import find
from ledgerstone.record.find.pages import places
from ledgerstone.record.rows import ClaimRow, SourceRow
from ledgerstone.web.portal.answering import json_answer
from ledgerstone.web.portal.cutting import CutOut, cut_out
from ledgerstone.web.portal.drawing import drawing
from ledgerstone.web.portal.viewing import PURPOSE, reading_of, viewer_of
from ledgerstone.workflow.pictures.drawing_terms import Drawn

CONTEXT = 240
"""Code points shown on each side of the passage."""

LONGEST_LOOKED_AT = 1_000_000
"""Code points of a reading in which a passage of another is looked for while a page waits: a third of a second."""

LONGEST = 5_000
"""Code points of the longest passage that has an address: more is a part of the source, not a passage."""


class PassageView(Struct, frozen=True, kw_only=True):
    """A passage with the selectors of W3C Web Annotation.

    TextPosition is `start` and `end`; TextQuote is `exact`, `prefix` and `suffix`.
    """

    source: str
    sha256: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    places: tuple[Place, ...]
    reading: int | None
    """The reading that it is a passage of; None for the one in use."""
    how: How | None
    """How its words are found in the reading in use; None where it is a passage of that."""
    now: Passage | None
    """Where they stand there; None where they are not found, or the reading is too long to look while a page waits."""


@require_safe
def passage(request: HttpRequest, source_id: str, start: int, end: int) -> HttpResponse:
    """Show one passage."""
    viewed, source = _view(request, source_id, start, end)
    found = () if viewed.how else find.claims(source=source_id, viewer=viewer_of(request), purpose=PURPOSE)
    context = {
        "and_reading": f"&reading={viewed.reading}" if viewed.how else "",
        "passage": viewed,
        "source": source,
        "claims": _within(found, start, end),
        "more": len(viewed.suffix) == CONTEXT,
        "cut": _cut(request, source, viewed.places),
    }
    return render(request, "portal/passage.html", context)


@require_safe
def passage_json(request: HttpRequest, source_id: str, start: int, end: int) -> HttpResponse:
    """Answer with one passage and its selectors."""
    return json_answer(_view(request, source_id, start, end)[0])


def _view(request: HttpRequest, source_id: str, start: int, end: int) -> tuple[PassageView, SourceRow]:
    viewer, asked = viewer_of(request), reading_of(request)
    detail = find.source(source_id, viewer=viewer, purpose=PURPOSE, reading=asked)
    text = detail.reading.text if detail.reading is not None else ""
    if not start < end <= min(len(text), start + LONGEST):
        raise NotFoundError(f"source {source_id} has no passage {start}-{end}: see its reading for its length")
    other = asked is not None and not any(one.in_use and one.id == asked for one in detail.readings)
    how, now = _again(source_id, text, (start, end), viewer) if other else (None, None)
    viewed = PassageView(
        source=source_id,
        sha256=detail.source.sha256,
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        places=() if other else places(source_id, start, end, viewer=viewer, purpose=PURPOSE),
        reading=asked if other else None,
        how=how,
        now=now,
    )
    return viewed, detail.source


def _again(source_id: str, text: str, span: tuple[int, int], viewer: Viewer) -> tuple[How, Passage | None]:
    """Look for the words of an earlier reading in the one in use, as the viewer may see both."""
    reading = find.source(source_id, viewer=viewer, purpose=PURPOSE).reading
    used = "" if reading is None or len(reading.text) > LONGEST_LOOKED_AT else reading.text
    [found] = find_again(used, [quote_of(text, *span)])
    if found is None:
        return How.LOST, None
    return found.how, Passage(start=found.start, end=found.end, exact=used[found.start : found.end])


def _cut(request: HttpRequest, source: SourceRow, found: tuple[Place, ...]) -> CutOut | None:
    """Return what the picture shows of a passage; None where the viewer may see none, or there is none."""
    if not found or not may_see_pictures(viewer_of(request)):
        return None
    drawn = drawing().draw(source.sha256, source.size, found[0].page)
    return cut_out(found) if isinstance(drawn, Drawn) else None


def _within(claims: tuple[ClaimRow, ...], start: int, end: int) -> tuple[ClaimRow, ...]:
    return tuple(claim for claim in claims if claim.passage.start < end and claim.passage.end > start)
