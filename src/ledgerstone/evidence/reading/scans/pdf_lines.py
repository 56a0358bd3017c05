"""The lines of a PDF page's text layer, each with the rectangle that it fills on the page as it is seen.

PDFium gives a page's text with a line break where the print has one, but for a word that is broken there: that has one
sign, `BROKEN`, for hyphen and line break. A line's rectangle is that around its first and its last sign, as high as
their fonts are; it is turned and moved as the page is (its rotation and crop box, ISO 32000-1, 7.7.3.3), by PDFium's
own matrix. What is done for each line is kept short: PDFium needs 25 µs for one.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from ctypes import PYFUNCTYPE, byref, c_int, c_void_p, cast, sizeof
from itertools import chain, pairwise, repeat
from struct import iter_unpack

import pypdfium2
from msgspec import Struct, structs
from pypdfium2 import raw as pdfium

from ledgerstone.evidence.reading.scans.composing import (
    ALL_HYPHENS,
    FIRST_WORD,
    LIGATURES,
    SOFT_HYPHEN,
    Frame,
    PrintedLine,
    PrintedPage,
    Stretch,
)

MOST_ON_A_PAGE = 200_000
"""A newspaper page in small print has some 30,000 signs."""
PARAGRAPH_GAP = 1.35
"""Times the usual distance of two lines on the page."""
BROKEN, ALSO_BROKEN, LINE_END = "\ufffe", "\x02", "\r\n"
LONE_LINE_END = re.compile(r"\r(?!\n)|(?<!\r)\n")
SPECIAL = {**LIGATURES, ord(SOFT_HYPHEN): "", 0x00: "\ufffd"}
IS_SPECIAL = re.compile(f"[{''.join(map(chr, SPECIAL))}]")
SAMPLE = 7
"""Signs of a page by which it is told how its words are turned."""
PROBE = 1_000_000
"""PDFium's matrix is asked for in whole units: so many of them are the width and the height of the page."""


LOOSE_BOX = PYFUNCTYPE(c_int)(cast(pdfium.FPDFText_GetLooseCharBox, c_void_p).value or 0)
"""The same function, whose arguments are not looked at before: asked twice for each line, it takes half the time.
They must be a `c_void_p`, a number, and a `byref`."""


Corners = tuple[float, ...]
"""Left, top, right and bottom of a first rectangle, then of a second."""
Frames = Iterator[tuple[Frame | None, Frame | None]]
"""Rectangles, and what of each the page shows."""


class PageView(Struct, frozen=True):
    """How a page is seen: its size in points, and the matrix from its own coordinates to those from its upper left."""

    width: float
    height: float
    matrix: tuple[float, float, float, float, float, float]

    def frames(self, corners: Iterable[Corners]) -> list[Frame]:
        """Return the rectangle around each two of the page's own coordinates, as it is seen."""
        a, b, c, d, e, f = self.matrix
        is_level = a > 0 > d and b == c == 0
        return [
            Frame(a * left + e, d * top + f, a * end + e, d * bottom + f)
            if is_level and top == upper and bottom == lower and left <= start and right <= end
            else self._around(min(left, start), min(bottom, lower), max(right, end), max(top, upper))
            for left, top, right, bottom, start, upper, end, lower in corners
        ]

    def _around(self, left: float, bottom: float, right: float, top: float) -> Frame:
        a, b, c, d, e, f = self.matrix
        if a > 0 > d and b == c == 0:
            return Frame(a * left + e, d * top + f, a * right + e, d * bottom + f)
        across = (a * left + c * bottom, a * right + c * top)
        down = (b * left + d * bottom, b * right + d * top)
        return Frame(min(across) + e, min(down) + f, max(across) + e, max(down) + f)

    def within(self, frame: Frame) -> Frame | None:
        """Return what of a rectangle lies on the page; None where nothing does."""
        left, top, right, bottom = frame.left, frame.top, frame.right, frame.bottom
        if left >= 0 and top >= 0 and right <= self.width and bottom <= self.height:
            return frame
        # So written, a rectangle whose edges are no numbers is none.
        if not (left < self.width and right > 0 and top < self.height and bottom > 0):
            return None
        return Frame(max(left, 0), max(top, 0), min(right, self.width), min(bottom, self.height))


class _RawLine(Struct, frozen=True, gc=False):
    """A line of a page's text as PDFium gives it.

    Attributes:
        words: Its text.
        hyphen: What stands for the sign of a broken word at its end.
        place: Where it begins in the text of the page.
        spans: The places of the first and the last sign of each of its parts, counted as `place`.
    """

    words: str
    hyphen: str
    place: int
    spans: tuple[tuple[int, int], ...]


