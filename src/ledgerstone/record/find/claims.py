"""Claims, by source, incident or question."""

from collections.abc import Collection, Iterator, Mapping
from itertools import groupby

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from msgspec import structs

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.evidence.reading.places import Places
from ledgerstone.record.find import visible
from ledgerstone.record.find.attributions import attributions
from ledgerstone.record.find.identity import full_incident_id, full_source_id
from ledgerstone.record.find.pages import places_in, with_boxes
from ledgerstone.record.find.publications import published_account
from ledgerstone.record.models import ClaimRecord, IncidentClaim, ReadingRecord
from ledgerstone.record.rows import Attribution, ClaimRow
from ledgerstone.record.shapes import claim_row

ASKED_AT_ONCE = 400
"""SQLite takes 999 values in a query where it was built with its old bound."""


def claims(  # noqa: PLR0913 - the filters of the listing, all keyword-only
    *,
    viewer: Viewer,
    purpose: Purpose,
    source: str | None = None,
    incident: str | None = None,
    question: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> tuple[ClaimRow, ...]:
    """Return the claims that the viewer may see, by source and place in it.

    Args:
        viewer: Who looks; the public sees an incident's claims as they were published.
        purpose: What for.
        source: Of this source only.
        incident: About this incident only.
        question: That answer this question only.
        limit: At most so many; None for all.
        offset: How many to leave out before.

    Raises:
        NotFoundError: There is no such source or incident for this viewer.
    """
    source_id = None if source is None else full_source_id(source, viewer=viewer, purpose=purpose)
    end = None if limit is None else offset + limit
    if incident is not None and viewer.role is Role.PUBLIC:
        published = published_account(incident, viewer=viewer, purpose=purpose).claims
        return tuple(row for row in published if source_id in {None, row.source} and question in {None, row.question})[
            offset:end
        ]
    found = with_incident(visible.claims(viewer=viewer, purpose=purpose), viewer=viewer, purpose=purpose)
    if source_id is not None:
        found = found.filter(source=source_id)
    if incident is not None:
        found = found.filter(links__incident=full_incident_id(incident, viewer=viewer, purpose=purpose))
    if question is not None:
        found = found.filter(question=question)
    return tuple(_rows(found[offset:end], attributions(viewer=viewer)))


def current_of(ids: Collection[str], *, viewer: Viewer, purpose: Purpose) -> frozenset[str]:
    """Return which of some claims the readings in use still yield, as the viewer may see them.

    Args:
        ids: Of the claims.
        viewer: Who looks.
        purpose: What for.
    """
    found = visible.claims(viewer=viewer, purpose=purpose)
    asked = sorted(ids)
    parts = (asked[at : at + ASKED_AT_ONCE] for at in range(0, len(asked), ASKED_AT_ONCE))
    return frozenset(key for part in parts for key in found.filter(pk__in=part).values_list("pk", flat=True))


def _rows(found: QuerySet[ClaimRecord], given: Mapping[str, Attribution]) -> Iterator[ClaimRow]:
    """Yield claims with their places; both queries are in the order of sources, so that one reading is held at once."""
    paged = with_boxes(ReadingRecord.objects.filter(pk__in=found.values("reading")).order_by("source"))
    at = next(paged, None)
    for source, records in groupby(found, key=lambda record: record.source_id):
        places: dict[int, Places] = {}
        while at is not None and at.source_id == source:
            places[at.pk] = places_in(at)
            at = next(paged, None)
        for record in records:
            row = claim_row(record, incident=record.shown_incident, given=given)
            where = places.get(record.reading_id)
            yield structs.replace(row, places=where.of(row.passage.start, row.passage.end)) if where else row


def with_incident(found: QuerySet[ClaimRecord], *, viewer: Viewer, purpose: Purpose) -> QuerySet[ClaimRecord]:
    """Return the claims with `shown_incident`: the incident that the viewer may see them under, or None."""
    links = IncidentClaim.objects.filter(claim=OuterRef("pk")).order_by("incident")
    # By the claim's own few links and not by a list of all incidents, which SQLite would go through for each claim.
    if viewer.role is Role.PUBLIC:
        published = visible.published_incidents(viewer=viewer, purpose=purpose)
        links = links.filter(Exists(published.filter(subject=OuterRef("incident"))))
    else:
        links = links.filter(Exists(visible.incidents(viewer=viewer, purpose=purpose).filter(pk=OuterRef("incident"))))
    shown = Subquery(links.values("incident")[:1])
    return found.annotate(shown_incident=shown)  # type: ignore[no-redef]  # ClaimRecord declares it for its readers
