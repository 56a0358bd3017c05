"""Translated copies: the same sentences in order in two languages, told by what a translation keeps.

Two reporters of one event give the same toll, day and names, often in the same order. A translation has them sentence
by sentence, in sentences of like length, and none is missing on either side over a stretch. A proposal for a person,
never joined by itself: it widens the number of lines to a range until somebody decides.

The alignment of sentences by length follows W. A. Gale and K. W. Church, A Program for Aligning Sentences in Bilingual
Corpora (Computational Linguistics 19, 1993); here it is local (T. F. Smith and M. S. Waterman 1981), for what was cut.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.copying.skeletons import FIGURE, NAME, Skeleton, skeleton
from ledgerstone.evidence.incidents.model import CopiedPassage, Copy, CopyKind, Direction
from ledgerstone.evidence.incidents.order import day_of, paper_order
from ledgerstone.evidence.incidents.pile import Papers

SHARED_TO_COMPARE = 5
COMMON = 40
"""Papers that may have an item before it proposes no pair: what everybody names tells nothing."""

LEAST_SCORE = 6.5
"""Items that a stretch shares, less what is missing and what the lengths speak against, from which it is proposed."""

LEAST_SENTENCES = 3
"""Pairs of a stretch that share an item."""

LEAST_PART = 0.25
"""Share of the sentences of the shorter paper that a stretch must have."""

MISSING_FIGURE = 0.9
MISSING_NAME = 0.15
"""What an item that a translation would have, and that is missing, counts against one that is shared: figures stay what
they are, names are translated, left out or written as nobody foresees."""

LEFT_OUT = 1.6
"""What a sentence without a counterpart counts against, beside its items."""

LENGTH = 0.3
MOST_LENGTH = 8.0
SPREAD = 9.0
"""Weight of how far two lengths are apart, in squares of their spread, and the most of it; variance a code point."""

STEPS = ((1, 1), (1, 2), (2, 1))
"""Sentences of either side that are taken together."""


class _Side(Struct, frozen=True, kw_only=True, eq=False):
    """One paper's sentences: figures and names that a translation would have, and lengths."""

    figures: NDArray[np.float64]
    names: NDArray[np.float64]
    lengths: NDArray[np.float64]


class _Grid(Struct, frozen=True, kw_only=True, eq=False):
    """Two papers' sentences, and the figures and names that each two of them share."""

    one: _Side
    other: _Side
    figures: NDArray[np.float64]
    names: NDArray[np.float64]


class _Stretch(Struct, frozen=True, kw_only=True):
    """Sentences of both sides that are aligned: the first, and the one after the last."""

    score: float
    beads: tuple[tuple[int, int, int, int], ...]


def find_translations(papers: Papers, copies: tuple[Copy, ...]) -> tuple[Copy, ...]:
    """Return the pairs of papers of two languages of which one reads like a translation of the other.

    Args:
        papers: In an order that depends on their ids alone.
        copies: Those found by words, whose pairs are left out.
    """
    skeletons = [made for made in map(skeleton, papers) if made is not None]
    found = {frozenset({copy.source, copy.of}) for copy in copies}
    pairs = ((skeletons[one], skeletons[other]) for one, other in _candidates(skeletons))
    proposals = (
        compare_skeletons(one, other) for one, other in pairs if frozenset({one.head.id, other.head.id}) not in found
    )
    return tuple(copy for copy in proposals if copy is not None)


def _candidates(skeletons: Sequence[Skeleton]) -> list[tuple[int, int]]:
    """Pairs of two languages that share several items, none of which everybody has."""
    holders: dict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(skeletons):
        for key in one.asked.tolist():
            holders[key].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for members in holders.values():
        if len(members) > COMMON:
            continue
        for at, first in enumerate(members):
            language = skeletons[first].head.language
            for second in members[at + 1 :]:
                if skeletons[second].head.language != language:
                    shared[first, second] += 1
    return sorted(pair for pair, count in shared.items() if count >= SHARED_TO_COMPARE)


