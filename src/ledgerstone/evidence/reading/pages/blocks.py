"""The boxes that a page is built of, while a walk passes them, and in which of them each line stands.

A box is an element that begins a line. Each piece of text is looked at once and each box twice, so the work is linear
in the page.
"""

import re
from bisect import bisect_right
from functools import lru_cache

from lxml.html import HtmlElement
from msgspec import Struct

from ledgerstone.evidence.reading.lines import Line
from ledgerstone.evidence.reading.pages.elements import BLOCKS, word_set

ASIDE_TAGS = word_set("aside footer nav header form figure")
ASIDE = re.compile(
    r"\b(?:ad|ads|advert\w{0,12}|author\w{0,8}|bio|bread-?crumbs?|byline|carousel|consent|cookies?|copyright|credits?|"
    r"disclaimer|disqus|download|footer|gdpr|latest|legal|login|menu\w{0,8}|meta|modal|most|nav\w{0,8}|newsletter\w{0,8}|"
    r"outbrain|overlay|pager|pagination|popular|popup|print|promo\w{0,12}|rating|recirc\w{0,8}|recommend\w{0,8}|register|"
    r"related\w{0,12}|reply|respond|shar(?:e|es|ing)|side-?bar\w{0,8}|sign-?(?:in|up)|slider|social\w{0,8}|sponsor\w{0,8}|"
    r"subscri\w{0,8}|taboola|tag-?list|tags?|teasers?|tool-?bar|tools|trending|vote|widgets?)\b"
)
"""Words that sites use in the class or id of what stands beside a text."""
HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
LONGEST_NAME = 200
MOST_NAMES = 4096


class Box(Struct, kw_only=True, eq=False):
    """An element that begins a line.

    Attributes:
        kind: Its tag and names; boxes of one kind are built alike.
        parent: The box around it; None for the outermost.
        asides: How many of it and the boxes around it are named or made for what stands beside a text.
        start: Code points written before it.
        end: Code points written when it ended.
        prose: Code points of running text in it, links aside.
    """

    kind: str
    parent: "Box | None"
    asides: int
    start: int
    end: int = 0
    prose: float = 0.0


class Block(Struct, frozen=True, kw_only=True):
    """Where a line stands.

    Attributes:
        box: The innermost box of most of its words.
        linked: The share of its words that are links, 0 to 1.
    """

    box: Box
    linked: float


class Boxes:
    """The boxes of a page in the order of their starts, and the pieces of text in them."""

    def __init__(self) -> None:
        self._root = Box(kind="", parent=None, asides=0, start=0)
        self.all: list[Box] = [self._root]
        self._open: list[Box] = [self._root]
        self._links = 0
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._boxes: list[Box] = []
        self._linked: list[bool] = []

    def open(self, element: HtmlElement, written: int) -> None:
        """Take the start of an element."""
        if element.tag == "a":
            self._links += 1
        elif element.tag in BLOCKS:
            around = self._open[-1]
            names = f"{element.get('class') or ''} {element.get('id') or ''}"[:LONGEST_NAME]
            aside = element.tag in ASIDE_TAGS or _is_aside(names)
            box = Box(
                kind=f"{element.tag} {element.get('class') or ''}"[:LONGEST_NAME],
                parent=around,
                asides=around.asides + aside,
                start=written,
            )
            self.all.append(box)
            self._open.append(box)

    def close(self, element: HtmlElement, written: int) -> None:
        """Take the end of an element."""
        if element.tag == "a":
            self._links -= 1
        elif element.tag in BLOCKS:
            self._open.pop().end = written
        self._root.end = written

    def take(self, start: int, end: int) -> None:
        """Take a piece of text that was written."""
        self._starts.append(start)
        self._ends.append(end)
        self._boxes.append(self._open[-1])
        self._linked.append(self._links > 0)

    def of(self, line: Line) -> Block:
        """Return where a line stands."""
        place = max(0, bisect_right(self._starts, line.start) - 1)
        total = linked = longest = 0
        box = self._root
        while place < len(self._starts) and self._starts[place] < line.end:
            length = min(self._ends[place], line.end) - max(self._starts[place], line.start)
            if length > 0:
                total += length
                linked += length * self._linked[place]
            if length > longest:
                box, longest = self._boxes[place], length
            place += 1
        return Block(box=box, linked=linked / total if total else 0.0)


@lru_cache(maxsize=MOST_NAMES)
def _is_aside(names: str) -> bool:
    return bool(ASIDE.search(HUMP.sub("-", names).lower().replace("_", "-")))
