"""The first and the second half of a month, year, decade or century ("the first half of 1916"), as an interval.

Of a season, and of a decade without its century, no half is made: where it ends is left open, as for "early".
"""

from typing import Final

from msgspec import structs

from ledgerstone.evidence.claims.dates.expressions import Expression, Point, Range
from ledgerstone.evidence.claims.packs.dates_table import Edge

HALVES: Final[tuple[Edge, Edge]] = ("first half", "second half")
_MONTHS: Final = 12
_JUNE: Final = 6
_MIDDLE: Final = 15
"""The last day of a month's first half, whatever the month's length."""


def with_half(point: Point) -> Expression:
    """Return the interval of a date whose edge is a half; the date itself where it has none, or none is made."""
    if point.edge not in HALVES or point.day is not None or point.short or (point.month or 0) > _MONTHS:
        return point
    second = point.edge == HALVES[1]
    if point.unspecified:
        return _of_many_years(point, second=second)
    plain = structs.replace(point, edge=None, part=None)
    if point.month is not None:
        days = (_MIDDLE + 1, None) if second else (1, _MIDDLE)
        return Range(first=structs.replace(plain, day=days[0]), last=structs.replace(plain, day=days[1]))
    months = (_JUNE + 1, _MONTHS) if second else (1, _JUNE)
    first, last = (structs.replace(plain, month=month) for month in months)
    return Range(first=first, last=last, timex=f"{point.year:04d}-H{1 + int(second)}" if point.year else None)


def _of_many_years(point: Point, *, second: bool) -> Range:
    begin, length = point.year or 0, 10**point.unspecified
    first = begin + length // 2 * int(second)
    years = (first, first + length // 2 - 1)
    return Range(first=Point(year=years[0]), last=Point(year=years[1]))
