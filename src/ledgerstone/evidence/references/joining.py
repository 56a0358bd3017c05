"""Citations joined to the list: the link "[3]" of a claim's chain gets the entry of the reference list behind it.

A number that two entries of a reading carry joins to neither: which one is meant, the text does not say.
"""

from collections import Counter

from msgspec import structs

from ledgerstone.evidence.claims.mentions import citation_name, references_in
from ledgerstone.evidence.claims.model import Claim, Passage, Reference, Speaker, VoiceKind
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.evidence.references.statement import entries_of


def with_entries(claims: tuple[Claim, ...], reading: Reading) -> tuple[Claim, ...]:
    """Return the claims of a reading, each citation in their chains with its entry.

    Args:
        claims: The claims.
        reading: Their reading, to the end: the list stands there.
    """
    entries = _entries(reading) if claims else {}
    return tuple(_joined(claim, entries) for claim in claims) if entries else claims


def _entries(reading: Reading) -> dict[str, Passage]:
    """Return the entry that each citation leads to, by the citation's words as a chain has them."""
    entries = entries_of(reading)
    same = Counter(entry.number for entry in entries)
    passages = {
        entry.number: Passage(start=entry.start, end=entry.end, exact=entry.text)
        for entry in entries
        if same[entry.number] == 1
    }
    cited = references_in(reading.text, reading.regions) if passages else ()
    return {
        citation_name(mention): passages[mention.value.number]
        for mention in cited
        if isinstance(mention.value, Reference) and mention.value.number in passages
    }


def _joined(claim: Claim, entries: dict[str, Passage]) -> Claim:
    chain = tuple(_link(link, entries) for link in claim.voice.chain)
    return (
        claim if chain == claim.voice.chain else structs.replace(claim, voice=structs.replace(claim.voice, chain=chain))
    )


def _link(link: Speaker, entries: dict[str, Passage]) -> Speaker:
    entry = entries.get(link.name or "") if link.kind is VoiceKind.DOCUMENT else None
    return link if entry is None else structs.replace(link, entry=entry)
