"""What the words of a date say before they are held against the document: nothing here is resolved."""

from enum import StrEnum
from typing import Final

from msgspec import Struct

from ledgerstone.values.dates import Timex

FIXED_EDGE: Final = "no source fixes where “{}” ends"


class Unit(StrEnum):
    """Units of time, as TIMEX3 writes them in a duration."""

    DAY = "D"
    WEEK = "W"
    MONTH = "M"
    YEAR = "Y"
    DECADE = "DE"
    CENTURY = "CE"
    HOUR = "TH"
    MINUTE = "TM"


class Anchor(StrEnum):
    """From where a relative date counts."""

    WRITING = "the date of publication"
    MENTION = "the date mentioned before"


class Point(Struct, frozen=True, kw_only=True):
    """A date with the parts that the words give.

    Attributes:
        year: Astronomical; None where the words give none.
        month: 1 to 12, or 21 to 24 for a season.
        day: Day of the month.
        unspecified: 1 for a decade, 2 for a century.
        short: Whether the century is not written ("the 80s", "13.01.90").
        part: Part of the day as TIMEX3 writes it; None for none.
        edge: "early", "mid" or "late", which narrows in a way that no source fixes, or a half.
        approximate: Whether the wording says "about".
        reason: Why it is less than the words seem to say; None where plain.
        bare: Whether it is a number alone, and no word before it says that it is a year.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    unspecified: int = 0
    short: bool = False
    part: str | None = None
    edge: str | None = None
    approximate: bool = False
    reason: str | None = None
    bare: bool = False


class Range(Struct, frozen=True, kw_only=True):
    """From one date to another; what the first lacks it has from the second.

    Attributes:
        first: Its first date.
        last: Its last.
        reason: Why it is an interval; None where the words say so.
        timex: The TIMEX3 value of the whole; None where it has none.
    """

    first: Point
    last: Point
    reason: str | None = None
    timex: str | None = None


class TwoStyles(Struct, frozen=True, kw_only=True):
    """One day as two calendars have it, or a date marked as of the Julian one ("13 (26) January 1918", "O.S.").

    Attributes:
        first: The date written first.
        second: The other; None where one date alone is written and marked.
        first_is_old: Whether a mark says that the first is the Julian one, or the second; None without a mark.
        part: Part of the day.
    """

    first: Point
    second: Point | None
    first_is_old: bool | None
    part: str | None = None


class Distance(Struct, frozen=True, kw_only=True):
    """An amount of time before (negative) or after an anchor ("30 years ago", "a year later").

    Attributes:
        amount: Signed; None where the words give none ("several years later").
        unit: Its unit.
        anchor: From where it counts.
        same_day: Whether the words name the calendar day ("on this day 30 years ago").
    """

    amount: int | None
    unit: Unit
    anchor: Anchor
    same_day: bool = False


class Neighbour(Struct, frozen=True, kw_only=True):
    """The last, this or next of its kind ("last Tuesday", "that summer", "the same month").

    Attributes:
        step: -1, 0 or 1.
        anchor: From where it counts.
        unit: A unit of the calendar; None for a named month, season or weekday.
        month: 1 to 12 or a season 21 to 24.
        weekday: 0 for Monday; alone and with step 0 the nearest one up to the day of writing.
        part: Part of the day.
        day: Day of a month of the neighbouring year; None for none.
    """

    step: int
    anchor: Anchor
    unit: Unit | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str | None = None


class Fixed(Struct, frozen=True, kw_only=True):
    """What EDTF does not say: a duration, a set, a reference to past, present or future."""

    timex: Timex


Expression = Point | Range | TwoStyles | Distance | Neighbour | Fixed


class Found(Struct, frozen=True, kw_only=True):
    """An expression at its place in the text."""

    start: int
    end: int
    expression: Expression
