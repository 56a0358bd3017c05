"""One passage under its own address: exact words, what stands around them, and how to cite or select them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from msgspec import Struct

from ledgerstone.accountability.access import may_see_pictures
from ledgerstone.errors import NotFoundError
from ledgerstone.evidence.reading.places import Place
from ledgerstone.record import find
from ledgerstone.record.find.pages import places
from ledgerstone.record.rows import ClaimRow, SourceRow
from ledgerstone.web.portal.answering import json_answer
from ledgerstone.web.portal.cutting import CutOut, cut_out
from ledgerstone.web.portal.drawing import drawing
from ledgerstone.web.portal.viewing import PURPOSE, viewer_of
from ledgerstone.workflow.drawing_terms import Drawn

CONTEXT = 240
"""Code points shown on each side of the passage."""

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


@require_safe
def passage(request: HttpRequest, source_id: str, start: int, end: int) -> HttpResponse:
    """Show one passage."""
    viewed, source = _view(request, source_id, start, end)
    found = find.claims(source=source_id, viewer=viewer_of(request), purpose=PURPOSE)
    context = {
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
    detail = find.source(source_id, viewer=viewer_of(request), purpose=PURPOSE)
    text = detail.reading.text if detail.reading is not None else ""
    if not start < end <= min(len(text), start + LONGEST):
        raise NotFoundError(f"source {source_id} has no passage {start}-{end}: see its reading for its length")
    viewed = PassageView(
        source=source_id,
        sha256=detail.source.sha256,
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        places=places(source_id, start, end, viewer=viewer_of(request), purpose=PURPOSE),
    )
    return viewed, detail.source


def _cut(request: HttpRequest, source: SourceRow, found: tuple[Place, ...]) -> CutOut | None:
    """Return what the picture shows of a passage; None where the viewer may see none, or there is none."""
    if not found or not may_see_pictures(viewer_of(request)):
        return None
    drawn = drawing().draw(source.sha256, source.size, found[0].page)
    return cut_out(found) if isinstance(drawn, Drawn) else None


def _within(claims: tuple[ClaimRow, ...], start: int, end: int) -> tuple[ClaimRow, ...]:
    return tuple(claim for claim in claims if claim.passage.start < end and claim.passage.end > start)
