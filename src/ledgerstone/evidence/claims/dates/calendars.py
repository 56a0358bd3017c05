"""One day as the Julian and the Gregorian calendar have it: what such words say, and the day that they mean.

The Gregorian day is the value, as EDTF counts in that calendar. Where the two days that are written are not the same
day, both are kept as the ends of an interval; neither is corrected.
"""

from datetime import date
from typing import Final

from ledgerstone.evidence.claims.dates.expressions import Expression, Point, TwoStyles
from ledgerstone.evidence.claims.dates.missing_days import exists
from ledgerstone.evidence.claims.dates.readings import Match, written
from ledgerstone.values.dates import DateValue
from ledgerstone.values.dates_arithmetic import of_edtf
from ledgerstone.values.edtf import EdtfDate, bounds, of_days
from ledgerstone.values.julian import days_in_julian_month, gregorian_day

NOT_ONE_DAY: Final = "two days that are not one day of the Julian and the Gregorian calendar: from the one to the other"
OLD_STYLE: Final = "Julian date: its days in the Gregorian calendar"
TWO_CALENDARS: Final = "written in the Julian and the Gregorian calendar: the day of the latter"
_HALF_YEAR: Final = 6


def two_styles(match: Match) -> Expression | None:
    """Read one day of two calendars, or a date with a mark of one of them."""
    first = written(match, "a")
    if first is None:
        return None
    own = match.sign("s")
    other = match.sign("s1") or match.sign("s2")
    later_year = match.value("cy")
    if not match.sign("bd"):
        first = first if first.year is not None else _with_year(first, later_year)
        return TwoStyles(first=first, second=None, first_is_old=True) if own == "<" else first
    second = written(match, "b")
    if second is None:
        return None
    first, second = _years(first, second, later_year)
    first_is_old = own == "<" if own else other == ">" if other else None
    return TwoStyles(first=first, second=second, first_is_old=first_is_old, part=match.part())


def _with_year(point: Point, year: int | None) -> Point:
    return Point(year=year, month=point.month, day=point.day)


def _years(first: Point, second: Point, later: int | None) -> tuple[Point, Point]:
    """Return both dates with what one has from the other: the month, and the year or the one beside it."""
    if first.month is None:
        first = Point(year=first.year, month=second.month, day=first.day)
    step = 0
    if first.month is not None and second.month is not None and abs(first.month - second.month) > _HALF_YEAR:
        step = 1 if first.month > second.month else -1
    year = second.year if second.year is not None else later
    if year is None:
        year = None if first.year is None else first.year + step
    second = _with_year(second, year)
    if first.year is None and year is not None:
        first = _with_year(first, year - step)
    return first, second


def day_of_both(first: EdtfDate, second: EdtfDate, *, first_is_old: bool | None, wording: str) -> DateValue:
    """Return the Gregorian day of a date in two calendars; an interval of both where they are not one day.

    Args:
        first: The date written first, with day and year.
        second: The other.
        first_is_old: Which is marked as Julian; None where neither is, and either may be.
        wording: The words of the source.
    """
    orders = {True: (first, second), False: (second, first)}
    for old, new in [orders[first_is_old]] if first_is_old is not None else orders.values():
        day = gregorian_day(old.year, old.month or 1, old.day or 1)
        if day is not None and day == _gregorian(new):
            return of_edtf(new, wording=wording, reason=TWO_CALENDARS)
    days = sorted(day for day in map(_gregorian, (first, second)) if day is not None)
    if len(days) < len((first, second)):
        return DateValue(wording=wording, reason="the calendar does not have one of its two days")
    return of_edtf(of_days(days[0], days[-1]), wording=wording, reason=NOT_ONE_DAY)


def _gregorian(value: EdtfDate) -> date | None:
    return bounds(value)[0] if exists(value) else None


def day_of_old_style(value: EdtfDate, *, wording: str, reasons: list[str]) -> DateValue:
    """Return the Gregorian days of a Julian day or month; unknown, with the reason, where that calendar has none."""
    month = value.month or 1
    first = gregorian_day(value.year, month, value.day or 1)
    last = gregorian_day(value.year, month, value.day or days_in_julian_month(value.year, month))
    if first is None or last is None:
        return DateValue(wording=wording, reason="the Julian calendar does not have that day")
    return of_edtf(of_days(first, last), wording=wording, reason="; ".join([*reasons, OLD_STYLE]))
