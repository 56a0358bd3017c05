from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.values.counts_numerals import numeral_value


@given(st.integers(min_value=0, max_value=999_999_999_999), st.sampled_from(",. '’\u00a0\u202f\u2009"))
def test_every_style_of_grouping_gives_the_same_number(number: int, separator: str):
    assert numeral_value(f"{number:,}".replace(",", separator)) == number


@pytest.mark.parametrize(("numeral", "value"), [("٣٤", 34), ("3,00,000", 300_000), ("2.5", Decimal("2.5")), ("7", 7)])
def test_digits_of_other_scripts_indian_groups_and_decimals_are_read(numeral: str, value: Decimal):
    assert numeral_value(numeral) == value


@pytest.mark.parametrize("numeral", ["", "30,00,0", "1,000.000", "1 000,000", "a", "9" * 40])
def test_separators_that_fit_no_style_give_no_number(numeral: str):
    assert numeral_value(numeral) is None
