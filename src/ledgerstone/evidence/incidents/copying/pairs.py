"""Candidate pairs compared in batches: the papers of a batch are read with one question, each seldom twice.

Pairs come so that those of one paper, and of papers of the same days, are near each other: most of what a batch needs
was needed a moment ago and is at hand. Each pair is compared by itself; batches may be compared anywhere.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.copying.alignment import Seeds, runs
from ledgerstone.evidence.incidents.copying.comparing import SHARED_IN_ONE, compare_prepared
from ledgerstone.evidence.incidents.copying.prepared import Prepared, prepare
from ledgerstone.evidence.incidents.copying.sketches import Sketch, may_repeat
from ledgerstone.evidence.incidents.model import Copy
from ledgerstone.evidence.incidents.pile import Papers, Recent, chosen

MOST_WORDS = 500_000
"""Of papers at hand while pairs are compared: some forty megabytes."""

AT_ONCE = 50
"""Papers that are read together."""

WORDS_AT_ONCE = 100_000
"""Words of papers that are read together; one pair is read whatever it has."""


MOST_PAIRS = 10_000
"""Of one batch."""

Pair = tuple[int, int, bool]
"""The places of two papers in a pile, and whether passages in other words are looked for."""


class Close(Struct, frozen=True, kw_only=True, eq=False):
    """The seeds of which runs of shared words are made.

    Attributes:
        digest: Of the words of the text: two texts of the same words repeat each other anyway.
        seeds: The close seeds outside furniture; of two that have one hash here some may be different ones.
        before: How many words that count as evidence stand before each word, and in all, [n + 1].
    """

    digest: bytes
    seeds: Seeds
    before: NDArray[np.intp]


class About(Struct, frozen=True, kw_only=True):
    """What is known of a paper before it is read.

    Attributes:
        size: Words of its text.
        around: Furniture in it, as spans of code points.
        sketch: Of what is neither furniture nor quoted, by its hashes, with code points for places.
        close: Its close seeds, where they are kept.
    """

    size: int
    around: tuple[tuple[int, int], ...]
    sketch: Sketch
    close: Close | None = None


def compare_pairs(papers: Papers, pairs: Iterable[Pair], about: Callable[[int], About]) -> Iterator[Copy]:
    """Yield the copies among pairs of papers of a pile.

    Args:
        papers: The pile; papers are read from it as pairs ask for them.
        pairs: In an order that keeps those of like papers together.
        about: Says what is known of a paper, by its place.
    """
    recent: Recent[int, Prepared] = Recent(_weight, MOST_WORDS)
    worth = (pair for pair in pairs if _worth(pair, about))
    for batch in _batches(worth, recent, about):
        here = _prepared(papers, sorted({place for pair in batch for place in pair[:2]}), recent, about)
        for one, other, in_other_words in batch:
            copy = compare_prepared(here[one], here[other], in_other_words=in_other_words)
            if copy is not None:
                yield copy


def _worth(pair: Pair, about: Callable[[int], About]) -> bool:
    """Tell whether two papers are worth reading: most that share some hashes share scattered phrases."""
    one, other = about(pair[0]), about(pair[1])
    if pair[2] or np.array_equal(one.sketch.prints, other.sketch.prints):
        return True
    return may_repeat(one.sketch, other.sketch) and _may_run(one.close, other.close)


def _may_run(one: Close | None, other: Close | None) -> bool:
    """Tell whether two papers may have a run of words in common; that is what `compare_prepared` looks for first."""
    if one is None or other is None or one.digest == other.digest:
        return True
    return bool(runs(one.seeds, other.seeds, one.before, least=SHARED_IN_ONE))


def _batches(
    pairs: Iterable[Pair], recent: Recent[int, Prepared], about: Callable[[int], About]
) -> Iterator[list[Pair]]:
    """Yield pairs in batches of which so many papers at most are to be read."""
    batch: list[Pair] = []
    new: dict[int, int] = {}
    for pair in pairs:
        more = {place: about(place).size for place in pair[:2] if place not in new and place not in recent}
        full = len(new) + len(more) > AT_ONCE or sum(new.values()) + sum(more.values()) > WORDS_AT_ONCE
        if batch and (full or len(batch) == MOST_PAIRS):
            yield batch
            batch, new = [], {}
            more = {place: about(place).size for place in pair[:2] if place not in recent}
        batch.append(pair)
        new |= more
    if batch:
        yield batch


def _prepared(
    papers: Papers, places: Sequence[int], recent: Recent[int, Prepared], about: Callable[[int], About]
) -> dict[int, Prepared]:
    """Return papers with all that comparing needs; those that are not at hand are read together."""
    missing = [place for place in places if place not in recent]
    # Those at hand first: what is put beside them may push them out.
    here = {place: recent.at_hand(place) for place in places if place in recent}
    for place, paper in zip(missing, chosen(papers, missing), strict=True):
        here[place] = recent.get(place, partial(prepare, paper, about(place).around))
    return here


def _weight(one: Prepared) -> int:
    return len(one.words.codes)
