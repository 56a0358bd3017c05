"""How rare the terms of a pile are, in steps that hang as little as can be on the size of the pile.

A term counts by the mentions that name it, or by the different sentences that it stands in where these are fewer: a
telegram that everybody reprints makes its own words no commoner. Weights fall in steps, one for each doubling, so that
a new paper changes only those of terms that pass a power of two; a weight made from the share of the pile would change
all with every paper, and then no grouping could be kept up to date paper by paper. Only a small pile counts by its
size, in doublings too: where there are few papers nobody can tell yet which words are rare.
"""

from collections.abc import Sequence
from typing import Final, Protocol

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.grouping.profiles import Profile

HALVINGS: Final = 6
"""A term loses a sixth of its weight with each doubling, and has none from 64 mentions on."""
COMMON: Final = 1 << HALVINGS
BLOCK: Final = 1 << 11
"""Mentions whose terms are put in order at once."""
RANGE_BITS: Final = 4
"""Terms are counted in sixteen ranges of codes, so that what is at hand at once stays a part of the pile."""
SMALL: Final = 4
"""A term of a quarter of the mentions of a small pile has no weight."""
NOT_SMALL: Final = SMALL << HALVINGS
"""Mentions from which the size of a pile no longer counts."""


class Terms(Struct, frozen=True, kw_only=True, eq=False):
    """The terms of some mentions, furniture left out, each once for each sentence, sorted by mention, then by code.

    Attributes:
        owners: Number of the mention.
        codes: Of the terms.
        sentences: Code of the sentence.
    """

    owners: NDArray[np.int32]
    codes: NDArray[np.uint64]
    sentences: NDArray[np.uint64]


class Counted(Protocol):
    """What says in how many mentions terms are; from a whole pile, or from where such counts are kept."""

    @property
    def halvings(self) -> int:
        """Return after how many doublings a term of this pile has no weight: `halvings_of` its size."""

    def __call__(self, codes: NDArray[np.uint64], /) -> NDArray[np.int64]:
        """Return for each code, at least 1, in how many mentions it is."""


class Counts(Struct, frozen=True, kw_only=True, eq=False):
    """In how many mentions each term of a pile is; `codes` are sorted."""

    halvings: int
    codes: NDArray[np.uint64]
    mentions: NDArray[np.int64]

    def __call__(self, codes: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Return in how many mentions terms are; 1 for one that is in none."""
        if not len(self.codes):
            return np.ones(len(codes), dtype=np.int64)
        at = np.minimum(np.searchsorted(self.codes, codes), len(self.codes) - 1)
        return np.where(self.codes[at] == codes, self.mentions[at], 1)


def terms_of(profiles: Sequence[Profile], furniture: NDArray[np.uint64]) -> Terms:
    """Return the terms of profiles without what stands in furniture.

    Args:
        profiles: Their numbers are their places here.
        furniture: Codes of the sentences that are furniture, sorted.
    """
    most = sum(len(one.codes) for one in profiles) // 8
    owners, codes, sentences = np.empty(most, np.int32), np.empty(most, np.uint64), np.empty(most, np.uint64)
    end = 0
    for start in range(0, len(profiles), BLOCK):
        part = _terms(profiles[start : start + BLOCK], start, furniture)
        here = slice(end, end := end + len(part.codes))
        owners[here], codes[here], sentences[here] = part.owners, part.codes, part.sentences
    return Terms(owners=owners[:end], codes=codes[:end], sentences=sentences[:end])


def _terms(profiles: Sequence[Profile], start: int, furniture: NDArray[np.uint64]) -> Terms:
    """Return the terms of some profiles, whose numbers begin at a start."""
    codes = np.frombuffer(b"".join(one.codes for one in profiles), dtype="<u8").astype(np.uint64, copy=False)
    sentences = np.frombuffer(b"".join(one.sentences for one in profiles), dtype="<u8").astype(np.uint64, copy=False)
    owners = np.repeat(np.arange(len(profiles), dtype=np.int32) + start, [len(one.codes) // 8 for one in profiles])
    kept = np.flatnonzero(~np.isin(sentences, furniture))
    order = kept[np.lexsort((codes[kept], owners[kept]))]
    return Terms(owners=owners[order].astype(np.int32), codes=codes[order], sentences=sentences[order])


def halvings_of(size: int) -> int:
    """Return after how many doublings a term has no weight in a pile of so many mentions, at least 1."""
    return min(HALVINGS, max(1, max(1, size // SMALL).bit_length() - 1))


def counts_of(terms: Terms, size: int) -> Counts:
    """Count the mentions and the different sentences of each term; the lesser number counts.

    Args:
        terms: Of the whole pile.
        size: How many mentions it has.
    """
    codes, mentions = [np.zeros(0, dtype=np.uint64)], [np.zeros(0, dtype=np.int64)]
    # Codes are scattered evenly, so that each of their ranges holds a like part of a large pile.
    range_of = (terms.codes >> np.uint64(64 - RANGE_BITS)).astype(np.uint8)
    for part in range(1 << RANGE_BITS):
        here = np.flatnonzero(range_of == part)
        found, owners = _distinct(terms.codes[here], terms.owners[here].astype(np.uint64))
        codes.append(found)
        mentions.append(np.minimum(owners, _distinct(terms.codes[here], terms.sentences[here])[1]))
    return Counts(halvings=halvings_of(size), codes=np.concatenate(codes), mentions=np.concatenate(mentions))


def _distinct(codes: NDArray[np.uint64], others: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Return the codes, sorted, and with how many others each occurs."""
    order = np.lexsort((others, codes))
    codes, others = codes[order], others[order]
    new = np.r_[True, (codes[1:] != codes[:-1]) | (others[1:] != others[:-1])][: len(codes)]
    found, counts = np.unique(codes[new], return_counts=True)
    return found, counts.astype(np.int64)


def weights(counts: NDArray[np.int64], halvings: int) -> NDArray[np.int64]:
    """Return what terms weigh: so many parts for one of one mention, one less with each doubling, down to 0.

    Whole numbers, so that a sum can be brought up to date term by term and is what the whole would give.
    """
    return np.maximum(0, halvings - np.floor(np.log2(np.maximum(counts, 1))).astype(np.int64))
