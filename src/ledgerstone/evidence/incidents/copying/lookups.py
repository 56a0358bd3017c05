"""The candidates of single papers, by look-ups in what is kept: what `copies.candidate_pairs` finds in a whole pile.

Work is bounded: a code is asked for the few papers that it pairs, and for all that have it only where a paper is
among the first few of a long posting.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import product
from typing import Final

import numpy as np

from ledgerstone.evidence.incidents.copying.kept import SAME, KeptCopies, PairOfNumbers, Trait
from ledgerstone.evidence.incidents.copying.occasions import DAYS_OF_NEWS
from ledgerstone.evidence.incidents.copying.postings import NO_CODES, NO_POSTINGS, Codes, Postings, joined
from ledgerstone.evidence.incidents.copying.sketches import PAIRS_OF_ONE
from ledgerstone.evidence.incidents.copying.traits import ITEMS, PRINTS, TRIPLES
from ledgerstone.evidence.incidents.order import printed_on

EVERY: Final = 1 << 30
AT_ONCE: Final = 500
"""Papers whose codes are asked for together."""


class Lookups:
    """What is asked of an index, each code once while nothing is written.

    Args:
        kept: The index.
        traits: Of its papers.
        known: For each trait, the papers that have a code, as far as known; more than its limit are many.
    """

    def __init__(self, kept: KeptCopies, traits: Collection[Trait], known: Mapping[str, Postings]) -> None:
        self._kept, self._traits = kept, traits
        self._known = {trait.name: known.get(trait.name, NO_POSTINGS) for trait in traits}

    def candidates(self, numbers: Collection[int]) -> dict[PairOfNumbers, int]:
        """Return the candidate pairs of papers, with the bits of what they share."""
        found: dict[PairOfNumbers, int] = dict(_identical(self._kept, numbers))
        every = sorted(numbers)
        parts = [every[start : start + AT_ONCE] for start in range(0, len(every), AT_ONCE)]
        for trait, part in product(self._traits, parts):
            codes = self._kept.codes(trait.name, part)
            known = self._postings(trait, codes.values())
            for number in part:
                counts = self._counted(trait, number, codes[number], known)
                for pair in self._enough(trait, number, counts, numbers):
                    found[pair] = found.get(pair, 0) | trait.bit
        return found

    def _enough(
        self, trait: Trait, number: int, counts: Mapping[int, int], numbers: Collection[int]
    ) -> Iterator[PairOfNumbers]:
        """Yield the pairs that share enough; of two papers that are both asked for the later one says it."""
        shared = [other for other, count in counts.items() if count >= trait.least]
        shared = [other for other in self._near(trait, number, shared) if other < number or other not in numbers]
        before = [other for other in shared if other < number]
        if trait.name == PRINTS and len(before) > PAIRS_OF_ONE:
            before = sorted(before, key=lambda other: (-counts[other], other))[:PAIRS_OF_ONE]
        yield from ((number, other) for other in before)
        yield from ((other, number) for other in shared if other > number)

    def shares(self, trait: Trait, pairs: Collection[PairOfNumbers]) -> dict[PairOfNumbers, bool]:
        """Tell of pairs whether they share enough of one trait."""
        codes = self._kept.codes(trait.name, {end for pair in pairs for end in pair})
        common = {
            (later, earlier): np.intersect1d(codes[later], codes[earlier], assume_unique=True)
            for later, earlier in pairs
            if list(self._near(trait, later, [earlier]))
        }
        known = self._postings(trait, common.values())
        found = dict.fromkeys(pairs, False)
        for pair, those in common.items():
            places = np.searchsorted(known.codes, those)
            many = places[known.many[places]].tolist() if trait.first else []
            by_first = sum(not set(pair).isdisjoint(known.of(at)[: trait.first]) for at in many)
            found[pair] = int((~known.many[places]).sum()) + by_first >= trait.least
        return found

    def _counted(self, trait: Trait, number: int, codes: Codes, known: Postings) -> dict[int, int]:
        """Count the codes by which a paper is paired with each other."""
        places = np.searchsorted(known.codes, codes)
        many = known.many[places]
        paired = [known.of_all(places[~many])]
        for at in places[many].tolist():
            first = known.of(at)[: trait.first]
            more = self._kept.all_with(trait.name, int(known.codes[at])) if number in first else first
            paired.append(np.array(more, dtype=np.int64))
        others, counts = np.unique(np.concatenate(paired), return_counts=True)
        return {other: count for other, count in zip(others.tolist(), counts.tolist(), strict=True) if other != number}

    def _postings(self, trait: Trait, codes: Iterable[Codes]) -> Postings:
        """Return what is known of a trait, which is now at least the papers of some codes."""
        known = self._known[trait.name]
        missing = known.unknown(np.concatenate([NO_CODES, *codes]))
        if len(missing):
            known = joined(known, self._kept.postings(trait.name, missing, trait.long + 1, trait.first))
            self._known[trait.name] = known
        return known

    def _near(self, trait: Trait, number: int, others: Collection[int]) -> Iterator[int]:
        """Yield those of some papers that a trait may pair with one: of the same days, or of another language."""
        if trait.name == ITEMS:
            named = self._kept.named([number, *others])
            yield from (other for other in others if named[other].language != named[number].language)
            return
        day = printed_on(number) if trait.name == TRIPLES else None
        for other in others:
            of_day = printed_on(other)
            if day is None or of_day is None or abs(day - of_day) <= DAYS_OF_NEWS:
                yield other


def _identical(kept: KeptCopies, numbers: Collection[int]) -> Iterator[tuple[PairOfNumbers, int]]:
    """Yield the pairs of papers of the same words: each with the first of them."""
    for number, digest in kept.digests(numbers).items():
        first, *second = kept.identical(digest, 2)
        if number != first:
            yield (number, first), SAME
        elif second:
            yield from (((other, first), SAME) for other in kept.identical(digest, EVERY)[1:])
