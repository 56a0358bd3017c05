"""EDTF: what is printed is parsed again, and bounds hold what they bound."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.errors import UsageError
from ledgerstone.values.edtf import (
    Edtf,
    EdtfDate,
    EdtfInterval,
    Qualifier,
    bounds,
    days_in_month,
    of_days,
    parse,
    print_edtf,
)

qualifiers = st.none() | st.sampled_from(Qualifier)


@st.composite
def edtf_dates(draw: st.DrawFn) -> EdtfDate:
    year = draw(st.integers(-9999, 9999))
    kind = draw(st.sampled_from(("year", "month", "season", "day", "decade", "century")))
    qualifier = draw(qualifiers)
    if kind in {"decade", "century"}:
        digits = 1 if kind == "decade" else 2
        open_year = abs(year) // 10**digits * 10**digits
        return EdtfDate(year=open_year, unspecified=digits, qualifier=qualifier)
    month = {"year": None, "season": draw(st.integers(21, 24))}.get(kind, draw(st.integers(1, 12)))
    day = draw(st.integers(1, days_in_month(year, month))) if kind == "day" and month else None
    return EdtfDate(year=year, month=month, day=day, qualifier=qualifier)


@st.composite
def intervals(draw: st.DrawFn) -> EdtfInterval:
    start, end = draw(st.none() | edtf_dates()), draw(edtf_dates())
    return EdtfInterval(start=start, end=end)


@given(edtf_dates() | intervals())
def test_what_is_printed_is_parsed_again(value: Edtf):
    assert parse(print_edtf(value)) == value


@given(edtf_dates())
def test_bounds_are_in_order(value: EdtfDate):
    first, last = bounds(value)
    assert first is None or last is None or first <= last


@given(st.dates(), st.dates())
def test_days_bound_themselves(one: date, other: date):
    first, last = sorted((one, other))
    assert bounds(of_days(first, last)) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1990-01-13/1990-01-20", date(1990, 1, 13), date(1990, 1, 20)),
        ("1992-02", date(1992, 2, 1), date(1992, 2, 29)),
        ("200X", date(2000, 1, 1), date(2009, 12, 31)),
        ("19XX", date(1900, 1, 1), date(1999, 12, 31)),
        ("1990~", date(1990, 1, 1), date(1990, 12, 31)),
        ("1990-24", date(1989, 12, 1), date(1991, 3, 20)),
        ("../1990", None, date(1990, 12, 31)),
        ("-0479", None, None),
    ],
)
def test_bounds_of(text: str, first: date | None, last: date | None):
    assert bounds(parse(text)) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["", "1990-13", "1990-02-30", "1993-02-29", "90", "199X-01", "1990-21-01", "../..", "1990-1-1", "-0000", "1990/"],
)
def test_what_the_calendar_or_the_levels_lack_is_refused(text: str):
    with pytest.raises(UsageError):
        parse(text)