class _Layer:
    """The text layer of a page.

    Args:
        words: The layer.
        is_plain: The text has a code point for each sign in PDFium's list.
    """

    __slots__ = ("_is_plain", "_words")

    def __init__(self, words: pypdfium2.PdfTextPage, *, is_plain: bool) -> None:
        self._words, self._is_plain = words.raw, is_plain

    def frames(self, spans: Sequence[tuple[int, int]], view: PageView) -> list[Frame | None]:
        """Return the rectangle around two signs of the text and what stands between; None where there is none.

        Args:
            spans: The places of the signs.
            view: How the page is seen.
        """
        signs = list(chain.from_iterable(spans))
        if not self._is_plain:
            signs = [pdfium.FPDFText_GetCharIndexFromTextIndex(self._words, sign) for sign in signs]
        boxes = (pdfium.FS_RECTF * len(signs))()
        places = map(byref, repeat(boxes), range(0, sizeof(boxes), sizeof(pdfium.FS_RECTF)))
        given = list(map(LOOSE_BOX, repeat(cast(self._words, c_void_p)), signs, places))
        corners = iter_unpack("8f", boxes)
        if all(given):
            return list(view.frames(corners))
        ends = zip(corners, given[1::2], strict=True)
        known = view.frames([both if has_last else both[:4] * 2 for both, has_last in ends])
        return [frame if has_first else None for frame, has_first in zip(known, given[::2], strict=True)]


def page_view(page: pypdfium2.PdfPage) -> PageView:
    """Return how a page is seen: turned and cropped."""
    width, height = page.get_size()
    handle, across, down = page.raw, c_int(), c_int()
    step = max(width, height, 1.0)

    def seen(x: float, y: float) -> tuple[float, float]:
        pdfium.FPDF_PageToDevice(handle, 0, 0, PROBE, PROBE, 0, x, y, across, down)
        return across.value * width / PROBE, down.value * height / PROBE

    (e, f), (x_right, y_right), (x_up, y_up) = seen(0, 0), seen(step, 0), seen(0, step)
    slopes = ((x_right - e) / step, (y_right - f) / step, (x_up - e) / step, (y_up - f) / step)
    return PageView(width, height, (*slopes, e, f))


def printed_page(page: pypdfium2.PdfPage, number: int) -> PrintedPage:
    """Return the lines of a page's text layer.

    Raises:
        PdfiumError: PDFium cannot read it.
    """
    view = page_view(page)
    if not math.isfinite(view.width * view.height):
        raise pypdfium2.PdfiumError("the page has no size")
    words, upright = _upright(page, view)
    try:
        count = min(words.count_chars(), MOST_ON_A_PAGE)
        text = words.get_text_range(0, count) if count > 0 else ""
        lines = _lines(_Layer(words, is_plain=len(text) == count), text, view, upright)
    finally:
        words.close()
    return PrintedPage(number, view.width, view.height, lines)


