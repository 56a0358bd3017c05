"""Sketches of texts and the pairs of papers whose sketches meet.

A sketch is the winnowed set of hashed 5-grams of words (Schleimer, Wilkerson, Aiken: Winnowing, SIGMOD 2003): every
run of eight words that two texts share leaves a hash in both. Pairs come from one sorted array, not from a library of
MinHash, which loses copies that an editor has cut.

Work is bounded: a hash that many papers share pairs each of them with the first few in the given order only.
"""

from collections.abc import Iterator

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.tokens import Words

GRAM = 5
WINDOW = 4
LONG_POSTING = 48
"""Papers that may share one hash before each is paired with the first few only."""

FIRST_FEW = 8
PAIRS_OF_ONE = 1000
"""Candidates that one paper may have; the ones that share most are kept."""


PAIRS_AT_ONCE = 250_000
"""Pairs of one hash each that are held at once, more or less."""

GAP = 100
"""Code points between two hashes of one stretch."""

LEAST_IN_STRETCH = 3
SHORTEST_STRETCH = 60
"""Hashes of a stretch, and code points from the beginning of its first to that of its last: those of twenty-five words
span at least fourteen, for each hash is of five and the first may begin at the fourth."""

MANY = 0.1
"""Share of the shorter sketch that is common, from which it need not lie together: each sentence may be edited."""

SOME, SHORT_STRETCH = 0.045, 25
"""Share from which a shorter stretch does."""


class Sketch(Struct, frozen=True, kw_only=True, eq=False):
    """The winnowed hashes of a text and the word at which each begins."""

    prints: NDArray[np.uint64]
    places: NDArray[np.int32]


def scatter(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Scatter the bits (the finaliser of MurmurHash3), so that the least hash is no special word."""
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    return np.asarray(values ^ (values >> np.uint64(33)), dtype=np.uint64)


def combine(codes: list[NDArray[np.uint64]]) -> NDArray[np.uint64]:
    """Return one hash for each row of codes; their order counts."""
    total = np.zeros(len(codes[0]), dtype=np.uint64)
    for column in codes:
        total = total * np.uint64(0x9E3779B97F4A7C15) + column
    return scatter(total)


def sketch(words: Words) -> Sketch:
    """Return the winnowed 5-grams of a text; a text of fewer than five words has none."""
    count = len(words.codes) - GRAM + 1
    if count < 1:
        return Sketch(prints=np.zeros(0, dtype=np.uint64), places=np.zeros(0, dtype=np.int32))
    grams = combine([words.codes[k : k + count] for k in range(GRAM)])
    if count <= WINDOW:
        places = np.array([int(grams.argmin())])
    else:
        windows = np.lib.stride_tricks.sliding_window_view(grams, WINDOW)
        least = windows.argmin(axis=1) + np.arange(len(windows))
        # The place of the least hash never moves back.
        places = least[np.append(True, least[1:] != least[:-1])]
    return Sketch(prints=grams[places], places=places.astype(np.int32))


def by_print(one: Sketch) -> Sketch:
    """Return a sketch in the order of its hashes, as `may_repeat` needs it."""
    order = np.lexsort((one.places, one.prints))
    return Sketch(prints=one.prints[order], places=one.places[order])


def meet(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the positions of every pair of equal hashes; both come sorted."""
    if not len(other):
        return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp)
    low = other.searchsorted(one)
    # Most meet none: the rest is done for those that do.
    met = (other.take(low, mode="clip") == one).nonzero()[0]
    low = low[met]
    counts = other.searchsorted(one[met], side="right") - low
    ends = counts.cumsum()
    if not len(met) or ends[-1] == len(met):
        return met, low
    return met.repeat(counts), (low - ends + counts).repeat(counts) + np.arange(ends[-1])


def may_repeat(one: Sketch, other: Sketch) -> bool:
    """Tell whether two papers may have a run of words in common: some of their common hashes lie together in each.

    A text of which much is common may repeat the other wherever that lies; most pairs share a few scattered phrases.

    Args:
        one: Of the one paper, by hashes (`by_print`), with code points for places.
        other: Of the other.
    """
    here, there = meet(one.prints, other.prints)
    if len(here) < LEAST_IN_STRETCH:
        return False
    share = len(here) / min(len(one.prints), len(other.prints)) if len(here) > LEAST_IN_STRETCH else 0.0
    shortest = SHORT_STRETCH if share >= SOME else SHORTEST_STRETCH
    return share >= MANY or (_lie_together(one.places[here], shortest) and _lie_together(other.places[there], shortest))


def _lie_together(places: NDArray[np.int32], shortest: int) -> bool:
    """Tell whether so many places make a stretch that is long enough, in code points."""
    first, before, count = 0, -GAP - 1, 0
    for place in sorted(places.tolist()):
        if place - before > GAP:
            first, count = place, 0
        before, count = place, count + 1
        if count >= LEAST_IN_STRETCH and place - first >= shortest:
            return True
    return False


