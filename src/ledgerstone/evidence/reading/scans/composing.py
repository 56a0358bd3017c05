"""The text of printed pages from their lines, with a map back: each stretch of text knows its place on its page.

A word that is broken at a line's end is mended where both lines are of one paragraph: its second half moves up to the
first, and the line ends after it. The hyphen goes, unless it belongs to the word: the second half has a capital
("Norvik-Orlan"), or the pages print the word with a hyphen within a line as well. The mended word has two boxes, one on
each line. Pages are parted by a form feed, paragraphs by a blank line.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from msgspec import Struct

from ledgerstone.evidence.reading.model import Box, Page, Reading
from ledgerstone.evidence.reading.regions import find_layout

PAGE_BREAK = "\f"
HYPHENS = "-\u2010\u058a"
"""Hyphen-minus, hyphen, Armenian hyphen."""
SOFT_HYPHEN = "\u00ad"
ALL_HYPHENS = frozenset((*HYPHENS, SOFT_HYPHEN))
LONGEST_HALF = 64
LIGATURES = {
    code: unicodedata.normalize("NFKC", chr(code)) for code in (*range(0xFB00, 0xFB07), *range(0xFB13, 0xFB18))
}
"""Latin and Armenian ligatures as the letters that they join: nobody searches for "ﬁ"."""
COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?:[-\u2010\u058a][^\W\d_]++)+")
INNER_HYPHEN = re.compile(r"[-\u2010\u058a](?=[^\W\d_])")
LAST_LETTERS = re.compile(r"(?<![^\W\d_])[^\W\d_]++$")
FIRST_LETTERS = re.compile(r"[^\W\d_]+")
FIRST_WORD = re.compile(r"\S+")


class Frame(Struct, frozen=True, gc=False):
    """A rectangle on a page as it is seen, from its left upper corner, in the page's units."""

    left: float
    top: float
    right: float
    bottom: float

    def sized(self, across: float, down: float) -> "Frame":
        """Return it in other units, by what one of them has of these."""
        return Frame(self.left * across, self.top * down, self.right * across, self.bottom * down)


class Stretch(Struct, frozen=True, gc=False):
    """A part of a line and where it stands; it has no white space at its ends, and is counted within the line."""

    start: int
    end: int
    frame: Frame
    confidence: int | None = None


class PrintedLine(Struct, frozen=True, gc=False):
    """A line of a page.

    Attributes:
        words: Its text.
        is_apart: It begins a paragraph.
        stretches: Its parts, in order.
    """

    words: str
    is_apart: bool
    stretches: tuple[Stretch, ...]


class PrintedPage(Struct, frozen=True, gc=False):
    """A page as it is seen: its number, its size, its lines in the order of reading."""

    number: int
    width: float
    height: float
    lines: Sequence[PrintedLine]


class Composed(Struct, frozen=True):
    """A text, its pages, and where its words stand on them."""

    text: str
    pages: tuple[Page, ...]
    boxes: tuple[Box, ...]


def compose(pages: Sequence[PrintedPage]) -> Composed:
    """Return the text of pages, which are given in their order; empty where no page has words."""
    compounds = _compounds(pages)
    texts: list[str] = []
    places: list[Page] = []
    boxes: list[Box] = []
    start = 0
    for page in pages:
        words = _page_text(page, start, compounds, boxes)
        places.append(_place(page, start, start + len(words)))
        texts.append(words)
        start += len(words) + len(PAGE_BREAK)
    if not any(texts):
        return Composed("", tuple(_place(page, 0, 0) for page in pages), ())
    return Composed(PAGE_BREAK.join(texts), tuple(places), tuple(boxes))


def _place(page: PrintedPage, start: int, end: int) -> Page:
    return Page(number=page.number, start=start, end=end, width=round(page.width, 2), height=round(page.height, 2))


