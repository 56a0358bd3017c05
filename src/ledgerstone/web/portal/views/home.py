"""The first page: what this record is for, how to read it, and what it holds."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ledgerstone.record import find
from ledgerstone.web.portal.answering import json_answer
from ledgerstone.web.portal.viewing import PURPOSE, viewer_of

_INCIDENTS_SHOWN = 12


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the first page."""
    viewer = viewer_of(request)
    context = {
        "numbers": find.numbers(viewer=viewer, purpose=PURPOSE),
        "incidents": find.incidents(viewer=viewer, purpose=PURPOSE, limit=_INCIDENTS_SHOWN),
    }
    return render(request, "portal/home.html", context)


@require_safe
def home_json(request: HttpRequest) -> HttpResponse:
    """Answer with how much the record holds."""
    return json_answer(find.numbers(viewer=viewer_of(request), purpose=PURPOSE))
