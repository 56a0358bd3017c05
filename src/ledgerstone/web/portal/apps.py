"""The pages as a Django app, so that their templates, tags and static files are found."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The portal has no models: all that it shows comes from `record.find`."""

    name = "ledgerstone.web.portal"
    label = "portal"
