"""Where words occur in a text, however they are written there: in any case, with or without marks, broken over lines.

For taking words out of a text, so nothing may be missed and too much does less harm: the whole word goes in which
letters were found, for "qu[3 characters withheld]ty" would say which letters went. Letters are folded as for search.
What has another stem, another script or another spelling is found only where somebody names it as well.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from ledgerstone.evidence.search.fold import fold

FEWEST_ANYWHERE = 4
"""Letters and digits of a line that is found within a word too; a shorter one only where a word begins."""

FEWEST_UNHYPHENATED = 6
"""Letters and digits of a line that is found where a line's end parts a word without a hyphen."""

_MARKS = frozenset({"Mn", "Mc", "Me", "Cf"})
# Apostrophes, Armenian marks of emphasis, question and exclamation, modifier apostrophes, tatweel: within a word.
_WITHIN = re.compile("['‘’`´\u055a-\u055e\u02b9-\u02df\u0640]")
_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_HYPHENS = "-\u058a\u2010\u2011\u00ac"
_BETWEEN = r"[- \n]*"
_HYPHENATED = r"(?:-[- ]*\n[ \n]*)?"
_BROKEN = r"(?:[- ]*\n[- \n]*)?"
_GAPS = frozenset("- \n")


class WordsError(ValueError):
    """A line of words has neither a letter nor a digit."""


class Words(Struct, frozen=True):
    """A line of words that is looked for; made by `words_looked_for`."""

    pattern: str


class FoldedText:
    """A text with its letters folded, each of which knows its place in the text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._letters, self._places = _folded(text)

    def places(self, words: Words) -> tuple[tuple[int, int], ...]:
        """Return start and end, in code points, of the words in which a line was found."""
        found = re.finditer(words.pattern, self._letters)
        return tuple(dict.fromkeys(self._widened(one.start(), one.end()) for one in found))

    def holds(self, words: Iterable[Words]) -> bool:
        """Tell whether one of the lines occurs."""
        return any(re.search(one.pattern, self._letters) for one in words)

    def _widened(self, start: int, end: int) -> tuple[int, int]:
        while start > 0 and self._letters[start - 1] not in _GAPS:
            start -= 1
        while end < len(self._letters) and self._letters[end] not in _GAPS:
            end += 1
        last = self._places[end - 1] + 1
        while last < len(self._text) and unicodedata.category(self._text[last]) in _MARKS:
            last += 1
        return self._places[start], last


def words_looked_for(line: str) -> Words:
    """Return what is looked for where a person wrote a line of words.

    Raises:
        WordsError: There is no letter and no digit in it.
    """
    letters, _ = _folded(line)
    parts = letters.replace("-", " ").replace("\n", " ").split()
    count = sum(map(len, parts))
    if not count:
        raise WordsError("there is neither a letter nor a digit in it")
    broken = _BROKEN if count >= FEWEST_UNHYPHENATED else _HYPHENATED
    pattern = _BETWEEN.join(broken.join(map(re.escape, part)) for part in parts)
    return Words(pattern if count >= FEWEST_ANYWHERE else rf"(?<![^- \n]){pattern}")


def letters_in(line: str) -> int:
    """Return how many letters and digits a line has when it is folded."""
    letters, _ = _folded(line)
    return sum(letter not in _GAPS for letter in letters)


def _folded(text: str) -> tuple[str, "array[int]"]:
    """Return the folded letters of a text, and for each of them the place of what it was made of."""
    letters: list[str] = []
    places = array("I")
    for at, char in enumerate(text):
        for letter in _seen(char):
            letters.append(letter)
            places.append(at)
    # As search does: the ligature և is եվ, and so are the two letters of the older spelling.
    return "".join(letters).replace("եւ", "եվ"), places


@lru_cache(maxsize=65536)
def _seen(char: str) -> str:
    """Return what is seen of a code point: letters, nothing, or the one kind of gap that it is."""
    if unicodedata.category(char) in _MARKS or _WITHIN.match(char):
        return ""
    if char in _BREAKS:
        return "\n"
    if char in _HYPHENS or unicodedata.category(char) == "Pd":
        return "-"
    return fold(char) or " "
