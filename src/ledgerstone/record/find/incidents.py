"""Incidents in a listing. The public sees them as they were published, the desk as they stand."""

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.record.find import visible
from ledgerstone.record.json_text import from_json
from ledgerstone.record.rows import IncidentRow
from ledgerstone.record.shapes import incident_row


def incidents(
    *, viewer: Viewer, purpose: Purpose, source: str | None = None, limit: int | None = None, offset: int = 0
) -> tuple[IncidentRow, ...]:
    """Return the incidents that the viewer may see, by their first day, the undated last.

    Args:
        viewer: Who looks.
        purpose: What for.
        source: Full id of a source: only incidents that it mentions.
        limit: At most so many; None for all.
        offset: How many to leave out before.
    """
    end = None if limit is None else offset + limit
    if source is None and viewer.role is not Role.PUBLIC:
        return tuple(incident_row(one) for one in visible.incidents(viewer=viewer, purpose=purpose)[offset:end])
    rows = _published(viewer, purpose) if viewer.role is Role.PUBLIC else _standing(viewer, purpose)
    return tuple(row for row in rows if source is None or source in row.sources)[offset:end]


def _standing(viewer: Viewer, purpose: Purpose) -> tuple[IncidentRow, ...]:
    return tuple(incident_row(record) for record in visible.incidents(viewer=viewer, purpose=purpose))


def _published(viewer: Viewer, purpose: Purpose) -> tuple[IncidentRow, ...]:
    found = visible.published_incidents(viewer=viewer, purpose=purpose).values_list("listing", flat=True)
    rows = [from_json(listing, IncidentRow) for listing in found]
    return tuple(sorted(rows, key=_first_day))


def _first_day(row: IncidentRow) -> tuple[bool, str, str]:
    day = None if row.when is None or row.when.earliest is None else row.when.earliest.isoformat()
    return (day is None, day or "", row.id)
