"""What the two sides of a decision on groups consist of, in custody: asked by `workflow` alone.

A side is the claims of an incident at the moment of the judgement, and the sources that joined it without a claim. Ids
alone are kept: the words stay with the claims' readings, and leave the record with them. What a claim of an earlier
reading stands for now is the claim that follows it, else the one whose passage stands where its own words are found.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from django.db.models import Q

from ledgerstone.evidence.claims.model import Passage
from ledgerstone.evidence.incidents.decisions import NO_SIDES, Ruling
from ledgerstone.evidence.reading.finding_again import find_again, quote_of
from ledgerstone.record.json_text import from_json
from ledgerstone.record.models import ClaimRecord, IncidentClaim, IncidentRecord, Judgement, ReadingRecord, Source
from ledgerstone.record.shapes import claim_value, incident_value, text_of

Sides = tuple[tuple[str, ...], tuple[str, ...]]

_AT_ONCE = 500
"""Ids that are asked for together: SQLite takes no more than some thousands in one statement."""


def sides_kept(text: str | None) -> Sides:
    """Return the sides that a judgement kept."""
    return NO_SIDES if text is None else from_json(text, tuple[tuple[str, ...], tuple[str, ...]])


def sides_of(subject: str, decision: str, other: str | None) -> Sides:
    """Return what a decision that is made now is about.

    Args:
        subject: Full id of a claim or an incident.
        decision: What is decided.
        other: Full id of the other side; None for a decision on one.

    Returns:
        Ids of claims and sources of each side, in order; both empty for a decision that is about no group.
    """
    if decision in {Ruling.ACCEPT, Ruling.REJECT}:
        return (_held(subject), ()) if subject.startswith("i") else NO_SIDES
    if decision not in {Ruling.MERGE, Ruling.SPLIT, Ruling.NEVER_TOGETHER}:
        return NO_SIDES
    first = _held(subject)
    if other is None:
        return tuple(one for one in first if one != subject), (subject,)
    if other.startswith("s"):
        second = _of_source(first, other)
    elif decision == Ruling.SPLIT and other.startswith("c"):
        second = (other,)
    else:
        second = _held(other)
    if decision == Ruling.NEVER_TOGETHER and first == second:
        first, second = (subject,) if subject.startswith("c") else first, (other,)
    if decision != Ruling.MERGE:
        first = tuple(one for one in first if one not in second)
    return first, second


def _held(id: str) -> tuple[str, ...]:  # noqa: A002 - the contract's word
    """Return the claims of an incident, or of the one that a claim is about, and its sources without a claim."""
    if id.startswith("c"):
        about = (
            IncidentClaim.objects.filter(claim=id, incident__current=True).values_list("incident", flat=True).first()
        )
        return (id,) if about is None else _held(about)
    record = IncidentRecord.objects.filter(pk=id, current=True).first()
    if record is None:
        return _remembered(id)
    incident = incident_value(record)
    telling = set(ClaimRecord.objects.filter(links__incident=id).values_list("source", flat=True))
    return (*incident.claims, *(one for one in incident.sources if one not in telling))


def _remembered(incident: str) -> tuple[str, ...]:
    """Return what an incident consisted of that the grouping no longer has, by the last judgement that names it."""
    named = Judgement.objects.filter(Q(subject=incident) | Q(other=incident), sides__isnull=False).last()
    if named is None:
        return ()
    return sides_kept(named.sides)[0 if named.subject == incident else 1]


def _of_source(members: Sequence[str], source: str) -> tuple[str, ...]:
    own = set(ClaimRecord.objects.filter(source=source, current=True).values_list("pk", flat=True))
    return tuple(one for one in members if one in own or one == source)


def judged_incidents() -> frozenset[str]:
    """Return the ids of incidents that judgements on groups name, also of those that the grouping no longer has."""
    found = Judgement.objects.filter(sides__isnull=False).values_list("subject", "other")
    return frozenset(one for both in found for one in both if one is not None and one.startswith("i"))


def standing_for(ids: Collection[str], now: dict[str | None, str]) -> dict[str, str]:
    """Return which claims, or sources, of today stand for those that decisions kept; what is gone has none.

    Args:
        ids: Of claims and sources.
        now: The claims of readings in use that follow earlier ones.
    """
    found: dict[str, str] = {}
    lost: dict[str, list[ClaimRecord]] = defaultdict(list)
    for some in _in_parts(sorted(ids)):
        kept = Source.objects.filter(pk__in=some, reading__isnull=False).values_list("pk", flat=True)
        found.update((key, key) for key in kept)
        for record in ClaimRecord.objects.filter(pk__in=some):
            if record.current:
                found[record.pk] = record.pk
            elif record.pk in now:
                found[record.pk] = now[record.pk]
            else:
                lost[record.source_id].append(record)
    for source, records in sorted(lost.items()):
        found.update(_by_place(source, records))
    return found


def _by_place(source: str, records: Sequence[ClaimRecord]) -> Iterator[tuple[str, str]]:
    """Yield for claims of one source those of its reading in use that stand where their words are found."""
    reading = Source.objects.select_related("reading").get(pk=source).reading
    standing = [(one.pk, claim_value(one)) for one in ClaimRecord.objects.filter(source=source, current=True)]
    if reading is None or not standing:
        return
    texts = {
        one.pk: text_of(one)
        for one in ReadingRecord.objects.filter(pk__in={record.reading_id for record in records}).only("text")
    }
    old = [claim_value(record) for record in records]
    quotes = [
        quote_of(texts[record.reading_id], claim.passage.start, claim.passage.end)
        for record, claim in zip(records, old, strict=True)
    ]
    for record, claim, place in zip(records, old, find_again(text_of(reading), quotes), strict=True):
        if place is not None:
            ranked = [
                (one.question != claim.question, -shared, one.passage.start, key)
                for key, one in standing
                if (shared := _shared(one.passage, place.start, place.end)) > 0
            ]
            if ranked:
                yield record.pk, min(ranked)[3]


def _shared(passage: Passage, start: int, end: int) -> int:
    return min(passage.end, end) - max(passage.start, start)


def _in_parts(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
