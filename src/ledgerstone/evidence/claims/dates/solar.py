"""Dates of the solar Hijri calendar: each becomes the Gregorian days that it means, or none, never another year's.

A pack says which years its texts count in that calendar, and names its months. Months of both calendars are numbered
from 1; those of this one come from the tokens with `SOLAR` added.
"""

from collections.abc import Iterable
from datetime import date
from typing import Final

from msgspec import structs

from ledgerstone.evidence.claims.dates.expressions import Found, Neighbour, Point, Range, Unit
from ledgerstone.evidence.claims.dates.tokens import SOLAR, Vocabulary
from ledgerstone.evidence.claims.packs.folding import fold
from ledgerstone.values.solar_hijri import MONTHS, days_in_solar_month, gregorian_day

IN_GREGORIAN: Final = "date of the solar Hijri calendar: its days in the Gregorian calendar"
UNKNOWN: Final = "date of the solar Hijri calendar that cannot be placed in the Gregorian one"
LUNAR: Final = "date of the lunar Hijri calendar, which we do not convert"
BESIDE: Final = "a year or month of the solar Hijri calendar, told by the day of writing"
_CALENDAR_UNITS: Final = frozenset({Unit.YEAR, Unit.MONTH})
"""What is last or next in one calendar is not so in another: "last year" is no year of ours."""
_LOOK_AHEAD: Final = 40
_WORDS: Final = 3


def in_gregorian(text: str, found: Iterable[Found], words: Vocabulary) -> tuple[list[Found], list[tuple[Found, str]]]:
    """Return the dates with those of the solar Hijri calendar in the Gregorian one.

    Returns:
        The dates, and those that have no value, each with the reason.
    """
    kept: list[Found] = []
    unknown: list[tuple[Found, str]] = []
    for each in found:
        ends = _ends(each)
        if isinstance(each.expression, Neighbour) and each.expression.unit in _CALENDAR_UNITS:
            unknown.append((each, BESIDE))
        elif not any(map(_by_month, ends)) and not any(_by_year(end, text, each, words) for end in ends):
            kept.append(each)
        elif all(end.day is None and end.year is None for end in ends):
            continue  # the names of the months are everyday words
        elif _is_lunar(text, each, words):
            unknown.append((each, LUNAR))
        else:
            whole = _whole(ends, is_named=any(map(str.isalpha, text[each.start : each.end])))
            if whole is None:
                unknown.append((each, UNKNOWN))
            else:
                kept.append(structs.replace(each, expression=whole))
    return kept, unknown


def _ends(found: Found) -> tuple[Point, ...]:
    expression = found.expression
    if isinstance(expression, Range):
        return expression.first, expression.last
    return (expression,) if isinstance(expression, Point) else ()


def _by_month(point: Point) -> bool:
    return point.month is not None and point.month > SOLAR


def _by_year(point: Point, text: str, found: Found, words: Vocabulary) -> bool:
    """Whether a year is one of those that the language counts in this calendar, and not said to be after Christ."""
    if point.year is None or point.unspecified or point.year not in words.hijri_years:
        return False
    said = *fold(text[found.start : found.end]).split()[-1:], *_following(text, found)[:1]
    return words.christ.isdisjoint(said)


def _is_lunar(text: str, found: Found, words: Vocabulary) -> bool:
    return not words.lunar.isdisjoint(_following(text, found))


def _following(text: str, found: Found) -> list[str]:
    words = fold(text[found.end : found.end + _LOOK_AHEAD]).split()[:_WORDS]
    return [word.strip("().،,:;؛") for word in words]


def _whole(ends: tuple[Point, ...], *, is_named: bool) -> Point | Range | None:
    """Return the days from the first of the ends to the last; None where one cannot be placed."""
    last = ends[-1]
    first = structs.replace(ends[0], year=ends[0].year or last.year, month=ends[0].month or last.month)
    last = structs.replace(last, year=last.year or first.year)
    if is_named and any(end.month is not None and end.month <= SOLAR for end in (first, last)):
        return None  # a month of one calendar with a year of the other
    begins, ends_at = _bounds(first)[0], _bounds(last)[1]
    if begins is None or ends_at is None or ends_at < begins:
        return None
    if begins == ends_at:
        return structs.replace(_point(begins), reason=IN_GREGORIAN)
    return Range(first=_point(begins), last=_point(ends_at), reason=IN_GREGORIAN)


def _bounds(point: Point) -> tuple[date | None, date | None]:
    if point.year is None or point.unspecified or (point.month is None and point.day is not None):
        return None, None
    month = None if point.month is None else point.month - SOLAR if point.month > SOLAR else point.month
    last_month = month or MONTHS
    last_day = point.day or days_in_solar_month(point.year, last_month)
    return gregorian_day(point.year, month or 1, point.day or 1), gregorian_day(point.year, last_month, last_day)


def _point(day: date) -> Point:
    return Point(year=day.year, month=day.month, day=day.day)
