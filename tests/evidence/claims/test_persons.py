from collections.abc import Callable

import pytest

from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Claim, Context, MentionKind, Question
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.values.counts import CountValue

ClaimsOf = Callable[..., tuple[Claim, ...]]


def told(claims: tuple[Claim, ...]) -> list[tuple[Question, int | None, str | None]]:
    return [(c.question, c.value.lower, c.scope.of_whom) for c in claims if isinstance(c.value, CountValue)]


@pytest.mark.parametrize(
    ("text", "question", "whom"),
    [
        ("Boy, 17, shot dead.", Question.KILLED, "Boy"),
        ("John Orlo was shot and killed.", Question.KILLED, "John Orlo"),
        ("John Orlo, 34, a father of two, was stabbed to death.", Question.KILLED, "John Orlo"),
        ("The fatal shooting of John Orlo shocked the town.", Question.KILLED, "John Orlo"),
        ("The murder of John Orlo is not solved.", Question.KILLED, "John Orlo"),
        ("They mourned John Orlo's death.", Question.KILLED, "John Orlo"),
        ("The man died.", Question.KILLED, "The man"),
        ("Raiders killed his wife.", Question.KILLED, "his wife"),
        ("Raiders shot dead 15-year-old Ann Bell.", Question.KILLED, "15-year-old Ann Bell"),
        ("A boy was shot in the leg.", Question.INJURED, "A boy"),
        ("John Orlo suffered a gunshot wound.", Question.INJURED, "John Orlo"),
        ("A teenager is in critical condition.", Question.INJURED, "A teenager"),
        ("The mayor was kidnapped.", Question.DETAINED, "The mayor"),
        ("HECTOR ORLOV WAS ASSASSINATED.", Question.KILLED, "HECTOR ORLOV"),
    ],
)
def test_one_person_told_of_without_a_number_counts_one(claims_of: ClaimsOf, text: str, question: Question, whom: str):
    assert told(claims_of(text)) == [(question, 1, whom)]


@pytest.mark.parametrize(
    "text",
    [
        "John Orlo killed his dog.",
        "John Orlo said the town was destroyed.",
        "Police shot at John Orlo.",
        "John Orlo faces the death penalty.",
        "The attempted murder of John Orlo failed.",
        "A man who knew Ann Bell was arrested by police.",
        "The Orlics were massacred.",
    ],
)
def test_who_is_not_harmed_or_is_no_person_is_not_counted_as_killed(claims_of: ClaimsOf, text: str):
    assert [c for c in claims_of(text, Question.KILLED) if isinstance(c.value, CountValue)] == []


def test_who_does_it_is_not_counted(claims_of: ClaimsOf):
    assert told(claims_of("A guard fatally shot a boy.")) == [(Question.KILLED, 1, "a boy")]


def test_the_same_person_told_again_is_no_second_one(claims_of: ClaimsOf):
    text = "John Orlo was shot dead. Orlo was killed at noon. He died at once. The man was killed by raiders."
    assert told(claims_of(text, Question.KILLED)) == [(Question.KILLED, 1, "John Orlo")]


def test_those_of_one_list_each_count_one(claims_of: ClaimsOf):
    text = "Ann Bell and her son, 4, were killed."
    assert told(claims_of(text)) == [(Question.KILLED, 1, "Ann Bell"), (Question.KILLED, 1, "her son")]


def test_a_name_beside_its_noun_is_one_person(claims_of: ClaimsOf):
    assert told(claims_of("His brother, Tom Bell, was wounded.")) == [(Question.INJURED, 1, "His brother, Tom Bell")]


def test_a_couple_is_two(claims_of: ClaimsOf):
    assert told(claims_of("A couple was killed in the village.")) == [(Question.KILLED, 2, None)]


def test_shot_dead_is_killed_and_not_injured(claims_of: ClaimsOf):
    assert told(claims_of("Police shot three protesters dead.")) == [(Question.KILLED, 3, "protesters")]


def test_no_person_is_named_as_a_victim_of_sexual_violence(claims_of: ClaimsOf):
    assert told(claims_of("Ann Bell was raped.")) == []


def test_a_person_is_no_mention_of_a_count(read_words: Callable[..., Reading]):
    mentions = find_mentions(read_words("John Orlo was shot dead."), Context())
    assert [m for m in mentions if m.kind is MentionKind.COUNT] == []


@pytest.mark.parametrize(
    ("language", "text", "whom"),
    [
        ("ru", "Иван Орлов был убит.", "Иван Орлов"),
        ("ru", "В городе погиб Иван Орлов.", "Иван Орлов"),
        ("fr", "Jean Orlo a été tué.", "Jean Orlo"),
        ("fr", "Le meurtre de Jean Orlo n'est pas élucidé.", "Jean Orlo"),
    ],
)
def test_persons_of_other_languages_count_one(claims_of: ClaimsOf, language: str, text: str, whom: str):
    assert told(claims_of(text, language=language)) == [(Question.KILLED, 1, whom)]


@pytest.mark.parametrize(("language", "text"), [("ru", "Иван Орлов убил Анну."), ("fr", "Jean Orlo a tué son chien.")])
def test_who_does_it_is_not_counted_in_other_languages(claims_of: ClaimsOf, language: str, text: str):
    assert told(claims_of(text, Question.KILLED, language=language)) == []


def test_a_place_that_is_also_somebody_s_name_is_not_killed(claims_of: ClaimsOf):
    text = "They met Paul France. The man who hid near Lyon, France is dead."
    assert told(claims_of(text, Question.KILLED)) == []