def compare_skeletons(one: Skeleton, other: Skeleton) -> Copy | None:
    """Return the proposal that one of two papers translates the other; None where their sentences do not go together.

    Args:
        one: What is held of a paper.
        other: The same of a paper in another language; which of them comes first changes nothing.
    """
    if _most_shared(one, other) < LEAST_SCORE:
        return None
    known, turned = _direction(one, other)
    later, earlier = (other, one) if turned else (one, other)
    grid = _grid(later, earlier)
    found = _best(grid)
    if not _suffices(grid, found):
        return None
    bounds, of_bounds = (np.frombuffer(each.bounds, dtype=np.int32) for each in (later, earlier))
    first, last = found.beads[0], found.beads[-1]
    matched = sum(_shared(grid, bead) for bead in found.beads)
    told = min(float(side.figures.sum() + side.names.sum()) for side in (grid.one, grid.other))
    return Copy(
        source=later.head.id,
        of=earlier.head.id,
        kind=CopyKind.TRANSLATED,
        direction=Direction.KNOWN if known else Direction.UNKNOWN,
        share=round(min(1.0, matched / max(1.0, told)), 4),
        passages=(
            CopiedPassage(
                start=int(bounds[2 * first[0]]),
                end=int(bounds[2 * last[1] - 1]),
                of_start=int(of_bounds[2 * first[2]]),
                of_end=int(of_bounds[2 * last[3] - 1]),
            ),
        ),
    )


def _most_shared(one: Skeleton, other: Skeleton) -> int:
    """Return how many items two papers can share at most, wherever they stand."""
    counts, of_counts = Counter(_codes(one.codes)), Counter(_codes(other.codes))
    stems, of_stems = Counter(_codes(one.stems)), Counter(_codes(other.stems))
    return (counts & of_counts).total() + (counts & of_stems).total() + (stems & of_counts).total()


def _suffices(grid: _Grid, found: _Stretch) -> bool:
    meeting = sum(_shared(grid, bead) > 0 for bead in found.beads)
    paired = sum(max(b - a, d - c) for a, b, c, d in found.beads if a < b and c < d)
    shorter = min(grid.figures.shape)
    return found.score >= LEAST_SCORE and meeting >= LEAST_SENTENCES and paired >= LEAST_PART * shorter


def _direction(one: Skeleton, other: Skeleton) -> tuple[bool, bool]:
    """Return whether it is known which of the two came first, and whether that is `one`."""
    day, of_day = day_of(one.head), day_of(other.head)
    if day is not None and of_day is not None and day != of_day:
        return True, day < of_day
    return False, paper_order(one.head) < paper_order(other.head)


def _grid(one: Skeleton, other: Skeleton) -> _Grid:
    mine, theirs = _side(one), _side(other)
    figures, names = np.zeros((2, len(mine.lengths), len(theirs.lengths)))
    codes, of_codes = _standing(one, _codes(one.codes)), _standing(other, _codes(other.codes))
    stems, of_stems = _standing(one, _codes(one.stems)), _standing(other, _codes(other.stems))
    for held, of_held in ((codes, of_codes), (codes, of_stems), (stems, of_codes)):
        for code in held.keys() & of_held.keys():
            for row, mark in held[code]:
                for of_row, of_mark in of_held[code]:
                    # Two words that may both be no names are no item.
                    if mark or of_mark:
                        shared = figures if mark == FIGURE else names
                        shared[row, of_row] += 1
    return _Grid(one=mine, other=theirs, figures=figures, names=names)


