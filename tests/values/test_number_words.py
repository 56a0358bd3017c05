import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.values.number_words import number_of


def spoken(number: int) -> list[int]:
    """The values of the words for a number, as most languages say it."""
    words: list[int] = []
    for factor in (1_000_000, 1_000, 1):
        part = number // factor % 1000
        if part >= 100:
            words += [part // 100, 100]
        if part % 100 >= 20:
            words += [part % 100 // 10 * 10]
            words += [part % 10] if part % 10 else []
        elif part % 100:
            words += [part % 100]
        words += [factor] if part and factor > 1 else []
    return words


@given(st.integers(min_value=1, max_value=999_999_999))
def test_the_words_of_a_number_give_the_number(number: int):
    words = spoken(number)
    assert number_of(words) == (number, len(words))


@pytest.mark.parametrize(
    ("values", "number", "taken"),
    [
        ([20, 30], 20, 1),
        ([60, 11], 71, 2),
        ([80, 17], 97, 2),
        ([200, 50, 6, 1000], 256_000, 4),
        ([5, 6], 5, 1),
        ([], 0, 0),
    ],
)
def test_words_that_make_no_single_number_are_not_added_up(values: list[int], number: int, taken: int):
    assert number_of(values) == (number, taken)
