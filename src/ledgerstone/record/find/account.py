"""The account of one incident with every claim and source that it names.

The desk's is put together from what the viewer may see, now; the public's is the one that was published. Whatever the
size of the record only rows of the incident are read, in a fixed number of queries.
"""

import re
from collections import defaultdict
from collections.abc import Mapping

import msgspec

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.evidence.claims.model import MentionKind
from ledgerstone.evidence.incidents.accounts.accounts import account as account_of
from ledgerstone.evidence.incidents.decisions import Decision, Ruling
from ledgerstone.evidence.incidents.model import Incident, Length, Paper, Reason
from ledgerstone.record.find import visible
from ledgerstone.record.find.attributions import attributions
from ledgerstone.record.find.copies import patchworks_of
from ledgerstone.record.find.identity import full_incident_id
from ledgerstone.record.find.judgements import judgements_on
from ledgerstone.record.find.publications import latest_publication, published_account
from ledgerstone.record.find.related import relations_of
from ledgerstone.record.find.withheld import hidden_of
from ledgerstone.record.json_text import CLEARED_JSON, from_json
from ledgerstone.record.models import ClaimRecord, Source
from ledgerstone.record.rows import AccountDetail, Attribution
from ledgerstone.record.shapes import claim_row, copy_value, incident_value, paper, reading_value, source_row
from ledgerstone.values.dates import Timex, TimexType

REJECTED = "rejected"
ON_COPYING = (Ruling.IS_COPY_OF.value, Ruling.IS_INDEPENDENT_OF.value)
_PUBLIC = Viewer(role=Role.PUBLIC)
_WORD = re.compile(r"\w+")


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
    found = _put_together(key, viewer, purpose, claims_for=viewer)
    related = relations_of(found.account.incident, viewer=viewer, purpose=purpose)
    many = patchworks_of(found.account.incident.sources, viewer=viewer, purpose=purpose)
    whole = msgspec.structs.replace(found.account, relations=related, patchworks=many)
    return msgspec.structs.replace(found, account=whole)


def account_to_publish(key: str, *, viewer: Viewer, purpose: Purpose) -> AccountDetail:
    """Return the account of an incident as the public is to see it: of the claims alone that the public may see.

    Its lines are counted anew, so that each number is of what the public can look up; what speaks for the grouping is
    left out where it rests on other claims or names words that are withheld.

    Args:
        key: The incident's full id.
        viewer: Who publishes; the sources are those that this one may see.
        purpose: What for.
    """
    found = _put_together(key, viewer, purpose, claims_for=_PUBLIC)
    incident = found.account.incident
    evidence = _let_out(incident.evidence, frozenset(incident.claims), _read(incident.sources, viewer, purpose))
    shown = msgspec.structs.replace(incident, evidence=evidence, places=(), around=())
    return msgspec.structs.replace(found, account=msgspec.structs.replace(found.account, incident=shown))


def _published(key: str, viewer: Viewer, purpose: Purpose) -> AccountDetail:
    snapshot = published_account(key, viewer=viewer, purpose=purpose)
    return AccountDetail(
        account=snapshot.account,
        claims=snapshot.claims,
        sources=snapshot.sources,
        judgements=(),
        publication=latest_publication(key, viewer=viewer, purpose=purpose),
    )


def _put_together(key: str, viewer: Viewer, purpose: Purpose, *, claims_for: Viewer) -> AccountDetail:
    held = incident_value(visible.incidents(viewer=viewer, purpose=purpose).get(pk=key))
    sources = _read(held.sources, viewer, purpose)
    records = _claims(key, frozenset(source.pk for source in sources), claims_for, purpose)
    given = attributions(viewer=claims_for)
    incident = _seen(held, sources, records)
    among = visible.copies(viewer=viewer, purpose=purpose).filter(source__in=incident.sources, of__in=incident.sources)
    put_together = account_of(
        incident,
        _papers(sources, records, given, public=claims_for.role is Role.PUBLIC),
        tuple(copy_value(record) for record in among),
        decisions=_on_copying(incident.sources, viewer, purpose),
    )
    subjects = (key, *incident.sources, *incident.claims)
    return AccountDetail(
        account=put_together,
        claims=tuple(claim_row(record, incident=key, given=given) for record in records),
        sources=tuple(source_row(source) for source in sources),
        judgements=judgements_on(subjects, viewer=viewer, purpose=purpose),
        publication=latest_publication(key, viewer=viewer, purpose=purpose),
    )


