"""The same words in two texts: aligned stretches with their exact words on both sides.

Seeds are triples of content words (`triples`) that stand in both. Seeds that lie near each other in both texts make a
passage.

Work is bounded: of a triple that a text repeats only the first few places seed.
"""

from itertools import cycle, pairwise

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.copying.sketches import meet
from ledgerstone.evidence.incidents.copying.triples import WIDEST, hashed_stems
from ledgerstone.evidence.incidents.tokens import Words

GAP = 36
"""Words between two seeds of one passage, in each text."""

COMPANY = 16
"""Words within which a seed has another one of its passage, in each text."""

CLOSE = 8
"""Words between two seeds, and words that one seed may span, within a core."""

DENSITY = 0.4
"""Share of a passage's words, on each side, that lie under some seed."""

PLACES_OF_ONE_SEED = 3
LEAST_SEEDS = 5
LEAST_IN_STEP = 4
"""Seeds that must follow each other in the same order: a lone pair of like phrases is chance, in a copy too."""

LEAST_WORDS = 10
"""A passage shorter than this says nothing about copying."""


class Seeds(Struct, frozen=True, kw_only=True, eq=False):
    """Hashed triples of a text, sorted, with the first and last word of each."""

    prints: NDArray[np.uint64]
    firsts: NDArray[np.int32]
    lasts: NDArray[np.int32]


class Stretch(Struct, frozen=True, kw_only=True):
    """Words `start:end` of one text against words `of_start:of_end` of the other.

    Attributes:
        start: First word in the one text.
        end: Word after the last.
        of_start: First word in the other.
        of_end: Word after the last.
        cores: Parts in the same four numbers in which seeds follow closely; only these are evidence of copying.
    """

    start: int
    end: int
    of_start: int
    of_end: int
    cores: tuple[tuple[int, int, int, int], ...] = ()


def turn(stretch: Stretch) -> Stretch:
    """Return a stretch as the other text sees it."""
    return Stretch(
        start=stretch.of_start,
        end=stretch.of_end,
        of_start=stretch.start,
        of_end=stretch.end,
        cores=tuple((c, d, a, b) for a, b, c, d in stretch.cores),
    )


def seeds_of(words: Words, where: NDArray[np.bool_] | None = None) -> Seeds:
    """Return the seeds of a text.

    Args:
        words: Its words.
        where: Marks the words that may seed; None for all.
    """
    return seeds_in(words.stems if where is None else words.stems * where)


def seeds_in(stems: NDArray[np.uint64]) -> Seeds:
    """Return the seeds of a text by the stems of its words, 0 for one that seeds nothing."""
    hashes, first, last = hashed_stems(stems)
    order = np.lexsort((last, first, hashes))
    hashes, first, last = hashes[order], first[order], last[order]
    kept = np.ones(len(hashes), dtype=np.bool_)
    kept[PLACES_OF_ONE_SEED:] = hashes[PLACES_OF_ONE_SEED:] != hashes[:-PLACES_OF_ONE_SEED]
    return Seeds(prints=hashes[kept], firsts=first[kept], lasts=last[kept])


def close_seeds(seeds: Seeds) -> Seeds:
    """Return the seeds that span few words, of which cores are made."""
    close = seeds.lasts - seeds.firsts <= CLOSE
    return Seeds(prints=seeds.prints[close], firsts=seeds.firsts[close], lasts=seeds.lasts[close])


