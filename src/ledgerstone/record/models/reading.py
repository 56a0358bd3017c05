"""Readings: what a tool made of a source's bytes. A new reading never overwrites an old one."""

from django.db import models

from ledgerstone.record.models.columns import optional_words


class ReadingRecord(models.Model):
    """One reading of one source.

    `text` is UTF-8 in a binary column, because a reading may hold NUL, which PostgreSQL's text cannot.
    """

    source = models.ForeignKey("record.Source", on_delete=models.PROTECT, related_name="readings")
    made = models.DateTimeField()
    tool = models.TextField()
    version = models.TextField()
    media_type = models.TextField()
    language = optional_words()
    title = optional_words()
    publisher = optional_words()
    published_value = optional_words()
    text = models.BinaryField()
    regions = models.TextField()
    mentions = models.TextField()
    warnings = models.TextField()
    context = models.TextField()

    class Meta:
        """The latest last."""

        ordering = ("id",)

    def __str__(self) -> str:
        """Return which tool made it."""
        return f"{self.tool} {self.version}"
