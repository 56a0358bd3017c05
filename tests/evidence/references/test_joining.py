"""Citations in the chains of claims lead to the entries of the reference list."""

from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.identity import claim_id, judged
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Claim, Context
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.evidence.reading.read import read
from ledgerstone.evidence.references.joining import with_entries

STATEMENT = """Statement on the events in Velmar

The council states that 32 people were killed in Velmar on 3 May 1994 [2]. The shelling of the town began on 1 May 1994.

“The houses of the harbour quarter were burned one after another” [1 – chapter 5, 3].

References

1. A. Lind, The harbour of Velmar, Norvik 1996
{number}. Report of the hospital of Velmar dated May 9, 1994
"""


def made(text: str) -> tuple[Reading, tuple[Claim, ...]]:
    reading = read(text.encode("utf-8"), name="statement.txt", language="en")
    return reading, extract(reading, find_mentions(reading, Context()), Context())


def entries(claims: tuple[Claim, ...]) -> set[str]:
    return {link.entry.exact for claim in claims for link in claim.voice.chain if link.entry}


def test_a_citation_in_a_chain_leads_to_its_entry():
    reading, claims = made(STATEMENT.format(number=2))
    joined = with_entries(claims, reading)
    assert entries(joined) == {
        "A. Lind, The harbour of Velmar, Norvik 1996",
        "Report of the hospital of Velmar dated May 9, 1994",
    }
    for claim in joined:
        for link in claim.voice.chain:
            assert link.entry is None or reading.text[link.entry.start : link.entry.end] == link.entry.exact


def test_a_citation_without_an_entry_stays_a_link_without_one():
    reading, claims = made(STATEMENT.format(number=7))
    joined = with_entries(claims, reading)
    assert [len(claim.voice.chain) for claim in joined] == [len(claim.voice.chain) for claim in claims]
    assert entries(joined) == {"A. Lind, The harbour of Velmar, Norvik 1996"}


def test_the_entry_changes_neither_a_claim_s_id_nor_what_is_judged():
    reading, claims = made(STATEMENT.format(number=2))
    joined = with_entries(claims, reading)
    assert [claim_id("s", claim) for claim in joined] == [claim_id("s", claim) for claim in claims]
    assert [judged(claim) for claim in joined] == [judged(claim) for claim in claims]
