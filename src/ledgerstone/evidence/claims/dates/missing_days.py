"""Days that the calendar does not have: 29 February of a common year, 31 April. None is moved to another day.

The words stay a date, so that their numerals are no counts. Where the text itself writes month and year, the month's
bounds stand for the day; where the year is only taken from elsewhere, it may be the year that is wrong, and nothing
is known.
"""

from typing import Final

from msgspec import structs

from ledgerstone.values.dates import DateValue, Timex, TimexType
from ledgerstone.values.dates_arithmetic import timex_of
from ledgerstone.values.edtf import YEAR_DIGITS, EdtfDate, bounds, days_in_month

_MONTHS: Final = 12
LEAP_YEAR: Final = 2000
"""Where no year is written, 29 February may be a day."""


def exists(value: EdtfDate) -> bool:
    """Return whether the calendar has the day."""
    if value.day is None or value.month is None or value.month > _MONTHS:
        return True
    return value.day <= days_in_month(value.year, value.month)


def bounds_around(first: EdtfDate, last: EdtfDate, *, wording: str, reasons: list[str], is_written: bool) -> DateValue:
    """Return a date without EDTF value whose bounds are the month's where a day is missing.

    Args:
        first: The first day of what is written.
        last: The last; the same for a single day.
        wording: The words of the source.
        reasons: What was taken from elsewhere.
        is_written: Whether the words themselves give month and year; else no bounds are known.
    """
    missing = first if not exists(first) else last
    said = "; ".join([*reasons, f"the calendar has no day {missing.day} in {timex_of(_month(missing))}"])
    if not is_written:
        day = structs.replace(missing, year=LEAP_YEAR)
        value = f"XXXX{timex_of(day)[YEAR_DIGITS:]}"
        known = Timex(type=TimexType.DATE, value=value) if first == last and exists(day) else None
        return DateValue(timex=known, wording=wording, reason=said)
    earliest, latest = bounds(_known(first))[0], bounds(_known(last))[1]
    if earliest and latest and earliest > latest:
        return DateValue(wording=wording, reason="its end lies before its beginning")
    timex = Timex(type=TimexType.DATE, value=timex_of(_month(first))) if first == last else None
    reason = f"{said}: the bounds of its month"
    return DateValue(earliest=earliest, latest=latest, timex=timex, wording=wording, reason=reason)


def _known(value: EdtfDate) -> EdtfDate:
    return value if exists(value) else _month(value)


def _month(value: EdtfDate) -> EdtfDate:
    return structs.replace(value, day=None)
