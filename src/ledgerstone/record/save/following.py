"""Claims that stand elsewhere in a new reading: found again by their words, they keep what people decided on them.

The id of a claim has its place in it, so that the same answer in the same words a page further down is another row. It
follows the earlier one: it takes over its status, and decisions on the earlier one hold for it. The place may be other,
and its words as far as `finding_again` calls them slightly altered. Where value, scope, voice or stance are other,
nobody has judged that, and it is a proposal.
"""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import QuerySet
from msgspec import structs

from ledgerstone.evidence.claims.identity import judged
from ledgerstone.evidence.claims.model import Claim, Passage
from ledgerstone.evidence.reading.finding_again import find_again, quote_of
from ledgerstone.record.json_text import to_json
from ledgerstone.record.models import ClaimRecord, ReadingRecord
from ledgerstone.record.shapes import claim_value, text_of


def follow_claims(source_id: str, text: str, *, were: frozenset[str]) -> None:
    """Let the source's claims follow those of earlier readings that no longer stand.

    Args:
        source_id: Whose they are; their rows are those of the new reading already.
        text: The text of the new reading.
        were: Ids of the claims that stood until now: what was decided last was decided on them.
    """
    gone = ClaimRecord.objects.filter(source=source_id, current=False).order_by("reading", "pk")
    if not gone.exists():
        return
    current = ClaimRecord.objects.filter(source=source_id, current=True)
    standing = {_key(claim, claim.passage): record for record in current for claim in (claim_value(record),)}
    followed: dict[str, ClaimRecord] = {}
    for record, passage in sorted(_found(gone, text), key=lambda one: one[0].pk in were):
        new = standing.get(_key(claim_value(record), passage))
        if new is not None and new.pk not in were:
            followed[new.pk] = record
    for key, record in followed.items():
        ClaimRecord.objects.filter(pk=key).update(follows=record, status=record.status)


def _found(gone: QuerySet[ClaimRecord], text: str) -> Iterator[tuple[ClaimRecord, Passage]]:
    """Yield the claims that are found again, with where; those of later readings after those of earlier ones."""
    by_reading: dict[int, list[ClaimRecord]] = defaultdict(list)
    for record in gone:
        by_reading[record.reading_id].append(record)
    for key, records in by_reading.items():
        old = text_of(ReadingRecord.objects.only("text").get(pk=key))
        passages = [claim_value(record).passage for record in records]
        found = find_again(text, [quote_of(old, one.start, one.end) for one in passages])
        for record, place in zip(records, found, strict=True):
            if place is not None:
                yield record, Passage(start=place.start, end=place.end, exact=text[place.start : place.end])


def _key(claim: Claim, passage: Passage) -> str:
    """Return what an answer consists of, at a place."""
    return to_json(structs.replace(judged(claim), passage=passage))
