"""The WSGI application, made for one viewer: the desk at its working copy, or the public."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.core.wsgi import get_wsgi_application

from ledgerstone.accountability.access import Role
from ledgerstone.web.portal.viewing import VIEWER_KEY


def application_for(role: Role) -> WSGIApplication:
    """Return the application in which every request is this viewer's. Django must have its settings."""
    application = get_wsgi_application()

    def respond(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ[VIEWER_KEY] = role.value
        return application(environ, start_response)

    return respond
