"""Who repeats whose words: candidates, alignment, evidence, direction, changed figures.

A copy needs at least 30 shared words outside quotations and boilerplate, 25 of them in one passage, and 15 % of the
shorter text. A finding for people, never a verdict; the outcome does not depend on the order of the papers.
Identical texts are each held against the first of them only, so that ten thousand of them cost ten thousand pairs.
"""

from collections import defaultdict
from functools import partial
from itertools import pairwise

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.copying.alignment import (
    LEAST_WORDS,
    Seeds,
    Stretch,
    align,
    close_seeds,
    runs,
    seeds_of,
    turn,
)
from ledgerstone.evidence.incidents.copying.boilerplate import boilerplate, repeated
from ledgerstone.evidence.incidents.copying.changes import Side, changes
from ledgerstone.evidence.incidents.copying.quotations import not_evidence
from ledgerstone.evidence.incidents.copying.sketches import Sketch, candidates, sketch
from ledgerstone.evidence.incidents.model import CopiedPassage, Copy, CopyKind, Direction, Paper
from ledgerstone.evidence.incidents.order import paper_order
from ledgerstone.evidence.incidents.pile import Papers, Recent, head_of
from ledgerstone.evidence.incidents.tokens import NUMERAL, Words, word_mask, words_of
from ledgerstone.evidence.reading.model import Role

SHARED_PRINTS = 3
"""Hashes outside quotations and boilerplate that a pair must share to be looked at."""

SHARED_WORDS = 30
SHARED_IN_ONE = 25
SHARE_OF_SHORTER = 0.15
LEAST_OF_PASSAGE = 0.4
"""Share of a passage's shorter side that the other side must have, whatever the order of its words."""

HEADS = frozenset({Role.TITLE, Role.BYLINE, Role.DATELINE, Role.CAPTION})

AS_IT_STANDS = 0.97
"""Share of equal words from which a passage is verbatim: a changed numeral still is."""


MOST_WORDS = 500_000
"""Of papers at hand while pairs are compared: some forty megabytes."""


class _Prepared(Struct, frozen=True, kw_only=True, eq=False):
    """A paper with all that comparing needs; `own` marks the words that count as evidence."""

    paper: Paper
    words: Words
    around: tuple[tuple[int, int], ...] = ()
    own: NDArray[np.bool_]
    seeds: Seeds


class _Pile(Struct, frozen=True, kw_only=True):
    """What is held of each paper of a pile, in the order of `paper_order`: no text, nor its words.

    Attributes:
        numbers: Where each stands in the pile.
        digests: Of their words.
        around: Boilerplate, where there is some.
        own: Sketches outside quotations and boilerplate.
        close: Seeds in short.
    """

    numbers: list[int]
    digests: list[bytes]
    around: dict[int, tuple[tuple[int, int], ...]]
    own: list[Sketch]
    close: list[Seeds]


def find_copies(papers: Papers) -> tuple[Copy, ...]:
    """Return every pair of papers of which one repeats the other's words.

    Args:
        papers: In any order; they are read more than once, and not held.

    Returns:
        Sorted by `source`, then by `of`.
    """
    pile = _pile(papers)
    first = _first_of_identical(pile.digests)
    pairs = [(first[k], k) for k in range(len(first)) if first[k] != k]
    pairs += (
        (a, b) for a, b in _candidate_pairs(pile.own, first) if runs(pile.close[a], pile.close[b], least=SHARED_IN_ONE)
    )
    recent: Recent[int, _Prepared] = Recent(_weight, MOST_WORDS)

    def prepared(k: int) -> _Prepared:
        number = pile.numbers[k]
        return recent.get(k, lambda: _prepared(papers[number : number + 1][0], pile.around.get(k, ())))

    # In the order of the later one: the earlier ones are mostly of the same days.
    found = [compare_prepared(prepared(a), prepared(b)) for a, b in sorted(pairs, key=lambda pair: (pair[1], pair[0]))]
    return tuple(sorted((one for one in found if one is not None), key=lambda copy: (copy.source, copy.of)))


