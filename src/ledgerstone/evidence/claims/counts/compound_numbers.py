"""Numbers of a language that writes hundreds and thousands as one word: "zweihundertfünf", "ikibin"."""

from collections.abc import Mapping
from functools import lru_cache

from ledgerstone.evidence.claims.packs.folding import fold
from ledgerstone.values.number_words import HUNDRED, THOUSAND, number_of

LONGEST = 60
"""Letters; no number of a text is longer."""
HEAD = 3
"""First letters by which most words are told to be no number."""
MOST_SEEN = 2048


class Compounds:
    """The words of numbers that a longer one is made of; none for a language that writes them apart."""

    def __init__(self, numbers: Mapping[str, int], multipliers: Mapping[str, int]) -> None:
        """Args as the tables of the pack have them."""
        below = {fold(word): value for word, value in numbers.items() if " " not in word and 0 < value <= HUNDRED}
        self._parts = below | {fold(word): value for word, value in multipliers.items() if value == THOUSAND}
        self._heads = frozenset(word[:HEAD] for word in self._parts)
        self._lengths = tuple(sorted({len(word) for word in self._parts}, reverse=True))
        self._of = lru_cache(maxsize=MOST_SEEN)(self._read)

    def value(self, word: str) -> int | None:
        """Return the number that a folded word is made of; None where it is none, or a part alone."""
        if word[:HEAD] not in self._heads or len(word) > LONGEST or word in self._parts:
            return None
        return self._of(word)

    def _read(self, word: str) -> int | None:
        values = self._split(word)
        number, taken = number_of(values)
        return number if values and taken == len(values) else None

    def _split(self, word: str) -> tuple[int, ...]:
        """Return the values of the parts of a word, from its end to its beginning the longest; none where one is none.

        Each place of the word is looked at once, so that the work is the length times the lengths of parts.
        """
        rests: dict[int, tuple[int, ...]] = {len(word): ()}
        for at in range(len(word) - 1, -1, -1):
            for length in self._lengths:
                part = self._parts.get(word[at : at + length]) if at + length in rests else None
                if part is not None:
                    rests[at] = (part, *rests[at + length])
                    break
        return rests.get(0, ())
