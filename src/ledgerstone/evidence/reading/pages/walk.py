"""One walk over a page's elements: its text in reading order, and a frame for each element that has a role.

The walk is a loop, never a recursion; each element is looked at once. What a browser does not show is not text.
The number that a browser shows before an item of an ordered list is.
"""

from lxml import etree
from lxml.html import HtmlElement
from msgspec import Struct

from ledgerstone.evidence.reading.cues import is_whole
from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.pages.assets import POINTING, Pointing
from ledgerstone.evidence.reading.pages.blocks import Boxes
from ledgerstone.evidence.reading.pages.comments import speaks_of_comments
from ledgerstone.evidence.reading.pages.elements import (
    BLOCKS,
    CLOSE_LINES,
    HEADINGS,
    is_dropped,
    is_furniture,
    is_main,
    role_of,
    tells_nothing,
)
from ledgerstone.evidence.reading.pages.frames import Frame
from ledgerstone.evidence.reading.pages.talk import Talk
from ledgerstone.evidence.reading.pages.writing import BREAK_BLOCK, BREAK_LINE, Writer

DROPPED_MARK = "data-ledgerstone-dropped"
LONGEST_HEADING = 200
OF_COMMENTS = frozenset({Role.LIST, Role.BYLINE, Role.DATELINE})
"""Roles that what is named after comments has not: the rules for plain lines read it."""


class Walk(Struct, frozen=True, kw_only=True):
    """What a walk found: the text, the frames in the order of their starts, and the boxes of the page."""

    text: str
    frames: tuple[Frame, ...]
    pointing: tuple[Pointing, ...] = ()
    boxes: Boxes


class Walker:
    """The state of one walk."""

    def __init__(self) -> None:
        self._writer = Writer()
        self._talk = Talk()
        self._boxes = Boxes()
        self._frames: list[Frame] = []
        self._open: list[Frame] = []
        self._counters: list[int | None] = []
        self._furniture = 0
        self._preformatted = 0
        self._heading = ""

    def walk(self, root: HtmlElement) -> Walk:
        """Return the text of a page and its frames."""
        events = etree.iterwalk(root, events=("start", "end"))
        pointing: list[Pointing] = []
        dropped: HtmlElement | None = None
        for event, element in events:
            if event == "start":
                if element.tag in POINTING and not self._furniture:
                    pointing.append(Pointing(element=element, place=self._writer.length))
                dropped = element if not isinstance(element.tag, str) or is_dropped(element) else None
                if dropped is None:
                    self._start(element)
                else:
                    events.skip_subtree()
                continue
            if dropped is not element:
                self._end(element)
            dropped = None
            if element is not root:
                self._words(element.tail)
        return Walk(text=self._writer.text(), frames=tuple(self._frames), pointing=tuple(pointing), boxes=self._boxes)

    def _start(self, element: HtmlElement) -> None:
        if element.tag == "br":
            self._writer.break_now()
        elif element.tag in ("td", "th"):
            self._writer.tab()
        self._break(element)
        self._preformatted += element.tag == "pre"
        self._boxes.open(element, self._writer.length)
        frame = self._frame(element)
        if frame:
            self._frames.append(frame)
            self._open.append(frame)
            self._furniture += frame.role is Role.BOILERPLATE
        if element.tag in ("ol", "ul"):
            self._counters.append(_first_number(element) if element.tag == "ol" else None)
        if element.tag == "li" and not (frame and frame.role is Role.COMMENT):
            self._number(element)
        self._words(element.text)

    def _end(self, element: HtmlElement) -> None:
        if element.tag in ("ol", "ul"):
            self._counters.pop()
        if self._open and self._open[-1].element is element:
            self._close(self._open.pop())
        self._preformatted -= element.tag == "pre"
        self._boxes.close(element, self._writer.length)
        self._break(element)

    def _close(self, frame: Frame) -> None:
        frame.end = self._writer.length
        self._furniture -= frame.role is Role.BOILERPLATE
        self._talk.close(frame)
        if frame.heading:
            short = frame.end - frame.start < LONGEST_HEADING
            self._heading = self._writer.since(frame.start) if short else ""

    def _frame(self, element: HtmlElement) -> Frame | None:
        written = self._writer.length
        comment = self._talk.open(element, written)
        if comment:
            return comment
        if self._talk.is_time(element):
            return Frame(element=element, role=Role.DATELINE, start=written)
        if tells_nothing(element):
            return None
        if not self._furniture and is_furniture(element):
            return Frame(element=element, role=Role.BOILERPLATE, start=written)
        role = None if self._furniture else role_of(element, in_comment=self._talk.going_on)
        if role is Role.LIST and element.tag == "ol" and is_whole("references_heading").fullmatch(self._heading):
            role = Role.REFERENCE_LIST
        role = None if role in OF_COMMENTS and speaks_of_comments(element) else role
        heading = int(element.tag[1]) if element.tag in HEADINGS and not self._talk.going_on else None
        main = is_main(element) and not self._talk.going_on
        wanted = role or heading or main
        return Frame(element=element, role=role, start=written, heading=heading, main=main) if wanted else None

    def _number(self, element: HtmlElement) -> None:
        if not self._counters or self._counters[-1] is None:
            return
        given = element.get("value") or ""
        number = int(given) if given.isdecimal() and len(given) < MOST_DIGITS else self._counters[-1]
        self._words(f"{number}. ")
        self._counters[-1] = number + 1

    def _words(self, words: str | None) -> None:
        written = self._writer.words(words, preformatted=self._preformatted > 0)
        if written:
            self._boxes.take(self._writer.length - written, self._writer.length)
        if written and words and not self._furniture:
            self._talk.hear(words, written)

    def _break(self, element: HtmlElement) -> None:
        if element.tag in CLOSE_LINES:
            self._writer.line(BREAK_LINE)
        elif element.tag in BLOCKS:
            self._writer.line(BREAK_BLOCK)


MOST_DIGITS = 7


def _first_number(element: HtmlElement) -> int:
    given = element.get("start") or ""
    return int(given) if given.isdecimal() and len(given) < MOST_DIGITS else 1
