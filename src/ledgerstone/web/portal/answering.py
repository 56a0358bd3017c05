"""What is common to all answers: JSON, headers, unseen signs, and pages for what is not there or cannot be served."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from msgspec import Struct, json

from ledgerstone.errors import NotFoundError, UsageError
from ledgerstone.web.portal.language import Respond
from ledgerstone.web.portal.paging import Page
from ledgerstone.web.portal.signs import signs_shown
from ledgerstone.web.portal.viewing import is_working_copy

Row = TypeVar("Row", bound=Struct)


def json_answer(found: Struct | Sequence[Struct]) -> HttpResponse:
    """Return a row as a JSON object, rows as an array, in the shapes of the command line."""
    return HttpResponse(json.encode(found), content_type="application/json")


def json_page(page: Page[Row]) -> HttpResponse:
    """Return one page of a list as a JSON array; the `Link` header names the pages beside it (RFC 8288)."""
    response = json_answer(page.items)
    beside = ((page.previous, "prev"), (page.next, "next"))
    links = [f'<{address}>; rel="{relation}"' for address, relation in beside if address is not None]
    if links:
        response.headers["Link"] = ", ".join(links)
    return response


class Answering:
    """Middleware: errors of the record become pages, on which what evidence hides is shown.

    Nothing of a working copy stays in a browser's cache.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond: Callable[[HttpRequest], HttpResponse] = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        response = self.respond(request)
        _show_signs(response)
        _measure(response, without_body=request.method == "HEAD")
        if is_working_copy(request):
            patch_cache_control(response, no_store=True, private=True)
        else:
            patch_cache_control(response, no_cache=True)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn what the record refuses into a page with the right status; leave all else to Django."""
        if isinstance(error, NotFoundError):
            return not_found(request, error)
        if isinstance(error, UsageError):
            return bad_request(request, error)
        return None


def _show_signs(response: HttpResponse) -> None:
    if response.headers.get("Content-Type", "").startswith("text/html"):
        response.content = signs_shown(response.content.decode())


def _measure(response: HttpResponse, *, without_body: bool) -> None:
    """Say how long the body is; the answer to HEAD says so too, but has none (RFC 9110, 9.3.2)."""
    response.headers["Content-Length"] = str(len(response.content))
    if without_body:
        response.content = b""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400: the address or the form does not say what it must."""
    del exception
    return render(request, "portal/failure.html", {"status": 400}, status=400)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404, in the same words whether a thing is absent or not public: the answer must not tell which."""
    del exception
    return render(request, "portal/failure.html", {"status": 404}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer 500: the fault is ours, and the page says so without details."""
    return render(request, "portal/failure.html", {"status": 500}, status=500)
