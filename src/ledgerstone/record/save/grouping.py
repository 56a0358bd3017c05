"""Incidents and copies as the latest grouping proposes them."""

from ledgerstone.evidence.incidents.model import Copy, Incident
from ledgerstone.record.json_text import to_json
from ledgerstone.record.models import CopyRecord, IncidentClaim, IncidentRecord, Source
from ledgerstone.record.shapes import first_day


def replace_incidents(incidents: tuple[Incident, ...]) -> None:
    """Make these the incidents of the record; one that is proposed no longer stays, out of every listing."""
    IncidentRecord.objects.update(current=False)
    IncidentRecord.objects.bulk_create(
        [_record(incident) for incident in incidents],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["title", "kind", "earliest", "content", "current"],
    )
    IncidentClaim.objects.all().delete()
    IncidentClaim.objects.bulk_create(
        IncidentClaim(incident_id=incident.id, claim_id=claim)
        for incident in incidents
        for claim in dict.fromkeys(incident.claims)
    )
    Source.objects.filter(grouped=False, reading__isnull=False).update(grouped=True)


def replace_copies(copies: tuple[Copy, ...]) -> None:
    """Make these the copies of the record."""
    CopyRecord.objects.all().delete()
    CopyRecord.objects.bulk_create(
        CopyRecord(source_id=copy.source, of_id=copy.of, content=to_json(copy)) for copy in copies
    )


def _record(incident: Incident) -> IncidentRecord:
    return IncidentRecord(
        id=incident.id,
        title=incident.title,
        kind=incident.kind,
        earliest=first_day(incident),
        content=to_json(incident),
        current=True,
    )