def _pile(papers: Papers) -> _Pile:
    """Read a pile twice: for what comes back in it, and for what is each paper's own."""
    recent: Recent[int, Words] = Recent(lambda words: len(words.codes), MOST_WORDS)
    heads, sketches, digests = [], [], []
    for number, paper in enumerate(papers):
        words = recent.get(number, partial(words_of, paper.text))
        heads.append(head_of(paper))
        sketches.append(sketch(words))
        digests.append(words.digest)
    numbers = sorted(range(len(heads)), key=lambda number: paper_order(heads[number]))
    back = repeated([heads[number] for number in numbers], [sketches[number] for number in numbers])
    around: dict[int, tuple[tuple[int, int], ...]] = {}
    close = []
    for number, paper in enumerate(papers):
        words, one = recent.get(number, partial(words_of, paper.text)), sketches[number]
        spans = boilerplate(paper, words, one, back)
        if spans:
            around[number] = spans
        inside = _own(paper, words, spans)[one.places]
        sketches[number] = Sketch(prints=one.prints[inside], places=one.places[inside])
        close.append(close_seeds(seeds_of(words, ~word_mask(words, spans))))
    return _Pile(
        numbers=numbers,
        digests=[digests[number] for number in numbers],
        around={k: around[number] for k, number in enumerate(numbers) if number in around},
        own=[sketches[number] for number in numbers],
        close=[close[number] for number in numbers],
    )


def _own(paper: Paper, words: Words, around: tuple[tuple[int, int], ...]) -> NDArray[np.bool_]:
    """Mark the words that count as evidence: outside quotations and boilerplate, and no numerals."""
    return np.asarray(~word_mask(words, not_evidence(paper) + around) & (words.codes != NUMERAL))


def _prepared(paper: Paper, around: tuple[tuple[int, int], ...]) -> _Prepared:
    words = words_of(paper.text)
    seeds = seeds_of(words, ~word_mask(words, around))
    return _Prepared(paper=paper, words=words, around=around, own=_own(paper, words, around), seeds=seeds)


def _weight(one: _Prepared) -> int:
    return len(one.words.codes)


def compare(paper: Paper, of: Paper) -> Copy | None:
    """Return how two papers repeat each other, by themselves and without a pile; None where they do not."""
    return compare_prepared(_prepared(paper, ()), _prepared(of, ()))


def _first_of_identical(digests: list[bytes]) -> list[int]:
    """Return for each text the first text that has the same words in the same order."""
    first: dict[bytes, int] = {}
    return [first.setdefault(one, number) for number, one in enumerate(digests)]


def _candidate_pairs(own: list[Sketch], first: list[int]) -> list[tuple[int, int]]:
    """Pairs of different texts whose sketches meet outside quotations and boilerplate."""
    kept = [number for number, one in enumerate(first) if one == number]
    return [(kept[a], kept[b]) for a, b in candidates([own[k] for k in kept], least=SHARED_PRINTS)]


def compare_prepared(one: _Prepared, other: _Prepared) -> Copy | None:
    """Return the copy between two papers; None where the evidence does not suffice."""
    if not _may_suffice(one, other):
        return None
    stretches = _stretches(one, other)
    kept = [s for s in stretches if _shared(one, other, s) > 0]
    evidence = [_shared_own(one, other, core) for s in kept for core in s.cores]
    shorter = min(int(one.own.sum()), int(other.own.sum()))
    if not evidence or max(evidence) < SHARED_IN_ONE or sum(evidence) < max(SHARED_WORDS, SHARE_OF_SHORTER * shorter):
        return None
    known, later, earlier, turned = _direction(one, other)
    if turned:
        kept = [turn(stretch) for stretch in kept]
    kept.sort(key=lambda s: (s.start, s.of_start))
    passages = tuple(_passage(later, earlier, s) for s in kept)
    return Copy(
        source=later.paper.id,
        of=earlier.paper.id,
        kind=_kind(later, earlier, kept),
        direction=Direction.KNOWN if known else Direction.UNKNOWN,
        share=round(min(1.0, sum(evidence) / max(1, shorter)), 4),
        passages=passages,
        changed=()
        if later.words.digest == earlier.words.digest
        else changes(
            Side(text=later.paper.text, language=later.paper.language, without=_without(later)),
            Side(text=earlier.paper.text, language=earlier.paper.language, without=_without(earlier)),
            passages,
        ),
    )


def _may_suffice(one: _Prepared, other: _Prepared) -> bool:
    """Tell whether two papers may share enough words in one passage; most candidates fail here, before alignment."""
    if one.words.digest == other.words.digest:
        return True
    shared = runs(one.seeds, other.seeds, least=SHARED_IN_ONE)
    return any(_shared_own(one, other, run) >= SHARED_IN_ONE for run in shared)


def _without(one: _Prepared) -> tuple[tuple[int, int], ...]:
    """Return what is not compared for changes: boilerplate, and each paper's own head and date of print."""
    heads = ((region.start, region.end) for region in one.paper.regions if region.role in HEADS)
    return (*one.around, *heads)


