"""The candidates of single papers, by look-ups in what is kept: what `copies.candidate_pairs` finds in a whole pile.

Work is bounded: a code is asked for the few papers that it pairs, and for all that have it only where a paper is
among the first few of a long posting.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import Final

import numpy as np

from ledgerstone.evidence.incidents.copying.kept import SAME, Codes, KeptCopies, PairOfNumbers, Trait
from ledgerstone.evidence.incidents.copying.occasions import DAYS_OF_NEWS
from ledgerstone.evidence.incidents.copying.sketches import PAIRS_OF_ONE
from ledgerstone.evidence.incidents.copying.traits import ITEMS, PRINTS, TRIPLES
from ledgerstone.evidence.incidents.order import printed_on

EVERY: Final = 1 << 30


class Lookups:
    """What is asked of an index, each code once while nothing is written.

    Args:
        kept: The index.
        traits: Of its papers.
        known: For each trait, the first papers that have a code, one more than its limit at most, as far as known.
    """

    def __init__(
        self, kept: KeptCopies, traits: Collection[Trait], known: Mapping[str, Mapping[int, tuple[int, ...]]]
    ) -> None:
        self._kept, self._traits = kept, traits
        self._rows = {trait.name: dict(known.get(trait.name, {})) for trait in traits}

    def candidates(self, numbers: Collection[int]) -> dict[PairOfNumbers, int]:
        """Return the candidate pairs of papers, with the bits of what they share."""
        found: dict[PairOfNumbers, int] = dict(_identical(self._kept, numbers))
        for trait in self._traits:
            for number, codes in self._kept.codes(trait.name, numbers).items():
                counts = self._counted(trait, number, codes)
                for pair in self._enough(trait, number, counts, numbers):
                    found[pair] = found.get(pair, 0) | trait.bit
        return found

    def _enough(
        self, trait: Trait, number: int, counts: Counter[int], numbers: Collection[int]
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
        found = dict.fromkeys(pairs, False)
        for later, earlier in pairs:
            if list(self._near(trait, later, [earlier])):
                common = np.intersect1d(codes[later], codes[earlier], assume_unique=True).tolist()
                paired = sum(_pairs(trait, rows, later, earlier) for rows in self._first(trait, common).values())
                found[later, earlier] = paired >= trait.least
        return found

    def _counted(self, trait: Trait, number: int, codes: Codes) -> Counter[int]:
        """Count the codes by which a paper is paired with each other."""
        counts = Counter(chain.from_iterable(self._paired(trait, number, codes)))
        del counts[number]
        return counts

    def _paired(self, trait: Trait, number: int, codes: Codes) -> Iterator[tuple[int, ...]]:
        """Yield for each code the papers that it pairs with one that has it."""
        for code, rows in self._first(trait, codes.tolist()).items():
            if len(rows) <= trait.long:
                yield rows
            elif number in rows[: trait.first]:
                yield self._kept.first(trait.name, [code], EVERY)[code]
            else:
                yield rows[: trait.first]

    def _first(self, trait: Trait, codes: Iterable[int]) -> dict[int, tuple[int, ...]]:
        wanted, known = list(codes), self._rows[trait.name]
        known |= self._kept.first(trait.name, [code for code in wanted if code not in known], trait.long + 1)
        return {code: known[code] for code in wanted}

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


def _pairs(trait: Trait, rows: tuple[int, ...], one: int, other: int) -> bool:
    """Tell whether a code pairs two papers that have it."""
    return len(rows) <= trait.long or one in rows[: trait.first] or other in rows[: trait.first]


def _identical(kept: KeptCopies, numbers: Collection[int]) -> Iterator[tuple[PairOfNumbers, int]]:
    """Yield the pairs of papers of the same words: each with the first of them."""
    for number, digest in kept.digests(numbers).items():
        first, *second = kept.identical(digest, 2)
        if number != first:
            yield (number, first), SAME
        elif second:
            yield from (((other, first), SAME) for other in kept.identical(digest, EVERY)[1:])