def shared_places(one: Seeds, other: Seeds) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the words of two texts at which a seed begins that both have."""
    mine, theirs = meet(one.prints, other.prints)
    return one.firsts[mine], other.firsts[theirs]


def most_together(here: NDArray[np.int32], there: NDArray[np.int32], gap: int) -> int:
    """Return how many seeds lie near each other in both texts, at most."""
    return int(np.bincount(clusters(here, there, gap)).max(initial=0))


def _spread(place: NDArray[np.int32], gap: int) -> tuple[NDArray[np.int64], int]:
    """Return places from 0, and by how much labels must lie apart so that places of two are further than the gap."""
    low = int(np.minimum.reduce(place))
    return place.astype(np.int64) - low, int(np.maximum.reduce(place)) - low + gap + 1


def _split(
    label: NDArray[np.intp], count: int, spread: tuple[NDArray[np.int64], int], gap: int
) -> tuple[NDArray[np.intp], int]:
    """Cut each cluster where two neighbours lie further apart than the gap; return how many there are then, too."""
    place, width = spread
    keys = label * width + place
    order = keys.argsort()
    ordered = keys[order]
    number = (ordered[1:] - ordered[:-1] > gap).cumsum()
    now = int(number[-1]) + 1 if len(number) else 1
    if now == count:
        return label, count
    out = np.zeros(len(label), dtype=np.intp)
    out[order[1:]] = number
    return out, now


def _unbroken(place: NDArray[np.int32], gap: int) -> bool:
    """Tell whether no two neighbours lie further apart than the gap."""
    ordered = np.sort(place)
    return not np.count_nonzero(ordered[1:] - ordered[:-1] > gap)


def clusters(here: NDArray[np.int32], there: NDArray[np.int32], gap: int, *, in_step: bool = False) -> NDArray[np.intp]:
    """Label seeds so that those of one label lie near each other in both texts, in step: also in the same order."""
    label = np.zeros(len(here), dtype=np.intp)
    places = (here, there, here - there) if in_step else (here, there)
    # Most that are asked about are one cluster.
    if all(_unbroken(place, gap) for place in places):
        return label
    waiting = cycle([_spread(place, gap) for place in places])
    count, idle = 1, 0
    # Until none of the ways cuts what the others left: cutting one way again cuts nothing.
    while idle < len(places):
        label, now = _split(label, count, next(waiting), gap)
        idle = 1 if now > count else idle + 1
        count = now
    return label


def _extend(words: Words, of: Words, stretch: Stretch) -> Stretch:
    """Grow a stretch while the next words on both sides are the same."""
    a, b, c, d = stretch.start, stretch.end, stretch.of_start, stretch.of_end
    while a > 0 and c > 0 and words.codes[a - 1] == of.codes[c - 1]:
        a, c = a - 1, c - 1
    while b < len(words.codes) and d < len(of.codes) and words.codes[b] == of.codes[d]:
        b, d = b + 1, d + 1
    return Stretch(start=a, end=b, of_start=c, of_end=d, cores=stretch.cores)


def _trim(here: NDArray[np.int32], there: NDArray[np.int32], label: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Mark the seeds that have company: a lone seed at a passage's edge would stretch it over words of its own."""
    kept = np.ones(len(here), dtype=np.bool_)
    for place in (here, there):
        offset, width = _spread(place, COMPANY)
        keys = label * width + offset
        order = keys.argsort()
        ordered = keys[order]
        linked = np.zeros(len(here) + 1, dtype=np.bool_)
        linked[1:-1] = ordered[1:] - ordered[:-1] <= COMPANY
        company = np.empty(len(here), dtype=np.bool_)
        company[order] = linked[1:] | linked[:-1]
        kept &= company
    return kept


def _covered(firsts: NDArray[np.int32], lasts: NDArray[np.int32], start: int, end: int) -> float:
    """Return the share of the words of a stretch that some seed lies over."""
    count = end - start + 1
    edges = np.bincount(firsts - start, minlength=count) - np.bincount(lasts - (start - 1), minlength=count)
    return int(np.count_nonzero(edges[:-1].cumsum())) / (end - start)


def runs(
    close: Seeds, of_close: Seeds, before: NDArray[np.intp], *, least: int
) -> tuple[tuple[int, int, int, int], ...]:
    """Return the runs of close seeds that two texts share, in the four numbers of a core.

    Every core of `align` lies within one of them: a core is a cluster of some of these seeds in the same way, and seeds
    that are left out only part clusters. So two texts without a run of some length have no core of that length, and
    most pairs of papers are left there, at a small part of the cost of aligning them.

    Args:
        close: The close seeds of the one text.
        of_close: Those of the other.
        before: How many words of the first text that are evidence stand before each of its words, and in all, [n + 1].
        least: Words of a run in the first text that are evidence; none is returned where no run has so many.
    """
    mine, theirs = meet(close.prints, of_close.prints)
    firsts, lasts = close.firsts[mine], close.lasts[mine]
    if not _reaches(firsts, lasts, before, least):
        return ()
    return _clustered(np.stack([firsts, lasts, of_close.firsts[theirs], of_close.lasts[theirs]], axis=1))


