"""Counts of things that harm was done to: property lost, or the question `other` where no other fits."""

import pytest

from ledgerstone.evidence.claims.model import Question


@pytest.mark.parametrize(
    ("text", "question", "covers"),
    [
        ("Fire destroyed 30 cars in Velmar.", Question.PROPERTY_LOST, (30, "vehicles", "destroyed")),
        ("In Velmar 12 trucks were burned by a mob.", Question.PROPERTY_LOST, (12, "vehicles", "burned")),
        ("In Velmar 300 sheep were killed.", Question.OTHER, (300, "animals", "killed")),
        ("The shelling killed 40 cows.", Question.OTHER, (40, "animals", "killed")),
    ],
)
def test_harm_to_things_is_claimed_in_the_text_s_word(claims_of, text, question, covers):
    (claim,) = claims_of(text, question)
    assert (claim.value.lower, claim.scope.unit, claim.scope.term) == covers
    assert claim.grounds[0].words.exact == covers[2]
    assert claim.grounds[0].entry is not None


@pytest.mark.parametrize(
    "text",
    [
        "Ten trucks killed 3 people in Velmar.",
        "Three people were killed in 2 villages.",
        "Three people were killed by 10 cars.",
        "Police killed 3 people, and 300 sheep grazed on.",
        "Twelve cars brought the wounded to the hospital.",
    ],
)
def test_what_did_harm_or_stood_by_is_not_counted_as_harmed(claims_of, text):
    assert claims_of(text, Question.OTHER) == claims_of(text, Question.PROPERTY_LOST) == ()


def test_people_and_houses_answer_as_before(claims_of):
    assert claims_of("Ten people were killed.", Question.OTHER) == ()
    (claim,) = claims_of("Forty houses were destroyed.", Question.PROPERTY_LOST)
    assert claim.scope.term == "destroyed housing"
