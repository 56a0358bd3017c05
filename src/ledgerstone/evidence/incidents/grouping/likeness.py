"""How alike the words of two mentions are, feature by feature, for many pairs at once.

Each feature is a plain number of the two mentions and of the rarity of the terms that they share: no model was learnt.
All are whole numbers, sums over the terms that two share, so that a term whose weight changes is taken out of a sum and
put in again (`reweighing`), with the very outcome that adding up everything would have.

Left to others: what a feature weighs (weights), days, places and figures (facts).
"""

from enum import StrEnum
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.grouping.rarity import BLOCK, Counted, Terms, weights
from ledgerstone.evidence.incidents.grouping.terms import KINDS, Kind

AT_ONCE: Final = 1 << 20
"""Terms that are held against each other at once: some 100 MB."""
RARE: Final = 12
"""Mentions up to which a word counts as rare."""


COSINES: Final = (Kind.WORD, Kind.NAME)
"""Kinds of terms whose vectors are held against each other."""
ONCE: Final = 8
"""What a term counts that comes once in a mention; more often counts by the logarithm, rounded."""


class Alike(StrEnum):
    """What the words of two mentions can have in common or not."""

    WORDS = "words"
    NAMES = "names"
    RARE_WORDS = "rare_words"
    NAME_PAIRS = "name_pairs"
    STREET = "street"
    OTHER_STREETS = "other_streets"
    AGE = "age"
    OTHER_AGES = "other_ages"
    PERSON = "person"
    NAMED_PERSON = "named_person"
    OTHER_PERSONS = "other_persons"


class Vectors(Struct, frozen=True, kw_only=True, eq=False):
    """The terms of numbered mentions, ready to be held against each other.

    Attributes:
        starts: For each mention, where its terms begin; one more for the end.
        vocabulary: Codes of all terms, each once, sorted.
        counts: In how many mentions each of the vocabulary is.
        rarity: What each of the vocabulary weighs by that, in whole parts.
        terms: The terms of each mention, by their places in the vocabulary, in order.
        times: What each of `terms` counts by how often it comes.
        has: For each mention, how many terms of each kind it has.
    """

    starts: NDArray[np.int64]
    vocabulary: NDArray[np.uint64]
    counts: NDArray[np.int64]
    rarity: NDArray[np.int64]
    terms: NDArray[np.int32]
    times: NDArray[np.int16]
    has: NDArray[np.int64]

    def kinds(self, terms: NDArray[np.int32]) -> NDArray[np.int64]:
        """Return the kinds of terms."""
        return (self.vocabulary[terms] % np.uint64(KINDS)).astype(np.int64)


def vectors_of(terms: Terms, size: int, counted: Counted) -> Vectors:
    """Return the vectors of mentions.

    Args:
        terms: Of the mentions.
        size: How many mentions there are.
        counted: Says in how many mentions terms are.
    """
    new = np.flatnonzero(
        np.r_[True, (terms.owners[1:] != terms.owners[:-1]) | (terms.codes[1:] != terms.codes[:-1])][: len(terms.codes)]
    ).astype(np.int32)
    owners, codes, often = terms.owners[new], terms.codes[new], np.diff(new, append=np.int32(len(terms.codes)))
    vocabulary = np.unique(codes)
    counts = counted(vocabulary)
    starts = np.searchsorted(owners, np.arange(size + 1))
    places, times, has = (
        np.empty(len(codes), np.int32),
        np.empty(len(codes), np.int16),
        np.zeros((size, KINDS), np.int64),
    )
    for first in range(0, size, BLOCK):
        last = min(size, first + BLOCK)
        here = slice(starts[first], starts[last])
        places[here], times[here] = np.searchsorted(vocabulary, codes[here]), times_of(often[here].astype(np.int64))
        kinds = (codes[here] % np.uint64(KINDS)).astype(np.int64)
        has[first:last] = np.bincount((owners[here] - first) * KINDS + kinds, minlength=(last - first) * KINDS).reshape(
            -1, KINDS
        )
    return Vectors(
        starts=starts,
        vocabulary=vocabulary,
        counts=counts,
        rarity=weights(counts, counted.halvings),
        terms=places,
        times=times,
        has=has,
    )


