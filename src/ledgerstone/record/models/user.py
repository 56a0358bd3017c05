"""People who decide. They have a name; they get a login when the desk opens."""

from django.db import models

from ledgerstone.record.models.columns import NAME_LENGTH, new_agent


class User(models.Model):
    """A named person."""

    name = models.CharField(max_length=NAME_LENGTH, unique=True)
    added = models.DateTimeField()
    agent = models.CharField(max_length=16, default=new_agent)
    """The random id that stands for this person in the log, which holds no names."""

    class Meta:
        """By name."""

        ordering = ("name",)

    def __str__(self) -> str:
        """Return the name."""
        return self.name
