"""Days of the Julian calendar ("old style") and the Gregorian day that each is.

The two lie 10 days apart from 1582 to 1700, 13 from 1900 to 2100; computed by Julian day numbers, as in the Explanatory
Supplement to the Astronomical Almanac, 15.11.
"""

from datetime import date
from typing import Final

DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
FEBRUARY: Final = 2
LEAP: Final = 4
_FIRST_ORDINAL: Final = 1_721_425
"""Julian day number of the day before the first that `date` has."""
_BEGINNING: Final = 4800
_DAYS_BEFORE: Final = 32_083


def gregorian_day(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian day of a Julian one; None where the Julian calendar or `date` does not have it."""
    if year < 1 or not 1 <= day <= days_in_julian_month(year, month):
        return None
    late = (14 - month) // 12
    years, months = year + _BEGINNING - late, month + 12 * late - 3
    number = day + (153 * months + 2) // 5 + 365 * years + years // LEAP - _DAYS_BEFORE
    ordinal = number - _FIRST_ORDINAL
    return date.fromordinal(ordinal) if date.min.toordinal() <= ordinal <= date.max.toordinal() else None


def days_in_julian_month(year: int, month: int) -> int:
    """Return the days of a month in the Julian calendar, where every fourth year is a leap year."""
    return DAYS[month - 1] - int(month == FEBRUARY and year % LEAP != 0)
