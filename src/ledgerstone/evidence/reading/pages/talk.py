"""The comments of a page while a walk passes them: which is open, whom it answers, who wrote it.

Which comment is answered is told, in this order, by an attribute that says so, by nesting, by a depth that is given
(a class, an attribute, an indent), and by how deep the element stands below the one before. A link, a quotation or
words that say whom a comment answers decide where none of these does, and among the answers to the one found so.
"""

from lxml.html import HtmlElement
from msgspec import Struct

from ledgerstone.evidence.reading.cues import is_whole
from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.pages.comment_depths import Below, depth_of
from ledgerstone.evidence.reading.pages.comment_heads import ID_ATTRIBUTES, Head, key_forms
from ledgerstone.evidence.reading.pages.comments import Kinds, comment_head
from ledgerstone.evidence.reading.pages.frames import Frame
from ledgerstone.evidence.reading.pages.purposes import Purpose
from ledgerstone.evidence.reading.parts.answers import LOOKED_AT, Earlier

PARENT_ATTRIBUTES = (
    *("data-parent-id", "data-parent", "data-parent-comment-id", "data-reply-to", "data-comment-parent"),
    *("parentid", "data-parentid", "data-parent-comment", "data-in-reply-to", "data-reply-to-id"),
)
NO_PARENT = frozenset({"0", "null", "none", "-1"})
LONGEST_CHAIN = 64
"""Answers to answers that are followed upwards to see whether one stands below another."""


class Speech(Struct, kw_only=True, eq=False):
    """A comment that is open: its frame, what its element says, and its first words."""

    frame: Frame
    head: Head
    words: list[str]
    length: int = 0
    settled: bool = False


class Talk:
    """The state of the comments in one walk."""

    def __init__(self, kinds: Kinds) -> None:
        self._kinds = kinds
        self._by_place = kinds.by_place
        self._open: list[Speech] = []
        self._orders: dict[str, int] = {}
        self._levels: list[tuple[float, int]] = []
        self._below = Below()
        self._earlier = Earlier()
        self._parents: list[int | None] = [None]
        self._count = 0

    @property
    def going_on(self) -> bool:
        """Whether the walk is within a comment."""
        return bool(self._open)

    def is_time(self, element: HtmlElement) -> bool:
        """Say whether an element holds the time of the comment that is open."""
        return bool(self._open) and element is self._open[-1].head.time

    def open(self, element: HtmlElement, purposes: list[Purpose], written: int) -> Frame | None:
        """Return a frame where an element begins a comment of its own; None where it begins none.

        A wrapper within a comment that has no words yet is that comment; a named part of one that names no author
        is a part of it.

        Args:
            element: The element.
            purposes: Of the elements around it, the outermost first, and of itself.
            written: Code points written before it.
        """
        if not (purposes[-1].may_comment or self._by_place):
            return None
        head = comment_head(element, purposes, self._kinds)
        if head is None:
            return None
        around = self._open[-1] if self._open else None
        if around is not None:
            if written <= around.frame.start or _is_part(around, element, head):
                self._merge(around, element, head)
                return None
            first = around.frame.first_answer
            around.frame.first_answer = written if first is None else first
            self._settle(around)
        return self._begin(element, head, written)

    def _begin(self, element: HtmlElement, head: Head, written: int) -> Frame:
        self._count += 1
        parent = self._parent(element)
        frame = Frame(
            element=element,
            role=Role.COMMENT,
            start=written,
            order=self._count,
            parent=parent,
            author=head.author,
            label=head.label,
        )
        self._parents.append(parent)
        self._open.append(Speech(frame=frame, head=head, words=[]))
        return frame

    def _merge(self, around: Speech, element: HtmlElement, head: Head) -> None:
        """Add what a wrapped element says to the comment that wraps it."""
        order = around.frame.order or 0
        for name in ID_ATTRIBUTES:
            for key in key_forms(element.get(name) or ""):
                self._orders.setdefault(key, order)
        around.frame.author = around.frame.author or head.author
        if around.frame.parent is None:
            around.frame.parent = self._parents[order] = self._attribute(element)

    def _parent(self, element: HtmlElement) -> int | None:
        """The comment that is answered: as the element says, else the one around it, else by its depth."""
        said = self._attribute(element)
        depth = depth_of(element)
        by_depth = None
        while self._levels and self._levels[-1][0] >= (depth or 0):
            self._levels.pop()
        if depth is not None and self._levels:
            by_depth = self._levels[-1][1]
        self._levels.append((depth or 0, self._count))
        below = self._below.of(element, self._count)
        around = self._open[-1].frame.order if self._open else None
        found = next((order for order in (said, around, by_depth) if order is not None), None)
        return below if found is None and depth is None else found

    def _attribute(self, element: HtmlElement) -> int | None:
        given = next((value for name in PARENT_ATTRIBUTES if (value := element.get(name))), None)
        if not given or given in NO_PARENT:
            return None
        return next((self._orders[key] for key in key_forms(given) if key in self._orders), None)

    def close(self, frame: Frame) -> None:
        """End a comment where its element ends."""
        if self._open and self._open[-1].frame is frame:
            self._settle(self._open.pop())

    def _settle(self, speech: Speech) -> None:
        """Find whom a comment answers by its own words, and make it known to those that follow."""
        if speech.settled:
            return
        speech.settled = True
        frame, head = speech.frame, speech.head
        order = frame.order or 0
        linked = (self._orders.get(key) for key in head.answers)
        named = (self._earlier.by(name) for name in head.addressed if name)
        said = next((found for found in (*linked, *named) if found), None)
        said = said or self._earlier.said(" ".join(" ".join(speech.words).split()))
        if said and said < order and (frame.parent is None or self._stands_below(said, frame.parent)):
            frame.parent = self._parents[order] = said
        for key in head.keys:
            self._orders.setdefault(key, order)
        self._earlier.add(order, author=frame.author, label=frame.label)

    def _stands_below(self, order: int, above: int) -> bool:
        """Whether a comment answers another, at however many steps."""
        for _ in range(LONGEST_CHAIN):
            if order == above:
                return True
            parent = self._parents[order]
            if parent is None:
                return False
            order = parent
        return False

    def hear(self, words: str, written: int) -> None:
        """Note words that were written within the comment that is open."""
        if not self._open:
            return
        speech = self._open[-1]
        if not speech.settled and speech.length < LOOKED_AT:
            speech.words.append(words[:LOOKED_AT])
            speech.length += len(words)
        if speech.frame.first_answer is not None and not is_whole("notice_line").fullmatch(words.strip()):
            speech.frame.own_after += written


def _is_part(around: Speech, element: HtmlElement, head: Head) -> bool:
    """Whether what is named a comment within another is only a part of it."""
    if element.get("class") and element.get("class") == around.frame.element.get("class"):
        return False
    own = [inner for inner in (around.head.named, around.head.time) if inner is not None]
    if any(box is element for inner in own for box in inner.iterancestors()):
        return True
    return element.tag != "li" and not head.author and head.named is None and not head.dated
