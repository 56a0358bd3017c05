"""How answers of dispatches are held against their keys, by the rules of that evaluation."""

import pytest
from muc_keys import Answer, Filler, Key, Tally, mark


def marked(slot: str, given: set[Answer], *fillers: tuple[set[Answer], bool], totals: frozenset[str] = frozenset()):
    tally = Tally()
    wanted = tuple(Filler(frozenset(answers), optional) for answers, optional in fillers)
    mark(tally, slot, Key({slot: wanted}, totals), given)
    return tally.right, tally.given, tally.wanted


@pytest.mark.parametrize(
    ("given", "right"),
    [
        ("21 JAN 89", 0.0),
        ("- 21 JAN 89", 0.5),
        ("15 JAN 89 - 21 JAN 89", 1.0),
        ("- 20 JAN 89", 0.0),
    ],
)
def test_a_day_by_default_is_half_right_where_the_key_ends_on_it(given: str, right: float):
    assert marked("date", {(given,)}, ({("15 JAN 89 - 21 JAN 89",)}, False)) == (right, 1, 1)


@pytest.mark.parametrize(
    ("given", "right"),
    [
        (("PERU", "LIMA"), 1.0),
        (("PERU",), 0.5),
        (("PERU", "CUSCO"), 0.5),
        (("CHILE",), 0.0),
    ],
)
def test_the_country_of_a_place_is_half_right(given: Answer, right: float):
    assert marked("place", {given}, ({("PERU", "LIMA")}, False)) == (right, 1, 1)


def test_an_optional_filler_is_wanted_only_where_it_is_met():
    assert marked("number", {("3",)}, ({("3",)}, True)) == (1.0, 1, 1)
    assert marked("number", {("4",)}, ({("3",)}, True)) == (0.0, 1, 0)


def test_one_of_some_alternatives_is_enough_and_no_filler_is_met_twice():
    assert marked("number", {("3",), ("4",)}, ({("3",), ("4",)}, False)) == (1.0, 2, 1)


def test_the_total_of_several_targets_is_neither_right_nor_wrong():
    assert marked("number", {("3",), ("9",)}, ({("3",)}, False), totals=frozenset({"9"})) == (1.0, 1, 1)
