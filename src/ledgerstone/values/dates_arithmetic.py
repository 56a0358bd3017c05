"""Arithmetic of dates as sources give them: before and after, anniversaries, overlap, containment, span.

Invariants: the result is never more precise than what went in; 29 February is never moved to a day that the source
did not name: a year before it gives the interval of the days around, with the reason. Unknown stays unknown.
"""

import calendar
import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from msgspec import Struct

from ledgerstone.values.dates import DateValue, Timex, TimexType
from ledgerstone.values.edtf import Edtf, EdtfDate, bounds, day_after, of_days, parse, print_edtf

MONTHS: Final = 12
WEEK: Final = 7

_NO_YEAR: Final = re.compile(r"XXXX-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_LEAP: Final = 8
"""Years among which each day of a calendar stands."""


class Offset(Struct, frozen=True, kw_only=True):
    """How far a date lies from another: negative is before."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0


def of_edtf(value: Edtf, *, wording: str, reason: str | None = None) -> DateValue:
    """Return the date value of an EDTF value, with its bounds and the TIMEX3 value of a single date."""
    earliest, latest = bounds(value)
    timex = Timex(type=TimexType.DATE, value=timex_of(value)) if isinstance(value, EdtfDate) else None
    return DateValue(
        edtf=print_edtf(value),
        earliest=earliest,
        latest=latest,
        timex=timex,
        wording=wording,
        reason=reason,
    )


def timex_of(value: EdtfDate) -> str:
    """Return the TIMEX3 value of a single date ("1990-01-13", "1990-SU", "199", "BC0480")."""
    seasons = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}
    year = f"{value.year:04d}" if value.year > 0 else f"BC{1 - value.year:04d}"
    if value.unspecified:
        return year[: -value.unspecified]
    if value.month is None:
        return year
    if value.month in seasons:
        return f"{year}-{seasons[value.month]}"
    return f"{year}-{value.month:02d}" + ("" if value.day is None else f"-{value.day:02d}")


def shift(value: DateValue, offset: Offset, *, wording: str) -> DateValue:
    """Return the date that lies `offset` from another.

    Args:
        value: Where to count from; its precision is kept where the offset's units allow it.
        offset: Years, months, weeks and days; negative is before.
        wording: The words of the source for the result.

    Returns:
        A date of the same precision; where a day does not exist that far away (29 February), the interval of the
        days around with the reason; unknown with the reason where `value` is unknown.
    """
    if value.edtf is None:
        return DateValue(wording=wording, reason="counted from a date that is not known")
    parsed = parse(value.edtf)
    whole = parsed if isinstance(parsed, EdtfDate) and _keeps_precision(parsed, offset) else None
    if whole is not None:
        return of_edtf(_shift_partial(whole, offset), wording=wording)
    if value.earliest is None or value.latest is None:
        return DateValue(wording=wording, reason="counted from a date with an open end")
    first, last = _shift_day(value.earliest, offset), _shift_day(value.latest, offset)
    if first is None or last is None:
        return DateValue(wording=wording, reason="lies outside the years 1 to 9999")
    missing = first[0] != first[1] or last[0] != last[1]
    reason = "there is no such day that far away: the days around it" if missing else None
    return of_edtf(of_days(first[0], last[1]), wording=wording, reason=reason)


def anniversary(value: DateValue, year: int, *, wording: str) -> DateValue:
    """Return the date in another year; of 29 February in a common year the days around, with the reason."""
    if value.earliest is None:
        return DateValue(wording=wording, reason="anniversary of a date that is not known")
    return shift(value, Offset(years=year - value.earliest.year), wording=wording)


def overlaps(one: DateValue, other: DateValue) -> bool | None:
    """Return whether two dates can share a day; None where bounds are missing that would decide it."""
    if _before(one, other) or _before(other, one):
        return False
    if None in {one.earliest, one.latest, other.earliest, other.latest}:
        return None
    return True


def contains(outer: DateValue, inner: DateValue) -> bool | None:
    """Return whether every day of `inner` lies in `outer`; None where a bound is missing."""
    if outer.earliest is None or outer.latest is None or inner.earliest is None or inner.latest is None:
        return None
    return outer.earliest <= inner.earliest and inner.latest <= outer.latest


def can_be_of(one: DateValue, other: DateValue) -> bool:
    """Tell whether a day that is known without its year can be of a date; so can whatever else is not known.

    Args:
        one: "26 December", of which TIMEX3 says "XXXX-12-26".
        other: A date; where no day of it is known, its own words without a year are compared.
    """
    found = _NO_YEAR.fullmatch(one.timex.value) if one.earliest is None and one.timex is not None else None
    if found is None:
        return True
    if other.earliest is None or other.latest is None:
        return other.timex is None or _NO_YEAR.fullmatch(other.timex.value) is None or other.timex == one.timex
    years = range(other.earliest.year, min(other.latest.year, other.earliest.year + _LEAP) + 1)
    days = (_day(year, int(found["month"]), int(found["day"])) for year in years)
    return any(day is not None and other.earliest <= day <= other.latest for day in days)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def span(values: Iterable[DateValue]) -> DateValue | None:
    """Return the interval from the first to the last day that dates can mean; None where none has both bounds."""
    known = [(v.earliest, v.latest, v.wording) for v in values if v.earliest and v.latest]
    if not known:
        return None
    first = min(earliest for earliest, _, _ in known)
    last = max(latest for _, latest, _ in known)
    return of_edtf(of_days(first, last), wording="; ".join(dict.fromkeys(w for _, _, w in known)))


def _before(one: DateValue, other: DateValue) -> bool:
    return one.latest is not None and other.earliest is not None and one.latest < other.earliest


def _keeps_precision(value: EdtfDate, offset: Offset) -> bool:
    """Whether a year or month stays one: years of anything coarser than a day, months of a month."""
    if value.day is not None or offset.weeks or offset.days or value.qualifier is not None:
        return False
    if value.unspecified:
        return not offset.months and offset.years % 10**value.unspecified == 0
    plain_month = value.month is not None and value.month <= MONTHS
    return plain_month or not offset.months


def _shift_partial(value: EdtfDate, offset: Offset) -> EdtfDate:
    if value.month is None or value.month > MONTHS:
        return EdtfDate(year=value.year + offset.years, month=value.month, unspecified=value.unspecified)
    count = value.year * MONTHS + value.month - 1 + offset.years * MONTHS + offset.months
    return EdtfDate(year=count // MONTHS, month=count % MONTHS + 1)


def _shift_day(day: date, offset: Offset) -> tuple[date, date] | None:
    """Return the day twice, or the days around one that the calendar does not have."""
    count = day.year * MONTHS + day.month - 1 + offset.years * MONTHS + offset.months
    year, month = count // MONTHS, count % MONTHS + 1
    if not date.min.year <= year <= date.max.year:
        return None
    length = calendar.monthrange(year, month)[1]
    around = [date(year, month, min(day.day, length))]
    if day.day > length:
        around.append(date(year, month + 1, 1))
    moved = [day_after(each, offset.weeks * WEEK + offset.days) for each in around]
    known = [each for each in moved if each is not None]
    return (known[0], known[-1]) if len(known) == len(moved) else None
