"""How incidents stand to each other in time and place, with what people decided of two; for the desk alone.

Found by an index of places and first days, so that the cost for one incident does not grow with the record.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from msgspec import structs

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.evidence.incidents.model import Incident, Relation
from ledgerstone.evidence.incidents.relations import LOOKED_AT, relations
from ledgerstone.record.find import visible
from ledgerstone.record.models import IncidentPlace
from ledgerstone.record.rows import IncidentRow
from ledgerstone.record.shapes import first_day, incident_row, incident_value

ACCEPT_RELATION, REJECT_RELATION = "accept-relation", "reject-relation"
STATUSES = {ACCEPT_RELATION: "accepted", REJECT_RELATION: "rejected"}


def relations_of(incident: Incident, *, viewer: Viewer, purpose: Purpose) -> tuple[Relation, ...]:
    """Return how an incident stands to those near it in place and time, in four queries at most.

    Args:
        incident: The incident.
        viewer: Who looks; the public is told of none.
        purpose: What for.
    """
    keys = (*incident.places, *incident.around)
    if viewer.role is Role.PUBLIC or not keys:
        return ()
    day = first_day(incident) or date.max
    at = IncidentPlace.objects.filter(key__in=keys).exclude(incident=incident.id)
    some = LOOKED_AT * len(keys)
    near = {
        *at.filter(first__gte=day).order_by("first", "incident").values_list("incident", flat=True)[:some],
        *at.filter(first__lt=day).order_by("-first", "incident").values_list("incident", flat=True)[:some],
    }
    if not near:
        return ()
    seen = visible.incidents(viewer=viewer, purpose=purpose).filter(pk__in=near)
    found = relations([incident, *map(incident_value, seen)], of={incident.id})
    return _decided(found[incident.id], viewer, purpose)


def related_incidents(*, viewer: Viewer, purpose: Purpose) -> tuple[IncidentRow, ...]:
    """Return all incidents that the desk may see, by their first day, each with how it stands to the others."""
    records = tuple(visible.incidents(viewer=viewer, purpose=purpose))
    found = relations([incident_value(record) for record in records])
    decided = _statuses(viewer, purpose)
    return tuple(
        structs.replace(incident_row(record), relations=tuple(_with(decided, one) for one in found[record.pk]))
        for record in records
    )


def _decided(found: Iterable[Relation], viewer: Viewer, purpose: Purpose) -> tuple[Relation, ...]:
    decided = _statuses(viewer, purpose)
    return tuple(_with(decided, one) for one in found)


def _statuses(viewer: Viewer, purpose: Purpose) -> dict[frozenset[str | None], str]:
    """Return what people decided of two incidents."""
    standing = Q(superseded_by__isnull=True, decision__in=list(STATUSES))
    rows = visible.judgements(viewer=viewer, purpose=purpose).filter(standing)
    return {frozenset({a, b}): STATUSES[said] for a, b, said in rows.values_list("subject", "other", "decision")}


def _with(decided: dict[frozenset[str | None], str], one: Relation) -> Relation:
    status = decided.get(frozenset({one.incident, one.other}))
    return one if status is None else structs.replace(one, status=status)
