"""Pairs of mentions that are kept: which share enough to be looked at, and how likely they are of one incident."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.grouping.candidates import (
    HALVES,
    NEIGHBOURS,
    SETTING,
    Candidates,
    candidates,
    enough,
    postings_of,
)
from ledgerstone.evidence.incidents.grouping.facts import Days, place_keys
from ledgerstone.evidence.incidents.grouping.held import codes_by_which
from ledgerstone.evidence.incidents.grouping.kept import Held, Kept, Mention, Numbers, Pair, Shift, Ties
from ledgerstone.evidence.incidents.grouping.likeness import Vectors, squares_of, vectors_of
from ledgerstone.evidence.incidents.grouping.rarity import COMMON, Counts, Terms, weights
from ledgerstone.evidence.incidents.grouping.scoring import lengths_of, parts_of, scores
from ledgerstone.evidence.incidents.grouping.terms import KINDS

AT_ONCE = 20_000
"""Pairs that are scored together."""


def shares_of(codes: NDArray[np.uint64], counts: NDArray[np.int64], halvings: int) -> NDArray[np.int64]:
    """Return what shared codes add to the reason to look at a pair.

    Args:
        codes: Of terms, or of places and days.
        counts: In how many mentions and in how many different sentences each is, a row a code.
        halvings: Of the pile.
    """
    setting = codes % np.uint64(KINDS) == SETTING
    return np.where(setting, enough(halvings), HALVES * weights(counts.min(axis=1), halvings))


def pairs_of_new(kept: Kept, fresh: Held, shift: Shift, halvings: int) -> dict[Pair, int]:
    """Return the pairs that mentions are in which share enough to be looked at, and how much they share.

    Args:
        kept: Where mentions are kept.
        fresh: What the mentions have.
        shift: What became of that.
        halvings: Of the pile.

    Returns:
        Pairs of numbers, the lesser first.
    """
    at = np.searchsorted(shift.codes, fresh.codes)
    shares = shares_of(shift.codes, shift.now, halvings)[at]
    weighs = (fresh.times > 0) & (shares > 0)
    long = weighs & (shift.now[at, 0] > COMMON)
    ones, others, adds = [], [], []
    for code, number, share in zip(*(x[long].tolist() for x in (fresh.codes, fresh.numbers, shares)), strict=True):
        near = [one for side in kept.around(code, number, NEIGHBOURS) for one in side]
        ones.append(np.full(len(near), number, dtype=np.int64))
        others.append(np.array(near, dtype=np.int64))
        adds.append(np.full(len(near), share, dtype=np.int64))
    rows = np.flatnonzero(weighs & ~long)
    sizes = np.diff(shift.starts)[at[rows]]
    of = np.repeat(rows, sizes)
    inside = np.arange(len(of)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    found = shift.numbers[shift.starts[at[of]] + inside]
    one, other, add = (
        np.concatenate(parts) for parts in ([fresh.numbers[of], *ones], [found, *others], [shares[of], *adds])
    )
    return _summed(one, other, add, enough(halvings))


def _summed(ones: Numbers, others: Numbers, adds: Numbers, least: int) -> dict[Pair, int]:
    """Return what pairs of two mentions add up to, where that is enough; a pair may be found from both sides."""
    order = np.lexsort((others, ones))
    ones, others = ones[order], others[order]
    starts = np.flatnonzero(np.r_[True, (ones[1:] != ones[:-1]) | (others[1:] != others[:-1])][: len(ones)])
    totals = np.add.reduceat(adds[order], starts) if len(starts) else adds
    ones, others = ones[starts], others[starts]
    held = (totals >= least) & (ones != others)
    low, high = np.minimum(ones, others)[held].tolist(), np.maximum(ones, others)[held].tolist()
    return dict(zip(zip(low, high, strict=True), totals[held].tolist(), strict=True))


class Weigher:
    """Says which pairs of mentions share enough to be looked at, and how much they share.

    Args:
        kept: Where mentions are kept; it does not change meanwhile.
        halvings: Of the pile.
    """

    def __init__(self, kept: Kept, halvings: int) -> None:
        self._kept, self._halvings = kept, halvings

    def enough(self, pairs: Collection[Pair]) -> dict[Pair, int]:
        """Return those of some pairs that share enough."""
        ends = {end for pair in pairs for end in pair}
        codes = {number: codes_by_which(mention) for number, mention in self._kept.mentions(ends).items()}
        shared = {pair: codes[pair[0]] & codes[pair[1]] for pair in pairs}
        counts = self._kept.counts(set().union(*shared.values()))
        every = np.array(list(counts), dtype=np.uint64)
        adds = shares_of(every, np.array(list(counts.values()), dtype=np.int64).reshape(-1, 2), self._halvings)
        shares = {code: share for code, share in zip(counts, adds.tolist(), strict=True) if share}
        long = frozenset(code for code in shares if counts[code][0] > COMMON)
        sums = {pair: self._sum(pair, those & shares.keys(), shares, long) for pair, those in shared.items()}
        return {pair: total for pair, total in sums.items() if total >= enough(self._halvings)}

    def _sum(self, pair: Pair, shared: Collection[int], shares: Mapping[int, int], long: Collection[int]) -> int:
        """Return how much a pair shares; in a long posting only neighbours do."""
        return sum(
            shares[code]
            for code in shared
            if code not in long or pair[1] in self._kept.around(code, pair[0], NEIGHBOURS)[1]
        )


def score_pairs(kept: Kept, pairs: Mapping[Pair, int], counts: Counts, known: Mapping[int, Mention]) -> Iterator[Ties]:
    """Yield the edges of pairs of mentions of two papers.

    Args:
        kept: Where mentions are kept.
        pairs: Numbers of mentions, the lesser first, with how much they share.
        counts: In how many mentions terms are, as far as that is known.
        known: Mentions that are known.
    """
    every = sorted(pairs)
    for start in range(0, len(every), AT_ONCE):
        yield _scored(kept, {pair: pairs[pair] for pair in every[start : start + AT_ONCE]}, counts, known)


def _scored(kept: Kept, pairs: Mapping[Pair, int], counts: Counts, known: Mapping[int, Mention]) -> Ties:
    numbers = {end for pair in pairs for end in pair}
    mentions = kept.mentions(numbers - known.keys())
    mentions |= {number: known[number] for number in numbers & known.keys()}
    order = sorted(mentions)
    papers = [mentions[number].profile.paper for number in order]
    ends, shared = np.array(list(pairs), dtype=np.int64).reshape(-1, 2), np.array(list(pairs.values()), dtype=np.int64)
    places = np.searchsorted(np.array(order, dtype=np.int64), ends)
    apart = np.array([papers[one] != papers[other] for one, other in places.tolist()], dtype=np.bool_)
    places, shared = places[apart], shared[apart]
    terms = terms_kept([mentions[number] for number in order])
    vectors = vectors_of(terms, len(order), _counted_in(kept, terms, _hubs(map(tuple, places.tolist())), counts))
    worth = Candidates(first=places[:, 0], second=places[:, 1], shared=shared)
    return _ties(kept, mentions, vectors, worth, counts.halvings)


def _hubs(pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Return some ends of which each pair has one: a new mention is in many pairs, and its terms are all they share."""
    every = list(pairs)
    often = Counter(end for pair in every for end in pair)
    found: set[int] = set()
    for one, other in every:
        if one not in found and other not in found:
            found.add(max(one, other, key=lambda end: (often[end], end)))
    return sorted(found)


