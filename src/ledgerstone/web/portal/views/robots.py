"""What search engines are told, and the icon for browsers that ask for it by its oldest name."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from ledgerstone.web.portal.viewing import is_working_copy


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Keep every robot away from a working copy."""
    rule = "Disallow: /" if is_working_copy(request) else "Allow: /"
    return HttpResponse(f"User-agent: *\n{rule}\n", content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead /favicon.ico to our icon."""
    del request
    return HttpResponseRedirect(static("portal/favicon.svg"))
