"""Which passages of a source people cite, in custody: asked by `workflow` alone, shown to whoever reads a source again.

A passage is cited where its claim, or one that it follows, was judged, and where a publication has the claim.
"""

from collections import defaultdict

from msgspec import Struct

from ledgerstone.evidence.claims.model import Passage
from ledgerstone.evidence.reading.finding_again import Quote, quote_of
from ledgerstone.record.find.decisions import successors
from ledgerstone.record.json_text import CLEARED_JSON, from_json
from ledgerstone.record.models import ClaimRecord, Judgement, Publication, ReadingRecord
from ledgerstone.record.shapes import claim_value, text_of

JUDGED, PUBLISHED = "judgement", "publication"


class Cited(Struct, frozen=True, kw_only=True):
    """A cited passage.

    Attributes:
        claim: The claim that it belongs to.
        reading: The reading that it is a passage of.
        by: What cites it: "judgement", "publication" or both.
        passage: Where it stands in that reading.
        quote: The passage as it is looked for in another one.
        now_claim: The claim of the reading in use that stands for it: itself, or one that follows it; None for none.
    """

    claim: str
    reading: int
    by: tuple[str, ...]
    passage: Passage
    quote: Quote
    now_claim: str | None


class _Named(Struct, frozen=True):
    id: str


class _Snapshot(Struct, frozen=True):
    """What is looked at of a publication."""

    claims: tuple[_Named, ...]


def cited(source_id: str) -> tuple[Cited, ...]:
    """Return the cited passages of a source, by reading and place."""
    by = _by(source_id)
    found = ClaimRecord.objects.filter(source=source_id, pk__in=by).order_by("reading", "start", "pk")
    keys = {record.reading_id for record in found}
    texts = {one.pk: text_of(one) for one in ReadingRecord.objects.filter(pk__in=keys).only("text")}
    now = successors()
    return tuple(_row(record, tuple(by[record.pk]), texts[record.reading_id], now) for record in found)


def _row(record: ClaimRecord, by: tuple[str, ...], text: str, now: dict[str | None, str]) -> Cited:
    passage = claim_value(record).passage
    return Cited(
        claim=record.pk,
        reading=record.reading_id,
        by=by,
        passage=passage,
        quote=quote_of(text, passage.start, passage.end),
        now_claim=record.pk if record.current else now.get(record.pk),
    )


def _by(source_id: str) -> dict[str, list[str]]:
    """Return the ids of the source's claims that are cited, each with what cites it."""
    found: dict[str, list[str]] = defaultdict(list)
    claims = set(ClaimRecord.objects.filter(source=source_id).values_list("pk", flat=True))
    sides = Judgement.objects.values_list("subject", "other")
    for key in sorted(claims.intersection(side for pair in sides for side in pair)):
        found[key].append(JUDGED)
    snapshots = Publication.objects.filter(cited__source=source_id).exclude(snapshot=CLEARED_JSON)
    texts = snapshots.values_list("snapshot", flat=True).iterator()
    named = {one.id for text in texts for one in from_json(text, _Snapshot).claims}
    for key in sorted(claims & named):
        found[key].append(PUBLISHED)
    return found
