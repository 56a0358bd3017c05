"""What ties the record to the log: rows whose digests the log holds, and how far the record has taken the log in."""

from django.db import models

DIGEST_LENGTH = 64


class LoggedRow(models.Model):
    """A row of the record that is in the log, or waits for it: written in the row's own transaction.

    The log holds the digest of the row's content with the salt before it, so that the log says nothing of the row
    and a row that was changed, added or removed by other hands shows.
    """

    kind = models.CharField(max_length=20)
    """The type of the log's entry, which says of what table the row is."""
    key = models.CharField(max_length=20)
    salt = models.CharField(max_length=DIGEST_LENGTH)
    digest = models.CharField(max_length=DIGEST_LENGTH, unique=True)
    agent = models.CharField(max_length=16)
    index = models.BigIntegerField(null=True, blank=True, db_index=True)
    """The place of its entry; NULL while it waits."""

    class Meta:
        """Each row once."""

        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("kind", "key"), name="row_is_logged_once"),)

    def __str__(self) -> str:
        """Return what row it is."""
        return f"{self.kind} {self.key}"


class LogPosition(models.Model):
    """How many entries of the log the record has taken in. There is one row."""

    size = models.BigIntegerField()

    def __str__(self) -> str:
        """Return the number."""
        return str(self.size)
