from collections.abc import Callable

import pytest

from ledgerstone.evidence.claims.model import Claim, Question, Stance
from ledgerstone.values.counts import CountValue

ClaimsOf = Callable[..., tuple[Claim, ...]]


def bounds(claim: Claim) -> tuple[int | None, int | None]:
    assert isinstance(claim.value, CountValue)
    return claim.value.lower, claim.value.upper


@pytest.mark.parametrize(
    ("text", "question", "lower", "unit"),
    [
        ("Thirty people were killed in the town.", Question.KILLED, 30, "people"),
        ("The shells killed 30 people.", Question.KILLED, 30, "people"),
        ("The massacre of 30 thousand peaceful Orlics in Vell is remembered.", Question.KILLED, 30_000, "people"),
        ("They left 32 dead.", Question.KILLED, 32, "people"),
        ("The death toll rose to 48.", Question.KILLED, 48, "people"),
        ("Twelve men were wounded.", Question.INJURED, 12, "people"),
        ("The blast injured 12.", Question.INJURED, 12, "people"),
        ("Five children are missing.", Question.MISSING, 5, "people"),
        ("Some 400 families fled the valley.", Question.DISPLACED, 400, "households"),
        ("The deportation of 900 citizens began.", Question.DISPLACED, 900, "people"),
        ("Police arrested 15 men.", Question.DETAINED, 15, "people"),
        ("Seventeen houses were burned.", Question.PROPERTY_LOST, 17, "buildings"),
        ("Fire destroyed 17 houses.", Question.PROPERTY_LOST, 17, "buildings"),
    ],
)
def test_a_word_of_harm_beside_a_count_says_what_it_answers(
    claims_of: ClaimsOf, text: str, question: Question, lower: int, unit: str
):
    (claim,) = (c for c in claims_of(text) if isinstance(c.value, CountValue))
    assert (claim.question, bounds(claim)[0], claim.scope.unit) == (question, lower, unit)


def test_each_count_of_a_sentence_goes_to_its_own_word_of_harm(claims_of: ClaimsOf):
    found = claims_of("Three people were killed and five others injured, and 40 houses were looted.")
    assert [(c.question, bounds(c)[0]) for c in found if isinstance(c.value, CountValue)] == [
        (Question.KILLED, 3),
        (Question.INJURED, 5),
        (Question.PROPERTY_LOST, 40),
    ]


def test_a_part_names_its_whole_and_answers_the_same_question(claims_of: ClaimsOf):
    found = claims_of("The list has 32 killed, of them 26 Orlics and 6 Vellans.", Question.KILLED)
    assert [(bounds(c)[0], c.scope.of_whom, c.scope.part) for c in found] == [
        (32, None, None),
        (26, "Orlics", "32"),
        (6, "Vellans", "32"),
    ]


def test_of_whom_is_in_the_words_of_the_text(claims_of: ClaimsOf):
    (claim,) = claims_of("Thousands of Orlics (mostly old people) were brutally killed.", Question.KILLED)
    assert claim.scope.of_whom == "Orlics (mostly old people)"
    assert bounds(claim) == (None, None)
    assert claim.value.wording == "Thousands"


def test_a_noun_for_an_event_has_its_own_place(claims_of: ClaimsOf):
    text = "We recall the massacre in Paris and the deportation of 900 men, and the massacre of 20,000 men in Lyon."
    moved, killed = (c for c in claims_of(text) if isinstance(c.value, CountValue))
    assert moved.scope.where is None
    assert killed.scope.where is not None
    assert killed.scope.where.name == "Lyon"


def test_the_nearest_date_of_the_sentence_is_the_count_s(claims_of: ClaimsOf):
    text = (
        "Ten people were killed in January 1918 by raiders, and later in September 1918 they killed 30 people in Lyon."
    )
    first, second = claims_of(text, Question.KILLED)
    assert first.scope.when is not None
    assert second.scope.when is not None
    assert (first.scope.when.edtf, second.scope.when.edtf) == ("1918-01", "1918-09")


def test_a_place_that_acts_is_no_place_where(claims_of: ClaimsOf):
    (claim,) = claims_of("Ten people were killed by those who seized power in France.", Question.KILLED)
    assert claim.scope.where is None


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Ten people were killed.", Stance.ASSERTED),
        ("Reportedly ten people were killed.", Stance.REPORTED),
        ("The ministry denied that ten people were killed.", Stance.DENIED),
        ("Ten people were not killed.", Stance.DENIED),
        ("If ten people are killed, we march.", Stance.HYPOTHETICAL),
        ("Ten people could be killed.", Stance.HYPOTHETICAL),
        ("Were ten people killed?", Stance.HYPOTHETICAL),
        ("The court must try ten people who killed 30 people.", Stance.DEMANDED),
    ],
)
def test_the_stance_follows_its_cue(claims_of: ClaimsOf, text: str, stance: Stance):
    assert claims_of(text, Question.KILLED)[0].stance is stance


@pytest.mark.parametrize(
    ("language", "text", "question", "wanted"),
    [
        ("ru", "Были убиты не менее 34 мирных жителей.", Question.KILLED, (34, "мирных жителей")),
        ("ru", "Задержаны 15 человек.", Question.DETAINED, (15, None)),
        ("ru", "Сгорели семнадцать домов.", Question.PROPERTY_LOST, (17, "домов")),
        ("ru", "Свой дом покинули 400 семей.", Question.DISPLACED, (400, "семей")),
        ("hy", "Անհետ կորել է հինգ մարդ։", Question.MISSING, (5, None)),
        ("hy", "350 մարդ լքել է իր տունը։", Question.DISPLACED, (350, None)),
        ("az", "Qonşu küçədə 26 sakin öldürülüb.", Question.KILLED, (26, "sakin")),
        ("az", "350 nəfər öz evini tərk edib.", Question.DISPLACED, (350, None)),
        ("fr", "Deux cents habitants ont été arrêtés.", Question.DETAINED, (200, "habitants")),
        ("fr", "Le massacre de 30 personnes à Vell.", Question.KILLED, (30, None)),
    ],
)
def test_counts_of_each_language_answer_questions(
    claims_of: ClaimsOf, language: str, text: str, question: Question, wanted: tuple[int, str | None]
):
    (claim,) = (c for c in claims_of(text, language=language) if isinstance(c.value, CountValue))
    assert (claim.question, (bounds(claim)[0], claim.scope.of_whom)) == (question, wanted)
