"""EDTF as ISO 8601-2:2019 annex A defines it, as far as the sources of a record need it.

Level 0: years, months, days, intervals. Of level 1: seasons (21 to 24), unspecified last digits of a year ("199X",
"19XX"), the qualifiers "?", "~" and "%" at the end, years before 1 with a sign, intervals open at an end ("..").
Everything else (sets, exponential years, unspecified months) is refused, never guessed.
Invariant: `parse(print_edtf(value)) == value` for every value that can be made, and the other way round for every
text that `parse` takes. What the text of a source means is left to claims.
"""

import calendar
import re
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from msgspec import Struct

from ledgerstone.errors import UsageError

SPRING: Final = 21
WINTER: Final = 24
DECEMBER: Final = 12
YEAR_DIGITS: Final = 4

_DATE = re.compile(r"(-?[0-9]{2,4}X{0,2})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([?~%])?")
_SEASONS: Final = {21: ((3, 1), (6, 21)), 22: ((6, 1), (9, 23)), 23: ((9, 1), (12, 21))}
"""First and last day that a season can mean in the northern half: the calendar's and the sky's season together."""


class Qualifier(StrEnum):
    """What EDTF says of a date's certainty."""

    UNCERTAIN = "?"
    APPROXIMATE = "~"
    BOTH = "%"


class EdtfDate(Struct, frozen=True, kw_only=True):
    """One date of EDTF.

    Attributes:
        year: Astronomical year, -9999 to 9999; with unspecified digits the first year of the decade or century.
        month: 1 to 12, or a season 21 to 24 (spring, summer, autumn, winter); None where not given.
        day: Day of the month; None where not given.
        unspecified: How many last digits of the year are open: 1 for a decade, 2 for a century.
        qualifier: None where nothing is said.
    """

    year: int
    month: int | None = None
    day: int | None = None
    unspecified: int = 0
    qualifier: Qualifier | None = None


class EdtfInterval(Struct, frozen=True, kw_only=True):
    """An interval; an end that is None is open ("..")."""

    start: EdtfDate | None
    end: EdtfDate | None


Edtf = EdtfDate | EdtfInterval


def parse(text: str) -> Edtf:
    """Return what an EDTF text says.

    Raises:
        UsageError: The text is not of the levels named above, or names a day that the calendar does not have.
    """
    first, slash, last = text.partition("/")
    if not slash:
        return _parse_date(text)
    interval = EdtfInterval(start=_parse_end(first), end=_parse_end(last))
    if interval.start is None and interval.end is None:
        raise UsageError(f"{text!r} is an interval without an end: give a day, month or year on one side")
    return interval


def print_edtf(value: Edtf) -> str:
    """Return the EDTF text of a value."""
    if isinstance(value, EdtfDate):
        return _print_date(value)
    return "/".join(".." if end is None else _print_date(end) for end in (value.start, value.end))


def bounds(value: Edtf) -> tuple[date | None, date | None]:
    """Return the first and the last day that a value can mean.

    Returns:
        None on a side that is open or lies outside the years 1 to 9999. A qualifier does not widen the bounds.
    """
    if isinstance(value, EdtfInterval):
        return (
            None if value.start is None else bounds(value.start)[0],
            None if value.end is None else bounds(value.end)[1],
        )
    return _first_day(value), _last_day(value)


def of_days(first: date, last: date) -> Edtf:
    """Return a day, or the interval of two days."""
    start = EdtfDate(year=first.year, month=first.month, day=first.day)
    if first == last:
        return start
    return EdtfInterval(start=start, end=EdtfDate(year=last.year, month=last.month, day=last.day))


def _parse_end(text: str) -> EdtfDate | None:
    return None if text == ".." else _parse_date(text)


def _parse_date(text: str) -> EdtfDate:
    match = _DATE.fullmatch(text)
    if match is None:
        raise UsageError(f"{text!r} is no EDTF date of level 0 or 1: write YYYY-MM-DD, YYYY-MM, YYYY or 199X")
    year, month, day, qualifier = match.groups()
    unspecified = year.count("X")
    if len(year.lstrip("-")) != YEAR_DIGITS or (unspecified and month):
        raise UsageError(f"{text!r} has a year that is not four digits, or a month after open digits")
    if year == "-0000":
        raise UsageError(f"{text!r} has the year -0000: the year before 1 is 0000")
    value = EdtfDate(
        year=int(year.replace("X", "0")),
        month=int(month) if month else None,
        day=int(day) if day else None,
        unspecified=unspecified,
        qualifier=Qualifier(qualifier) if qualifier else None,
    )
    _check(value, text)
    return value


def _check(value: EdtfDate, text: str) -> None:
    """Refuse a month or day that the calendar does not have."""
    if value.month is None:
        return
    if SPRING <= value.month <= WINTER and value.day is None:
        return
    if not 1 <= value.month <= DECEMBER:
        raise UsageError(f"{text!r} has no such month: months are 01 to 12, seasons 21 to 24 without a day")
    if value.day is not None and not 1 <= value.day <= days_in_month(value.year, value.month):
        raise UsageError(f"{text!r} is a day that the calendar does not have")


def days_in_month(year: int, month: int) -> int:
    """Return the days of a month in the proleptic Gregorian calendar, also before the year 1."""
    return calendar.monthrange(year % 400 + 400, month)[1]


def _print_date(value: EdtfDate) -> str:
    digits = f"{abs(value.year):04d}"
    if value.unspecified:
        digits = digits[: -value.unspecified] + "X" * value.unspecified
    text = ("-" if value.year < 0 else "") + digits
    if value.month is not None:
        text += f"-{value.month:02d}"
    if value.day is not None:
        text += f"-{value.day:02d}"
    return text + (value.qualifier or "")


def _first_day(value: EdtfDate) -> date | None:
    if value.month is None:
        return _day(value.year, 1, 1)
    if value.month == WINTER:
        return _day(value.year - 1, DECEMBER, 1)
    if value.month >= SPRING:
        return _day(value.year, *_SEASONS[value.month][0])
    return _day(value.year, value.month, value.day or 1)


def _last_day(value: EdtfDate) -> date | None:
    if value.month is None:
        return _day(value.year + 10**value.unspecified - 1, DECEMBER, 31)
    if value.month == WINTER:
        return _day(value.year + 1, 3, 20)
    if value.month >= SPRING:
        return _day(value.year, *_SEASONS[value.month][1])
    return _day(value.year, value.month, value.day or days_in_month(value.year, value.month))


def _day(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if date.min.year <= year <= date.max.year else None


def day_after(day: date, days: int) -> date | None:
    """Return the day that many days after (before, where negative); None outside the years 1 to 9999."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None
