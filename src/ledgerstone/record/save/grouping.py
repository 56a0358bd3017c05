"""Incidents and copies as the latest grouping proposes them; only what is other than before is written."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from ledgerstone.evidence.incidents.model import Copy, Incident
from ledgerstone.record.json_text import to_json
from ledgerstone.record.models import CopyRecord, IncidentClaim, IncidentPlace, IncidentRecord, Source
from ledgerstone.record.shapes import first_day

Row = TypeVar("Row")
_AT_ONCE = 500
"""Rows that are made together: all of them would take as much memory again as what they are made of."""


def replace_incidents(incidents: tuple[Incident, ...]) -> None:
    """Make these the incidents of the record; one that is proposed no longer stays, out of every listing."""
    held = dict(IncidentRecord.objects.filter(current=True).values_list("pk", "content").iterator())
    changed = tuple(one for one in incidents if held.get(one.id) != to_json(one))
    update_incidents(changed, gone=held.keys() - {one.id for one in incidents})


def update_incidents(changed: Sequence[Incident], *, gone: Collection[str]) -> None:
    """Write incidents that are new or other than before; the other ones stay as they are.

    Args:
        changed: As they are now.
        gone: Ids of those that are proposed no longer; those whose claims are all gone go with them.
    """
    for keys in _in_parts(sorted({*gone, *_without_claims()} - {one.id for one in changed})):
        IncidentRecord.objects.filter(pk__in=keys).update(current=False)
        IncidentClaim.objects.filter(incident__in=keys).delete()
        IncidentPlace.objects.filter(incident__in=keys).delete()
    for some in _in_parts(changed):
        IncidentRecord.objects.bulk_create(
            [_record(incident) for incident in some],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["title", "kind", "earliest", "content", "current"],
        )
        _update_claims(some)
        _update_places(some)
    Source.objects.filter(grouped=False, reading__isnull=False).update(grouped=True)


def _without_claims() -> set[str]:
    """Return the ids of standing incidents whose claims are all gone, with the readings of their sources."""
    return set(IncidentRecord.objects.filter(current=True, claims=None).values_list("pk", flat=True))


def _update_claims(incidents: Sequence[Incident]) -> None:
    """Let these incidents have their claims and no others."""
    before: dict[str, dict[str, int]] = defaultdict(dict)
    links = IncidentClaim.objects.filter(incident__in=[one.id for one in incidents])
    for key, incident, claim in links.values_list("pk", "incident", "claim"):
        before[incident][claim] = key
    wanted = {one.id: set(one.claims) for one in incidents}
    taken = [key for one, those in before.items() for claim, key in those.items() if claim not in wanted[one]]
    for keys in _in_parts(taken):
        IncidentClaim.objects.filter(pk__in=keys).delete()
    IncidentClaim.objects.bulk_create(
        IncidentClaim(incident_id=one.id, claim_id=claim)
        for one in incidents
        for claim in dict.fromkeys(one.claims)
        if claim not in before[one.id]
    )


def _update_places(incidents: Sequence[Incident]) -> None:
    """Let these incidents be found by their places and no others."""
    IncidentPlace.objects.filter(incident__in=[one.id for one in incidents]).delete()
    IncidentPlace.objects.bulk_create(
        IncidentPlace(incident_id=one.id, key=key, first=first_day(one) or date.max)
        for one in incidents
        for key in dict.fromkeys((*one.places, *one.around))
    )


def replace_copies(copies: tuple[Copy, ...]) -> None:
    """Make these the copies of the record."""
    held = {(one, of): (key, content) for key, one, of, content in _copies()}
    found = {(copy.source, copy.of): to_json(copy) for copy in copies}
    gone = [key for pair, (key, content) in held.items() if found.get(pair) != content]
    for keys in _in_parts(gone):
        CopyRecord.objects.filter(pk__in=keys).delete()
    _put_copies(
        [copy for copy in copies if held.get((copy.source, copy.of), (0, ""))[1] != found[copy.source, copy.of]]
    )


def update_copies(changed: Sequence[Copy], *, gone: Iterable[tuple[str, str]]) -> None:
    """Write copies that are new or other than before; the other ones stay as they are.

    Args:
        changed: As they are now.
        gone: The sources, copy and what it copies, of those that are none any more.
    """
    for source, of in (*gone, *((copy.source, copy.of) for copy in changed)):
        CopyRecord.objects.filter(source=source, of=of).delete()
    _put_copies(changed)


def _put_copies(copies: Sequence[Copy]) -> None:
    for some in _in_parts(copies):
        CopyRecord.objects.bulk_create(
            CopyRecord(source_id=copy.source, of_id=copy.of, content=to_json(copy)) for copy in some
        )


def _copies() -> Iterable[tuple[int, str, str, str]]:
    return CopyRecord.objects.values_list("pk", "source", "of", "content").iterator()


def _in_parts(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
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
