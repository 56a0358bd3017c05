"""The list of incidents."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ledgerstone.record import find
from ledgerstone.record.rows import IncidentRow
from ledgerstone.web.portal.answering import json_page
from ledgerstone.web.portal.paging import Page, page_of
from ledgerstone.web.portal.viewing import PURPOSE, viewer_of


@require_safe
def incidents(request: HttpRequest) -> HttpResponse:
    """Show one page of the list of incidents."""
    return render(request, "portal/incidents.html", {"page": _page(request)})


@require_safe
def incidents_json(request: HttpRequest) -> HttpResponse:
    """Answer with one page of the list of incidents."""
    return json_page(_page(request))


def _page(request: HttpRequest) -> Page[IncidentRow]:
    viewer = viewer_of(request)

    def fetch(limit: int, offset: int) -> tuple[IncidentRow, ...]:
        return find.incidents(viewer=viewer, purpose=PURPOSE, limit=limit, offset=offset)

    return page_of(request, find.numbers(viewer=viewer, purpose=PURPOSE).incidents, fetch)
