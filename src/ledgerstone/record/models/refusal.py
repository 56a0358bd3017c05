"""What was refused and why: a stored result, not a line of a log."""

from django.db import models


class Refusal(models.Model):
    """One item that an ingest refused."""

    path = models.TextField()
    reason = models.TextField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        """In the order of the run."""

        ordering = ("id",)

    def __str__(self) -> str:
        """Return both."""
        return f"{self.path}: {self.reason}"
