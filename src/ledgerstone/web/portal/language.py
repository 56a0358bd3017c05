"""The page's language by its address alone: /hy/…, /ru/…; no cookie is read or set.

An address without a language (a citation's, for example) is led to the language that the browser asks for.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

Respond = Callable[[HttpRequest], HttpResponse]


def language_by_path(respond: Respond) -> Respond:
    """Return the middleware that activates the language of the path for one request."""

    def middleware(request: HttpRequest) -> HttpResponse:
        code = _language_of(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(code):
            response = respond(request)
            response.headers.setdefault("Content-Language", code)
            return response

    return middleware


def lead_to_language(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Redirect an address without a language to the same page in a language that the browser asks for.

    Raises:
        Resolver404: There is no such page in any language.
    """
    code = _asked_for(request)
    path = f"/{code}/{rest}"
    with translation.override(code):
        match = resolve(path)
    if match.func is lead_to_language:
        raise Resolver404({"path": rest})
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponseRedirect(f"{path}?{query}" if query else path)
    patch_vary_headers(response, ("Accept-Language",))
    return response


def in_other_languages(request: HttpRequest) -> tuple[tuple[str, str, str], ...]:
    """Return code, own name and address of this page in each language; the page's address stays otherwise the same."""
    current = _language_of(request.path_info)
    rest = request.path_info[len(current) + 1 :] if current else "/"
    query = request.META.get("QUERY_STRING", "")
    tail = f"{rest}?{query}" if query else rest
    return tuple((code, name, f"/{code}{tail}") for code, name in settings.LANGUAGES)


def _language_of(path: str) -> str | None:
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first if first in dict(settings.LANGUAGES) else None


def _asked_for(request: HttpRequest) -> str:
    ours = dict(settings.LANGUAGES)
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if code.split("-")[0] in ours:
            return code.split("-")[0]
    return settings.LANGUAGE_CODE
