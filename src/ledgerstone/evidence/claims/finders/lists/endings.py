"""Endings of case in languages whose vowels follow those of the word: what may lie under a word as it is written.

Small letters are written with and without a dot apart, as such languages do.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from ledgerstone.evidence.claims.finders.lists.table import EndingLists, Words, spelled
from ledgerstone.evidence.claims.packs.spelling import SpellingTable

LEAST_STEM = 3
"""Letters that are left of a word."""
MOST_WORDS = 8192
"""Words whose stems are kept: a few words are most of any text."""
_LONGEST = 8
_CAPITALS = str.maketrans({"I": "ı", "İ": "i"})
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ", "'"))


def small(word: str) -> str:
    """Return a word in small letters, i with its dot and ı without one."""
    return unicodedata.normalize("NFC", word).translate(_CAPITALS).lower().translate(_APOSTROPHES)


class Endings:
    """The endings of a language.

    Args:
        lists: As the file has them.
        spelling: How the language spells them.
    """

    def __init__(self, lists: EndingLists, spelling: SpellingTable) -> None:
        self._lists, self._spelling = lists, spelling
        self._behind_vowels = _by_vowel(lists, (*lists.behind_vowels, *lists.behind_both), spelling)
        self._behind_consonants = _by_vowel(lists, (*lists.behind_consonants, *lists.behind_both), spelling)
        both = (self._behind_vowels, self._behind_consonants)
        self._all = frozenset(each for tables in both for table in tables.values() for each in table)
        self._behind_heads = _by_vowel(lists, lists.behind_heads, spelling)
        self._kept = lru_cache(maxsize=MOST_WORDS)(lambda word: tuple(self._stems(word)))

    def stems(self, word: str) -> tuple[str, ...]:
        """Return what a word may be without an ending of case, the longest ending first; the word itself is none.

        Args:
            word: In small letters.
        """
        return self._kept(word)

    def _stems(self, word: str) -> Iterator[str]:
        bare, mark, ending = word.partition("'")
        if mark:
            if len(bare) >= LEAST_STEM and ending in self._fitting(bare):
                yield bare
            return
        for length in range(min(_LONGEST, len(word) - LEAST_STEM), 0, -1):
            if word[-length:] in self._fitting(word[:-length]):
                yield word[:-length]

    def holds(self, ending: str) -> bool:
        """Return whether something is an ending, behind whatever word: a hyphen stands before it."""
        return ending in self._all

    def of_heads(self, heads: Words) -> dict[str, int]:
        """Return each form of words that carry an ending of possession, with the length of the word itself."""
        forms = {head: len(head) for head in heads}
        for head in heads:
            forms.update(
                {
                    f"{head}{ending}": len(head)
                    for ending in self._behind_heads.get(_last_vowel(head, self._behind_heads), ())
                }
            )
        return forms

    def written(self, endings: Words) -> Words:
        """Return endings with each vowel that they can have."""
        return tuple({each for table in _by_vowel(self._lists, endings, self._spelling).values() for each in table})

    def _fitting(self, stem: str) -> frozenset[str]:
        vowel = _last_vowel(stem, self._behind_vowels)
        table = self._behind_vowels if vowel == stem[-1:] else self._behind_consonants
        return table.get(vowel, frozenset())


def _by_vowel(lists: EndingLists, endings: Words, spelling: SpellingTable) -> dict[str, frozenset[str]]:
    """Return, for each last vowel of a word, the endings that fit behind it."""
    return {
        vowel: frozenset(
            spelled(tuple(each.replace("A", row.wide).replace("I", row.narrow) for each in endings), spelling)
        )
        for row in lists.vowels
        for vowel in spelled(tuple(row.last), spelling)
    }


def _last_vowel(word: str, vowels: dict[str, frozenset[str]]) -> str:
    return next((letter for letter in reversed(word) if letter in vowels), "")
