"""The lines of a PDF page's text layer, each with the rectangle that it fills on the page as it is seen.

PDFium gives a page's text with a line break where the print has one, but for a word that is broken there: that has one
sign, `BROKEN`, for hyphen and line break. A line's rectangle is that around its first and its last sign, as high as
their fonts are; it is turned and moved as the page is (its rotation and crop box, ISO 32000-1, 7.7.3.3), by PDFium's
own matrix. What is done for each line is kept short: PDFium needs 25 µs for one.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from ctypes import PYFUNCTYPE, addressof, c_int, c_void_p, cast
from itertools import pairwise

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


LOOSE_BOX = PYFUNCTYPE(c_int, c_void_p, c_int, c_void_p)(cast(pdfium.FPDFText_GetLooseCharBox, c_void_p).value or 0)
"""The same function with addresses for arguments: asked twice for each line, it takes half the time."""


class PageView(Struct, frozen=True):
    """How a page is seen: its size in points, and the matrix from its own coordinates to those from its upper left."""

    width: float
    height: float
    matrix: tuple[float, float, float, float, float, float]

    def frame(self, left: float, bottom: float, right: float, top: float) -> Frame:
        """Return a rectangle of the page's own coordinates as it is seen."""
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


class _Layer:
    """The text layer of a page, and how the page is seen.

    Args:
        words: The layer.
        view: How the page is seen.
        is_plain: The text has a code point for each sign in PDFium's list.
    """

    __slots__ = ("_box", "_here", "_is_plain", "_layer", "_words", "view")

    def __init__(self, words: pypdfium2.PdfTextPage, view: PageView, *, is_plain: bool) -> None:
        self.view = view
        self._words, self._is_plain = words.raw, is_plain
        self._layer = cast(words.raw, c_void_p).value
        box = pdfium.FS_RECTF()
        self._here = addressof(box)
        self._box = memoryview(box).cast("B").cast("f")

    def frame(self, first: int, last: int) -> Frame | None:
        """Return the rectangle around two signs of the text and what stands between them; None where there is none."""
        if not self._is_plain:
            first = pdfium.FPDFText_GetCharIndexFromTextIndex(self._words, first)
            last = pdfium.FPDFText_GetCharIndexFromTextIndex(self._words, last)
        layer, here = self._layer, self._here
        if not LOOSE_BOX(layer, first, here):
            return None
        left, top, right, bottom = self._box
        if LOOSE_BOX(layer, last, here):
            start, upper, end, lower = self._box
            if top == upper and bottom == lower and left <= start and right <= end:
                right = end
            else:
                left, top = min(left, start), max(top, upper)
                right, bottom = max(right, end), min(bottom, lower)
        return self.view.frame(left, bottom, right, top)


def page_view(page: pypdfium2.PdfPage) -> PageView:
    """Return how a page is seen: turned and cropped."""
    width, height = page.get_size()
    across, down = c_int(), c_int()
    step = max(width, height, 1.0)

    def seen(x: float, y: float) -> tuple[float, float]:
        pdfium.FPDF_PageToDevice(page, 0, 0, PROBE, PROBE, 0, x, y, across, down)
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
        is_plain = len(text) == count
        lines = _lines(_Layer(words, view, is_plain=is_plain), _Layer(words, upright, is_plain=is_plain), text)
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
    angles = Counter(_quarters(words.raw, which * count // SAMPLE) for which in range(min(SAMPLE, count)))
    turn = angles.most_common(1)[0][0] if angles else None
    shown = page.get_rotation()
    if turn is None or turn == shown:
        return words, view
    words.close()
    page.set_rotation(turn)
    words, upright = page.get_textpage(), page_view(page)
    page.set_rotation(shown)
    return words, upright


def _quarters(words: pdfium.FPDF_TEXTPAGE, place: int) -> int | None:
    """How far a page must be turned clockwise for a sign to stand upright, to a right angle; None for a blank."""
    if pdfium.FPDFText_GetUnicode(words, place) <= ord(" "):
        return None
    angle = pdfium.FPDFText_GetCharAngle(words, place)
    return -round(math.degrees(angle) / 90) % 4 * 90 if angle >= 0 else None


def _lines(layer: _Layer, upright: _Layer, text: str) -> list[PrintedLine]:
    """The lines of a text; how far apart they are is measured on the page as it is upright."""
    is_special = any(chr(sign) in text for sign in SPECIAL)
    is_turned = upright.view is not layer.view
    found: list[tuple[str, tuple[Stretch, ...]]] = []
    bottoms: list[float | None] = []
    place = 0
    is_joined = False
    for words, hyphen in _raw_lines(text):
        stretches, frame = (_two_stretches if is_joined else _one_stretch)(layer, words, place)
        if frame and is_turned:
            frame = upright.frame(place, place + len(words) - 1)
        bottoms.append(frame.bottom if frame else None)
        shown = words
        if is_special and IS_SPECIAL.search(words):
            shown, stretches = _plain(words, stretches)
        if hyphen and stretches:
            last = stretches[-1]
            stretches = (*stretches[:-1], structs.replace(last, end=last.end + 1))
        found.append((shown + hyphen, stretches))
        is_joined = bool(hyphen) or shown.endswith(ALL_HYPHENS)
        place += len(words) + (len(BROKEN) if hyphen else len(LINE_END))
    return [PrintedLine(line[0], gap, line[1]) for line, gap in zip(found, _gaps(bottoms), strict=True)]


def _raw_lines(text: str) -> Iterator[tuple[str, str]]:
    """The lines of a text, and the hyphen that PDFium's sign for a broken word stands for."""
    if text.count("\r") + text.count("\n") != 2 * text.count(LINE_END):
        text = LONE_LINE_END.sub(" ", text)
    for words in text.replace(ALSO_BROKEN, BROKEN).replace(BROKEN, BROKEN + LINE_END).split(LINE_END):
        if words.endswith(BROKEN):
            yield words[: -len(BROKEN)], "-"
        else:
            yield words, ""


def _gaps(bottoms: Sequence[float | None]) -> list[bool]:
    """Whether each line stands further below the line before than lines of one paragraph do.

    Those stand apart as the lower quartile of all lines does.
    """
    steps = [0.0, *[below - above if above and below else 0.0 for above, below in pairwise(bottoms)]]
    down = sorted(step for step in steps if step > 0)
    least = down[len(down) // 4] * PARAGRAPH_GAP if down else math.inf
    return [step > least for step in steps[: len(bottoms)]]


def _one_stretch(layer: _Layer, words: str, place: int) -> tuple[tuple[Stretch, ...], Frame | None]:
    """A line with its rectangle, as far as the page shows it, and all of the rectangle."""
    bare = words.strip()
    if not bare:
        return (), None
    start = 0 if len(bare) == len(words) else words.index(bare)
    end = start + len(bare)
    frame = layer.frame(place + start, place + end - 1)
    seen = layer.view.within(frame) if frame else None
    return (Stretch(start, end, seen),) if seen else (), frame


def _two_stretches(layer: _Layer, words: str, place: int) -> tuple[tuple[Stretch, ...], Frame | None]:
    """A line whose first word ends a word of the line before, and has a rectangle of its own."""
    word = FIRST_WORD.match(words)
    cut = word.end() if word else 0
    first, frame = _one_stretch(layer, words[:cut], place)
    rest, other = _one_stretch(layer, words[cut:], place + cut)
    return (*first, *(structs.replace(one, start=one.start + cut, end=one.end + cut) for one in rest)), frame or other


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
