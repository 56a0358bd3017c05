"""Days of the Julian calendar against days that are known in both."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.values.julian import days_in_julian_month, gregorian_day


@pytest.mark.parametrize(
    ("julian", "gregorian"),
    [
        ((1582, 10, 5), date(1582, 10, 15)),
        ((1700, 2, 18), date(1700, 2, 28)),
        ((1700, 2, 29), date(1700, 3, 11)),
        ((1825, 12, 14), date(1825, 12, 26)),
        ((1900, 2, 28), date(1900, 3, 12)),
        ((1900, 2, 29), date(1900, 3, 13)),
        ((1917, 10, 25), date(1917, 11, 7)),
        ((1918, 1, 31), date(1918, 2, 13)),
    ],
)
def test_days_that_are_known_in_both_calendars(julian: tuple[int, int, int], gregorian: date):
    assert gregorian_day(*julian) == gregorian


@pytest.mark.parametrize("day", [(1918, 2, 29), (1918, 4, 31), (0, 1, 1), (1918, 1, 0), (9999, 12, 31), (1, 1, 1)])
def test_a_day_that_a_calendar_lacks_is_none(day: tuple[int, int, int]):
    assert gregorian_day(*day) is None


@given(st.integers(min_value=2, max_value=9997), st.integers(min_value=1, max_value=12))
def test_the_days_of_a_month_follow_each_other(year: int, month: int):
    first, last = gregorian_day(year, month, 1), gregorian_day(year, month, days_in_julian_month(year, month))
    following = gregorian_day(year + month // 12, month % 12 + 1, 1)
    assert first is not None
    assert last is not None
    assert following is not None
    assert (last - first).days == days_in_julian_month(year, month) - 1
    assert (following - last).days == 1