def _compounds(pages: Sequence[PrintedPage]) -> frozenset[str]:
    """The words that the pages print with a hyphen within a line; looked for only where a line ends in one."""
    lines = [line.words for page in pages for line in page.lines]
    if not any(words[-1:] in ALL_HYPHENS for words in lines):
        return frozenset()
    likely = (words for words in lines if "-" in words or not words.isascii())
    return frozenset(
        found.lower() for words in likely if INNER_HYPHEN.search(words) for found in COMPOUND.findall(words)
    )


def _page_text(page: PrintedPage, start: int, compounds: frozenset[str], boxes: list[Box]) -> str:
    """The text of a page, which begins at `start` in the whole text; its boxes are added to those before."""
    pieces: list[str] = []
    place = start
    is_joined = False
    lines = page.lines
    for number, line in enumerate(lines):
        words = line.words.rstrip()
        kept = None
        if words[-1:] in ALL_HYPHENS and number + 1 < len(lines):
            kept = _kept(words, lines[number + 1], compounds)
        end = len(words) if kept is None else kept
        before = ("\n\n" if line.is_apart else "\n") if number else ""
        for first, last, gap in _cuts(words, end) if is_joined else ((0, end, before),):
            place += len(gap)
            pieces += (gap, words[first:last])
            if line.stretches:
                _add_boxes(boxes, page.number, line, (first, last), place - first)
            place += last - first
        is_joined = kept is not None
    return "".join(pieces)


def _cuts(words: str, end: int) -> Iterator[tuple[int, int, str]]:
    """The parts of a line and what stands before each, where its first word belongs to the line before."""
    word = FIRST_WORD.match(words)
    last = min(word.end(), end) if word else 0
    yield 0, last, ""
    rest = next((place for place in range(last, end) if not words[place].isspace()), end)
    if rest < end:
        yield rest, end, "\n"


def _kept(words: str, follower: PrintedLine, compounds: frozenset[str]) -> int | None:
    """How many code points of a line stay where its last word goes on in the next line; None where it does not."""
    last_word = words[-LONGEST_HALF - 1 : -1].rpartition(" ")[2]
    before, after = LAST_LETTERS.search(last_word), FIRST_LETTERS.match(follower.words)
    if follower.is_apart or before is None or after is None:
        return None
    if words[-1] == SOFT_HYPHEN:
        return len(words) - 1
    has_capital = after.group()[0].isupper() and not before.group()[-1].isupper()
    is_compound = f"{before.group()}{words[-1]}{after.group()}".lower() in compounds
    return len(words) if has_capital or is_compound else len(words) - 1


def _add_boxes(boxes: list[Box], page: int, line: PrintedLine, part: tuple[int, int], offset: int) -> None:
    """Add a box for each stretch of a line that lies in a part of it.

    Args:
        boxes: Those of the pages and lines before.
        page: The number of the page.
        line: The line.
        part: From where to where its words are in the text.
        offset: From a place in the line to that in the text.
    """
    least, most = part
    for stretch in line.stretches:
        first, last, frame = stretch.start, stretch.end, stretch.frame
        if first < least or last > most:
            first, last = max(first, least), min(last, most)
        if first < last:
            box = Box(
                page=page,
                start=offset + first,
                end=offset + last,
                left=int(frame.left * 100 + 0.5) / 100,
                top=int(frame.top * 100 + 0.5) / 100,
                right=int(frame.right * 100 + 0.5) / 100,
                bottom=int(frame.bottom * 100 + 0.5) / 100,
                confidence=stretch.confidence,
            )
            boxes.append(box)


def reading_of(composed: Composed, warnings: Sequence[str], *, media_type: str, tool: str, version: str) -> Reading:
    """Return the reading of composed pages, with the regions that the rules find in their text."""
    layout = find_layout(composed.text)
    return Reading(
        media_type=media_type,
        text=composed.text,
        regions=layout.regions,
        warnings=(*warnings, *layout.warnings),
        title=layout.title,
        published=layout.published,
        publisher=layout.publisher,
        pages=composed.pages,
        boxes=composed.boxes,
        tool=tool,
        version=version,
    )
