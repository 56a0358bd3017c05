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
from ledgerstone.evidence.reading.pages.comments import Kinds
from ledgerstone.evidence.reading.pages.elements import is_dropped
from ledgerstone.evidence.reading.pages.frames import Frame
from ledgerstone.evidence.reading.pages.page_names import PageNames, names_on
from ledgerstone.evidence.reading.pages.purposes import Purpose, is_furniture, purpose_of, role_of
from ledgerstone.evidence.reading.pages.talk import Talk
from ledgerstone.evidence.reading.pages.writing import Writer

LONGEST_HEADING = 200
MAKES_ROOM = frozenset({"br", "td", "th", "pre"})
"""What asks for a break, a stop or its own white space before its first word."""
LISTS = frozenset({"ol", "ul"})
CLOSED = LISTS | {"a", "pre"}
"""What is told of as its end comes."""
COUNTED = LISTS | {"li"}
OF_COMMENTS = frozenset({Role.LIST, Role.BYLINE, Role.DATELINE})
"""Roles that what is named after comments has not: the rules for plain lines read it."""


class Walk(Struct, frozen=True, kw_only=True):
    """What a walk found: the text, the frames in the order of their starts, the page's boxes and all its names."""

    text: str
    frames: tuple[Frame, ...]
    pointing: tuple[Pointing, ...] = ()
    boxes: Boxes
    names: PageNames


class Walker:
    """The state of one walk over a page, whose outermost element it is given."""

    def __init__(self, root: HtmlElement) -> None:
        self._root = root
        self._names = names_on(root)
        self._writer = Writer()
        self._talk = Talk(Kinds.of(root, self._names))
        self._boxes = Boxes()
        self._purposes: list[Purpose] = []
        self._frames: list[Frame] = []
        self._open: list[Frame] = []
        self._counters: list[int | None] = []
        self._furniture = 0
        self._preformatted = 0
        self._heading = ""

    def walk(self) -> Walk:
        """Return the text of the page and its frames."""
        root = self._root
        events = etree.iterwalk(root, events=("start", "end"))
        pointing: list[Pointing] = []
        dropped: HtmlElement | None = None
        for event, element in events:
            if event == "start":
                tag = element.tag
                if tag in POINTING and not self._furniture:
                    pointing.append(Pointing(element=element, place=self._writer.length))
                if isinstance(tag, str) and not is_dropped(element):
                    self._start(element, tag)
                else:
                    dropped = element
                    events.skip_subtree()
                continue
            if dropped is not element:
                self._end(element)
            dropped = None
            words = element.tail
            if words and element is not root:
                self._words(words)
        self._boxes.end(self._writer.length)
        return Walk(
            text=self._writer.text(),
            frames=tuple(self._frames),
            pointing=tuple(pointing),
            boxes=self._boxes,
            names=self._names,
        )

    def _start(self, element: HtmlElement, tag: str) -> None:
        purpose = purpose_of(element)
        self._purposes.append(purpose)
        if tag in MAKES_ROOM:
            self._make_room(tag)
        if purpose.breaks:
            self._writer.line(purpose.breaks)
        if purpose.kind is not None:
            self._boxes.open(purpose, self._writer.length)
        elif tag == "a":
            self._boxes.link(1)
        frame = self._frame(element, purpose)
        if frame:
            self._frames.append(frame)
            self._open.append(frame)
            self._furniture += frame.role is Role.BOILERPLATE
        if tag in COUNTED:
            self._count(element, item=tag == "li" and not (frame and frame.role is Role.COMMENT))
        words = element.text
        if words:
            self._words(words)

    def _end(self, element: HtmlElement) -> None:
        purpose = self._purposes.pop()
        if self._open and self._open[-1].element is element:
            self._close(self._open.pop())
        tag = element.tag
        if tag in CLOSED:
            self._leave(tag)
        if purpose.kind is not None:
            self._boxes.close(self._writer.length)
        if purpose.breaks:
            self._writer.line(purpose.breaks)

    def _leave(self, tag: str) -> None:
        if tag == "a":
            self._boxes.link(-1)
        elif tag == "pre":
            self._preformatted -= 1
        else:
            self._counters.pop()

    def _make_room(self, tag: str) -> None:
        if tag == "br":
            self._writer.break_now()
        elif tag == "pre":
            self._preformatted += 1
        else:
            self._writer.tab()

    def _close(self, frame: Frame) -> None:
        frame.end = self._writer.length
        self._furniture -= frame.role is Role.BOILERPLATE
        self._talk.close(frame)
        if frame.heading:
            short = frame.end - frame.start < LONGEST_HEADING
            self._heading = self._writer.since(frame.start) if short else ""

    def _frame(self, element: HtmlElement, purpose: Purpose) -> Frame | None:
        written = self._writer.length
        comment = self._talk.open(element, self._purposes, written)
        if comment:
            return comment
        if self._talk.is_time(element):
            return Frame(element=element, role=Role.DATELINE, start=written)
        if not purpose.tells:
            return None
        if not self._furniture and is_furniture(element, purpose):
            return Frame(element=element, role=Role.BOILERPLATE, start=written)
        talked = self._talk.going_on
        role = None if self._furniture else role_of(element, purpose, in_comment=talked)
        if role is Role.LIST and element.tag == "ol" and is_whole("references_heading").fullmatch(self._heading):
            role = Role.REFERENCE_LIST
        role = None if role in OF_COMMENTS and purpose.of_comments else role
        heading = None if talked else purpose.heading
        main = purpose.main and not talked
        wanted = role or heading or main
        return Frame(element=element, role=role, start=written, heading=heading, main=main) if wanted else None

    def _count(self, element: HtmlElement, *, item: bool) -> None:
        """Begin the count of a list's items, or write the number of one."""
        if element.tag in LISTS:
            self._counters.append(_first_number(element) if element.tag == "ol" else None)
        elif item and self._counters and self._counters[-1] is not None:
            given = element.get("value") or ""
            number = int(given) if given.isdecimal() and len(given) < MOST_DIGITS else self._counters[-1]
            self._words(f"{number}. ")
            self._counters[-1] = number + 1

    def _words(self, words: str) -> None:
        written = self._writer.words(words, preformatted=self._preformatted > 0)
        if written:
            length = self._writer.length
            self._boxes.take(length - written, length)
            if not self._furniture:
                self._talk.hear(words, written)


MOST_DIGITS = 7


def _first_number(element: HtmlElement) -> int:
    given = element.get("start") or ""
    return int(given) if given.isdecimal() and len(given) < MOST_DIGITS else 1