def _counted_in(kept: Kept, terms: Terms, hubs: Sequence[int], known: Counts) -> Counts:
    """Return the counts of the terms that some mentions and others have; those of other terms are in no score."""
    first = np.r_[True, (terms.owners[1:] != terms.owners[:-1]) | (terms.codes[1:] != terms.codes[:-1])]
    first = first[: len(terms.codes)]
    codes, often = np.unique(terms.codes[first], return_counts=True)
    own = np.unique(terms.codes[np.isin(terms.owners, hubs)])
    shared = np.intersect1d(codes[often > 1], own, assume_unique=True)
    unknown = shared[~np.isin(shared, known.codes, assume_unique=True)]
    more = counts_of_some(kept.counts(unknown.tolist()), unknown, known.halvings)
    mentions = known(shared)
    mentions[np.searchsorted(shared, more.codes)] = more.mentions
    return Counts(halvings=known.halvings, codes=shared, mentions=mentions)


def counts_of_some(found: Mapping[int, Pair], codes: NDArray[np.uint64], halvings: int) -> Counts:
    """Return in how many mentions of the pile terms are that some have; `codes` are sorted."""
    counted = np.array([min(found[code]) for code in codes.tolist()], dtype=np.int64)
    return Counts(halvings=halvings, codes=codes, mentions=counted)


def score_pile(kept: Kept, halvings: int) -> Ties:
    """Return the edges of all pairs of mentions that are worth a look, and keep the lengths of the vectors.

    Args:
        kept: Where mentions are kept.
        halvings: Of the pile.
    """
    mentions = kept.mentions(kept.of_papers(kept.papers()))
    order = sorted(mentions)
    profiles = [mentions[number].profile for number in order]
    terms = terms_kept([mentions[number] for number in order])
    every = np.unique(terms.codes)
    counts = counts_of_some(kept.counts(every.tolist()), every, halvings)
    pairs = candidates(postings_of(profiles, terms, counts), profiles, halvings)
    vectors = vectors_of(terms, len(order), counts)
    kept.set_squares(dict(zip(order, map(tuple, squares_of(vectors).tolist()), strict=True)))
    return _ties(kept, mentions, vectors, pairs, halvings)


def _ties(kept: Kept, mentions: Mapping[int, Mention], vectors: Vectors, pairs: Candidates, halvings: int) -> Ties:
    """Return the edges of pairs of mentions, which are named by their places in the order of their numbers."""
    order = sorted(mentions)
    profiles = [mentions[number].profile for number in order]
    places = {key for one in profiles for value in one.setting.places for key in place_keys(value)}
    parts = parts_of(profiles, vectors, pairs, Days(of=kept.days(places)))
    numbers, lengths = np.array(order, dtype=np.int64), kept_lengths(kept, order)
    return Ties(
        first=numbers[pairs.first],
        second=numbers[pairs.second],
        scores=scores(parts, lengths[pairs.first], lengths[pairs.second], halvings),
        parts=parts,
    )


def kept_lengths(kept: Kept, numbers: Sequence[int]) -> NDArray[np.float64]:
    """Return the lengths of the vectors of mentions, of words and of names, a row a mention."""
    found = kept.squares(numbers)
    return lengths_of(np.array([found[number] for number in numbers], dtype=np.int64).reshape(-1, 2))


def terms_kept(mentions: Sequence[Mention]) -> Terms:
    """Return the terms of mentions."""
    codes = np.frombuffer(b"".join(one.codes for one in mentions), dtype="<u8").astype(np.uint64)
    sentences = np.frombuffer(b"".join(one.sentences for one in mentions), dtype="<u8").astype(np.uint64)
    owners = np.repeat(np.arange(len(mentions), dtype=np.int32), [len(one.codes) // 8 for one in mentions])
    return Terms(owners=owners, codes=codes, sentences=sentences)
