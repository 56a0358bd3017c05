"""How words are compared with the forms of a pack: without case, typographic variants or marks inside the word.

A word that a script's two orthographies write otherwise is one word: the rules are those of the files in `spellings`.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

import msgspec
from msgspec import Struct

_VARIANTS = str.maketrans({
    "’": "'", "ʼ": "'", "‘": "'", "ʻ": "'",
    "ё": "е", "İ": "i", "I": "i", "ı": "i", "և": "եւ",
    "ي": "ی", "ى": "ی", "ك": "ک", "ۀ": "ه",
    "՛": None, "՜": None, "՞": None, "\u00ad": None, "\u0307": None, "\u0301": None,
})  # fmt: skip
"""Armenian stress, exclamation and question marks stand inside the word; Latin i is one with and without its dot;
Arabic keyboards write Persian ye and kaf."""
MOST_SEEN = 8192
"""Words whose folding is kept at hand: a pack and a text ask for the same ones time and again."""


class Spellings(Struct, frozen=True, forbid_unknown_fields=True):
    """Rules that make one word of two orthographies.

    Attributes:
        letters: First and last letter of the script whose words they are for.
        rules: Patterns with what replaces them, in order; none looks at more than three signs.
    """

    letters: tuple[str, str]
    rules: tuple[tuple[str, str], ...]


class _Orthographies:
    """The rules of one script, compiled."""

    def __init__(self, spellings: Spellings) -> None:
        self.first, self.last = spellings.letters
        self._rules = tuple((re.compile(pattern), by) for pattern, by in spellings.rules)

    def one(self, word: str) -> str:
        for pattern, by in self._rules:
            word = pattern.sub(by, word)
        return word


def _orthographies() -> Iterator[_Orthographies]:
    folder = resources.files(__package__).joinpath("spellings")
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            yield _Orthographies(msgspec.toml.decode(file.read_bytes(), type=Spellings))


_ORTHOGRAPHIES = tuple(_orthographies())


def fold(word: str) -> str:
    """Return a word as it is compared: composed, small letters, one apostrophe, no marks inside, one spelling."""
    return word.lower() if word.isascii() else _folded(word)


@lru_cache(maxsize=MOST_SEEN)
def _folded(word: str) -> str:
    folded = unicodedata.normalize("NFC", word).translate(_VARIANTS).lower().translate(_VARIANTS)
    for each in _ORTHOGRAPHIES:
        if each.first <= folded[:1] <= each.last:
            return each.one(folded)
    return folded
