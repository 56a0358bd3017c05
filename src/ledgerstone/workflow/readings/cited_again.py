"""What became of the passages of a source that people cited, of whichever reading, in the text in use now."""

from msgspec import Struct

from ledgerstone.evidence.claims.model import Passage
from ledgerstone.evidence.reading.finding_again import Found, How, find_again
from ledgerstone.record.find.cited import Cited, cited


class CitedAgain(Struct, frozen=True, kw_only=True):
    """What became of a cited passage.

    Attributes:
        claim: The claim that it belongs to.
        by: What cites it: "judgement", "publication" or both.
        reading: Number of the reading that it came from, and that it keeps pointing at.
        was: Where it stands there.
        now: Where its words stand in the reading in use; None where they are lost.
        how: How it was found: "same place", "moved", "altered" or "lost".
        now_claim: The claim that stands for it now: itself, or the one that follows it and has its judgement; None
            where nothing does.
    """

    claim: str
    by: tuple[str, ...]
    reading: int
    was: Passage
    now: Passage | None
    how: How
    now_claim: str | None


def cited_again(source_id: str, text: str) -> tuple[CitedAgain, ...]:
    """Look for the cited passages of a source.

    Args:
        source_id: Its full id.
        text: The text in use.
    """
    those = cited(source_id)
    places = find_again(text, [one.quote for one in those])
    return tuple(_again(one, place, text) for one, place in zip(those, places, strict=True))


def _again(one: Cited, place: Found | None, text: str) -> CitedAgain:
    now = None if place is None else Passage(start=place.start, end=place.end, exact=text[place.start : place.end])
    return CitedAgain(
        claim=one.claim,
        by=one.by,
        reading=one.reading,
        was=one.passage,
        now=now,
        how=How.LOST if place is None else place.how,
        now_claim=one.now_claim,
    )
