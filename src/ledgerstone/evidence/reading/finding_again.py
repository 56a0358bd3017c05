"""Find passages of one reading again in another: by their words, by what stands around them, and by their place.

A passage is a quote with its position, as in the W3C's Web Annotation Data Model (4.2.4 Text Quote Selector, 4.2.5 Text
Position Selector). Readings of the same bytes differ in line breaks, hyphens and the shapes of quotation marks, so both
texts are compared without those. Other words are allowed for one sign in six, as a better recognition of a scan gives
them; a figure may never be another: "32" is not found in "82".

The new text is gone through once for all passages: pieces of eight signs of the quotes and of what stands around them
say where a passage may be. What is found must have its own words, and something of what stood around it on one side at
least: the same words elsewhere are not the passage.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import accumulate

from msgspec import Struct

from ledgerstone.evidence.reading.altered_words import nearest

AROUND = 64
"""Code points of what stands on each side that a quote keeps."""

PIECE = 8
"""Signs of a piece by which places are looked up."""

NEAR = 8
"""Signs next to the words, on one side, that must stand there as before; or the text begins or ends there."""

ONE_IN = 6
"""Of so many signs of the words, one may be other."""

LONGEST_ALTERED = 2_000
"""Signs; longer words are found as they are, or not at all: the work for each is its length times a few hundred."""

_SIDE = 48
_PIECES = 8
_PLACES_OF_PIECE = 48
_PLACES = 96
_SLACK = 24
_ALTERED_TRIED = 2

_LEFT_OUT = "\\s\u00ad\u058a\u2010-\u2015\u200b-\u200d\u2060\ufeff-"
_KEPT = re.compile(f"[^{_LEFT_OUT}]+")
_ALIKE = str.maketrans("‘’‚ʼ`´“”„«»", "''''''\"\"\"\"\"")
_FIGURES = re.compile(r"\b\d+\b")
"""Not "schoo1", in which a tool took a letter for a figure."""


class How(StrEnum):
    """How a passage was found again."""

    SAME_PLACE = "same place"
    MOVED = "moved"
    ALTERED = "altered"
    """Slightly other words, hyphens or white space; at the same place or elsewhere."""
    LOST = "lost"


class Quote(Struct, frozen=True, kw_only=True):
    """A passage as it is looked for.

    Attributes:
        exact: Its words.
        prefix: What stands before them, up to `AROUND` code points; shorter only where the text begins.
        suffix: What stands after them, likewise.
        start: Their first code point in the old text.
        length: Code points of the old text.
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    length: int


class Found(Struct, frozen=True, kw_only=True):
    """Where a passage stands in the new text; the code point after its last is `end`."""

    start: int
    end: int
    how: How


def quote_of(text: str, start: int, end: int) -> Quote:
    """Return the passage of a text as it can be looked for in another."""
    return Quote(
        exact=text[start:end],
        prefix=text[max(0, start - AROUND) : start],
        suffix=text[end : end + AROUND],
        start=start,
        length=len(text),
    )


def find_again(text: str, quotes: Sequence[Quote]) -> tuple[Found | None, ...]:
    """Find passages in a new text.

    Args:
        text: The new text; looked through once, however many passages there are.
        quotes: The passages.

    Returns:
        For each, in their order, where it stands; None where it is lost.
    """
    there = tuple(_as_it_was(text, quote) for quote in quotes)
    if None not in there:
        return there
    folded = _Folded(text)
    looked = [_Looked(quote, folded) for quote, found in zip(quotes, there, strict=True) if found is None]
    places = _places(folded.text, {piece for one in looked for _, piece in one.pieces})
    rest = iter([one.found(places) for one in looked])
    return tuple(found or next(rest) for found in there)


def _as_it_was(text: str, quote: Quote) -> Found | None:
    """Return the same place where all around it is as it was, too."""
    start, end = quote.start, quote.start + len(quote.exact)
    around = quote.prefix + quote.exact + quote.suffix
    if text.startswith(around, start - len(quote.prefix)) and len(quote.exact.strip()) > 0:
        return Found(start=start, end=end, how=How.SAME_PLACE)
    return None


class _Folded:
    """A text without what readings differ in, and where each of its signs stood."""

    def __init__(self, text: str) -> None:
        self.raw = text
        runs = [found.span() for found in _KEPT.finditer(text)]
        self._raw_starts = [start for start, _ in runs]
        self._starts = [0, *accumulate(end - start for start, end in runs)]
        self.text = "".join(text[start:end] for start, end in runs).translate(_ALIKE)

    def raw_place(self, at: int) -> int:
        """Return where a sign of the folded text stands."""
        run = bisect_right(self._starts, at, hi=len(self._raw_starts)) - 1
        return self._raw_starts[run] + at - self._starts[run]

    def place(self, raw: int) -> int:
        """Return the place in the folded text of the first sign that is kept from a code point on."""
        run = bisect_right(self._raw_starts, raw) - 1
        return 0 if run < 0 else min(self._starts[run] + raw - self._raw_starts[run], self._starts[run + 1])


