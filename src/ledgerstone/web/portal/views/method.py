"""How this record is made and how to read it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from msgspec import Struct

from ledgerstone import __version__
from ledgerstone.evidence.claims.model import Question, Stance
from ledgerstone.web.portal.answering import json_answer


class Method(Struct, frozen=True, kw_only=True):
    """What can be said of the method in data: the program's version and its closed lists."""

    version: str
    questions: tuple[Question, ...]
    stances: tuple[Stance, ...]


METHOD = Method(version=__version__, questions=tuple(Question), stances=tuple(Stance))


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """Show the method."""
    return render(request, "portal/method.html", {"method": METHOD})


@require_safe
def method_json(request: HttpRequest) -> HttpResponse:
    """Answer with the closed lists of the method."""
    del request
    return json_answer(METHOD)
