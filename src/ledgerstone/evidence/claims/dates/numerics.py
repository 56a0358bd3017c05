"""Dates in numerals alone, with and between them intervals ("1990-01-13", "13.01.90", "13.–20.01.1990").

None means that the words are no date after all ("31.13.90").
"""

import re
from datetime import date
from typing import Final

from ledgerstone.evidence.claims.dates.expressions import Expression, Point, Range
from ledgerstone.evidence.claims.dates.missing_days import LEAP_YEAR
from ledgerstone.evidence.claims.dates.readings import Match
from ledgerstone.evidence.claims.dates.tokens import MAX_DAY, YEAR_DIGITS
from ledgerstone.values.edtf import days_in_month

_NUMERIC: Final = re.compile(r"(\d{1,4})[-./](\d{1,2})[-./](\d{1,4})")
_DAY_AND_MONTH: Final = re.compile(r"(\d{1,2})\.(\d{1,2})")
_MONTHS: Final = 12
_EITHER_ORDER: Final = "day and month may be in either order: one of the two ends"


def numeric(match: Match) -> Expression | None:
    """Read "1990-01-13", "13.01.1990", "13.01.90" or "03/04/1990"; the last is an interval of both orders."""
    return _numeric(match.tokens("numeric")[0].text)


def between_two(match: Match) -> Expression | None:
    """Read an interval of two dates in numerals ("13.01.1990–20.01.1990")."""
    first, last = (_numeric(match.tokens(name)[0].text) for name in ("numeric", "last"))
    return _interval(match, first, last)


def up_to(match: Match) -> Expression | None:
    """Read an interval whose first date has its day alone, or day and month ("13–20.01.1990", "28.12.–3.1.1990")."""
    last = _numeric(match.tokens("numeric")[0].text)
    if not isinstance(last, Point):
        return None
    day, month = match.value("ad"), last.month
    written = match.tokens("day_month")
    if written:
        parts = _DAY_AND_MONTH.fullmatch(written[0].text)
        if parts is None:
            return None
        day, month = int(parts[1]), int(parts[2])
    possible = day and month and month <= _MONTHS and day <= days_in_month(LEAP_YEAR, month)
    return _interval(match, Point(month=month, day=day), last) if possible else None


def _interval(match: Match, first: Expression | None, last: Expression | None) -> Expression | None:
    """Return the interval of two days; "and" joins after "between" alone."""
    if not (isinstance(first, Point) and isinstance(last, Point)):
        return None
    if match.sign("to") == "&" and not match.sign("from"):
        return None
    return Range(first=first, last=last)


def _numeric(written: str) -> Expression | None:
    parts = _NUMERIC.fullmatch(written)
    if parts is None:
        return None
    one, two, three = map(int, parts.groups())
    if len(parts[1]) == YEAR_DIGITS:
        return _in_calendar(one, two, three)
    short = len(parts[3]) < YEAR_DIGITS
    day_first = _in_calendar(three, two, one, short=short)
    month_first = _in_calendar(three, one, two, short=short)
    if day_first is None or month_first is None or one == two or "." in written:
        return day_first or (None if "." in written else month_first)
    ends = sorted((date(LEAP_YEAR, each.month or 1, each.day or 1), each) for each in (day_first, month_first))
    return Range(first=ends[0][1], last=ends[1][1], reason=_EITHER_ORDER)


def _in_calendar(year: int, month: int, day: int, *, short: bool = False) -> Point | None:
    possible = 1 <= month <= _MONTHS and 1 <= day <= MAX_DAY and (year > 0 or short)
    return Point(year=year, month=month, day=day, short=short) if possible else None
