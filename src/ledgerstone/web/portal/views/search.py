"""Search: a form sent by GET; each passage found says in words why it was found."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from msgspec import Struct

from ledgerstone.record import find
from ledgerstone.record.rows import SearchRow, SourceRow
from ledgerstone.web.portal.answering import json_page
from ledgerstone.web.portal.paging import Page, page_of
from ledgerstone.web.portal.viewing import PURPOSE, viewer_of

LIMIT = 200
"""Passages that one search finds at most; who needs more narrows the words."""

LONGEST_QUERY = 200

_PAGE_SIZE = 20
_CONTEXT = 110


class Hit(Struct, frozen=True, kw_only=True):
    """A passage found, with the words around it and the source that it stands in."""

    row: SearchRow
    source: SourceRow
    before: str
    after: str


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show the form and one page of what was found."""
    query = _query(request)
    page = _page(request, query)
    context = {
        "query": query,
        "page": page,
        "limited": page.total >= LIMIT,
        "hits": tuple(_hit(request, row) for row in page.items),
    }
    return render(request, "portal/search.html", context)


@require_safe
def search_json(request: HttpRequest) -> HttpResponse:
    """Answer with one page of what was found."""
    return json_page(_page(request, _query(request)))


def _query(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\0", " ").strip()[:LONGEST_QUERY]


def _page(request: HttpRequest, query: str) -> Page[SearchRow]:
    found = find.search(query, LIMIT, viewer=viewer_of(request), purpose=PURPOSE) if query else ()
    return page_of(request, len(found), lambda limit, offset: found[offset : offset + limit], size=_PAGE_SIZE)


def _hit(request: HttpRequest, row: SearchRow) -> Hit:
    detail = find.source(row.source, viewer=viewer_of(request), purpose=PURPOSE)
    text = detail.reading.text if detail.reading is not None else ""
    start, end = row.passage.start, row.passage.end
    return Hit(
        row=row, source=detail.source, before=text[max(0, start - _CONTEXT) : start], after=text[end : end + _CONTEXT]
    )
