"""Claims as kept: columns for what is asked, JSON for the claim itself."""

from django.db import models

from ledgerstone.record.models.columns import id_column


class ClaimRecord(models.Model):
    """One claim of one source; visible to whoever may see its source.

    `current` is False where the reading in use no longer yields the claim: it stays, because a judgement or a
    publication may name it, and is shown in no listing. `reading` is the one that gave it first.
    """

    id = id_column()
    source = models.ForeignKey("record.Source", on_delete=models.PROTECT, related_name="claims")
    reading = models.ForeignKey("record.ReadingRecord", on_delete=models.PROTECT, related_name="claims")
    question = models.CharField(max_length=30)
    stance = models.CharField(max_length=20)
    start = models.IntegerField()
    content = models.TextField()
    """The whole claim as JSON."""
    in_comment = models.BooleanField(default=False)
    """Whether its passage lies in a reader's comment, which the public is not shown before moderation."""
    desk_only = models.BooleanField(default=False)
    """Whether it is of sexual violence, or shares words with one that is; the public sees it by a judgement alone."""
    status = models.CharField(max_length=20, default="proposed")
    current = models.BooleanField(default=True)
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """The claim of an earlier reading whose place this one takes: the same answer in the same words, found again."""

    shown_incident: str | None
    """No column: what `find.claims.with_incident` adds to a query."""

    class Meta:
        """In the order of their passages."""

        ordering = ("source", "start", "id")
        indexes = (
            models.Index(fields=("source", "start"), name="claim_by_passage"),
            models.Index(fields=("question",), name="claim_by_question"),
        )

    def __str__(self) -> str:
        """Return what it answers."""
        return f"{self.id} {self.question}"
