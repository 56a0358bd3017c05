"""How deep a comment stands among others: as its names, attributes or indent give it, or as the tree shows it."""

import re
from itertools import islice

from lxml.html import HtmlElement
from msgspec import Struct

from ledgerstone.evidence.reading.pages.elements import tokens

DEPTH = re.compile(r"(?:[a-z0-9]{1,20}-){0,4}(?:depth|level|indent|lvl|nesting|nest|twig)-?(\d{1,3})")
DEPTH_ATTRIBUTES = ("data-depth", "data-level", "data-indent", "depth", "indent", "aria-level", "data-nesting")
INDENT = re.compile(r"(?:margin|padding)-left\s{0,3}:\s{0,3}(\d{1,4}(?:\.\d{1,4})?)", re.IGNORECASE)
NUMBER = re.compile(r"\d{1,4}")
WRAPPERS = 2
"""Elements around a comment and of it alone, which may carry its indent."""
FIRST_CELLS = 8
"""Elements within which a table shows the indent of a row by the width of an empty picture."""
SPACERS = 3
"""Pixels: the height of a picture that only takes room."""
STEPS = 3
"""Elements between a comment and what holds it together with the answers to it."""
NO_ANSWERS = frozenset(("more", "page", "load-more", "rest", "more-comments"))


def depth_of(element: HtmlElement) -> float | None:
    """Return the depth that a comment's names, attributes or indent give; None where they give none."""
    found = (DEPTH.fullmatch(token) for token in tokens(element, "class"))
    by_class = next((float(match[1]) for match in found if match), None)
    if by_class is not None:
        return by_class
    given = (element.get(name) or "" for name in DEPTH_ATTRIBUTES)
    by_attribute = next((float(value) for value in given if NUMBER.fullmatch(value)), None)
    if by_attribute is not None:
        return by_attribute
    return _indent(element) if element.tag != "tr" else _spacer(element)


def _indent(element: HtmlElement) -> float | None:
    """The left margin of an element, or of those around it that hold nothing else."""
    box: HtmlElement | None = element
    for _ in range(WRAPPERS + 1):
        if box is None:
            return None
        found = INDENT.search(box.get("style") or "")
        if found:
            return float(found[1])
        if box.getprevious() is not None or box.getnext() is not None:
            return None
        box = box.getparent()
    return None


def _spacer(row: HtmlElement) -> float | None:
    """The width of the empty picture that stands first in a row."""
    for inner in islice(row.iter("img", "td"), FIRST_CELLS):
        height, width = inner.get("height") or "", inner.get("width") or ""
        if inner.tag == "img" and NUMBER.fullmatch(width) and NUMBER.fullmatch(height) and int(height) <= SPACERS:
            return float(width)
    return None


class Standing(Struct, frozen=True, kw_only=True, eq=False):
    """Where an earlier comment stands: how many elements are around it, the nearest of them, its order."""

    depth: int
    around: tuple[HtmlElement, ...]
    order: int


class Below:
    """The earlier comments that a further one may stand below, each deeper than the one before."""

    def __init__(self) -> None:
        self._above: list[Standing] = []

    def of(self, element: HtmlElement, order: int) -> int | None:
        """Return the order of the comment below which an element stands, and note the element as a comment.

        It stands below the last comment that is less deep, where both are in one box that is near around that one:
        in what follows it as its answers.
        """
        path = list(element.iterancestors())
        while self._above and self._above[-1].depth >= len(path):
            self._above.pop()
        last = self._above[-1] if self._above else None
        found = last.order if last is not None and _shared(last, path) else None
        self._above.append(Standing(depth=len(path), around=tuple(path[:STEPS]), order=order))
        return found


def _shared(last: Standing, path: list[HtmlElement]) -> bool:
    """Whether an element stands in a box that is near around an earlier comment, and in no list of further ones."""
    for box in path:
        if box in last.around:
            return True
        if tokens(box, "class", "id") & NO_ANSWERS:
            return False
    return False
