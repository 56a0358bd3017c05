"""Incidents and copies as the latest grouping proposes them."""

from collections.abc import Iterator
from typing import TypeVar

from ledgerstone.evidence.incidents.model import Copy, Incident
from ledgerstone.record.json_text import to_json
from ledgerstone.record.models import CopyRecord, IncidentClaim, IncidentRecord, Source
from ledgerstone.record.shapes import first_day

Row = TypeVar("Row")
_AT_ONCE = 500
"""Rows that are made together: all of them would take as much memory again as what they are made of."""


def replace_incidents(incidents: tuple[Incident, ...]) -> None:
    """Make these the incidents of the record; one that is proposed no longer stays, out of every listing."""
    IncidentRecord.objects.update(current=False)
    IncidentClaim.objects.all().delete()
    for some in _in_parts(incidents):
        IncidentRecord.objects.bulk_create(
            [_record(incident) for incident in some],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["title", "kind", "earliest", "content", "current"],
        )
        IncidentClaim.objects.bulk_create(
            IncidentClaim(incident_id=incident.id, claim_id=claim)
            for incident in some
            for claim in dict.fromkeys(incident.claims)
        )
    Source.objects.filter(grouped=False, reading__isnull=False).update(grouped=True)


def replace_copies(copies: tuple[Copy, ...]) -> None:
    """Make these the copies of the record."""
    CopyRecord.objects.all().delete()
    for some in _in_parts(copies):
        CopyRecord.objects.bulk_create(
            CopyRecord(source_id=copy.source, of_id=copy.of, content=to_json(copy)) for copy in some
        )


def _in_parts(rows: tuple[Row, ...]) -> Iterator[tuple[Row, ...]]:
    for start in range(0, len(rows), _AT_ONCE):
        yield rows[start : start + _AT_ONCE]


def _record(incident: Incident) -> IncidentRecord:
    return IncidentRecord(
        id=incident.id,
        title=incident.title,
        kind=incident.kind,
        earliest=first_day(incident),
        content=to_json(incident),
        current=True,
    )
