"""What a number in a cell shows: a number, a share, or a date, by the cell's number format.

ISO/IEC 29500-1, 18.8.30 (formats that every program knows), 18.8.31 (codes) and 18.17.4 (dates are days since
1899-12-31 or 1904-01-01; the first system counts a 29 February 1900 that never was). A date is given as ISO 8601
and only as exactly as its format shows it: "mmm yyyy" gives a month.
"""

import math
import re
from datetime import date, timedelta
from enum import StrEnum

BUILT_IN = {
    **dict.fromkeys((9, 10), "0%"),
    **dict.fromkeys((14, 15, 27, 30, 31, 36, 50, 51, 52, 54, 57, 58), "yyyy-mm-dd"),
    **dict.fromkeys((16, 28, 29, 53), "dd-mm"),
    17: "yyyy-mm",
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 55, 56), "hh:mm:ss"),
    22: "yyyy-mm-dd hh:mm",
    **dict.fromkeys((45, 46, 47), "[h]:mm:ss"),
}
LITERAL = re.compile(
    r"\"[^\"]{0,255}\"|\\.|_.|\*.|\[\$[^\]]{0,64}\]|\[(?:[a-z]{3,12}|[<>=][^\]]{0,32})\]", re.IGNORECASE
)
GENERAL = re.compile(r"general", re.IGNORECASE)
LEAP_1900 = 60
"""The serial number of 29 February 1900."""
SECONDS = 86_400
MOST_DAYS = 2_958_466
"""The day after 9999-12-31."""
EPOCH_1904 = 1462
"""Days between the two systems."""


class Shows(StrEnum):
    """What a format shows of a number."""

    NUMBER = "number"
    SHARE = "share"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    MOMENT = "moment"
    TIME = "time"
    SPAN = "span"


def shown_by(code: str) -> Shows:
    """Return what a format's code shows; its first section counts."""
    bare = GENERAL.sub("", LITERAL.sub("", code)).partition(";")[0].lower()
    if re.search(r"\[(?:h{1,3}|m{1,3}|s{1,3})\]", bare):
        return Shows.SPAN
    clock = "h" in bare or "s" in bare
    if "y" in bare or "d" in bare or "g" in bare:
        return Shows.MOMENT if clock else _exactness(bare)
    if clock:
        return Shows.TIME
    if "m" in bare:
        return Shows.MONTH
    return Shows.SHARE if "%" in bare else Shows.NUMBER


def _exactness(code: str) -> Shows:
    if "d" in code:
        return Shows.DAY
    return Shows.MONTH if "m" in code else Shows.YEAR


def shown(value: str, shows: Shows, *, from_1904: bool) -> str:
    """Return a cell's number as it is to be read.

    Args:
        value: As the file stores it.
        shows: What the cell's format shows.
        from_1904: Whether the file counts its days from 1904.

    Returns:
        The number, date or time; the value as it is stored where it is no number or no date.
    """
    number = _number(value)
    if number is None:
        return value
    if shows is Shows.NUMBER:
        return plain_number(value, number)
    if shows is Shows.SHARE:
        return f"{number * 100:.15g}%"
    if shows is Shows.SPAN:
        return _span(number)
    return _date(number + (EPOCH_1904 if from_1904 else 0), shows) or value


def _number(value: str) -> float | None:
    try:
        number = float(value)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def plain_number(value: str, number: float) -> str:
    """Return a number with the 15 digits that spreadsheets keep; a short whole number as it is stored."""
    if value.lstrip("-").isdigit():
        return value
    exact = f"{number:.15g}"
    return exact if "e" not in exact else value


def _span(days: float) -> str:
    minutes, seconds = divmod(round(abs(days) * SECONDS), 60)
    sign = "-" if days < 0 else ""
    return f"{sign}{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")


def _date(days: float, shows: Shows) -> str | None:
    """A serial number of the 1900 system as ISO 8601; None where it is no date."""
    if not 0 <= days < MOST_DAYS:
        return None
    whole, rest = divmod(round(days * SECONDS), SECONDS)
    clock = f"{rest // 3600:02}:{rest // 60 % 60:02}" + (f":{rest % 60:02}" if rest % 60 else "")
    if shows is Shows.TIME:
        return clock
    day = _day(whole)
    return day and (f"{day} {clock}" if shows is Shows.MOMENT else day[: EXACT[shows]])


EXACT = {Shows.DAY: len("1994-03-12"), Shows.MONTH: len("1994-03"), Shows.YEAR: len("1994")}


def _day(serial: int) -> str | None:
    if serial == LEAP_1900:
        return "1900-02-29"
    if not 0 < serial < MOST_DAYS:
        return None
    return (date(1899, 12, 30) + timedelta(days=serial + (serial < LEAP_1900))).isoformat()
