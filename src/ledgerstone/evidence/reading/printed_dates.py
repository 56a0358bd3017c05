"""A full date as a page prints it above or below its text ("12 January 2020", "2020 թ. հունվարի 12").

Only what stands alone in a line of a page's head or foot is read here; dates in running text are the claims'
matter. Month names are CLDR's (`months.toml`), with the short forms of `cues.toml`. A date of two small numbers
("03/04/1994") may be either day first or month first: it is an interval of what it can mean.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TypeAlias

import msgspec
from msgspec import Struct

from ledgerstone.evidence.reading.cues import any_of, folded, words
from ledgerstone.values.dates import DateValue, Timex, TimexType

Year: TypeAlias = tuple[tuple[str, ...], ...]
"""The names and short forms of each month, from January on."""
SHORTEST_STEM = 3
DAY = r"(?P<day>\d{1,2})(?:er|st|nd|rd|th|-?[^\W\d]{1,3}|\.)?"
YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_ANY_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
"""In every form: most lines have none, and the forms are not looked for in them."""


class PrintedDate(Struct, frozen=True, kw_only=True):
    """A date and where it stands in the words."""

    start: int
    end: int
    value: DateValue


def month_names() -> dict[str, Year]:
    """Return the names of the months by the code of their language."""
    content = (files(__package__) / "months.toml").read_bytes()
    return msgspec.toml.decode(content, type=dict[str, Year])


@cache
def _months() -> dict[str, int]:
    """Names and short forms of months in lower case; a form that two months share is left out."""
    names: dict[str, set[int]] = {}
    for year in month_names().values():
        for number, forms in enumerate(year, start=1):
            for name in forms:
                names.setdefault(folded(name).rstrip("."), set()).add(number)
    stems = {name: numbers.pop() for name, numbers in names.items() if len(numbers) == 1}
    stems |= {stem: stems[full] for stem in words("months") for full in tuple(stems) if full.startswith(stem)}
    return {name: number for name, number in stems.items() if len(name) >= SHORTEST_STEM and name.isalpha()}


@cache
def _month() -> str:
    return rf"(?<!\w)(?P<month>{any_of(_months())})(?:[^\W\d]{{1,4}})?\.?"


@cache
def _a_month() -> re.Pattern[str]:
    return re.compile(_month(), re.IGNORECASE)


@cache
def _with_month() -> tuple[re.Pattern[str], ...]:
    forms = (
        rf"(?<!\d){DAY}\s{{1,3}}(?:de\s|of\s)?{_month()},?\s{{1,3}}{YEAR}(?!\d)",
        rf"{_month()}\s{{1,3}}{DAY}\s?,?\s{{1,3}}{YEAR}(?!\d)",
        rf"(?<!\d){YEAR}(?:\s?-?[^\W\d]{{1,9}}[.՝]?)?(?:\s[^\W\d]{{1,4}})?,?\s{{1,3}}{_month()}\s{{1,3}}{DAY}(?!\d)",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)


_IN_NUMBERS = tuple(
    re.compile(form)
    for form in (
        rf"(?<!\d){YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{YEAR}(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})/{YEAR}(?!\d)",
    )
)


def names_month(words: str) -> bool:
    """Say whether the name of a month stands in a short stretch of text; without one, a date is all numbers."""
    return _a_month().search(words) is not None


def find_date(text: str) -> PrintedDate | None:
    """Return the first full date that a short stretch of text prints; None where it prints none.

    Args:
        text: A line of a head or a foot; a few hundred characters.
    """
    if _ANY_YEAR.search(text) is None:
        return None
    return min(_dates(text), key=lambda found: (found.start, -found.end), default=None)


def _dates(text: str) -> Iterator[PrintedDate]:
    for pattern in (*(_with_month() if names_month(text) else ()), *_IN_NUMBERS):
        found = pattern.search(text)
        value = _value(found) if found else None
        if found and value:
            yield PrintedDate(start=found.start(), end=found.end(), value=value)


def _value(found: re.Match[str]) -> DateValue | None:
    year, day, printed = int(found["year"]), int(found["day"]), found["month"]
    month = int(printed) if printed.isdigit() else _months()[folded(printed)]
    readings = [_day(year, month, day)]
    if "/" in found.group():
        readings.append(_day(year, day, month))
    return as_value([each for each in readings if each], wording=found.group())


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def as_value(days: list[date], *, wording: str) -> DateValue | None:
    """Return the date that words mean: a day, or all that they can mean; None where they mean none.

    Args:
        days: The days that the words can mean.
        wording: The words.
    """
    if not days:
        return None
    first, last = min(days), max(days)
    if first != last:
        reason = "day and month may stand in either order"
        return DateValue(earliest=first, latest=last, wording=wording, reason=reason)
    timex = Timex(type=TimexType.DATE, value=first.isoformat())
    return DateValue(edtf=first.isoformat(), earliest=first, latest=last, timex=timex, wording=wording)
