from collections.abc import Callable

import pytest

from ledgerstone.evidence.claims.model import Claim, Question, Stance
from ledgerstone.values.counts import CountValue

ClaimsOf = Callable[..., tuple[Claim, ...]]
KILLED, INJURED = Question.KILLED, Question.INJURED


def told(claims: tuple[Claim, ...]) -> list[tuple[Question, int | None, str]]:
    return [(c.question, c.value.lower, c.value.wording) for c in claims if isinstance(c.value, CountValue)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A man and two women were shot.", [(INJURED, 2, "two"), (INJURED, 1, "A man")]),
        ("They killed two children and a woman.", [(KILLED, 2, "two"), (KILLED, 1, "a woman")]),
        ("Child, Three Adults Injured in Vell", [(INJURED, 3, "Three"), (INJURED, 1, "Child")]),
        (
            "Ann Orlo, 24, Bela Kint, 25 and Cara Lumm, 32 were all taken to the hospital with gunshot wounds.",
            [(INJURED, 1, "Ann Orlo"), (INJURED, 1, "Bela Kint"), (INJURED, 1, "Cara Lumm")],
        ),
    ],
)
def test_persons_and_numbers_stand_in_one_list(
    claims_of: ClaimsOf, text: str, expected: list[tuple[Question, int, str]]
):
    assert sorted(told(claims_of(text)), key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Man wounded in a shooting dies.", (KILLED, 1, "Man")),
        ("A woman shot by her husband has died.", (KILLED, 1, "A woman")),
        ("The child was taken to a hospital and later died.", (KILLED, 1, "The child")),
        ("A girl showed up in an emergency room on Saturday with a gunshot wound.", (INJURED, 1, "A girl")),
        (
            "He is accused of killing his brother, 22-year-old Bela Orlo.",
            (KILLED, 1, "his brother, 22-year-old Bela Orlo"),
        ),
        ("Bela “Rex” Orlo was killed.", (KILLED, 1, "Bela “Rex” Orlo")),
        ("They include Bela Orlo, who was killed.", (KILLED, 1, "Bela Orlo")),
        ("The attack claimed the life of 47-year-old Bela Orlo.", (KILLED, 1, "47-year-old Bela Orlo")),
        ("He was charged in his brother’s death.", (KILLED, 1, "his brother")),
    ],
)
def test_who_was_harmed_is_the_one_of_whom_it_is_told(
    claims_of: ClaimsOf, text: str, expected: tuple[Question, int, str]
):
    of_question = claims_of(text, expected[0])
    assert told(of_question) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "They believe he murdered Ann Orlo's best horse.",
        "Police say they shot Bela Gaines' lock.",
        "A woman shot by her husband fell ill.",
        "On the South Side were wounded.",
        "He died at Vell Orlo Hospital.",
    ],
)
def test_whose_it_is_or_where_it_was_is_nobody_killed(claims_of: ClaimsOf, text: str):
    assert all("Orlo" not in wording and "Side" not in wording for _, _, wording in told(claims_of(text, KILLED)))
    assert not [one for one in told(claims_of(text, INJURED)) if "Gaines" in one[2] or "Side" in one[2]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police investigate a double murder.", (KILLED, 2, "double")),
        ("Three men were held after a triple homicide.", (KILLED, 3, "triple")),
        ("The double shooting is not solved.", (INJURED, 2, "double")),
        ("The four shooting victims were taken to Vell.", (INJURED, 4, "four")),
        ("A guard was killed, 2 sheriff's deputies hurt.", (INJURED, 2, "2")),
    ],
)
def test_a_word_may_say_how_many_it_was_done_to(claims_of: ClaimsOf, text: str, expected: tuple[Question, int, str]):
    assert expected in told(claims_of(text))


def test_a_double_room_or_a_murder_charge_counts_nobody(claims_of: ClaimsOf):
    assert told(claims_of("He was killed in a double room.", INJURED)) == []
    assert (KILLED, 2, "double") not in told(claims_of("He faces a double murder charge."))


@pytest.mark.parametrize(
    "text",
    [
        "Two girls, 7 and 5, were shot.",
        "Two men, ages 18 and 35, were shot.",
        "Bela Orlo Jr., 59, shot his son.",
        "The driver, who was 59, was shot.",
        "Bela Orlo, 32 of Vell, was shot.",
        "Call (843) 549-2211 after the man was shot.",
        "Man held after a club shooting - WXYZ FOX 54 - News Now",
        "The K-9 was shot.",
    ],
)
def test_ages_telephones_and_channels_are_no_victims(claims_of: ClaimsOf, text: str):
    assert all(number in (1, 2) for _, number, _ in told(claims_of(text)))


@pytest.mark.parametrize(
    "text", ["In New York, 32 were killed.", "On Friday, 32 were killed.", "3 Police Officers Shot"]
)
def test_a_number_behind_a_place_or_a_day_is_no_age(claims_of: ClaimsOf, text: str):
    assert told(claims_of(text))[0][1] in (3, 32)


def test_a_part_of_a_word_is_no_cue_of_stance(claims_of: ClaimsOf):
    (claim,) = claims_of("Two men were treated for non-life-threatening injuries.", INJURED)
    assert claim.stance is Stance.ASSERTED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ten people were shot at a party in Vell.", (INJURED, 10, "Ten")),
        ("6 people shot at Vell Bar", (INJURED, 6, "6")),
        ("Woman shot at Holly Pond", (INJURED, 1, "Woman")),
        ("Toddler, Teen Hurt In Vell", (INJURED, 1, "Teen")),
        ("15-Year-Old Shot and Killed in Vell", (KILLED, 1, "15-Year-Old")),
        ("The girl shot dead in Vell has been named.", (KILLED, 1, "The girl")),
        ("A teen hospitalized after a shooting has died.", (KILLED, 1, "A teen")),
        ("The victim was shot in the back and pronounced dead.", (KILLED, 1, "The victim")),
        ("Bela Orlo of Vell was killed.", (KILLED, 1, "Bela Orlo")),
    ],
)
def test_a_headline_or_a_place_beside_a_person_hides_no_harm(
    claims_of: ClaimsOf, text: str, expected: tuple[Question, int, str]
):
    assert expected in told(claims_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "Bela Orlo shot at deputies as they came.",
        "A man shot at twelve people.",
        "They were shot at by police.",
        "The house was shot at from outside.",
        "The man shot at the car.",
    ],
)
def test_who_is_shot_at_is_not_shot(claims_of: ClaimsOf, text: str):
    assert told(claims_of(text, INJURED)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A man in a parked car was shot.", (INJURED, 1, "A man")),
        ("Bela Orlo, 41, and his female victim were each shot in the leg.", (INJURED, 1, "Bela Orlo")),
        ("The shooting death of Ann Orlo's daughter is not solved.", (KILLED, 1, "daughter")),
    ],
)
def test_where_or_whose_one_is_stands_between(claims_of: ClaimsOf, text: str, expected: tuple[Question, int, str]):
    assert expected in told(claims_of(text))


def test_what_stands_near_a_person_is_not_the_person(claims_of: ClaimsOf):
    assert told(claims_of("A man near the house that was burned fled.", KILLED)) == []


def test_the_dead_are_those_counted_right_before_them(claims_of: ClaimsOf):
    assert told(claims_of("A party of 400 people ends with one dead.", KILLED)) == [(KILLED, 1, "one")]
    listed = claims_of("Three men and two women dead in Vell", KILLED)
    assert [number for _, number, _ in told(listed)] == [3, 2]
