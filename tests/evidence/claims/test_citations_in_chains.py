"""Every citation behind a claim is a link of its chain: lists, neighbours and ranges."""

import pytest

from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Context, Question, Reference, VoiceKind
from ledgerstone.evidence.reading.read import read
from ledgerstone.evidence.references.joining import with_entries

PAPER = Context(publisher="The Vell Bell", publisher_kind=VoiceKind.MEDIA)
LIST = "\n\nReferences\n\n" + "".join(f"{number}. A. Orlo, The Weir {number}, 1991.\n" for number in range(1, 8))


@pytest.mark.parametrize(
    ("cited", "numbers"),
    [
        ("[2]", [2]),
        ("[1, 4]", [1, 4]),
        ("[1][4]", [1, 4]),
        ("[1] [4]", [1, 4]),
        ("[2–5]", [2, 3, 4, 5]),
        ("[2-4, 7]", [2, 3, 4, 7]),
        ("[2 – chapter 5, 3]", [2]),
    ],
)
def test_each_number_is_a_link_with_its_entry(cited: str, numbers: list[int]):
    text = f"The old bridge fell into the weir. On the same day ten people were killed {cited}.{LIST}"
    reading = read(text.encode(), name="page.txt", language="en")
    mentions = find_mentions(reading, PAPER)
    assert [m.value.number for m in mentions if isinstance(m.value, Reference)] == numbers
    claims = with_entries(extract(reading, mentions, PAPER), reading)
    (claim,) = [claim for claim in claims if claim.question is Question.KILLED]
    entries = [link.entry.exact for link in claim.voice.chain[1:] if link.entry is not None]
    assert [f"The Weir {number}," in entry for number, entry in zip(numbers, entries, strict=True)] == [True] * len(
        numbers
    )
    assert claim.voice.name == "The Vell Bell"


def test_citations_of_two_clauses_stay_apart():
    text = f"On that day ten people were killed [3], twelve were wounded [4].{LIST}"
    reading = read(text.encode(), name="page.txt", language="en")
    chains = {
        claim.question: [link.name for link in claim.voice.chain[1:]]
        for claim in extract(reading, find_mentions(reading, PAPER), PAPER)
    }
    assert chains[Question.KILLED] == ["[3]"]
    assert chains[Question.INJURED] == ["[4]"]
