"""What an event takes: "the attack claimed 48 lives", "forderte 48 Tote", "48 can aldı".

The verbs are those of people who claim, demand or take as well. It is the noun behind the number that tells, and that
nothing is said of the noun: "the ministry claimed 48 lives were saved" takes none.
"""

from collections.abc import Sequence

from msgspec import Struct

from ledgerstone.evidence.claims.packs.lexicon import Lexicon

WITHIN = 6
"""Words between the verb and the noun: bounds, the number, an adjective."""


class Tolls(Struct, frozen=True, kw_only=True):
    """By what words the toll of an event is told.

    Attributes:
        verbs: Verbs by which an event takes lives.
        nouns: What it takes.
        numbers: Number words.
        passive: Auxiliaries of the passive.
        closed: Words at which a noun phrase ends.
    """

    verbs: Lexicon[None]
    nouns: Lexicon[None]
    numbers: Lexicon[int]
    passive: Lexicon[None]
    closed: Lexicon[None]

    def taken(self, words: Sequence[str], first: int, end: int) -> bool:
        """Return whether the lives that words name are taken: "claimed 48 lives", "48 lives were lost"."""
        behind = end + (end < len(words) and self.passive.holds(words[end]))
        if behind < len(words) and self.verbs.at(words, behind) is not None:
            return True
        before = words[max(0, first - WITHIN) : first]
        at = next((at for at in reversed(range(len(before))) if self.verbs.at(before, at) is not None), None)
        return at is not None and all(_inside(word) for word in before[at:]) and self._ends(words, end)

    def follow(self, words: Sequence[str], at: int) -> bool:
        """Return whether a number and what it takes stand right behind a verb that ends before a token."""
        if self.verbs.before(words, at) is None:
            return False
        number = False
        for place in range(at, min(at + WITHIN, len(words))):
            noun = self.nouns.at(words, place) if number else None
            if noun is not None:
                return self._ends(words, noun.end)
            number = number or words[place][:1].isdigit() or self.numbers.holds(words[place])
            if not _inside(words[place]):
                return False
        return False

    def _ends(self, words: Sequence[str], end: int) -> bool:
        if end >= len(words) or not words[end][:1].isalnum():
            return True
        return self.closed.holds(words[end]) and not self.passive.holds(words[end])


def _inside(word: str) -> bool:
    """Return whether a token may stand inside a number or a noun phrase."""
    return word[:1].isalnum() or word in {",", ".", "-", "’", "'"}