def _side(one: Skeleton) -> _Side:
    bounds = np.frombuffer(one.bounds, dtype=np.int32)
    rows, marks = _rows(one), np.frombuffer(one.marks, dtype=np.uint8)
    figures, names = (
        np.bincount(rows[marks == mark], minlength=len(bounds) // 2).astype(np.float64) for mark in (FIGURE, NAME)
    )
    return _Side(figures=figures, names=names, lengths=(bounds[1::2] - bounds[::2]).astype(np.float64))


def _standing(one: Skeleton, codes: list[int]) -> dict[int, list[tuple[int, int]]]:
    """Return for each code in which sentences it stands, and as what."""
    held: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for code, row, mark in zip(codes, _rows(one).tolist(), one.marks, strict=True):
        if code:
            held[code].append((row, mark))
    return held


def _codes(codes: bytes) -> list[int]:
    listed: list[int] = np.frombuffer(codes, dtype=np.uint32).tolist()
    return listed


def _rows(one: Skeleton) -> NDArray[np.uint16]:
    return np.frombuffer(one.rows, dtype=np.uint16)


def _shared(grid: _Grid, bead: tuple[int, int, int, int]) -> float:
    here = slice(bead[0], bead[1]), slice(bead[2], bead[3])
    return float(grid.figures[here].sum() + grid.names[here].sum())


def _worth(grid: _Grid, step: int, of_step: int) -> list[list[float]]:
    """Return for sentences taken together, by the first of each side, what speaks for a translation less what does not.

    Args:
        grid: The two papers.
        step: Sentences of the one that are taken together, 1 or 2.
        of_step: The same of the other.
    """
    worth = np.zeros(())
    for shared, of_one, of_other, missing in (
        (grid.figures, grid.one.figures, grid.other.figures, MISSING_FIGURE),
        (grid.names, grid.one.names, grid.other.names, MISSING_NAME),
    ):
        both = _together(_together(shared, step).T, of_step).T
        mine, theirs = _together(of_one, step)[:, None], _together(of_other, of_step)[None, :]
        worth = worth + both - missing * (np.maximum(0.0, mine - both) + np.maximum(0.0, theirs - both))
    length, of_length = _together(grid.one.lengths, step)[:, None], _together(grid.other.lengths, of_step)[None, :]
    apart = (length - of_length) ** 2 / (SPREAD * np.maximum(1.0, (length + of_length) / 2))
    listed: list[list[float]] = (worth - LENGTH * np.minimum(apart, MOST_LENGTH)).tolist()
    return listed


def _together(values: NDArray[np.float64], step: int) -> NDArray[np.float64]:
    """Return the sums of each so many rows after each other."""
    return values if step == 1 else values[:-1] + values[1:]


def _alone(side: _Side) -> list[float]:
    """Return what each sentence counts without a counterpart."""
    alone: list[float] = (-LEFT_OUT - MISSING_FIGURE * side.figures - MISSING_NAME * side.names).tolist()
    return alone


def _best(grid: _Grid) -> _Stretch:
    """Return the stretch of the highest score."""
    count, of_count = grid.figures.shape
    together = [(step, of_step, _worth(grid, step, of_step)) for step, of_step in STEPS]
    alone, of_alone = _alone(grid.one), _alone(grid.other)
    scores = [[0.0] * (of_count + 1) for _ in range(count + 1)]
    came: dict[tuple[int, int], tuple[int, int]] = {}
    best, end = 0.0, (0, 0)
    for i in range(1, count + 1):
        for k in range(1, of_count + 1):
            ways = [
                (scores[i - a][k - b] + worth[i - a][k - b], (i - a, k - b))
                for a, b, worth in together
                if i >= a and k >= b
            ]
            ways.append((scores[i - 1][k] + alone[i - 1], (i - 1, k)))
            ways.append((scores[i][k - 1] + of_alone[k - 1], (i, k - 1)))
            score, before = max(ways)
            if score > 0:
                scores[i][k], came[i, k] = score, before
                if score > best:
                    best, end = score, (i, k)
    return _Stretch(score=best, beads=tuple(reversed(list(_back(came, end)))))


def _back(came: dict[tuple[int, int], tuple[int, int]], end: tuple[int, int]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the sentences taken together, the last first."""
    while end in came:
        before = came[end]
        yield before[0], end[0], before[1], end[1]
        end = before
