"""People who decide. They have a name; they get a login when the desk opens."""

from django.db import models

from ledgerstone.record.models.columns import NAME_LENGTH


class User(models.Model):
    """A named person."""

    name = models.CharField(max_length=NAME_LENGTH, unique=True)
    added = models.DateTimeField()

    class Meta:
        """By name."""

        ordering = ("name",)

    def __str__(self) -> str:
        """Return the name."""
        return self.name
