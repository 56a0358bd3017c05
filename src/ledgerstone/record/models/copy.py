"""Copies found between two sources."""

from django.db import models


class CopyRecord(models.Model):
    """That one source repeats passages of another; visible to whoever may see both."""

    source = models.ForeignKey("record.Source", on_delete=models.PROTECT, related_name="copies")
    of = models.ForeignKey("record.Source", on_delete=models.PROTECT, related_name="copied_by")
    content = models.TextField()
    """The whole copy as JSON."""

    class Meta:
        """In the order of ids."""

        ordering = ("source", "of")
        constraints = (models.UniqueConstraint(fields=("source", "of"), name="copy_is_found_once"),)

    def __str__(self) -> str:
        """Return both ids."""
        return f"{self.source_id} of {self.of_id}"
