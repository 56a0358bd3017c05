"""Sorted triples of stems of neighbouring content words, and the papers that share rare ones.

A triple is of three content words next to each other, or with one between them left out, in any order: so a changed
order, a changed suffix or an inserted word does not lose it (the contextual n-grams of Torrejón and Ramos, PAN 2013).
What an editor rewords keeps some of them even where no five words in a row are left.

A triple that few papers have tells that two of them are of one story or one text; one that many have is a formula.
Work is bounded: only triples of at most MOST_PAPERS papers pair them.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.copying.sketches import combine
from ledgerstone.evidence.incidents.tokens import Words

TRIPLES = ((0, 1, 2), (0, 1, 3), (0, 2, 3))

WIDEST = 20
"""Words that one triple may span."""

MOST_PAPERS = 8
"""Papers that may have a rare triple, at most."""

ONE_IN = 64
"""In a small pile a triple is rare only where one paper in so many has it; two papers may share any."""

PARTS = 8
"""Parts of the triples' range that are gone through one after the other, so that not all are sorted at once."""


def hashed(
    words: Words, where: NDArray[np.bool_] | None = None
) -> tuple[NDArray[np.uint64], NDArray[np.int32], NDArray[np.int32]]:
    """Return the triples of a text, hashed, with the first and the last word of each.

    Args:
        words: Its words.
        where: Marks the words that may be in one; None for all.
    """
    return hashed_stems(words.stems if where is None else words.stems * where)


def hashed_stems(
    every: NDArray[np.uint64],
) -> tuple[NDArray[np.uint64], NDArray[np.int32], NDArray[np.int32]]:
    """Return the triples of stems, one of each word and 0 for a word in none, with the first and last word of each."""
    content = np.flatnonzero(every).astype(np.int32)
    stems = every[content]
    prints, firsts, lasts = [np.zeros(0, dtype=np.uint64)], [content[:0]], [content[:0]]
    for triple in TRIPLES:
        count = len(content) - triple[-1]
        if count < 1:
            continue
        one, two, three = (stems[k : k + count] for k in triple)
        low, high = np.minimum(np.minimum(one, two), three), np.maximum(np.maximum(one, two), three)
        prints.append(combine([low, one ^ two ^ three ^ low ^ high, high]))
        firsts.append(content[:count])
        lasts.append(content[triple[-1] : triple[-1] + count])
    return np.concatenate(prints), np.concatenate(firsts), np.concatenate(lasts)


def triples_of(words: Words) -> NDArray[np.uint32]:
    """Return the triples of a text, each once, sorted, in short: that two hashes meet by chance does no harm."""
    prints, firsts, lasts = hashed(words)
    return np.unique((prints[lasts - firsts <= WIDEST] >> np.uint64(32)).astype(np.uint32))


def most_papers(papers: int) -> int:
    """Return how many papers of a pile of so many may have a rare triple."""
    return min(MOST_PAPERS, max(2, papers // ONE_IN))


def rare_pairs(
    triples: Sequence[NDArray[np.uint32]], days: NDArray[np.int64], *, most: int, least: int, days_apart: int
) -> NDArray[np.int64]:
    """Return the pairs of papers that share at least so many rare triples.

    Args:
        triples: Of each paper, sorted, each once.
        days: Of publication, as proleptic ordinals; -1 is not known.
        most: Papers that may have a rare triple.
        least: Triples that a pair must share.
        days_apart: Days between two papers up to which they are paired; a paper without a date is paired with all.

    Returns:
        Pairs of positions as one number each, the smaller one in the upper 32 bits, sorted.
    """
    keys, counts = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    for part in range(PARTS):
        found = _pairs(_postings(triples, part), most)
        one, other = days[found >> 32], days[found & 0xFFFFFFFF]
        near = (one < 0) | (other < 0) | (abs(one - other) <= days_apart)
        more, shared = np.unique(found[near], return_counts=True)
        keys, at = np.unique(np.concatenate([keys, more]), return_inverse=True)
        counts = np.bincount(at, weights=np.concatenate([counts, shared]), minlength=len(keys)).astype(np.int64)
    return np.asarray(keys[counts >= least], dtype=np.int64)


def _postings(triples: Sequence[NDArray[np.uint32]], part: int) -> NDArray[np.uint64]:
    """Return (triple, paper) of one part of the range, as one number each, sorted."""
    low, high = part * (1 << 32) // PARTS, (part + 1) * (1 << 32) // PARTS - 1
    cut = [one[np.searchsorted(one, low) : np.searchsorted(one, high, side="right")] for one in triples]
    if not cut:
        return np.zeros(0, dtype=np.uint64)
    owners = np.repeat(np.arange(len(cut), dtype=np.uint64), [len(one) for one in cut])
    return np.sort((np.concatenate(cut).astype(np.uint64) << np.uint64(32)) | owners)


def _pairs(postings: NDArray[np.uint64], most: int) -> NDArray[np.int64]:
    """Return the pairs of papers of each triple that so many papers at most have, as one number each."""
    prints = (postings >> np.uint64(32)).astype(np.uint32)
    owners = (postings & np.uint64(0xFFFFFFFF)).astype(np.int64)
    starts = np.flatnonzero(np.r_[True, prints[1:] != prints[:-1]][: len(prints)])
    sizes = np.diff(np.append(starts, len(prints)))
    found = [np.zeros(0, dtype=np.int64)]
    for size in range(2, most + 1):
        here = starts[sizes == size]
        found += [
            (owners[here + one] << 32) | owners[here + other] for one in range(size) for other in range(one + 1, size)
        ]
    return np.concatenate(found)
