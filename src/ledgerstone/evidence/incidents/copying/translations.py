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

from ledgerstone.evidence.incidents.copying.skeletons import Skeleton, skeleton
from ledgerstone.evidence.incidents.model import CopiedPassage, Copy, CopyKind, Direction
from ledgerstone.evidence.incidents.order import day_of, paper_order
from ledgerstone.evidence.incidents.pile import Papers

SHARED_TO_COMPARE = 5
COMMON = 40
"""Papers that may have an item before it proposes no pair: what everybody names tells nothing."""

LEAST_SCORE = 8.5
"""Items that a stretch shares, less what is missing and what the lengths speak against, from which it is proposed."""

LEAST_SENTENCES = 4
"""Sentences of a stretch, of each side, that have a counterpart with a shared item."""

MISSING = 0.7
"""What an item that a translation would have, and that is missing, counts against one that is shared."""

LEFT_OUT = 0.5
"""What a sentence without a counterpart counts against, beside its items."""

LENGTH = 0.12
MOST_LENGTH = 12.0
SPREAD = 9.0
"""Weight of how far two lengths are apart, in squares of their spread, and the most of it; variance a code point."""

STEPS = ((1, 1), (1, 2), (2, 1))
"""Sentences of either side that are taken together."""


class _Grid(Struct, frozen=True, kw_only=True, eq=False):
    """Two papers' sentences: items shared, items that must be met, and lengths."""

    shared: NDArray[np.float64]
    sure: tuple[NDArray[np.float64], NDArray[np.float64]]
    lengths: tuple[NDArray[np.float64], NDArray[np.float64]]


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
    return Copy(
        source=later.head.id,
        of=earlier.head.id,
        kind=CopyKind.TRANSLATED,
        direction=Direction.KNOWN if known else Direction.UNKNOWN,
        share=round(min(1.0, matched / max(1.0, min(float(sure.sum()) for sure in grid.sure))), 4),
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
    return found.score >= LEAST_SCORE and meeting >= LEAST_SENTENCES


def _direction(one: Skeleton, other: Skeleton) -> tuple[bool, bool]:
    """Return whether it is known which of the two came first, and whether that is `one`."""
    day, of_day = day_of(one.head), day_of(other.head)
    if day is not None and of_day is not None and day != of_day:
        return True, day < of_day
    return False, paper_order(one.head) < paper_order(other.head)


def _grid(one: Skeleton, other: Skeleton) -> _Grid:
    lengths, of_lengths = _lengths(one), _lengths(other)
    shared = np.zeros((len(lengths), len(of_lengths)))
    codes, of_codes = _standing(one, _codes(one.codes)), _standing(other, _codes(other.codes))
    stems, of_stems = _standing(one, _codes(one.stems)), _standing(other, _codes(other.stems))
    for held, of_held in ((codes, of_codes), (codes, of_stems), (stems, of_codes)):
        for code in held.keys() & of_held.keys():
            _add(shared, held[code], of_held[code])
    sure, of_sure = _sure(one, len(lengths)), _sure(other, len(of_lengths))
    return _Grid(shared=shared, sure=(sure, of_sure), lengths=(lengths, of_lengths))


def _add(shared: NDArray[np.float64], places: Counter[tuple[int, int]], of_places: Counter[tuple[int, int]]) -> None:
    """Count an item that stands in some sentences of both papers."""
    for (row, mark), count in places.items():
        for (of_row, of_mark), of_count in of_places.items():
            # Two words that may both be no names are no item.
            if mark or of_mark:
                shared[row, of_row] += min(count, of_count)


def _standing(one: Skeleton, codes: list[int]) -> dict[int, Counter[tuple[int, int]]]:
    """Return for each code in which sentences it stands, surely or not, and how often."""
    held: dict[int, Counter[tuple[int, int]]] = defaultdict(Counter)
    for code, row, mark in zip(codes, _rows(one).tolist(), one.sure, strict=True):
        if code:
            held[code][row, mark] += 1
    return held


def _codes(codes: bytes) -> list[int]:
    listed: list[int] = np.frombuffer(codes, dtype=np.uint32).tolist()
    return listed


def _rows(one: Skeleton) -> NDArray[np.uint16]:
    return np.frombuffer(one.rows, dtype=np.uint16)


def _sure(one: Skeleton, count: int) -> NDArray[np.float64]:
    """Return how many items each sentence has that a translation must have too."""
    marks = np.frombuffer(one.sure, dtype=np.uint8)
    return np.bincount(_rows(one), weights=marks, minlength=count).astype(np.float64)


def _lengths(one: Skeleton) -> NDArray[np.float64]:
    bounds = np.frombuffer(one.bounds, dtype=np.int32)
    return (bounds[1::2] - bounds[::2]).astype(np.float64)


def _shared(grid: _Grid, bead: tuple[int, int, int, int]) -> float:
    return float(grid.shared[bead[0] : bead[1], bead[2] : bead[3]].sum())


def _worth(grid: _Grid, step: int, of_step: int) -> list[list[float]]:
    """Return for sentences taken together, by the first of each side, what speaks for a translation less what does not.

    Args:
        grid: The two papers.
        step: Sentences of the one that are taken together, 1 or 2.
        of_step: The same of the other.
    """
    shared = _together(_together(grid.shared, step).T, of_step).T
    sure, of_sure = _together(grid.sure[0], step)[:, None], _together(grid.sure[1], of_step)[None, :]
    length, of_length = _together(grid.lengths[0], step)[:, None], _together(grid.lengths[1], of_step)[None, :]
    missing = np.maximum(0.0, sure - shared) + np.maximum(0.0, of_sure - shared)
    apart = (length - of_length) ** 2 / (SPREAD * np.maximum(1.0, (length + of_length) / 2))
    worth: list[list[float]] = (shared - MISSING * missing - LENGTH * np.minimum(apart, MOST_LENGTH)).tolist()
    return worth


def _together(values: NDArray[np.float64], step: int) -> NDArray[np.float64]:
    """Return the sums of each so many rows after each other."""
    return values if step == 1 else values[:-1] + values[1:]


def _alone(sure: NDArray[np.float64]) -> list[float]:
    """Return what each sentence counts without a counterpart."""
    alone: list[float] = (-LEFT_OUT - MISSING * sure).tolist()
    return alone


def _best(grid: _Grid) -> _Stretch:
    """Return the stretch of the highest score."""
    count, of_count = grid.shared.shape
    together = [(step, of_step, _worth(grid, step, of_step)) for step, of_step in STEPS]
    alone, of_alone = _alone(grid.sure[0]), _alone(grid.sure[1])
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