def postings(sketches: list[Sketch]) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    """Return every (hash, number of sketch) once, sorted by hash, then by number."""
    if not sketches:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int32)
    each = [np.unique(one.prints) for one in sketches]
    prints = np.concatenate(each)
    owners = np.repeat(np.arange(len(sketches), dtype=np.int32), [len(those) for those in each])
    order = np.lexsort((owners, prints))
    return prints[order], owners[order]


class _Posted(Struct, frozen=True, kw_only=True, eq=False):
    """The postings of all hashes, one after the other.

    Attributes:
        owners: Numbers of sketches, in each posting in order.
        rank: Which of its posting each is, from 0.
        long: Whether its posting is longer than LONG_POSTING.
        by_owner: Places in these arrays, by number of sketch.
    """

    owners: NDArray[np.int32]
    rank: NDArray[np.int32]
    long: NDArray[np.bool_]
    by_owner: NDArray[np.intp]


def _posted(sketches: list[Sketch]) -> _Posted:
    prints, owners = postings(sketches)
    bounds = np.append(np.flatnonzero(np.append(True, prints[1:] != prints[:-1])[: len(prints)]), len(prints))
    sizes = np.diff(bounds)
    rank = np.arange(len(owners), dtype=np.int32) - np.repeat(bounds[:-1].astype(np.int32), sizes)
    return _Posted(
        owners=owners,
        rank=rank,
        long=np.repeat(sizes > LONG_POSTING, sizes),
        by_owner=np.argsort(owners, kind="stable"),
    )


def _blocks(posted: _Posted) -> Iterator[NDArray[np.intp]]:
    """Yield the places of some sketches after each other, which pair with so many before them, more or less."""
    pairs = np.where(posted.long, np.minimum(posted.rank, FIRST_FEW), posted.rank)[posted.by_owner]
    owners = posted.owners[posted.by_owner]
    ends = np.flatnonzero(np.append(owners[1:] != owners[:-1], True)[: len(owners)]) + 1
    block = (np.cumsum(pairs, dtype=np.int64)[ends - 1] // PAIRS_AT_ONCE) if len(ends) else ends
    start = 0
    for end in ends[np.append(block[1:] != block[:-1], True)[: len(ends)]].tolist():
        yield posted.by_owner[start:end]
        start = end


def _pairs_of(posted: _Posted, places: NDArray[np.intp]) -> NDArray[np.int64]:
    """Return the pairs of some sketches with those before them, as one number for each hash that they share."""
    rank, long = posted.rank[places], posted.long[places]
    found = [np.zeros(0, dtype=np.int64)]
    for step in range(1, min(int(rank.max(initial=0)) + 1, LONG_POSTING)):
        here = places[(rank >= step) & ~long]
        found.append(_keys(posted.owners[here - step], posted.owners[here]))
    for step in range(FIRST_FEW):
        chosen = (rank > step) & long
        here = places[chosen]
        found.append(_keys(posted.owners[here - rank[chosen] + step], posted.owners[here]))
    return np.concatenate(found)


def _keys(earlier: NDArray[np.int32], later: NDArray[np.int32]) -> NDArray[np.int64]:
    return np.asarray((earlier.astype(np.int64) << 32) | later)


def candidates(sketches: list[Sketch], *, least: int = 1) -> NDArray[np.int64]:
    """Return the pairs of sketches that share at least so many hashes.

    Args:
        sketches: In an order that does not depend on the order of arrival.
        least: Hashes that a pair must share.

    Returns:
        Pairs of positions as one number each, the smaller one in the upper 32 bits, sorted.
    """
    posted = _posted(sketches)
    found = [_sharing(_pairs_of(posted, places), least) for places in _blocks(posted)]
    return np.sort(np.concatenate([np.zeros(0, dtype=np.int64), *found]))


def _sharing(keys: NDArray[np.int64], least: int) -> NDArray[np.int64]:
    """Return the pairs that share so many hashes, of each later paper the PAIRS_OF_ONE that share most."""
    # Sorted in place and counted: `numpy.unique` would hold them three times.
    keys.sort()
    firsts = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])[: len(keys)])
    shared = np.diff(firsts, append=len(keys))
    keys, shared = keys[firsts[shared >= least]], shared[shared >= least]
    return keys[_among_the_most_shared(keys, shared)]


def _among_the_most_shared(keys: NDArray[np.int64], shared: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Mark the pairs that are among the PAIRS_OF_ONE strongest of their later paper."""
    later = keys & 0xFFFFFFFF
    order = np.lexsort((keys, -shared, later))
    sizes = np.unique(later, return_counts=True)[1]
    rank = np.arange(len(keys)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    kept = np.zeros(len(keys), dtype=np.bool_)
    kept[order] = rank < PAIRS_OF_ONE
    return kept
