"""Ids as people type them: any beginning that only one record has."""

from django.db.models import QuerySet

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.errors import NotFoundError
from ledgerstone.record.find import visible
from ledgerstone.record.models import ClaimRecord, IncidentRecord, Publication, Source

AFTER_DIGITS = "g"
"""In every order of letters it comes after all hex digits, of which ids and digests are made."""

LISTED = 5
"""How many of several candidates a message names."""

SHORTEST_DIGEST = 8
"""A digest's beginning shorter than this is not taken for one."""


def full_source_id(text: str, *, viewer: Viewer, purpose: Purpose) -> str:
    """Return the id of the one visible source whose id, or digest, begins with the text.

    Raises:
        NotFoundError: There is none, or more than one.
    """
    seen = visible.sources(viewer=viewer, purpose=purpose)
    by_digest = list(_beginning(seen, "sha256", text)) if len(text) >= SHORTEST_DIGEST else []
    return _only("source", text, [*_beginning(seen, "pk", text), *by_digest])


def full_incident_id(text: str, *, viewer: Viewer, purpose: Purpose) -> str:
    """Return the id of the one visible incident whose id begins with the text.

    Raises:
        NotFoundError: There is none, or more than one.
    """
    if viewer.role is Role.PUBLIC:
        shown = visible.published_incidents(viewer=viewer, purpose=purpose)
        return _only("incident", text, list(_beginning(shown, "subject", text)))
    return _only("incident", text, list(_beginning(visible.incidents(viewer=viewer, purpose=purpose), "pk", text)))


def full_claim_id(text: str, *, viewer: Viewer, purpose: Purpose) -> str:
    """Return the id of the one visible claim whose id begins with the text.

    Raises:
        NotFoundError: There is none, or more than one.
    """
    return _only("claim", text, list(_beginning(visible.claims(viewer=viewer, purpose=purpose), "pk", text)))


def full_id(text: str, *, viewer: Viewer, purpose: Purpose) -> str:
    """Return the id of the one visible source, claim or incident whose id begins with the text.

    Raises:
        NotFoundError: There is none, or more than one.
    """
    sources = _beginning(visible.sources(viewer=viewer, purpose=purpose), "pk", text)
    claims = _beginning(visible.claims(viewer=viewer, purpose=purpose), "pk", text)
    incidents = _beginning(visible.incidents(viewer=viewer, purpose=purpose), "pk", text)
    return _only("source, claim or incident", text, [*sources, *claims, *incidents])


def _beginning(
    seen: "QuerySet[Source] | QuerySet[ClaimRecord] | QuerySet[IncidentRecord] | QuerySet[Publication]",
    column: str,
    text: str,
) -> list[str]:
    shown = "subject" if column == "subject" else "pk"
    # Bounds beside the pattern: SQLite finds a pattern's beginning in no index.
    bounds = {f"{column}__startswith": text, f"{column}__gte": text, f"{column}__lt": text + AFTER_DIGITS}
    found = seen.order_by(shown).filter(**bounds).values_list(shown, flat=True)
    return [str(one) for one in found[: LISTED + 1]]


def _only(what: str, text: str, found: list[str]) -> str:
    if not text or not found:
        raise NotFoundError(f"no {what} {text!r}; list what there is with `sources`, `claims` or `incidents`")
    if text in found:
        return text
    if len(set(found)) > 1:
        raise NotFoundError(f"{text!r} is the beginning of {', '.join(found[:LISTED])} …; give more of the id")
    return found[0]
