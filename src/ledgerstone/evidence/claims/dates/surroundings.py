"""What of a document helps to resolve a date: its publication, the years that it writes, the date before.

Invariant: whatever is taken from the surroundings comes with a reason in words. A document tells of another time
than its own (a narrative) where most of its dated months lie more than a year from its publication.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from ledgerstone.evidence.claims.dates.expressions import Distance, Found, Point, Range, TwoStyles
from ledgerstone.values.edtf import EdtfDate

_NEAR_YEARS: Final = 1
_LATEST_DAYS_AHEAD: Final = 60
_CENTURY: Final = 100
_LONGEST_BRACKET: Final = 40
"""Code points before a year at which its bracket may open."""
_OPENING: Final = 100
"""Code points within which a year alone opens its sentence; further inside it is named in passing ("planned for")."""
_DECEMBER: Final = 12
_LONGEST_SENTENCE: Final = 4000
"""Code points. What goes on for longer is a line made to be looked through once for each date in it."""
_NEXT_YEARS: Final = 8
"""Years after a date that are looked through for one of its month."""
_STOP: Final = re.compile(r"[.!?…։]")
_SENTENCE_END: Final = re.compile(r"\n|(?:[^\W\d]{3}|\d{4})[.!?:։][”\"»)]?\s")


class Written(Struct, frozen=True, kw_only=True):
    """A year that the text writes: where, and whether with a month.

    `aside` is a year alone in brackets (of a book, of a life); `month` that of a dated one.
    """

    start: int
    year: int
    dated: bool
    aside: bool
    month: int | None = None


class Counted(Struct, frozen=True, kw_only=True):
    """A distance that moved the anchor: where it ends, and what it was counted from."""

    end: int
    distance: Distance
    anchor: EdtfDate | None
    words: str


class Surroundings:
    """The document around its dates; `anchor` moves on as dates are resolved in their order."""

    def __init__(self, text: str, found: Sequence[Found], published: date | None, *, inherits: bool) -> None:
        self.published = published
        self.inherits = inherits
        self.anchor: EdtfDate | None = None
        self.anchor_words = ""
        self.counted: Counted | None = None
        self._text = text
        self._years = [written for each in found for written in self._written(each)]
        self._decades = [decade for each in found for decade in _decade(each)]
        self._told = self._of_what_is_told() or self._years
        self.narrative = published is None or self._is_narrative(published)

    def year_of(self, found: Found, month: int | None) -> tuple[int, str] | None:
        """Return the year of a date that is written without one, with the reason; None where nothing tells it."""
        if not self.inherits:
            return None
        near = self._nearest(found)
        if self.narrative and near is not None:
            near = self._told_again(found, month) or near
            if self._turned(near, found, month):
                return near.year + 1, f"year after “{near.year}” in the text, as December was named before"
            return near.year, f"year taken from “{near.year}” in the text"
        if self.published is not None:
            ahead = month is not None and self._is_ahead(month, self.published)
            return self.published.year - int(ahead), "year taken from the date of publication"
        return None

    def _turned(self, near: Written, found: Found, month: int | None) -> bool:
        """Whether a January follows a December of the year before it, in another sentence."""
        anchor = self.anchor
        if month != 1 or anchor is None or (anchor.year, anchor.month) != (near.year, _DECEMBER):
            return False
        return near.start < found.start and self._apart(near.start, found.start)

    def century_of(self, found: Found, point: Point) -> tuple[int, str] | None:
        """Return a year or decade with its century, of a wording that leaves it out ("the 80s"), with the reason.

        A day of a text that tells of another time than its own ("13.01.15") is of the century that it tells of.
        """
        short = point.year or 0
        near = self._nearest(found) or self._decade_beside(found)
        if self.published is not None and not (self.narrative and near is not None and point.day is not None):
            base = self.published.year // _CENTURY * _CENTURY
            year = base + short if base + short <= self.published.year else base - _CENTURY + short
            return year, "century taken from the date of publication"
        if near is None:
            return None
        base = near.year // _CENTURY * _CENTURY
        year = min((base + short + k for k in (-_CENTURY, 0, _CENTURY)), key=lambda y: abs(y - near.year))
        return year, f"century taken from “{near.year}” in the text"

    def _written(self, found: Found) -> list[Written]:
        expression = found.expression
        points = [expression] if isinstance(expression, Point) else []
        if isinstance(expression, Range):
            points = [expression.first, expression.last]
        elif isinstance(expression, TwoStyles):
            points = [each for each in (expression.first, expression.second) if each is not None]
        return [
            Written(
                start=found.start,
                year=point.year,
                dated=point.month is not None,
                month=point.month,
                aside=point.month is None and self._in_brackets(found.start),
            )
            for point in points
            if point.year is not None and not point.unspecified and not point.short
        ]

    def _of_what_is_told(self) -> list[Written]:
        """Return the years that later sentences count from: those with a month or near the beginning of a sentence."""
        told: list[Written] = []
        for written in self._years:
            opening = max(0, written.start - _OPENING)
            opens = opening == 0 or self._apart(opening, written.start)
            if written.dated or (not written.aside and (opens or not told)):
                told.append(written)
        return told

    def _in_brackets(self, start: int) -> bool:
        before = self._text[max(0, start - _LONGEST_BRACKET) : start]
        return before.rfind("(") > before.rfind(")")

    def forget(self, found: Found) -> None:
        """Drop the anchor where it was itself counted, in another line: "25 years later" of two titles is no chain.

        The same distance in the next line, no sentence between, is such a title: it counts from where the first did.
        """
        counted = self.counted
        if counted is None or not self._other_line(counted.end, found.start):
            return
        again = found.expression == counted.distance and _STOP.search(self._text, counted.end, found.start) is None
        self.anchor, self.anchor_words = (counted.anchor, counted.words) if again else (None, "")
        self.counted = None

    def _is_narrative(self, published: date) -> bool:
        dated = [each for each in self._years if each.dated]
        far = sum(abs(each.year - published.year) > _NEAR_YEARS for each in dated)
        return far > len(dated) - far

    def _nearest(self, found: Found) -> Written | None:
        """Return the year before it in the sentence, else a dated one after it there, else before it or after."""
        before = bisect_right(self._years, found.start, key=lambda written: written.start)
        beside = self._years[before - 1] if before else None
        if beside is not None and not beside.aside and not self._apart(beside.start, found.start):
            return beside
        following = self._years[before] if before < len(self._years) else None
        told = bisect_right(self._told, found.start, key=lambda written: written.start)
        earlier = self._told[told - 1] if told else None
        if following is not None and self._reaches_back(following, earlier, found):
            return following
        return earlier or following

    def _reaches_back(self, following: Written, earlier: Written | None, found: Found) -> bool:
        """Whether a later year of the sentence is the date's: one with a month, or one of a paragraph that it opens."""
        if self._apart(found.end, following.start):
            return False
        if following.dated or earlier is None:
            return True
        return self._text.find("\n", max(earlier.start, found.start - _LONGEST_SENTENCE), found.start) >= 0

    def _told_again(self, found: Found, month: int | None) -> Written | None:
        """Return the first date of the same month later in a paragraph that has no year up to the one without."""
        before = bisect_right(self._years, found.start, key=lambda written: written.start)
        if month is None or (before and not self._other_line(self._years[before - 1].start, found.start)):
            return None
        for later in self._years[before : before + _NEXT_YEARS]:
            if self._other_line(found.end, later.start):
                return None
            if later.month == month:
                return later
        return None

    def _other_line(self, first: int, last: int) -> bool:
        """Whether a line ends between two offsets, or they lie far apart."""
        return last - first > _LONGEST_SENTENCE or "\n" in self._text[first:last]

    def _decade_beside(self, found: Found) -> Written | None:
        """Return the nearest decade written in full; None where there is none."""
        after = bisect_left(self._decades, found.start, key=lambda written: written.start)
        around = self._decades[max(0, after - 1) : after + 1]
        return min(around, key=lambda written: abs(written.start - found.start), default=None)

    def _apart(self, first: int, last: int) -> bool:
        """Whether a sentence or line ends between two offsets."""
        return last - first > _LONGEST_SENTENCE or _SENTENCE_END.search(self._text, first, last) is not None

    def _is_ahead(self, month: int, published: date) -> bool:
        """Whether the month of the publication's year lies well after it, so that the year before is meant."""
        if month > 12:  # noqa: PLR2004 - seasons are 21 to 24
            return False
        return (date(published.year, month, 1) - published).days > _LATEST_DAYS_AHEAD


def _decade(found: Found) -> list[Written]:
    """Return a decade that is written with its century ("the 1990s")."""
    point = found.expression
    if not isinstance(point, Point) or point.year is None or point.unspecified != 1 or point.short:
        return []
    return [Written(start=found.start, year=point.year, dated=False, aside=False)]
