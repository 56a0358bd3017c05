"""One account: question by question who says what, in how many independent lines, and what is not known."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ledgerstone.record.find.account import account as find_account
from ledgerstone.record.find.claims import current_of
from ledgerstone.web.portal.account_table import lay_out
from ledgerstone.web.portal.answering import json_answer
from ledgerstone.web.portal.viewing import PURPOSE, viewer_of


@require_safe
def account(request: HttpRequest, incident_id: str) -> HttpResponse:
    """Show one account."""
    viewer = viewer_of(request)
    detail = find_account(incident_id, viewer=viewer, purpose=PURPOSE)
    current = current_of([claim.id for claim in detail.claims], viewer=viewer, purpose=PURPOSE)
    context = {
        "detail": detail,
        "incident": detail.account.incident,
        "publication": detail.publication,
        "table": lay_out(detail, current=current),
        "today": timezone.now(),
    }
    return render(request, "portal/account.html", context)


@require_safe
def account_json(request: HttpRequest, incident_id: str) -> HttpResponse:
    """Answer with one account in the shape of `ledgerstone account --json`."""
    return json_answer(find_account(incident_id, viewer=viewer_of(request), purpose=PURPOSE).account)
