"""How much there is for the viewer to see."""

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.record.find import visible
from ledgerstone.record.rows import Numbers


def numbers(*, viewer: Viewer, purpose: Purpose) -> Numbers:
    """Return how many sources, claims and incidents the viewer may see."""
    if viewer.role is Role.PUBLIC:
        incidents = visible.published_incidents(viewer=viewer, purpose=purpose).count()
    else:
        incidents = visible.incidents(viewer=viewer, purpose=purpose).count()
    return Numbers(
        sources=visible.sources(viewer=viewer, purpose=purpose).count(),
        claims=visible.claims(viewer=viewer, purpose=purpose).count(),
        incidents=incidents,
    )