def _read(ids: tuple[str, ...], viewer: Viewer, purpose: Purpose) -> tuple[Source, ...]:
    found = visible.sources(viewer=viewer, purpose=purpose).filter(pk__in=ids).select_related("reading")
    return tuple(found.defer("reading__context"))


def _claims(key: str, sources: frozenset[str], viewer: Viewer, purpose: Purpose) -> tuple[ClaimRecord, ...]:
    """Return the claims that are about the incident but those that a person rejected, by passage."""
    found = visible.claims(viewer=viewer, purpose=purpose).filter(links__incident=key).exclude(status=REJECTED)
    records = found.order_by("source_id", "start", "pk")
    return tuple(record for record in records if record.source_id in sources)


def _seen(incident: Incident, sources: tuple[Source, ...], records: tuple[ClaimRecord, ...]) -> Incident:
    """Return the incident without the sources and claims that the viewer may not see."""
    source_ids = {source.pk for source in sources}
    claim_ids = {record.pk for record in records}
    return msgspec.structs.replace(
        incident,
        sources=tuple(one for one in incident.sources if one in source_ids),
        claims=tuple(one for one in incident.claims if one in claim_ids),
    )


def _papers(
    sources: tuple[Source, ...], records: tuple[ClaimRecord, ...], given: Mapping[str, Attribution], *, public: bool
) -> tuple[Paper, ...]:
    by_source: dict[str, list[ClaimRecord]] = defaultdict(list)
    for record in records:
        by_source[record.source_id].append(record)
    made = (paper(source, tuple(by_source[source.pk]), given) for source in sources)
    return tuple(
        msgspec.structs.replace(one, lengths=_lengths(source, public=public))
        for one, source in zip(made, sources, strict=True)
    )


class _Value(msgspec.Struct):
    timex: Timex | None = None


class _Mention(msgspec.Struct):
    kind: str
    start: int
    end: int
    value: _Value | None = None


def _lengths(source: Source, *, public: bool) -> tuple[Length, ...]:
    """Return the lengths of time that a reading names; for the public none where words of the reading are withheld."""
    if source.reading is None or source.reading.mentions == CLEARED_JSON:
        return ()
    if public and hidden_of(reading_value(source.reading), source.pk).starts:
        return ()
    mentions = from_json(source.reading.mentions, tuple[_Mention, ...])
    return tuple(
        Length(start=one.start, end=one.end, length=one.value.timex.value)
        for one in mentions
        if one.kind == MentionKind.DATE and one.value and one.value.timex and one.value.timex.type is TimexType.DURATION
    )


def _on_copying(sources: tuple[str, ...], viewer: Viewer, purpose: Purpose) -> tuple[Decision, ...]:
    """Return what people decided about copying of these sources: of all decisions an account goes by these alone."""
    found = visible.judgements(viewer=viewer, purpose=purpose).filter(
        subject__in=sources, superseded_by__isnull=True, decision__in=ON_COPYING
    )
    rows = found.values_list("subject", "decision", "other")
    return tuple(Decision(subject=subject, decision=Ruling(decision), other=other) for subject, decision, other in rows)


def _let_out(evidence: tuple[Reason, ...], claims: frozenset[str], sources: tuple[Source, ...]) -> tuple[Reason, ...]:
    """Return the reasons that rest on these claims alone and have no word that only withheld sentences have."""
    withheld = _withheld_words(sources) if evidence else frozenset()
    return tuple(
        reason for reason in evidence if claims.issuperset(reason.claims) and withheld.isdisjoint(_words(reason.text))
    )


def _withheld_words(sources: tuple[Source, ...]) -> frozenset[str]:
    hidden: set[str] = set()
    shown: set[str] = set()
    for source in sources:
        if source.reading is None:
            continue
        reading, at = reading_value(source.reading), 0
        spans = hidden_of(reading, source.pk)
        for start, end in zip(spans.starts, spans.ends, strict=True):
            shown |= _words(reading.text[at:start])
            hidden |= _words(reading.text[start:end])
            at = end
        shown |= _words(reading.text[at:])
    return frozenset(hidden - shown)


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text))
