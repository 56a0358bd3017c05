"""Readings: what a tool, or a named person, made of a source. A new reading never overwrites an old one."""

from django.db import models

from ledgerstone.record.reading_kinds import MACHINE


class ReadingRecord(models.Model):
    """One reading of one source.

    `text` is UTF-8 in a binary column, because a reading may hold NUL, which PostgreSQL's text cannot. A reading by a
    person is tied to the log, as decisions are: its `source`, `made`, `text`, `content`, `kind`, `by` and `parent` are
    never changed, but where it is cleared with its source.
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
    kind = models.CharField(max_length=20, default=MACHINE)
    by = models.ForeignKey("record.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    """Who made it; NULL is a tool."""
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """The reading that it was made from; NULL where it was made from the bytes alone."""

    class Meta:
        """The latest last."""

        ordering = ("id",)

    def __str__(self) -> str:
        """Return whose reading it is."""
        return f"{self.pk} of {self.source_id}"
