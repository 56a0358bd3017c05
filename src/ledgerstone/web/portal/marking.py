"""Cut a reading's text into rows and segments, so that a page can show marks, regions and notes beside it.

Invariants: the segments of all rows, joined in order, are the text of the window without the white space between
rows; no code point is added or changed; every mark that touches the window is in the row where it begins there.
Work is bounded by the window and what lies in it, whatever the text. How it looks is left to the templates.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Protocol, TypeVar

from msgspec import Struct

from ledgerstone.evidence.reading.model import Region, Role

LONG_PARAGRAPH = 240
"""Code points after which a row ends at the next line break, so that notes stand near their words."""

INLINE_ROLES = frozenset({Role.CITATION})
"""Roles that stand within a sentence and so never begin a row."""


class Mark(Struct, frozen=True, kw_only=True):
    """A passage to be marked: the claim that rests on it and its number among the source's claims."""

    id: str
    number: int
    start: int
    end: int


class Segment(Struct, frozen=True, kw_only=True):
    """A stretch of text under the same marks.

    Attributes:
        text: The exact words.
        marks: Marks that cover it.
        opens: Marks that begin with it: where their numbers stand and links lead to.
        citation: Whether it lies in a citation.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    opens: tuple[Mark, ...] = ()
    citation: bool = False


class Row(Struct, frozen=True, kw_only=True):
    """A paragraph or a region's piece, with what begins in it.

    Attributes:
        start: First code point.
        end: Code point after the last.
        regions: Regions around it, the outermost first.
        opening: Those of `regions` that begin with this row: their labels are shown here.
        segments: Its text.
        begins: Marks that begin in it (or before the window, for its first row): their notes stand beside it.
    """

    start: int
    end: int
    regions: tuple[Region, ...]
    opening: tuple[Region, ...]
    segments: tuple[Segment, ...]
    begins: tuple[Mark, ...]


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_S = TypeVar("_S", bound=_Spanned)


def mark_rows(
    text: str, *, regions: Sequence[Region], marks: Sequence[Mark], start: int = 0, end: int | None = None
) -> tuple[Row, ...]:
    """Return the rows of the window of the text.

    Args:
        text: The reading's text.
        regions: Its regions, nested or disjoint.
        marks: What to mark; may overlap; in any order.
        start: First code point of the window.
        end: Code point after the window's last; None for the end of the text.

    Returns:
        Rows in order; rows of white space alone are left out.
    """
    stop = len(text) if end is None else min(end, len(text))
    inside = sorted((m for m in marks if m.start < stop and m.end > start), key=lambda m: (m.start, m.number))
    near = sorted((r for r in regions if r.start < stop and r.end > start), key=lambda r: (r.start, -r.end))
    blocks = [region for region in near if region.role not in INLINE_ROLES]
    citations = [region for region in near if region.role in INLINE_ROLES]
    pieces = list(_trimmed(text, _row_edges(text, start, stop, blocks)))
    rows: list[Row] = []
    seen: set[str] = set()
    opened = 0
    parts = zip(
        pieces, _overlapping(pieces, blocks), _overlapping(pieces, inside), _overlapping(pieces, citations), strict=True
    )
    for (first, last), around, marked, cited in parts:
        rows.append(
            Row(
                start=first,
                end=last,
                regions=around,
                opening=tuple(region for region in around if opened <= region.start),
                segments=tuple(_segments(text, (first, last), marked, cited, seen)),
                begins=tuple(mark for mark in marked if mark.id not in seen),
            )
        )
        seen.update(mark.id for mark in marked)
        opened = last
    return tuple(rows)


def _row_edges(text: str, start: int, stop: int, blocks: Iterable[Region]) -> list[int]:
    edges = {start, stop}
    for block in blocks:
        edges.update(edge for edge in (block.start, block.end) if start < edge < stop)
    begun = start
    position = text.find("\n", start, stop)
    while position != -1:
        after = position + 1
        blank_line_follows = text.startswith(("\n", "\r\n"), after)
        if blank_line_follows or after in edges or after - begun >= LONG_PARAGRAPH:
            edges.add(after)
            begun = after
        position = text.find("\n", after, stop)
    return sorted(edges)


def _trimmed(text: str, edges: Sequence[int]) -> Iterator[tuple[int, int]]:
    for first, last in itertools.pairwise(edges):
        piece = text[first:last]
        body = piece.strip()
        if body:
            begin = first + len(piece) - len(piece.lstrip())
            yield begin, begin + len(body)


def _overlapping(pieces: Sequence[tuple[int, int]], spans: Sequence[_S]) -> list[tuple[_S, ...]]:
    """Return, for each of the ordered pieces, the spans (ordered by start) that touch it."""
    found: list[tuple[_S, ...]] = []
    active: list[_S] = []
    upcoming = 0
    for first, last in pieces:
        while upcoming < len(spans) and spans[upcoming].start < last:
            active.append(spans[upcoming])
            upcoming += 1
        active = [span for span in active if span.end > first]
        found.append(tuple(active))
    return found


def _segments(
    text: str, row: tuple[int, int], marks: Sequence[Mark], citations: Sequence[Region], seen: AbstractSet[str]
) -> Iterator[Segment]:
    first, last = row
    cuts = {first, last}
    for start, end in [(span.start, span.end) for span in marks] + [(span.start, span.end) for span in citations]:
        cuts.update(cut for cut in (start, end) if first < cut < last)
    edges = sorted(cuts)
    pieces = list(itertools.pairwise(edges))
    opened = set(seen)
    around = zip(pieces, _overlapping(pieces, marks), _overlapping(pieces, citations), strict=True)
    for (begin, end), covering, cited in around:
        yield Segment(
            text=text[begin:end],
            marks=covering,
            opens=tuple(mark for mark in covering if mark.id not in opened),
            citation=bool(cited),
        )
        opened.update(mark.id for mark in covering)
