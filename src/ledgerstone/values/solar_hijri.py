"""Days of the solar Hijri calendar and the Gregorian day that each is.

The calendar of Iran since 1 Farvardin 1304 by the law of 31 March 1925: six months of 31 days, five of 30, and Esfand
of 29, in leap years 30. A year begins at the day of the equinox in Tehran. From 1206 to 1498 its leap years are those
of a cycle of 33 years; see M. Heydari-Malayeri, A concise review of the Iranian calendar (2004), and K. M. Borkowski,
The Persian calendar for 3000 years, Earth, Moon and Planets 74 (1996), 223-230.
"""

from datetime import date, timedelta
from typing import Final

YEARS: Final = range(1304, 1499)
"""Those of the law for which the cycle is known to agree with the equinox."""
LONG_MONTHS: Final = 6
MONTHS: Final = 12
_CYCLE: Final = 33
_LEAP_YEARS: Final = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_ANCHOR_YEAR: Final = 1304
_ANCHOR: Final = date(1925, 3, 21)


def gregorian_day(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian day of a solar Hijri one; None where that calendar does not have it, or it is not known."""
    if year not in YEARS or not 1 <= month <= MONTHS or not 1 <= day <= days_in_solar_month(year, month):
        return None
    days = sum(365 + int(_is_leap(each)) for each in range(_ANCHOR_YEAR, year))
    days += sum(days_in_solar_month(year, each) for each in range(1, month))
    return _ANCHOR + timedelta(days=days + day - 1)


def days_in_solar_month(year: int, month: int) -> int:
    """Return the days of a month."""
    if month <= LONG_MONTHS:
        return 31
    return 30 if month < MONTHS or _is_leap(year) else 29


def _is_leap(year: int) -> bool:
    return year % _CYCLE in _LEAP_YEARS
