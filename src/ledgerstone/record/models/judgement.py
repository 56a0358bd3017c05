"""Judgements: append-only. The newer row points at the one it supersedes, so that no row is ever changed."""

from django.db import models

from ledgerstone.record.models.columns import id_column, optional_words
from ledgerstone.record.models.permanent import PermanentModel


class Judgement(PermanentModel):
    """A named person's decision on a proposal."""

    id = id_column()
    subject = models.CharField(max_length=13, db_index=True)
    decision = models.CharField(max_length=30)
    other = optional_words()
    sides = optional_words()
    """What both sides of a decision on groups consisted of when it was made: two JSON lists of ids."""
    reason = models.TextField()
    by = models.ForeignKey("record.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )

    class Meta:
        """In the order in which they were made."""

        ordering = ("at", "id")

    def __str__(self) -> str:
        """Return who decided what on which."""
        return f"{self.subject} {self.decision}"
