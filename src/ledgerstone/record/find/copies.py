"""Copies between sources."""

from django.db.models import Q

from ledgerstone.accountability.access import Purpose, Viewer
from ledgerstone.evidence.incidents.model import Copy
from ledgerstone.record.find import visible
from ledgerstone.record.find.identity import full_source_id
from ledgerstone.record.shapes import copy_value


def copies(*, viewer: Viewer, purpose: Purpose, source: str | None = None) -> tuple[Copy, ...]:
    """Return the copies of which the viewer may see both sides.

    Args:
        viewer: Who looks.
        purpose: What for.
        source: Only those that this source is a side of.

    Raises:
        NotFoundError: There is no such source for this viewer.
    """
    found = visible.copies(viewer=viewer, purpose=purpose)
    if source is not None:
        key = full_source_id(source, viewer=viewer, purpose=purpose)
        found = found.filter(Q(source=key) | Q(of=key))
    return tuple(copy_value(record) for record in found)
