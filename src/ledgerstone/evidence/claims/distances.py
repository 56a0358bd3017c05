"""How far apart two places of a sentence are: words, and more for commas, conjunctions and breaks.

A sentence is weighed once, then each distance is a difference of two sums, however many are asked for.
"""

from itertools import accumulate

from ledgerstone.evidence.claims.packs.lexicon import Lexicon

PAIR = 2
COMMA, JOINED, BROKEN, BY_AGENT = 2, 4, 9, 20
_MARKS = dict.fromkeys((",", "(", ")"), COMMA) | dict.fromkeys((";", ":", "–", "—", "…"), BROKEN)


class Distances:
    """Distances within sentences, by the conjunctions and the words for agents of a language."""

    def __init__(self, conjunctions: Lexicon[None], agents: Lexicon[None]) -> None:
        self._conjunctions = conjunctions
        self._agents = agents
        self._last: tuple[tuple[str, ...], list[int]] = ((), [0])

    def within(self, words: tuple[str, ...], between: range) -> int:
        """Return what it costs to cross some words of a sentence; nothing for none."""
        if not between:
            return 0
        last, sums = self._last
        if last is not words:
            sums = list(accumulate(self._weights(words), initial=0))
            self._last = words, sums
        return sums[between.stop] - sums[between.start]

    def _weights(self, words: tuple[str, ...]) -> list[int]:
        """Return the weight of each word; two dashes put what is between them in brackets, and break nothing."""
        weights = list(map(self._weight, words))
        dashes = [at for at, word in enumerate(words) if word == "–"]
        if len(dashes) == PAIR:
            for at in dashes:
                weights[at] = COMMA
        return weights

    def _weight(self, word: str) -> int:
        mark = _MARKS.get(word)
        if mark is not None:
            return mark
        if self._conjunctions.holds(word):
            return JOINED
        return BY_AGENT if self._agents.holds(word) else 1
