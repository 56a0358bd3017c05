"""Dates before and after: no result more precise than what went in, 29 February never moved."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.values.dates import DateValue, Timex, TimexType
from ledgerstone.values.dates_arithmetic import Offset, anniversary, can_be_of, contains, of_edtf, overlaps, shift, span
from ledgerstone.values.edtf import of_days, parse


def value(text: str) -> DateValue:
    return of_edtf(parse(text), wording=text)


def test_29_february_a_year_before_is_the_days_around_with_the_reason():
    moved = shift(value("2020-02-29"), Offset(years=-1), wording="a year before")
    assert moved.edtf == "2019-02-28/2019-03-01"
    assert moved.reason is not None


def test_29_february_four_years_before_is_a_day():
    assert shift(value("2020-02-29"), Offset(years=-4), wording="").edtf == "2016-02-29"


def test_an_anniversary_of_29_february_in_a_common_year_is_the_days_around():
    assert anniversary(value("1988-02-29"), 2018, wording="30th").edtf == "2018-02-28/2018-03-01"


def test_a_year_before_a_year_is_a_year():
    assert shift(value("1989"), Offset(years=-1), wording="").edtf == "1988"


def test_four_months_after_a_month_is_a_month():
    assert shift(value("1918-10"), Offset(months=4), wording="").edtf == "1919-02"


def test_days_after_a_month_are_an_interval_not_a_day():
    assert shift(value("1990-01"), Offset(days=2), wording="").edtf == "1990-01-03/1990-02-02"


def test_what_counts_from_the_unknown_is_unknown_with_its_reason():
    moved = shift(DateValue(wording="then"), Offset(years=1), wording="a year later")
    assert (moved.edtf, moved.earliest, moved.latest) == (None, None, None)
    assert moved.reason is not None


def test_what_leaves_the_calendar_is_unknown():
    assert shift(value("0001-01-01"), Offset(days=-1), wording="").edtf is None


def test_open_ends_leave_overlap_undecided_where_they_matter():
    assert overlaps(value("../1990"), value("1991")) is False
    assert overlaps(value("../1990"), value("1989")) is None
    assert contains(value("1990"), value("1990-01-13/1990-01-20")) is True
    assert contains(value("1990-01"), value("1990")) is False


days = st.dates(min_value=date(1600, 1, 1), max_value=date(2400, 1, 1))


@given(days, st.integers(-20000, 20000))
def test_days_there_and_back_are_the_same_day(day: date, distance: int):
    there = shift(of_edtf(of_days(day, day), wording=""), Offset(days=distance), wording="")
    back = shift(there, Offset(days=-distance), wording="")
    assert (back.earliest, back.latest) == (day, day)


@given(days, days, days, days)
def test_overlap_is_symmetrical_and_a_span_contains_its_parts(a: date, b: date, c: date, d: date):
    one = of_edtf(of_days(min(a, b), max(a, b)), wording="one")
    other = of_edtf(of_days(min(c, d), max(c, d)), wording="other")
    assert overlaps(one, other) == overlaps(other, one)
    whole = span((one, other))
    assert whole is not None
    assert contains(whole, one)
    assert contains(whole, other)


def test_the_span_of_nothing_known_is_unknown():
    assert span((DateValue(wording="then"),)) is None


@pytest.mark.parametrize(
    ("of", "can"),
    [
        ("2013-12-26", True),
        ("2013-12-27", False),
        ("2013-12", True),
        ("2013-11", False),
        ("2013-12-20/2014-01-02", True),
        ("2013", True),
    ],
)
def test_a_day_without_its_year_can_be_of_dates_that_have_it(of, can):
    day = DateValue(timex=Timex(type=TimexType.DATE, value="XXXX-12-26"), wording="26 December")
    assert can_be_of(day, value(of)) is can
    assert can_be_of(value(of), day)


def test_days_without_years_can_be_one_where_they_are_the_same():
    one, other = (DateValue(timex=Timex(type=TimexType.DATE, value=f"XXXX-02-{day}"), wording="") for day in (28, 29))
    assert can_be_of(one, one)
    assert not can_be_of(one, other)
    assert can_be_of(other, value("2016"))
    assert not can_be_of(other, value("2015"))
    assert can_be_of(one, DateValue(wording="then"))