def _reaches(firsts: NDArray[np.int32], lasts: NDArray[np.int32], before: NDArray[np.intp], least: int) -> bool:
    """Tell whether close seeds follow each other over so many words of the first text that are evidence."""
    if not len(firsts):
        return False
    order = firsts.argsort()
    places = firsts[order]
    breaks = (places[1:] - places[:-1] > CLOSE).nonzero()[0]
    starts = np.zeros(len(breaks) + 1, dtype=np.intp)
    starts[1:] = breaks + 1
    ends = np.maximum.reduceat(lasts[order], starts) + 1
    return bool((before[ends] - before[places[starts]]).max() >= least)


def align(words: Words, seeds: Seeds, of: Words, of_seeds: Seeds, *, gap: int | None = None) -> tuple[Stretch, ...]:
    """Return the stretches of words that two texts share.

    Args:
        words: Words of the one text.
        seeds: Its seeds.
        of: Words of the other.
        of_seeds: Its seeds.
        gap: Words that may lie between two seeds of a stretch.

    Returns:
        In the order of the first text.
    """
    mine, theirs = meet(seeds.prints, of_seeds.prints)
    firsts, lasts = seeds.firsts[mine], seeds.lasts[mine]
    of_firsts, of_lasts = of_seeds.firsts[theirs], of_seeds.lasts[theirs]
    tight = (lasts - firsts <= WIDEST) & (of_lasts - of_firsts <= WIDEST)
    table = np.stack([firsts, lasts, of_firsts, of_lasts], axis=1)[tight]
    if len(table) < LEAST_SEEDS:
        return ()
    label = clusters(table[:, 0], table[:, 2], gap or GAP)
    kept = _trim(table[:, 0], table[:, 2], label)
    if not kept.any():
        return ()
    table, starts = _grouped(table[kept], label[kept])
    groups = (table[start:end] for start, end in pairwise((*starts, len(table))))
    found = [_stretch(words, of, group, gap or GAP) for group in groups if len(group) >= LEAST_SEEDS]
    return tuple(
        sorted((one for one in found if one is not None), key=lambda s: (s.start, s.end, s.of_start, s.of_end))
    )


def _stretch(words: Words, of: Words, group: NDArray[np.int32], gap: int) -> Stretch | None:
    """Make a stretch of seeds that lie together; None where they are too thin for its length."""
    step = clusters(group[:, 0], group[:, 2], gap, in_step=True)
    group = group[np.bincount(step)[step] >= LEAST_IN_STEP]
    if not len(group):
        return None
    ((a, b, c, d),) = _ends(group, [0])
    if min(b - a, d - c) < LEAST_WORDS:
        return None
    if min(_covered(group[:, 0], group[:, 1], a, b), _covered(group[:, 2], group[:, 3], c, d)) < DENSITY:
        return None
    return _extend(words, of, Stretch(start=a, end=b, of_start=c, of_end=d, cores=_cores(group)))


def _cores(group: NDArray[np.int32]) -> tuple[tuple[int, int, int, int], ...]:
    """Return the parts of a passage in which each seed begins before the one before it is far behind."""
    return _clustered(group[(group[:, 1] - group[:, 0] <= CLOSE) & (group[:, 3] - group[:, 2] <= CLOSE)])


def _clustered(close: NDArray[np.int32]) -> tuple[tuple[int, int, int, int], ...]:
    """Return what each cluster of close seeds covers."""
    if not len(close):
        return ()
    groups, starts = _grouped(close, clusters(close[:, 0], close[:, 2], CLOSE, in_step=True))
    return _ends(groups, starts)


def _grouped(table: NDArray[np.int32], label: NDArray[np.intp]) -> tuple[NDArray[np.int32], list[int]]:
    """Return rows by their labels, and at which of them each label begins; there is a row."""
    if not label.any():
        return table, [0]
    order = label.argsort(kind="stable")
    label = label[order]
    return table[order], [0, *((label[1:] != label[:-1]).nonzero()[0] + 1).tolist()]


def _ends(table: NDArray[np.int32], starts: list[int]) -> tuple[tuple[int, int, int, int], ...]:
    """Return what seeds cover that stand after each other in a table: the four numbers of a core for each start."""
    firsts = np.minimum.reduceat(table[:, ::2], starts).tolist()
    lasts = np.maximum.reduceat(table[:, 1::2], starts).tolist()
    return tuple((a, b + 1, c, d + 1) for (a, c), (b, d) in zip(firsts, lasts, strict=True))
