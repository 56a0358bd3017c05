"""Readings: what a tool made of a source's bytes. A new reading never overwrites an old one."""

from django.db import models


class ReadingRecord(models.Model):
    """One reading of one source.

    `text` is UTF-8 in a binary column, because a reading may hold NUL, which PostgreSQL's text cannot.
    """

    source = models.ForeignKey("record.Source", on_delete=models.PROTECT, related_name="readings")
    made = models.DateTimeField()
    text = models.BinaryField()
    content = models.TextField()
    """The whole reading but its text, as JSON."""
    mentions = models.TextField()
    context = models.TextField()
    said = models.TextField()
    """What people had said of the source when the reading was made, as JSON: new words make a new reading."""

    class Meta:
        """The latest last."""

        ordering = ("id",)

    def __str__(self) -> str:
        """Return whose reading it is."""
        return f"{self.pk} of {self.source_id}"
