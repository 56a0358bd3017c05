"""Two sentences that say the same in short differ in no value."""

import pytest

from ledgerstone.evidence.incidents.copying.changes import changes
from ledgerstone.evidence.incidents.copying.gists import say_the_same
from ledgerstone.evidence.incidents.copying.told import Told
from ledgerstone.evidence.incidents.model import CopiedPassage

SENTENCE = "On 2 October at least thirty people of the town of Lovrin were brought to the hospital in a long column."


@pytest.mark.parametrize(
    ("written", "same"),
    [
        (SENTENCE.replace("brought", "taken").replace("long", "slow"), True),
        (SENTENCE.replace("thirty", "30"), True),
        (SENTENCE.replace("thirty", "forty"), False),
        (SENTENCE.replace("at least ", ""), False),
        (SENTENCE.replace("2 October", "7 October"), False),
        (SENTENCE.replace("Lovrin", "Belovar"), False),
        (SENTENCE.replace("were brought", "were not brought"), False),
    ],
)
def test_sentences_are_compared_in_full_only_where_they_may_differ_in_a_value(written: str, *, same: bool) -> None:
    assert say_the_same((SENTENCE, "en"), (written, "en")) is same
    passage = CopiedPassage(start=0, end=len(written), of_start=0, of_end=len(SENTENCE))
    found = changes(Told(written, language="en"), Told(SENTENCE, language="en"), (passage,))
    assert bool(found) is not same


def test_a_sentence_that_denies_is_always_compared_in_full() -> None:
    denied = SENTENCE.replace("were", "were not")
    assert not say_the_same((denied, "en"), (denied, "en"))
