"""One source: how it came in, its preserved text with marked passages, and beside them what we read there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from msgspec import Struct

from ledgerstone.record import find
from ledgerstone.record.find.pages import page_of
from ledgerstone.record.rows import ClaimRow, ReadingRow, SourceDetail, whole_source
from ledgerstone.web.portal.answering import json_answer
from ledgerstone.web.portal.marking import Mark, Row, mark_rows
from ledgerstone.web.portal.parts import Part, part_at
from ledgerstone.web.portal.pointed_to import pointed_to
from ledgerstone.web.portal.viewing import PURPOSE, reading_of, viewer_of

_LARGEST_OFFSET_DIGITS = 10


class NotedRow(Struct, frozen=True, kw_only=True):
    """A row of the text with the notes that stand beside it: number and claim."""

    row: Row
    notes: tuple[tuple[int, ClaimRow], ...]


@require_safe
def source(request: HttpRequest, source_id: str) -> HttpResponse:
    """Show one source, at the part of its text that `?at=OFFSET` names; of the reading in use, or of `?reading=`."""
    viewer, asked = viewer_of(request), reading_of(request)
    detail = find.source(source_id, viewer=viewer, purpose=PURPOSE, reading=asked)
    other = asked is not None and not any(one.in_use and one.id == asked for one in detail.readings)
    context: dict[str, object] = {"detail": detail, "source": detail.source, "other": other}
    if detail.reading is not None:
        claims = () if other else find.claims(source=source_id, viewer=viewer, purpose=PURPOSE)
        part = part_at(detail.reading.text, _offset(request))
        context |= {
            "reading": detail.reading,
            "part": part,
            "claim_count": len(claims),
            "assets": None if other else pointed_to(find.assets(source_id, viewer=viewer, purpose=PURPOSE)),
            "page": None if other else page_of(source_id, part.start, viewer=viewer, purpose=PURPOSE),
            "and_reading": f"&reading={asked}" if other else "",
            "rows": _noted_rows(detail.reading, claims, part),
        }
    return render(request, "portal/source.html", context)


@require_safe
def source_json(request: HttpRequest, source_id: str) -> HttpResponse:
    """Answer with one source, its acquisitions and its reading."""
    return json_answer(whole_source(_detail(request, source_id)))


def _detail(request: HttpRequest, source_id: str) -> SourceDetail:
    return find.source(source_id, viewer=viewer_of(request), purpose=PURPOSE, reading=reading_of(request))


def _noted_rows(reading: ReadingRow, claims: tuple[ClaimRow, ...], part: Part) -> tuple[NotedRow, ...]:
    by_id = {claim.id: claim for claim in claims}
    ordered = sorted(claims, key=lambda claim: (claim.passage.start, claim.passage.end, claim.id))
    marks = [
        Mark(id=claim.id, number=number, start=claim.passage.start, end=claim.passage.end)
        for number, claim in enumerate(ordered, start=1)
    ]
    rows = mark_rows(reading.text, regions=reading.regions, marks=marks, start=part.start, end=part.end)
    return tuple(NotedRow(row=row, notes=tuple((mark.number, by_id[mark.id]) for mark in row.begins)) for row in rows)


def _offset(request: HttpRequest) -> int:
    asked = request.GET.get("at", "0")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= _LARGEST_OFFSET_DIGITS else 0
