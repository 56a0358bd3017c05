"""Incidents as proposed and judged, and which claims are about them."""

from django.db import models

from ledgerstone.record.models.columns import id_column
from ledgerstone.record.models.guarded import GuardedModel

PLACE_KEY_LENGTH = 100


class IncidentRecord(GuardedModel):
    """An incident; `current` is False where the latest grouping no longer has it."""

    id = id_column()
    title = models.TextField()
    kind = models.TextField()
    earliest = models.DateField(null=True, blank=True)
    content = models.TextField()
    """The whole incident as JSON."""
    status = models.CharField(max_length=20, default="proposed")
    current = models.BooleanField(default=True)
    claims = models.ManyToManyField("record.ClaimRecord", through="record.IncidentClaim", related_name="incidents")

    class Meta:
        """By their first day, the undated last."""

        ordering = (models.F("earliest").asc(nulls_last=True), "id")

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class IncidentClaim(models.Model):
    """That a claim is about an incident."""

    incident = models.ForeignKey(IncidentRecord, on_delete=models.CASCADE, related_name="links")
    claim = models.ForeignKey("record.ClaimRecord", on_delete=models.CASCADE, related_name="links")

    class Meta:
        """Once for each pair."""

        constraints = (models.UniqueConstraint(fields=("incident", "claim"), name="claim_is_in_incident_once"),)

    def __str__(self) -> str:
        """Return both ids."""
        return f"{self.incident_id} {self.claim_id}"


class IncidentPlace(models.Model):
    """That an incident is at a place, or names it: by what it meets other incidents; written anew with it."""

    incident = models.ForeignKey(IncidentRecord, on_delete=models.CASCADE, related_name="places")
    key = models.CharField(max_length=PLACE_KEY_LENGTH)
    first = models.DateField()
    """Its first day; the last day of the calendar where it is not known."""

    class Meta:
        """Once for each place, and found by it and its day."""

        constraints = (models.UniqueConstraint(fields=("incident", "key"), name="incident_is_at_place_once"),)
        indexes = (models.Index(fields=("key", "first", "incident"), name="incident_by_place"),)

    def __str__(self) -> str:
        """Return both."""
        return f"{self.incident_id} {self.key}"