class _Looked:
    """A passage that is looked for in a folded text."""

    def __init__(self, quote: Quote, folded: _Folded) -> None:
        self.quote, self._folded, self._text = quote, folded, folded.text
        self.words = _fold(quote.exact)
        self._before = _fold(quote.prefix)[-_SIDE:]
        self._after = _fold(quote.suffix)[:_SIDE]
        self._expected = round(quote.start / max(1, quote.length) * len(self._text))
        self.pieces = tuple(_pieces(self._before, self.words, self._after)) if self.words else ()

    def found(self, places: Mapping[str, Sequence[int]]) -> Found | None:
        """Return where the passage is, by the places of all pieces."""
        if not self.words:
            return None
        starts = self._starts(places)
        standing = [start for start in starts if self._text.startswith(self.words, start)]
        for start in () if standing else starts:
            near = self._text.find(self.words, max(0, start - _SLACK), start + len(self.words) + _SLACK)
            if near >= 0:
                standing.append(near)
        best = self._best((start, start + len(self.words)) for start in dict.fromkeys(standing))
        return self._told(best or self._best(self._altered(starts)))

    def _starts(self, places: Mapping[str, Sequence[int]]) -> list[int]:
        """Return where the words may begin, those that most pieces speak for first."""
        votes = Counter(self._in_place())
        for offset, piece in sorted(self.pieces, key=lambda one: len(places.get(one[1], ()))):
            if len(votes) >= _PLACES:
                break
            votes.update(at - offset for at in _closest(places.get(piece, ()), self._expected + offset))
        return [start for start, _ in votes.most_common() if -_SLACK <= start <= len(self._text)]

    def _in_place(self) -> Iterator[int]:
        """Yield the places with the same distance from the beginning, and from the end."""
        quote, raw = self.quote, self._folded.raw
        yield self._folded.place(quote.start)
        yield self._folded.place(max(0, len(raw) - (quote.length - quote.start)))

    def _altered(self, starts: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Yield places whose words are slightly other."""
        most = len(self.words) // ONE_IN
        if not most or len(self.words) > LONGEST_ALTERED:
            return
        tried: list[int] = []
        for start in starts:
            if all(abs(start - one) > most + _SLACK for one in tried) and len(tried) < _ALTERED_TRIED:
                tried.append(start)
                first = max(0, start - most - _SLACK)
                stretch = self._text[first : max(0, start) + len(self.words) + most + _SLACK]
                place = nearest(self.words, stretch, most=most)
                span = None if place is None else (first + place[0], first + place[1])
                if span is not None and _same_figures(self.quote.exact, self._raw_words(*span)):
                    yield span

    def _raw_words(self, start: int, end: int) -> str:
        return self._folded.raw[self._folded.raw_place(start) : self._folded.raw_place(end - 1) + 1]

    def _best(self, spans: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
        """Return the span with most of what stood around it; of several, the one nearest to the relative place."""
        rated = []
        for start, end in spans:
            before, after = self._sides(start, end)
            if max(before, after) >= NEAR:
                rated.append((-before - after, abs(start - self._expected), start, end))
        return min(rated)[2:] if rated else None

    def _sides(self, start: int, end: int) -> tuple[int, int]:
        """Return how many signs before and after are as they were; all, where the text begins or ends as it did."""
        if self._text.endswith(self._before, 0, start) and self._text.startswith(self._after, end):
            return _SIDE, _SIDE
        before = _alike(self._before[::-1], self._text[max(0, start - _SIDE) : start][::-1])
        after = _alike(self._after, self._text[end : end + _SIDE])
        begins = start == before == len(self._before)
        ends = len(self._text) - end == after == len(self._after)
        return _SIDE if begins else before, _SIDE if ends else after

    def _told(self, span: tuple[int, int] | None) -> Found | None:
        if span is None:
            return None
        start, end = self._folded.raw_place(span[0]), self._folded.raw_place(span[1] - 1) + 1
        raw, exact = self._folded.raw, self.quote.exact
        led = start - exact.find(raw[start]) if raw[start] in exact else start
        if led >= 0 and raw.startswith(exact, led):
            start, end = led, led + len(exact)
        if raw[start:end] != exact:
            return Found(start=start, end=end, how=How.ALTERED)
        return Found(start=start, end=end, how=How.SAME_PLACE if start == self.quote.start else How.MOVED)


def _fold(words: str) -> str:
    return "".join(_KEPT.findall(words)).translate(_ALIKE)


def _pieces(before: str, words: str, after: str) -> Iterator[tuple[int, str]]:
    """Yield pieces of the words and of what stands around them, each with its offset from the words' start."""
    whole, first = before + words + after, len(before)
    if len(whole) <= PIECE:
        yield -first, whole
        return
    last = first + len(words)
    inner = range(first, last - PIECE + 1, max(PIECE, len(words) // _PIECES))
    starts = {*inner, first, last - PIECE, *range(first - PIECE, -1, -PIECE), *range(last, len(whole), PIECE)}
    yield from ((start - first, whole[start : start + PIECE]) for start in starts if 0 <= start <= len(whole) - PIECE)


def _places(text: str, pieces: set[str]) -> Mapping[str, Sequence[int]]:
    """Return where each piece stands, in order, by one walk through the text for each length of pieces."""
    found: dict[str, list[int]] = defaultdict(list)
    for length in {len(piece) for piece in pieces}:
        for at in range(len(text) - length + 1):
            piece = text[at : at + length]
            if piece in pieces:
                found[piece].append(at)
    return found


def _closest(places: Sequence[int], expected: int) -> Sequence[int]:
    """Return the places that are nearest to where a piece is expected, or about so."""
    middle = bisect_left(places, expected)
    first = max(0, min(middle - _PLACES_OF_PIECE // 2, len(places) - _PLACES_OF_PIECE))
    return places[first : first + _PLACES_OF_PIECE]


def _alike(one: str, other: str) -> int:
    """Return how many signs two texts have in common at their beginning."""
    for at, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return at
    return min(len(one), len(other))


def _same_figures(one: str, other: str) -> bool:
    return _FIGURES.findall(one) == _FIGURES.findall(other)
