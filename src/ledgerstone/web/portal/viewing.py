"""Who looks at these pages, and what every page says of itself because of that.

The process that serves decides for all its requests (`server.wsgi`); a request that it did not mark is the public's.
"""

from django.conf import settings
from django.http import HttpRequest

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.web.portal.language import in_other_languages

VIEWER_KEY = "ledgerstone.viewer"
"""Key of the WSGI environment; no header that a client sends can set it, for those begin with HTTP_."""

PURPOSE = Purpose.READING

_LARGEST_NUMBER_DIGITS = 10


def viewer_of(request: HttpRequest) -> Viewer:
    """Return who looks: the desk at its working copy, or the public."""
    return Viewer(role=Role(request.META.get(VIEWER_KEY, Role.PUBLIC)))


def is_working_copy(request: HttpRequest) -> bool:
    """Tell whether pages may show matter that nobody has published."""
    return viewer_of(request).role is not Role.PUBLIC


def reading_of(request: HttpRequest) -> int | None:
    """Return the number of the reading that `?reading=NUMBER` names; None for the one in use."""
    asked = request.GET.get("reading", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= _LARGEST_NUMBER_DIGITS else None


def frame(request: HttpRequest) -> dict[str, object]:
    """Return what the frame of every page needs (a context processor)."""
    return {
        "working_copy": is_working_copy(request),
        "notice": settings.ARCHIVE_NOTICE,
        "languages": in_other_languages(request),
        "json_href": _beside(request),
    }


def _beside(request: HttpRequest) -> str:
    """Return the address of the page's JSON."""
    path = f"{request.path}index.json" if request.path.endswith("/") else f"{request.path}.json"
    query = request.META.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path
