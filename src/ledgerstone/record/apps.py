"""The record as a Django app, the only one of ours."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """The app's name and label."""

    name = "ledgerstone.record"
    label = "record"
    verbose_name = "Record"
    default_auto_field = "django.db.models.BigAutoField"
