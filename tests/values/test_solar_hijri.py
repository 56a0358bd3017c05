from datetime import date, timedelta

import pytest

from ledgerstone.values.solar_hijri import YEARS, days_in_solar_month, gregorian_day


@pytest.mark.parametrize(
    ("year", "month", "day", "gregorian"),
    [
        (1304, 1, 1, date(1925, 3, 21)),
        (1357, 11, 22, date(1979, 2, 11)),
        (1366, 12, 8, date(1988, 2, 27)),
        (1368, 10, 30, date(1990, 1, 20)),
        (1369, 1, 1, date(1990, 3, 21)),
        (1375, 12, 30, date(1997, 3, 20)),
        (1399, 12, 30, date(2021, 3, 20)),
        (1403, 1, 1, date(2024, 3, 20)),
        (1404, 1, 1, date(2025, 3, 21)),
    ],
)
def test_a_solar_hijri_day_is_its_gregorian_day(year: int, month: int, day: int, gregorian: date):
    assert gregorian_day(year, month, day) == gregorian


@pytest.mark.parametrize(
    ("year", "month", "day"), [(1368, 12, 30), (1368, 7, 31), (1368, 13, 1), (1303, 1, 1), (1368, 1, 0)]
)
def test_a_day_that_the_calendar_does_not_have_is_none(year: int, month: int, day: int):
    assert gregorian_day(year, month, day) is None


def test_each_day_follows_the_one_before():
    days = [
        gregorian_day(year, month, day)
        for year in YEARS
        for month in range(1, 13)
        for day in range(1, days_in_solar_month(year, month) + 1)
    ]
    first = days[0]
    assert first is not None
    assert days == [first + timedelta(days=n) for n in range(len(days))]
