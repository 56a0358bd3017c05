"""Keys of names: one name meets itself across scripts, and strangers stay strangers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.values.name_keys import likeness, name_key, name_keys
from ledgerstone.values.romanise import MOST_READINGS, readings, script_of

# Invented names, each as transcriptions by way of several languages write it.
FAMILIES = (
    ("Khachvelyan", "Xaçvelyan", "Hachvelian", "Khatchvelian", "Хачвелян", "Խաչվելյան", "Խաչուելեան"),
    ("Velmar", "Вельмар", "Վելմար", "ველმარი"),
    ("Jamshud", "Dzhamshud", "Djamchoud", "Cəmşud", "Джамшуд", "Ջամշուդ"),
    ("Ghorikyan", "Горикян", "Ղորիկյան", "Qorikyan"),
    ("Tsovak", "Цовак", "Ծովակ", "Dzovag", "Zowak"),
    ("Yeznor", "Езнор", "Եզնոր", "Eznor"),
    ("Haruvyan", "Арувян", "Հարուվյան", "Յարուվեան"),
)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family[0])
def test_one_name_meets_itself_in_every_spelling(family: tuple[str, ...]):
    for other in family[1:]:
        assert set(name_keys(family[0])) & set(name_keys(other)), other
        assert likeness(family[0], other) >= 0.75, other


def test_strangers_stay_strangers():
    for at, family in enumerate(FAMILIES):
        for stranger in (name for other in FAMILIES[at + 1 :] for name in other):
            assert likeness(family[0], stranger) < 0.75


WORDS = st.text(alphabet="abcçčdəefghijklmnñopqrsşštuvwxyzžабвгдежзиклхцчшщюяաբգդեխծկհձղճչջցև", max_size=14)


@given(WORDS, WORDS)
def test_likeness_is_the_same_both_ways(one: str, other: str):
    assert likeness(one, other) == pytest.approx(likeness(other, one))
    assert 0 <= likeness(one, other) <= 1


@given(WORDS)
def test_case_changes_no_key(word: str):
    assert name_keys(word.capitalize()) == name_keys(word)


@given(st.text(max_size=60))
def test_every_text_has_few_readings_of_plain_letters(text: str):
    found = readings(text)
    assert len(found) <= MOST_READINGS
    assert all(reading.isascii() and reading.isalpha() for reading in found if reading)
    assert bool(found) == (script_of(text) is not None)


def test_a_word_of_another_script_has_no_key():
    assert name_key("東京") == ""
    assert name_keys("123") == ()


def test_the_work_for_a_hostile_word_is_bounded():
    assert likeness("cj" * 5000, "jc" * 5000) >= 0
    assert len(readings("chzjx" * 5000)) <= MOST_READINGS
