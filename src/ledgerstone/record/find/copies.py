"""Copies between sources, and the sources that share passages with many."""

from collections import Counter
from collections.abc import Sequence

from django.db.models import Q

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.evidence.incidents.copying.patchworks import MANY, patchworks
from ledgerstone.evidence.incidents.model import Copy, Patchwork
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


def patchworks_of(sources: Sequence[str], *, viewer: Viewer, purpose: Purpose) -> tuple[Patchwork, ...]:
    """Return which of some sources share separate passages with many others, in two queries at most.

    Args:
        sources: Their full ids.
        viewer: Who looks; the public is told of none.
        purpose: What for.
    """
    if viewer.role is Role.PUBLIC:
        return ()
    found = visible.copies(viewer=viewer, purpose=purpose)
    near = found.filter(Q(source__in=sources) | Q(of__in=sources)).order_by().values_list("source", "of")
    counts = Counter(end for pair in near.iterator() for end in pair)
    many = [source for source in sources if counts[source] >= MANY]
    if not many:
        return ()
    theirs = found.filter(Q(source__in=many) | Q(of__in=many)).order_by()
    made = patchworks(copy_value(record) for record in theirs.iterator())
    return tuple(one for one in made if one.source in set(many))
