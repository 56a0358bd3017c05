"""Pairs of mentions that are kept: which share enough to be looked at, and how likely they are of one incident."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.grouping.candidates import (
    ENOUGH,
    NEIGHBOURS,
    SETTING,
    SLACK,
    TELLING,
    candidates,
    postings_of,
)
from ledgerstone.evidence.incidents.grouping.facts import Days, place_keys
from ledgerstone.evidence.incidents.grouping.kept import Kept, Mention, Pair
from ledgerstone.evidence.incidents.grouping.likeness import vectors_of
from ledgerstone.evidence.incidents.grouping.rarity import COMMON, Counts, Terms, weights
from ledgerstone.evidence.incidents.grouping.scoring import scores
from ledgerstone.evidence.incidents.grouping.terms import KINDS

AT_ONCE = 20_000
"""Pairs that are scored together."""


def weight_of(code: int, count: Pair, halvings: int) -> float:
    """Return what a shared code adds to the reason to look at a pair.

    Args:
        code: Of a term, or of a place and a day.
        count: In how many mentions and in how many different sentences it is.
        halvings: Of the pile.
    """
    return ENOUGH if code % KINDS == SETTING else _weight(min(count), halvings)


@cache
def _weight(count: int, halvings: int) -> float:
    return float(weights(np.array([count]), halvings)[0])


def posted(mention: Mention) -> frozenset[int]:
    """Return the codes of a mention by which it meets others: of telling terms, and of places and days."""
    codes = frozenset(np.frombuffer(mention.codes, dtype="<u8").tolist())
    return frozenset(code for code in codes if code % KINDS in TELLING) | setting_codes(mention)


def setting_codes(mention: Mention) -> frozenset[int]:
    """Return the codes of the places and days of a mention."""
    return frozenset(np.frombuffer(mention.keys, dtype="<u8").tolist())


class Weigher:
    """Says which pairs of mentions share enough to be looked at.

    Args:
        kept: Where mentions are kept; it does not change meanwhile.
        halvings: Of the pile.
    """

    def __init__(self, kept: Kept, halvings: int) -> None:
        self._kept, self._halvings = kept, halvings

    def of_new(self, numbers: Collection[int]) -> set[Pair]:
        """Return the pairs that mentions are in, each with the lesser number first."""
        found: set[Pair] = set()
        codes = {number: posted(mention) for number, mention in self._kept.mentions(numbers).items()}
        counts = self._kept.counts(set().union(*codes.values()))
        postings: dict[int, tuple[int, ...]] = {}
        for number, own in codes.items():
            sums: dict[int, float] = defaultdict(float)
            for code in own:
                weight = weight_of(code, counts[code], self._halvings)
                if weight > 0:
                    if counts[code][0] <= COMMON:
                        if code not in postings:
                            postings[code] = self._kept.posting(code)
                        near = postings[code]
                    else:
                        before, after = self._kept.around(code, number, NEIGHBOURS)
                        near = before + after
                    for other in near:
                        sums[other] += weight
            found.update(
                (min(number, other), max(number, other))
                for other, total in sums.items()
                if total >= ENOUGH - SLACK and other != number
            )
        return found

    def enough(self, pairs: Collection[Pair]) -> set[Pair]:
        """Return those of some pairs that share enough."""
        ends = {end for pair in pairs for end in pair}
        codes = {number: posted(mention) for number, mention in self._kept.mentions(ends).items()}
        shared = {pair: codes[pair[0]] & codes[pair[1]] for pair in pairs}
        counts = self._kept.counts(set().union(*shared.values()))
        return {pair for pair, those in shared.items() if self._is_enough(pair, those, counts)}

    def _is_enough(self, pair: Pair, shared: Collection[int], counts: Mapping[int, Pair]) -> bool:
        """Tell whether a pair shares enough; long postings, in which places have to be looked up, are asked last."""
        total = 0.0
        for code in sorted(shared, key=lambda code: counts[code][0] > COMMON):
            if total >= ENOUGH - SLACK:
                break
            weight = weight_of(code, counts[code], self._halvings)
            long = weight > 0 and counts[code][0] > COMMON
            if not long or pair[1] in self._kept.around(code, pair[0], NEIGHBOURS)[1]:
                total += weight
        return total >= ENOUGH - SLACK


def score_pairs(kept: Kept, pairs: Sequence[Pair], halvings: int) -> Iterator[tuple[int, int, float]]:
    """Yield the edges of pairs of mentions of two papers.

    Args:
        kept: Where mentions are kept.
        pairs: Numbers of mentions, the lesser first.
        halvings: Of the pile.
    """
    for start in range(0, len(pairs), AT_ONCE):
        yield from _scored(kept, pairs[start : start + AT_ONCE], halvings)


def _scored(kept: Kept, pairs: Sequence[Pair], halvings: int) -> Iterator[tuple[int, int, float]]:
    mentions = kept.mentions({end for pair in pairs for end in pair})
    order = sorted(mentions)
    place = {number: at for at, number in enumerate(order)}
    papers = {number: one.profile.paper for number, one in mentions.items()}
    apart = [(place[one], place[other]) for one, other in pairs if papers[one] != papers[other]]
    ends = np.array(apart, dtype=np.int64).reshape(-1, 2)
    yield from _of_mentions(kept, mentions, halvings, (ends[:, 0], ends[:, 1]))


def score_pile(kept: Kept, halvings: int) -> Iterator[tuple[int, int, float]]:
    """Yield the edges of all pairs of mentions that are worth a look.

    Args:
        kept: Where mentions are kept.
        halvings: Of the pile.
    """
    mentions = kept.mentions(kept.of_papers(kept.papers()))
    profiles = [mentions[number].profile for number in sorted(mentions)]
    terms, counts = terms_kept([mentions[number] for number in sorted(mentions)], halvings)
    yield from _of_mentions(kept, mentions, halvings, candidates(postings_of(profiles, terms, counts), profiles))


def _of_mentions(
    kept: Kept, mentions: Mapping[int, Mention], halvings: int, pairs: tuple[NDArray[np.int64], NDArray[np.int64]]
) -> Iterator[tuple[int, int, float]]:
    """Yield the edges of pairs of mentions, which are named by their places in the order of their numbers."""
    order = sorted(mentions)
    profiles = [mentions[number].profile for number in order]
    terms, counts = terms_kept([mentions[number] for number in order], halvings)
    places = {key for one in profiles for value in one.setting.places for key in place_keys(value)}
    found = scores(profiles, vectors_of(terms, len(order), counts), pairs, Days(of=kept.days(places)))
    for one, other, score in zip(pairs[0].tolist(), pairs[1].tolist(), found.tolist(), strict=True):
        yield order[one], order[other], score


def terms_kept(mentions: Sequence[Mention], halvings: int) -> tuple[Terms, Counts]:
    """Return the terms of mentions, and in how many mentions of the pile each is."""
    codes = np.frombuffer(b"".join(one.codes for one in mentions), dtype="<u8").astype(np.uint64)
    sentences = np.frombuffer(b"".join(one.sentences for one in mentions), dtype="<u8").astype(np.uint64)
    owners = np.repeat(np.arange(len(mentions), dtype=np.int32), [len(one.counts) for one in mentions])
    held = np.frombuffer(b"".join(one.counts for one in mentions), dtype=np.uint8).astype(np.int64)
    every, at = np.unique(codes, return_index=True)
    return (
        Terms(owners=owners, codes=codes, sentences=sentences),
        Counts(halvings=halvings, codes=every, mentions=held[at]),
    )
