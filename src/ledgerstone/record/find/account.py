"""The account of one incident with every claim and source that it names.

The desk's is put together from what the viewer may see, now; the public's is the one that was published.
"""

from collections import defaultdict

import msgspec

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.evidence.incidents.accounts.accounts import account as account_of
from ledgerstone.evidence.incidents.model import Account, Incident
from ledgerstone.record.find import visible
from ledgerstone.record.find.claims import with_incident
from ledgerstone.record.find.decisions import standing_decisions
from ledgerstone.record.find.identity import full_incident_id
from ledgerstone.record.find.judgements import judgements_on
from ledgerstone.record.find.publications import latest_publication, published_account
from ledgerstone.record.models import ClaimRecord, Source
from ledgerstone.record.rows import AccountDetail
from ledgerstone.record.shapes import claim_row, copy_value, incident_value, paper, source_row

REJECTED = "rejected"


def account(id: str, *, viewer: Viewer, purpose: Purpose) -> AccountDetail:  # noqa: A002 - the contract's word
    """Return the account of one incident.

    Args:
        id: The incident's id, or a beginning that only one has.
        viewer: Who looks.
        purpose: What for.

    Raises:
        NotFoundError: There is no such incident for this viewer.
    """
    key = full_incident_id(id, viewer=viewer, purpose=purpose)
    if viewer.role is Role.PUBLIC:
        return _published(key, viewer, purpose)
    incident = incident_value(visible.incidents(viewer=viewer, purpose=purpose).get(pk=key))
    sources = tuple(
        visible.sources(viewer=viewer, purpose=purpose).filter(pk__in=incident.sources).select_related("reading")
    )
    records = _claims(sources, viewer, purpose)
    put_together = _account(_seen(incident, sources, records), sources, records, viewer, purpose)
    named = set(put_together.incident.claims)
    shown = tuple(record for record in records if record.pk in named)
    subjects = (key, *(source.pk for source in sources), *named)
    return AccountDetail(
        account=put_together,
        claims=tuple(claim_row(record, incident=key) for record in shown),
        sources=tuple(source_row(source) for source in sources),
        judgements=judgements_on(subjects, viewer=viewer, purpose=purpose),
        publication=latest_publication(key, viewer=viewer, purpose=purpose),
    )


def _published(key: str, viewer: Viewer, purpose: Purpose) -> AccountDetail:
    snapshot = published_account(key, viewer=viewer, purpose=purpose)
    return AccountDetail(
        account=snapshot.account,
        claims=snapshot.claims,
        sources=snapshot.sources,
        judgements=(),
        publication=latest_publication(key, viewer=viewer, purpose=purpose),
    )


def _claims(sources: tuple[Source, ...], viewer: Viewer, purpose: Purpose) -> tuple[ClaimRecord, ...]:
    """Return the claims of the sources but those that a person rejected."""
    found = visible.claims(viewer=viewer, purpose=purpose).filter(source__in=[source.pk for source in sources])
    return tuple(with_incident(found, viewer=viewer, purpose=purpose).exclude(status=REJECTED))


def _seen(incident: Incident, sources: tuple[Source, ...], records: tuple[ClaimRecord, ...]) -> Incident:
    """Return the incident without the sources and claims that the viewer may not see."""
    source_ids = {source.pk for source in sources}
    claim_ids = {record.pk for record in records}
    return msgspec.structs.replace(
        incident,
        sources=tuple(one for one in incident.sources if one in source_ids),
        claims=tuple(one for one in incident.claims if one in claim_ids),
    )


def _account(
    incident: Incident,
    sources: tuple[Source, ...],
    records: tuple[ClaimRecord, ...],
    viewer: Viewer,
    purpose: Purpose,
) -> Account:
    by_source: dict[str, list[ClaimRecord]] = defaultdict(list)
    for record in records:
        by_source[record.source_id].append(record)
    papers = tuple(paper(source, tuple(by_source[source.pk])) for source in sources)
    among = visible.copies(viewer=viewer, purpose=purpose).filter(source__in=incident.sources, of__in=incident.sources)
    decisions = standing_decisions(viewer=viewer, purpose=purpose)
    return account_of(incident, papers, tuple(copy_value(record) for record in among), decisions=decisions)
