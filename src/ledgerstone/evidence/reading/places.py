"""Where a passage stands on the pages of its reading: a rectangle for each line of each page that it touches.

Boxes of a text layer are lines, those of a recognised scan are words. A line is cut to the passage by how wide its
letters are likely to be; what cannot be cut soundly (words of both directions, lines that run up the page) stays whole.
"""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from msgspec import Struct, structs

from ledgerstone.evidence.reading.model import Box, Page

LITTLE_CONFIDENCE = 85.0
"""Of pages in three scripts, blurred and with noise, those at 87 and more had at most a tenth of their words wrong,
those at 81 more than a quarter, those at 50 two thirds."""

MOST_PLACES = 1000
"""Of one passage: some twenty printed pages, a line each."""

NARROW, WIDE = frozenset(" ijlftrI1.,:;!|'’‘-()[]/՝՛՜։ի"), frozenset("mwMW@%—…ШЩЮЖМФшщюжмфՋՓփ")
NARROW_WIDTH, CAPITAL_WIDTH, WIDE_WIDTH = 0.5, 1.25, 1.5
"""Times that of a common small letter, as in Helvetica and Times."""
SLACK = 0.5
"""Common letters that a cut is moved outwards, so that a guess which is a little off hides no letter."""

GAP = 4.0
"""Times the height of a line: words further apart are in two columns."""
LEAST_SHARED = 0.5
"""Of the lower of two boxes: what stands at one height is one line."""


class Place(Struct, frozen=True, kw_only=True):
    """A rectangle that words of a passage fill.

    Attributes:
        page: The number of the page.
        left: As the page is seen, from its left edge, in its units; `top` counts from the upper edge.
        top: The same.
        right: The same.
        bottom: The same.
        width: Of the page, in points (PDF) or pixels (a scan), so that a share of it can be told.
        height: The same.
        confidence: How sure the tool is of the words, 0 to 100; None where they were not recognised from a picture.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float
    width: float
    height: float
    confidence: int | None = None


class Printed(Struct, frozen=True, kw_only=True):
    """What of a reading tells where its words stand; as `Reading` has them."""

    text: str = ""
    pages: tuple[Page, ...] = ()
    boxes: tuple[Box, ...] = ()


class Places:
    """Finds the places of the passages of one reading.

    Args:
        printed: Its text, pages and boxes. Boxes are in the order of their words, and share none.
    """

    def __init__(self, printed: Printed) -> None:
        self._printed = printed
        self._pages = {page.number: page for page in printed.pages}

    def of(self, start: int, end: int) -> tuple[Place, ...]:
        """Return the places of a passage in the order of its words, at most `MOST_PLACES`; none where it has none.

        Args:
            start: First code point of the passage.
            end: Code point after the last.
        """
        boxes = self._printed.boxes
        first = bisect_right(boxes, start, key=lambda box: box.end)
        last = bisect_left(boxes, end, lo=first, key=lambda box: box.start)
        text = self._printed.text
        cut = (_cut(box, start, end, text) for box in boxes[first:last] if box.page in self._pages)
        found: list[Place] = []
        for line in _lines(cut, text):
            page = self._pages[line[0].page]
            found.append(_around(line, page))
            if len(found) == MOST_PLACES:
                break
        return tuple(found)


def confidence_of(boxes: Iterable[Box]) -> int | None:
    """Return how sure the tool is of the words of boxes, 0 to 100, by their letters; None where none was recognised."""
    told = [(box.confidence, box.end - box.start) for box in boxes if box.confidence is not None]
    letters = sum(length for _, length in told)
    return round(sum(sure * length for sure, length in told) / letters) if letters else None


def _cut(box: Box, start: int, end: int, text: str) -> Box:
    """Return what of a box a passage fills."""
    first, last = max(start, box.start), min(end, box.end)
    if (first, last) == (box.start, box.end) or box.bottom - box.top > box.right - box.left:
        return structs.replace(box, start=first, end=last)
    words = text[box.start : box.end]
    from_right = _runs_from_right(words)
    whole = sum(map(_letter_width, words))
    if from_right is None or not whole:
        return structs.replace(box, start=first, end=last)
    before = sum(map(_letter_width, text[box.start : first]))
    within = sum(map(_letter_width, text[first:last]))
    unit = (box.right - box.left) / whole
    near = max(0.0, before - (SLACK if first > box.start else 0)) * unit
    far = min(whole, before + within + (SLACK if last < box.end else 0)) * unit
    left, right = (box.right - far, box.right - near) if from_right else (box.left + near, box.left + far)
    return structs.replace(box, start=first, end=last, left=round(left, 2), right=round(right, 2))


def _runs_from_right(words: str) -> bool | None:
    """Tell whether words run from the right; None where some run each way."""
    found = {unicodedata.bidirectional(letter) for letter in words}
    has_right, has_left = bool(found & {"R", "AL"}), "L" in found
    # Figures run from the left within words that run from the right.
    if has_right and (has_left or found & {"EN", "AN"}):
        return None
    return has_right


def _letter_width(letter: str) -> float:
    if letter in NARROW:
        return NARROW_WIDTH
    if letter in WIDE:
        return WIDE_WIDTH
    if unicodedata.combining(letter):
        return 0.0
    return CAPITAL_WIDTH if letter.isupper() else 1.0


def _lines(boxes: Iterable[Box], text: str) -> Iterator[list[Box]]:
    """Yield boxes, those of one line together."""
    line: list[Box] = []
    for box in boxes:
        if line and not _goes_on(line[-1], box, text):
            yield line
            line = []
        line.append(box)
    if line:
        yield line


def _goes_on(before: Box, after: Box, text: str) -> bool:
    """Tell whether a box stands on the same line as the one before."""
    if before.page != after.page or "\n" in text[before.end : after.start]:
        return False
    height = min(before.bottom - before.top, after.bottom - after.top)
    width = min(before.right - before.left, after.right - after.left)
    across = max(before.left, after.left) - min(before.right, after.right)
    down = max(before.top, after.top) - min(before.bottom, after.bottom)
    if -down >= LEAST_SHARED * height:
        return across <= GAP * height
    # A line that runs up or down the page.
    is_upright = all(box.bottom - box.top > box.right - box.left for box in (before, after))
    return is_upright and -across >= LEAST_SHARED * width and down <= GAP * width


def _around(line: list[Box], page: Page) -> Place:
    return Place(
        page=page.number,
        left=min(box.left for box in line),
        top=min(box.top for box in line),
        right=max(box.right for box in line),
        bottom=max(box.bottom for box in line),
        width=page.width,
        height=page.height,
        confidence=confidence_of(line),
    )