def _upright(page: pypdfium2.PdfPage, view: PageView) -> tuple[pypdfium2.PdfTextPage, PageView]:
    """The text layer, taken with the page turned so that most of its words stand upright, and how it is seen so.

    PDFium takes what stands at one height for a line, so that the lines of a page that shows them sideways would
    come in any order.
    """
    words = page.get_textpage()
    count = min(words.count_chars(), MOST_ON_A_PAGE)
    turn = _turn(words.raw, [which * count // SAMPLE for which in range(min(SAMPLE, count))])
    shown = page.get_rotation()
    if turn is None or turn == shown:
        return words, view
    words.close()
    page.set_rotation(turn)
    words, upright = page.get_textpage(), page_view(page)
    page.set_rotation(shown)
    return words, upright


def _turn(words: pdfium.FPDF_TEXTPAGE, places: Sequence[int]) -> int | None:
    """How far most of some signs are turned; None where most are blanks."""
    turns: list[int | None] = []
    for place in places:
        turns.append(_quarters(words, place))
        if 2 * turns.count(turns[-1]) > len(places):
            return turns[-1]
    return Counter(turns).most_common(1)[0][0] if turns else None


def _quarters(words: pdfium.FPDF_TEXTPAGE, place: int) -> int | None:
    """How far a page must be turned clockwise for a sign to stand upright, to a right angle; None for a blank."""
    if pdfium.FPDFText_GetUnicode(words, place) <= ord(" "):
        return None
    angle = pdfium.FPDFText_GetCharAngle(words, place)
    if angle == 0:
        return 0
    return -round(math.degrees(angle) / 90) % 4 * 90 if angle >= 0 else None


def _lines(layer: _Layer, text: str, view: PageView, upright: PageView) -> list[PrintedLine]:
    """The lines of a text as the page is seen; how far apart they are is measured on the page as it is upright."""
    raw = _raw_lines(text)
    frames = layer.frames([span for line in raw for span in line.spans], view)
    seen = zip(frames, [frame and view.within(frame) for frame in frames], strict=True)
    has_null = "\0" in text
    found: list[tuple[str, tuple[Stretch, ...]]] = []
    whole: list[Frame | None] = []
    for line in raw:
        words = line.words
        stretches, frame = _stretches(line, seen)
        whole.append(frame)
        if (has_null or not words.isascii()) and IS_SPECIAL.search(words):
            words, stretches = _plain(words, stretches)
        if line.hyphen and stretches:
            end = stretches[-1]
            stretches = (*stretches[:-1], Stretch(end.start, end.end + 1, end.frame))
        found.append((words + line.hyphen, stretches))
    if upright is not view:
        spans = [
            (line.place, line.place + len(line.words) - 1) for line, frame in zip(raw, whole, strict=True) if frame
        ]
        again = iter(layer.frames(spans, upright))
        whole = [next(again) if frame else None for frame in whole]
    gaps = _gaps([frame.bottom if frame else None for frame in whole])
    return [PrintedLine(words, gap, stretches) for (words, stretches), gap in zip(found, gaps, strict=True)]


def _raw_lines(text: str) -> list[_RawLine]:
    """The lines of a text, with the hyphen that PDFium's sign for a broken word stands for."""
    if not text.count("\r") == text.count("\n") == text.count(LINE_END):
        text = LONE_LINE_END.sub(" ", text)
    found: list[_RawLine] = []
    place = 0
    is_joined = False
    for words in text.replace(ALSO_BROKEN, BROKEN).replace(BROKEN, BROKEN + LINE_END).split(LINE_END):
        is_broken = words[-1:] == BROKEN
        shown = words[: -len(BROKEN)] if is_broken else words
        spans = _two_spans(shown, place) if is_joined else _one_span(shown, place)
        found.append(_RawLine(shown, "-" if is_broken else "", place, spans))
        is_joined = is_broken or shown[-1:] in ALL_HYPHENS
        place += len(words) if is_broken else len(words) + len(LINE_END)
    return found


def _one_span(words: str, place: int) -> tuple[tuple[int, int], ...]:
    """The places of the first and the last sign of a line that are not white space."""
    bare = words.strip()
    if not bare:
        return ()
    start = place if len(bare) == len(words) else place + len(words) - len(words.lstrip())
    return ((start, start + len(bare) - 1),)


def _two_spans(words: str, place: int) -> tuple[tuple[int, int], ...]:
    """The same for a line whose first word ends a word of the line before, and has a rectangle of its own."""
    word = FIRST_WORD.match(words)
    cut = word.end() if word else 0
    return (*_one_span(words[:cut], place), *_one_span(words[cut:], place + cut))


def _stretches(line: _RawLine, frames: Frames) -> tuple[tuple[Stretch, ...], Frame | None]:
    """The parts of a line with their rectangles, as far as the page shows them, and all of the first rectangle."""
    spans, place = line.spans, line.place
    if len(spans) == 1:
        ((first, last),) = spans
        whole, seen = next(frames)
        return (Stretch(first - place, last + 1 - place, seen),) if seen else (), whole
    framed = [(span, *next(frames)) for span in spans]
    shown = [Stretch(first - place, last + 1 - place, seen) for (first, last), _, seen in framed if seen]
    return tuple(shown), next((whole for _, whole, _ in framed if whole), None)


def _gaps(bottoms: Sequence[float | None]) -> list[bool]:
    """Whether each line stands further below the line before than lines of one paragraph do.

    Those stand apart as the lower quartile of all lines does.
    """
    steps = [0.0, *[below - above if above and below else 0.0 for above, below in pairwise(bottoms)]]
    down = sorted(step for step in steps if step > 0)
    least = down[len(down) // 4] * PARAGRAPH_GAP if down else math.inf
    return [step > least for step in steps[: len(bottoms)]]


def _plain(words: str, stretches: tuple[Stretch, ...]) -> tuple[str, tuple[Stretch, ...]]:
    """A line with ligatures as letters and without soft hyphens, but for one at its end."""
    pieces = [SPECIAL.get(ord(sign), sign) for sign in words]
    if words.endswith(SOFT_HYPHEN):
        pieces[-1] = SOFT_HYPHEN
    places = [0]
    for piece in pieces:
        places.append(places[-1] + len(piece))
    moved = (structs.replace(one, start=places[one.start], end=places[one.end]) for one in stretches)
    return "".join(pieces), tuple(moved)
