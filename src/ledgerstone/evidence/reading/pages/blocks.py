"""The boxes that a page is built of, while a walk passes them, and in which of them each line stands.

A box is an element that begins a line. Each piece of text is looked at once and each box twice, so the work is linear
in the page.
"""

from bisect import bisect_right

from msgspec import Struct

from ledgerstone.evidence.reading.lines import Line
from ledgerstone.evidence.reading.pages.purposes import Purpose


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

    def open(self, purpose: Purpose, written: int) -> None:
        """Take the start of an element that begins a line."""
        around = self._open[-1]
        box = Box(kind=purpose.kind or "", parent=around, asides=around.asides + purpose.aside, start=written)
        self.all.append(box)
        self._open.append(box)

    def close(self, written: int) -> None:
        """Take the end of the innermost box that is open."""
        self._open.pop().end = written

    def link(self, step: int) -> None:
        """Take the start of a link (1) or its end (-1)."""
        self._links += step

    def end(self, written: int) -> None:
        """Take the end of the page."""
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
