"""Pairs of mentions that are kept: which share enough to be looked at, and how likely they are of one incident."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.grouping.candidates import (
    HALVES,
    NEIGHBOURS,
    SETTING,
    TELLING,
    Candidates,
    candidates,
    enough,
    postings_of,
)
from ledgerstone.evidence.incidents.grouping.facts import Days, place_keys
from ledgerstone.evidence.incidents.grouping.kept import Kept, Mention, Pair, Ties
from ledgerstone.evidence.incidents.grouping.likeness import Vectors, squares_of, times_of, vectors_of
from ledgerstone.evidence.incidents.grouping.rarity import COMMON, Counts, Terms, weights
from ledgerstone.evidence.incidents.grouping.scoring import lengths_of, parts_of, scores
from ledgerstone.evidence.incidents.grouping.terms import KINDS

AT_ONCE = 20_000
"""Pairs that are scored together."""


def weight_of(code: int, count: Pair, halvings: int) -> int:
    """Return what a code that is in so many mentions and sentences weighs; one of a place and a day weighs nothing."""
    return 0 if code % KINDS == SETTING else _weight(min(*count, COMMON), halvings)


@cache
def _weight(count: int, halvings: int) -> int:
    return int(weights(np.array([count]), halvings)[0])


def share_of(code: int, count: Pair, halvings: int) -> int:
    """Return what a shared code adds to the reason to look at a pair.

    Args:
        code: Of a term, or of a place and a day.
        count: In how many mentions and in how many different sentences it is.
        halvings: Of the pile.
    """
    return enough(halvings) if code % KINDS == SETTING else HALVES * weight_of(code, count, halvings)


def posted(mention: Mention) -> dict[int, int]:
    """Return the codes of a mention by which it meets others: of telling terms, and of places and days.

    Returns:
        With what each counts by how often it comes.
    """
    codes, often = np.unique(np.frombuffer(mention.codes, dtype="<u8"), return_counts=True)
    telling = np.isin(codes % np.uint64(KINDS), np.array(TELLING, dtype=np.uint64))
    found = dict(zip(codes[telling].tolist(), times_of(often[telling]).tolist(), strict=True))
    return found | dict.fromkeys(setting_codes(mention), 1)


def setting_codes(mention: Mention) -> frozenset[int]:
    """Return the codes of the places and days of a mention."""
    return frozenset(np.frombuffer(mention.keys, dtype="<u8").tolist())


class Weigher:
    """Says which pairs of mentions share enough to be looked at, and how much they share.

    Args:
        kept: Where mentions are kept; it does not change meanwhile.
        halvings: Of the pile.
    """

    def __init__(self, kept: Kept, halvings: int) -> None:
        self._kept, self._halvings = kept, halvings

    def of_new(self, numbers: Collection[int], counts: Mapping[int, Pair]) -> dict[Pair, int]:
        """Return the pairs that mentions are in, each with the lesser number first.

        Args:
            numbers: Of the mentions.
            counts: In how many mentions and in how many different sentences what they have is.
        """
        found: dict[Pair, int] = {}
        codes = {number: posted(mention) for number, mention in self._kept.mentions(numbers).items()}
        every = set().union(*codes.values())
        shares = {code: share_of(code, counts[code], self._halvings) for code in every}
        postings = self._kept.postings(code for code, share in shares.items() if share and counts[code][0] <= COMMON)
        for number, own in codes.items():
            sums: dict[int, int] = defaultdict(int)
            for code in own:
                share = shares[code]
                for other in (postings[code] if code in postings else self._near(code, number)) if share else ():
                    sums[other] += share
            found |= {
                (min(number, other), max(number, other)): total
                for other, total in sums.items()
                if total >= enough(self._halvings) and other != number
            }
        return found

    def _near(self, code: int, number: int) -> tuple[int, ...]:
        before, after = self._kept.around(code, number, NEIGHBOURS)
        return before + after

    def enough(self, pairs: Collection[Pair]) -> dict[Pair, int]:
        """Return those of some pairs that share enough."""
        ends = {end for pair in pairs for end in pair}
        codes = {number: posted(mention).keys() for number, mention in self._kept.mentions(ends).items()}
        shared = {pair: codes[pair[0]] & codes[pair[1]] for pair in pairs}
        counts = self._kept.counts(set().union(*shared.values()))
        sums = {pair: self._sum(pair, those, counts) for pair, those in shared.items()}
        return {pair: total for pair, total in sums.items() if total >= enough(self._halvings)}

    def _sum(self, pair: Pair, shared: Collection[int], counts: Mapping[int, Pair]) -> int:
        """Return how much a pair shares; in a long posting only neighbours do."""
        total = 0
        for code in shared:
            share = share_of(code, counts[code], self._halvings)
            long = share and counts[code][0] > COMMON
            if not long or pair[1] in self._kept.around(code, pair[0], NEIGHBOURS)[1]:
                total += share
        return total


def score_pairs(kept: Kept, pairs: Mapping[Pair, int], halvings: int) -> Iterator[Ties]:
    """Yield the edges of pairs of mentions of two papers.

    Args:
        kept: Where mentions are kept.
        pairs: Numbers of mentions, the lesser first, with how much they share.
        halvings: Of the pile.
    """
    every = sorted(pairs)
    for start in range(0, len(every), AT_ONCE):
        yield _scored(kept, {pair: pairs[pair] for pair in every[start : start + AT_ONCE]}, halvings)


def _scored(kept: Kept, pairs: Mapping[Pair, int], halvings: int) -> Ties:
    mentions = kept.mentions({end for pair in pairs for end in pair})
    order = sorted(mentions)
    papers = [mentions[number].profile.paper for number in order]
    ends, shared = np.array(list(pairs), dtype=np.int64).reshape(-1, 2), np.array(list(pairs.values()), dtype=np.int64)
    places = np.searchsorted(np.array(order, dtype=np.int64), ends)
    apart = np.array([papers[one] != papers[other] for one, other in places.tolist()], dtype=np.bool_)
    places, shared = places[apart], shared[apart]
    terms = terms_kept([mentions[number] for number in order])
    vectors = vectors_of(terms, len(order), _counted_in(kept, terms, _hubs(map(tuple, places.tolist())), halvings))
    worth = Candidates(first=places[:, 0], second=places[:, 1], shared=shared)
    return _ties(kept, mentions, vectors, worth, halvings)


def _hubs(pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Return some ends of which each pair has one: a new mention is in many pairs, and its terms are all they share."""
    every = list(pairs)
    often = Counter(end for pair in every for end in pair)
    found: set[int] = set()
    for one, other in every:
        if one not in found and other not in found:
            found.add(max(one, other, key=lambda end: (often[end], end)))
    return sorted(found)


def _counted_in(kept: Kept, terms: Terms, hubs: Sequence[int], halvings: int) -> Counts:
    """Return the counts of the terms that some mentions and others have; those of other terms are in no score."""
    first = np.r_[True, (terms.owners[1:] != terms.owners[:-1]) | (terms.codes[1:] != terms.codes[:-1])]
    first = first[: len(terms.codes)]
    codes, often = np.unique(terms.codes[first], return_counts=True)
    own = np.unique(terms.codes[np.isin(terms.owners, hubs)])
    shared = np.intersect1d(codes[often > 1], own, assume_unique=True)
    return counts_of_some(kept.counts(shared.tolist()), shared, halvings)


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