def times_of(often: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return what terms count that come so often in a mention, in whole parts."""
    return np.rint(ONCE * (1.0 + np.log(often))).astype(np.int64)


def squares_of(vectors: Vectors) -> NDArray[np.int64]:
    """Return for each mention the squares of the lengths of its vectors of words and of names."""
    size = len(vectors.starts) - 1
    found = np.zeros((size, len(COSINES)), dtype=np.int64)
    for first in range(0, size, BLOCK):
        starts = vectors.starts[first : min(size, first + BLOCK) + 1]
        here = slice(starts[0], starts[-1])
        of = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        terms = vectors.terms[here]
        kinds, values = vectors.kinds(terms), (vectors.times[here] * vectors.rarity[terms]) ** 2
        for at, kind in enumerate(COSINES):
            held = np.bincount(of, weights=values * (kinds == kind), minlength=len(starts) - 1)
            found[first : first + len(starts) - 1, at] = held.astype(np.int64)
    return found


def alike(vectors: Vectors, first: NDArray[np.int64], second: NDArray[np.int64]) -> dict[Alike, NDArray[np.int64]]:
    """Return the features of pairs of mentions, an array entry a pair.

    Args:
        vectors: Of the mentions.
        first: Numbers of the ones.
        second: Numbers of the others.
    """
    sizes = np.diff(vectors.starts)
    work = np.cumsum(np.append(0, sizes[first] + sizes[second]))
    cuts = np.searchsorted(work, np.arange(AT_ONCE, int(work[-1]), AT_ONCE))
    parts = [
        _alike(vectors, one, other)
        for one, other in zip(np.split(first, cuts), np.split(second, cuts), strict=True)
        if len(one)
    ]
    none = np.zeros(0, dtype=np.int64)
    return {feature: np.concatenate([none, *(part[feature] for part in parts)]) for feature in Alike}


def _alike(vectors: Vectors, first: NDArray[np.int64], second: NDArray[np.int64]) -> dict[Alike, NDArray[np.int64]]:
    pair, one, other = _shared(vectors, first, second)
    terms = vectors.terms[one]
    kind, weight = vectors.kinds(terms), vectors.rarity[terms]
    product = vectors.times[one].astype(np.int64) * vectors.times[other] * weight**2
    size = len(first)

    def total(of: Kind, values: NDArray[np.int64], most: int | None = None) -> NDArray[np.int64]:
        held = kind == of if most is None else (kind == of) & (vectors.counts[terms] <= most)
        return np.bincount(pair[held], weights=values[held], minlength=size).astype(np.int64)

    any_shared = {of: total(of, np.ones_like(pair)) > 0 for of in (Kind.STREET, Kind.AGE, Kind.PERSON)}
    both = {of: (vectors.has[first, of] > 0) & (vectors.has[second, of] > 0) for of in any_shared}
    named = _named_persons(vectors, first, second)
    found = {
        Alike.WORDS: total(Kind.WORD, product),
        Alike.NAMES: total(Kind.NAME, product),
        Alike.RARE_WORDS: total(Kind.WORD, weight, RARE),
        Alike.NAME_PAIRS: total(Kind.PAIR, weight),
        Alike.STREET: any_shared[Kind.STREET],
        Alike.OTHER_STREETS: both[Kind.STREET] & ~any_shared[Kind.STREET],
        Alike.AGE: any_shared[Kind.AGE],
        Alike.OTHER_AGES: both[Kind.AGE] & ~any_shared[Kind.AGE],
        Alike.PERSON: any_shared[Kind.PERSON],
        Alike.NAMED_PERSON: named & ~any_shared[Kind.PERSON],
        Alike.OTHER_PERSONS: both[Kind.PERSON] & ~any_shared[Kind.PERSON] & ~named,
    }
    return {feature: values.astype(np.int64) for feature, values in found.items()}


def _shared(
    vectors: Vectors, first: NDArray[np.int64], second: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return the shared terms of pairs: the pair, and the places of the term in the one and in the other."""
    width = len(vectors.vocabulary) + 1
    pair, one = _spread(vectors, first)
    of_pair, other = _spread(vectors, second)
    met, at = _met(pair * width + vectors.terms[one], of_pair * width + vectors.terms[other])
    return pair[met], one[met], other[at[met]]


def _met(keys: NDArray[np.int64], of_keys: NDArray[np.int64]) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Return which keys are among others that are sorted, and at which place."""
    if not len(of_keys):
        return np.zeros(len(keys), dtype=np.bool_), np.zeros(len(keys), dtype=np.int64)
    at = np.minimum(np.searchsorted(of_keys, keys), len(of_keys) - 1)
    return of_keys[at] == keys, at


def _spread(vectors: Vectors, numbers: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return for each term of each of some mentions the place of the mention here, and that of the term."""
    sizes = vectors.starts[numbers + 1] - vectors.starts[numbers]
    pair = np.repeat(np.arange(len(numbers)), sizes)
    inside = np.arange(len(pair)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return pair, vectors.starts[numbers][pair] + inside


def _named_persons(vectors: Vectors, first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell for each pair whether the one names a person whose age the other gives."""
    return _names_person(vectors, first, second) | _names_person(vectors, second, first)


def _names_person(vectors: Vectors, first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell for each pair whether the other names a person whose age the one gives."""
    width = len(vectors.vocabulary) + 1
    pair, one = _spread(vectors, first)
    persons = vectors.kinds(vectors.terms[one]) == Kind.PERSON
    pair, codes = pair[persons], vectors.vocabulary[vectors.terms[one[persons]]]
    # A name and the person of that name have codes that differ in their kinds alone.
    known, names = _places(vectors.vocabulary, codes - np.uint64(Kind.PERSON - Kind.NAME))
    of_pair, other = _spread(vectors, second)
    met, _ = _met(pair[known] * width + names[known], of_pair * width + vectors.terms[other])
    found = np.zeros(len(first), dtype=np.bool_)
    found[pair[known][met]] = True
    return found


def _places(vocabulary: NDArray[np.uint64], codes: NDArray[np.uint64]) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Return which codes a vocabulary has, and where."""
    if not len(codes):
        return np.zeros(0, dtype=np.bool_), np.zeros(0, dtype=np.int64)
    at = np.minimum(np.searchsorted(vocabulary, codes), len(vocabulary) - 1)
    return vocabulary[at] == codes, at
