"""Counts beside a word of harm that is not said of them, and figures of speech: no claim says more than the text."""

import pytest

from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Context, Question, Stance
from ledgerstone.evidence.reading.read import read
from ledgerstone.values.counts import CountValue

OF_PEOPLE = frozenset(
    {Question.KILLED, Question.INJURED, Question.DETAINED, Question.DISPLACED, Question.MISSING, Question.OTHER}
)


def counts(text: str, language: str = "en") -> list[str]:
    """Return question, number and stance of each claim of people, in order of the letters."""
    context = Context()
    reading = read(text.encode(), name="page.txt", language=language)
    found = []
    for claim in extract(reading, find_mentions(reading, context), context):
        if claim.question in OF_PEOPLE and isinstance(claim.value, CountValue):
            stance = "" if claim.stance is Stance.ASSERTED else f" {claim.stance}"
            found.append(f"{claim.question} {claim.value.lower}{stance}")
    return sorted(found)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor shot back at his critics.",
        "The ministry shot down the proposal of the two deputies.",
        "The report captured the attention of the town, and many of the other parties are worried.",
        "She captured the party's nomination after beating 16 rivals.",
        "He bested 16 rivals and captured his party's nomination.",
        "The scandal hurt the mayor and his party.",
        "I think that hurt him.",
        "Support for Orlov has fallen away.",
        "Anna Orlova, an actress in “The Walking Dead”, won a prize.",
        "Mourners spoke of the death of the Orlov dynasty.",
        "Ivan Orlov was beaten in the election by Anna Petrova.",
        "He was dead wrong about the 12 ministers.",
        "Orlov, a long-shot candidate, spoke.",
        "The city ranked fourth with 51, while Velny, with 79, shot ahead.",
    ],
)
def test_a_figure_of_speech_harms_nobody(text: str) -> None:
    assert not counts(text)


@pytest.mark.parametrize(
    ("language", "text", "claims"),
    [
        ("en", "Two ministers attended the funeral of the killed miner.", []),
        ("en", "Three people were in the car when the girl was shot.", ["injured 1"]),
        ("fr", "Trois personnes étaient dans la voiture quand la fille a été tuée.", ["killed 1"]),
        ("ru", "Три человека сидели в машине, когда двое солдат были убиты.", ["killed 2"]),
        ("en", "Police say Orlov, who took the lives of 49 guests, held two firearms licences.", ["killed 49"]),
        ("en", "The plane was shot down over Velny, killing 298 passengers.", ["killed 298"]),
        (
            "en",
            "According to the newspaper Zarya, which quoted an unnamed officer, four soldiers were wounded.",
            ["injured 4"],
        ),
        ("en", "None of the dead were soldiers.", []),
        ("en", "None of the injured died.", ["killed 0"]),
        ("en", "A number of the families of those killed have filed a suit.", []),
        ("en", "There are two television series about Bernard Orlov, who was arrested in 2008.", ["detained 1"]),
        ("en", "The loss of 700 Acme jobs hit the town where 32 people were killed.", ["killed 32"]),
        ("en", "Officers watch the 400 and 500 blocks of Mill Street after four people were shot.", ["injured 4"]),
    ],
)
def test_a_count_of_which_something_else_is_said(language: str, text: str, claims: list[str]) -> None:
    assert counts(text, language) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Twelve miners were killed.", ["killed 12"]),
        ("The blast killed twelve miners.", ["killed 12"]),
        ("Twelve miners of the northern pit were killed.", ["killed 12"]),
        ("The army captured the town and 40 soldiers.", ["detained 40"]),
        ("Police arrested one man after 12 people were stabbed.", ["detained 1", "injured 12"]),
        ("40 people, among them children and women, were killed.", ["killed 40"]),
        ("The 32 killed were buried.", ["killed 32"]),
    ],
)
def test_a_count_of_which_harm_is_said(text: str, claims: list[str]) -> None:
    assert counts(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("All five people were at hospitals with non-life-threatening injuries.", ["injured 5"]),
        ("All five people are expected to survive.", ["injured 5"]),
        ("Threatening five people, he left.", []),
        ("Five people could be killed.", ["killed 5 hypothetical"]),
    ],
)
def test_a_word_of_harm_is_no_cue_of_stance_itself(text: str, claims: list[str]) -> None:
    assert counts(text) == claims


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Ann Bell, the mother of Tom Reed, who died in the attack, spoke.", "Tom Reed"),
        ("Ann Bell, the mother of Tom Reed, was killed.", "Ann Bell"),
    ],
)
def test_who_is_the_one_named_last_and_a_verb_is_said_of_the_first(text: str, whom: str) -> None:
    context = Context()
    reading = read(text.encode(), name="page.txt", language="en")
    claims = extract(reading, find_mentions(reading, context), context)
    assert [claim.scope.of_whom for claim in claims if claim.question is Question.KILLED] == [whom]
