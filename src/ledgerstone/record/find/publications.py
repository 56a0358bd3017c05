"""What was made public, by whom and when; and published accounts as they were."""

from ledgerstone.accountability.access import Purpose, Viewer
from ledgerstone.errors import NotFoundError
from ledgerstone.record.find import visible
from ledgerstone.record.find.identity import full_incident_id
from ledgerstone.record.json_text import from_json
from ledgerstone.record.rows import PublicationRow, PublishedAccount
from ledgerstone.record.shapes import publication_row


def publications(*, viewer: Viewer, purpose: Purpose, subject: str | None = None) -> tuple[PublicationRow, ...]:
    """Return the publications that the viewer may see, in the order of subject and version.

    Args:
        viewer: Who looks.
        purpose: What for.
        subject: Full id of a source or an incident; None for all.
    """
    found = visible.publications(viewer=viewer, purpose=purpose).select_related("by")
    if subject is not None:
        found = found.filter(subject=subject)
    return tuple(publication_row(one) for one in found)


def latest_publication(subject: str, *, viewer: Viewer, purpose: Purpose) -> PublicationRow | None:
    """Return the latest publication of a subject; None where it has none that the viewer may see."""
    found = visible.latest_publications(viewer=viewer, purpose=purpose).select_related("by").filter(subject=subject)
    return next((publication_row(one) for one in found), None)


def latest_snapshot(subject: str, *, viewer: Viewer, purpose: Purpose) -> str | None:
    """Return the JSON of the latest publication of a subject; None where it has none that the viewer may see."""
    found = visible.latest_publications(viewer=viewer, purpose=purpose).filter(subject=subject)
    return found.values_list("snapshot", flat=True).first()


def published_account(incident: str, *, viewer: Viewer, purpose: Purpose) -> PublishedAccount:
    """Return an account as it was last published.

    Raises:
        NotFoundError: There is no such incident for this viewer, or it was not published.
    """
    key = full_incident_id(incident, viewer=viewer, purpose=purpose)
    found = visible.published_incidents(viewer=viewer, purpose=purpose).filter(subject=key).first()
    if found is None:
        raise NotFoundError(f"incident {key} has no publication; make one with `publish {key} --by USER`")
    return from_json(found.snapshot, PublishedAccount)
