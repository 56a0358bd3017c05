"""A part of a count says of what it is a part, and a count of another harm behind it is none."""

import pytest

from ledgerstone.values.counts import CountValue


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        (
            "en",
            "At least 32 people, among them 26 women, were killed and 14 wounded.",
            [("killed", 32, None), ("killed", 26, "At least 32"), ("injured", 14, None)],
        ),
        (
            "en",
            "32 people were killed, of them 26 men and 6 women.",
            [("killed", 32, None), ("killed", 26, "32"), ("killed", 6, "32")],
        ),
        (
            "ru",
            "Погибли 32 человека, в том числе 26 женщин, 14 ранены.",
            [("killed", 32, None), ("killed", 26, "32"), ("injured", 14, None)],
        ),
    ],
)
def test_a_part_has_the_harm_of_its_whole_and_another_harm_is_no_part(claims_of, language, text, told):
    counted = [claim for claim in claims_of(text, language=language) if isinstance(claim.value, CountValue)]
    found = {(claim.question.value, claim.value.lower, claim.scope.part) for claim in counted}
    assert found == set(told)


def test_a_word_of_harm_that_says_which_places_are_meant_is_said_of_no_count(claims_of):
    text = "Volunteers in the affected localities identified 1,314 families (8,710 people) who had lost their houses."
    counted = [claim for claim in claims_of(text) if isinstance(claim.value, CountValue)]
    assert [(claim.scope.term, claim.value.lower) for claim in counted] == [("homeless", 1314), ("homeless", 8710)]
