"""The lines of a page that no element and no rule has taken: which are its own text, which are furniture."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import takewhile

from msgspec import Struct

from ledgerstone.evidence.reading.lines import Sheet, is_prose
from ledgerstone.evidence.reading.model import Region, Role
from ledgerstone.evidence.reading.pages.main_text import own_lines
from ledgerstone.evidence.reading.parts.bodies import find_bodies
from ledgerstone.evidence.reading.parts.heads import find_heads, find_small_parts
from ledgerstone.evidence.reading.regions import apply_rules

FEW = 20
"""Code points that may stand beside the named parts of a line ("By … |") without making it running text."""
LEAST_SHARE = 0.5


class Spans(Struct, frozen=True, kw_only=True):
    """Disjoint stretches of a text in their order."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, stretches: Iterable[tuple[int, int]]) -> "Spans":
        """Return stretches as spans, those that meet joined to one."""
        joined: list[tuple[int, int]] = []
        for start, end in sorted(stretches):
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return cls(starts=tuple(start for start, _ in joined), ends=tuple(end for _, end in joined))

    def hold(self, place: int) -> bool:
        """Say whether a code point lies within one of the spans."""
        found = bisect_right(self.starts, place) - 1
        return found >= 0 and place < self.ends[found]


class OwnText(Struct, frozen=True, kw_only=True):
    """The regions of the lines, and the stretches that are the page's own text."""

    regions: tuple[Region, ...]
    spans: Spans


def covered(sheet: Sheet, regions: tuple[Region, ...]) -> frozenset[int]:
    """Return the places of the lines that regions cover, but for a few signs beside them."""
    spans = Spans.of((region.start, region.end) for region in regions)
    return frozenset(place for place, line in enumerate(sheet.lines) if _bare(spans, line.start, line.end) <= 0)


def _bare(spans: Spans, start: int, end: int) -> int:
    """How many signs of a line no span covers, beyond the few that may stand beside; 0 or less where it is covered."""
    first = max(0, bisect_right(spans.starts, start) - 1)
    within = 0
    for place in range(first, len(spans.starts)):
        if spans.starts[place] >= end:
            break
        within += max(0, min(end, spans.ends[place]) - max(start, spans.starts[place]))
    return end - start - within - (FEW if within else 0)


def own_regions(sheet: Sheet, spans: Spans, main: str | None, *, titled: bool) -> OwnText:
    """Return the regions of the lines that are left on a page.

    Args:
        sheet: The lines.
        spans: The page's articles, by its elements.
        main: What trafilatura takes as its main text.
        titled: Whether the page's title is known.
    """
    own = _own(sheet, spans, main)
    furniture = sheet.without(frozenset(place for place, each in enumerate(own) if each), parts=True)
    text = sheet.without(frozenset(place for place, each in enumerate(own) if not each), parts=True)
    found, _ = apply_rules(text, (find_small_parts if titled else find_heads, find_bodies))
    aside, _ = apply_rules(furniture, (find_bodies,))
    stretches = [(line.start, line.end) for line in text.lines]
    reach = Spans.of([*zip(spans.starts, spans.ends, strict=True), *_around(sheet, own, stretches)])
    boilerplate = [Region(role=Role.BOILERPLATE, start=region.start, end=region.end) for region in aside]
    return OwnText(regions=(*found, *boilerplate), spans=reach)


def _around(sheet: Sheet, own: list[bool], stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretch from the first to the last line of own text, where no line between them is furniture."""
    if not stretches:
        return [(0, len(sheet.text))]
    places = [place for place, each in enumerate(own) if each]
    unbroken = all(own[places[0] : places[-1] + 1])
    whole = (sheet.text.rfind("\n\n", 0, stretches[0][0]) + 1, stretches[-1][1])
    last = all(own[places[-1] :])
    return [(whole[0], len(sheet.text) if last else whole[1])] if unbroken else stretches


def _own(sheet: Sheet, spans: Spans, main: str | None) -> list[bool]:
    """For each line, whether it is the page's own text."""
    by_place = [spans.hold(line.start) for line in sheet.lines]
    if not main:
        return by_place if any(by_place) else [True] * len(by_place)
    by_words = own_lines([sheet.text[line.start : line.end] for line in sheet.lines], main)
    if not any(by_words):
        return by_place if any(by_place) else [True] * len(by_place)
    length = [line.end - line.start for line in sheet.lines]
    both = _total(length, [a and b for a, b in zip(by_place, by_words, strict=True)])
    if both < LEAST_SHARE * _total(length, by_words):
        return by_words
    return _grown(sheet, spans, by_words)


def _grown(sheet: Sheet, spans: Spans, sure: list[bool]) -> list[bool]:
    """Sure lines, and in each article that holds one the running text next to them, and a line or two at its ends."""
    own = list(sure)
    articles: dict[int, list[int]] = {}
    for place, line in enumerate(sheet.lines):
        if spans.hold(line.start):
            articles.setdefault(bisect_right(spans.starts, line.start), []).append(place)
    for places in articles.values():
        known = [index for index, place in enumerate(places) if sure[place]]
        if known:
            for side in (places[: known[0]][::-1], places[known[-1] + 1 :]):
                for place in _next_to(sheet, side):
                    own[place] = True
    return own


def _next_to(sheet: Sheet, side: list[int]) -> list[int]:
    """Of the lines on one side of sure ones, the nearest first: all where they are few, else what is running text."""
    return side if len(side) <= FEW_LINES else list(takewhile(lambda place: is_prose(sheet.words(place)), side))


FEW_LINES = 2


def _total(lengths: list[int], chosen: list[bool]) -> int:
    return sum(length for length, each in zip(lengths, chosen, strict=True) if each)