def _stretches(one: _Prepared, other: _Prepared) -> list[Stretch]:
    """Aligned stretches, the strongest of those that overlap."""
    if one.words.digest == other.words.digest:
        count = len(one.words.codes)
        return [Stretch(start=0, end=count, of_start=0, of_end=count, cores=((0, count, 0, count),))] if count else []
    ranked = sorted(
        align(one.words, one.seeds, other.words, other.seeds),
        key=lambda s: (-_shared(one, other, s), s.start, s.of_start),
    )
    kept: list[Stretch] = []
    for stretch in ranked:
        if not any(_overlap(stretch, chosen) for chosen in kept):
            kept.append(stretch)
    return kept


def _overlap(one: Stretch, other: Stretch) -> bool:
    """Whether two stretches have half of the smaller in common in either text."""
    here = min(one.end, other.end) - max(one.start, other.start)
    there = min(one.of_end, other.of_end) - max(one.of_start, other.of_start)
    return (
        here * 2 > min(one.end - one.start, other.end - other.start)
        or there * 2 > min(one.of_end - one.of_start, other.of_end - other.of_start)
    )  # fmt: skip


def _common(left: NDArray[np.uint64], right: NDArray[np.uint64]) -> int:
    """Words that two bags have in common."""
    a, counts = np.unique(left, return_counts=True)
    b, of_counts = np.unique(right, return_counts=True)
    _, at, of_at = np.intersect1d(a, b, assume_unique=True, return_indices=True)
    return int(np.minimum(counts[at], of_counts[of_at]).sum())


def _shared(one: _Prepared, other: _Prepared, stretch: Stretch) -> int:
    """Words that both sides of a stretch have; 0 where they are too few for its length."""
    left = one.words.codes[stretch.start : stretch.end]
    right = other.words.codes[stretch.of_start : stretch.of_end]
    shared = _common(left, right)
    return shared if shared >= LEAST_OF_PASSAGE * min(len(left), len(right)) else 0


def _shared_own(one: _Prepared, other: _Prepared, core: tuple[int, int, int, int]) -> int:
    """Words that both sides of a core have outside quotations and boilerplate."""
    here, there = slice(core[0], core[1]), slice(core[2], core[3])
    return _common(one.words.codes[here][one.own[here]], other.words.codes[there][other.own[there]])


def _passage(later: _Prepared, earlier: _Prepared, stretch: Stretch) -> CopiedPassage:
    return CopiedPassage(
        start=int(later.words.starts[stretch.start]),
        end=int(later.words.ends[stretch.end - 1]),
        of_start=int(earlier.words.starts[stretch.of_start]),
        of_end=int(earlier.words.ends[stretch.of_end - 1]),
    )


def _direction(one: _Prepared, other: _Prepared) -> tuple[bool, _Prepared, _Prepared, bool]:
    """Return whether it is known which came first, the later, the earlier, and whether that turns the pair round.

    Known only where both dates are known and no day is common to them; else the later by `paper_order` stands first.
    """
    mine, theirs = one.paper.published, other.paper.published
    if mine and theirs and mine.earliest and mine.latest and theirs.earliest and theirs.latest:
        if mine.earliest > theirs.latest:
            return True, one, other, False
        if theirs.earliest > mine.latest:
            return True, other, one, True
    later = paper_order(one.paper) > paper_order(other.paper)
    return (False, one, other, False) if later else (False, other, one, True)


def _kind(later: _Prepared, earlier: _Prepared, stretches: list[Stretch]) -> CopyKind:
    """Say how the words were taken over, from the order of the passages and the words in them."""
    cores = sorted(core for stretch in stretches for core in stretch.cores if core[1] - core[0] >= LEAST_WORDS)
    if any(after[2] < before[2] for before, after in pairwise(cores)):
        return CopyKind.REORDERED
    same = total = 0
    for stretch in stretches:
        left = later.words.codes[stretch.start : stretch.end]
        right = earlier.words.codes[stretch.of_start : stretch.of_end]
        same += _common(left, right)
        total += max(len(left), len(right))
    return CopyKind.VERBATIM if same >= AS_IT_STANDS * total else CopyKind.EDITED


def copies_by_source(copies: tuple[Copy, ...]) -> dict[str, tuple[Copy, ...]]:
    """Return the copies that each source takes part in, on either side."""
    found: dict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        found[copy.source].append(copy)
        found[copy.of].append(copy)
    return {source: tuple(those) for source, those in found.items()}
