"""A word of Latin, Cyrillic, Armenian, Georgian or Arabic script as the sounds that it may stand for.

One letter has several readings where usage differs (j in "Jovan", "James", "Jean"): a word comes out as a few
readings, the likeliest first. The tables, with their sources, are in romanise.toml; they hold letters alone, so
that no name is treated by a rule of its own.
"""

import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby

from msgspec import Struct, convert

MOST_READINGS = 16
"""A bound on the work for a hostile word; names of people and places stay below it."""

LONGEST_WORD = 40
"""What is longer is no name: only its beginning is read."""

MOST_WORDS_KEPT = 1 << 14
"""Words whose readings are kept, and as many whose keys are: some ten megabytes. Four times as many save no time."""

LETTERS_KEPT = 1 << 12
"""More than all those of the scripts that we read."""

_SCRIPTS = (
    ("Latn", ((0x41, 0x24F), (0x250, 0x2AF), (0x1E00, 0x1EFF))),
    ("Cyrl", ((0x400, 0x52F),)),
    ("Armn", ((0x530, 0x58F),)),
    ("Geor", ((0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F))),
    ("Arab", ((0x600, 0x6FF), (0x750, 0x77F))),
)
_KEPT_MARKS = {"\u0306": "й", "\u0308": "ё"}
_DOTTED = str.maketrans({"İ": "i", "I": "i", "ʼ": None, "’": None, "'": None, "ʿ": None, "ʾ": None, "ـ": None})


class _Table(Struct, frozen=True):
    """The rows of one script: letters to readings, by where in the word they hold."""

    anywhere: dict[str, tuple[str, ...]]
    at_start: dict[str, tuple[str, ...]]
    at_end: dict[str, tuple[str, ...]]
    before_vowel: dict[str, tuple[str, ...]]
    vowels: frozenset[str]
    longest: int


def script_of(word: str) -> str | None:
    """Return the script of the word's first letter that has one of ours ("Armn"); None for others."""
    return next((script for script in map(_script, word) if script is not None), None)


@lru_cache(maxsize=LETTERS_KEPT)
def _script(char: str) -> str | None:
    if not char.isalpha():
        return None
    code = ord(char)
    return next((script for script, ranges in _SCRIPTS if any(low <= code <= high for low, high in ranges)), None)


@lru_cache(maxsize=MOST_WORDS_KEPT)
def readings(word: str) -> tuple[str, ...]:
    """Return what the word may sound like, the likeliest first; none for a script that we have no table of.

    Args:
        word: One word; case and marks do not matter, marks that make another letter (š, ё) do.
    """
    sounds = _sounds(word)
    if sounds is None:
        return ()
    found = [""]
    for each in sounds:
        found = _longer(found, each)
    return tuple(dict.fromkeys(map(_undoubled, found)))


def likeliest(word: str) -> str | None:
    """Return the first of the readings of a word, at a small part of the cost of all; None where it has none."""
    sounds = _sounds(word)
    return None if sounds is None else _undoubled("".join(each[0] for each in sounds))


def _sounds(word: str) -> Iterator[tuple[str, ...]] | None:
    """Return what each letter or row of letters of a word may sound like; None in a script that we have no table of."""
    script = script_of(word)
    return None if script is None else _rows(_letters(word, _tables()[script]), _tables()[script])


def _rows(letters: str, table: _Table) -> Iterator[tuple[str, ...]]:
    at = 0
    while at < len(letters):
        length, sounds = _row_at(letters, at, table)
        yield sounds
        at += length


def _undoubled(reading: str) -> str:
    return "".join(sound for sound, _ in groupby(reading))


def _longer(found: list[str], sounds: tuple[str, ...]) -> list[str]:
    """Lengthen each reading by each sound; where that is too many, by the likeliest alone."""
    chosen = sounds if len(found) * len(sounds) <= MOST_READINGS else sounds[:1]
    return [reading + sound for sound in chosen for reading in found]


def _letters(word: str, table: _Table) -> str:
    """Return the word in lower case, each letter with its marks where the table has it so, else without."""
    plain = []
    for char in unicodedata.normalize("NFC", word[:LONGEST_WORD].translate(_DOTTED).lower()):
        if char in table.anywhere:
            plain.append(char)
        else:
            bare = unicodedata.normalize("NFKD", char)
            plain += [mark for mark in bare if mark.isalpha()]
    return "".join(plain)


def _row_at(letters: str, at: int, table: _Table) -> tuple[int, tuple[str, ...]]:
    """Return the longest row that fits at a place: how many letters it takes, and its readings."""
    for length in range(min(table.longest, len(letters) - at), 0, -1):
        part = letters[at : at + length]
        after = letters[at + length : at + length + 1]
        if not after and part in table.at_end and at > 0:
            return length, table.at_end[part]
        if at == 0 and part in table.at_start:
            return length, table.at_start[part]
        if after in table.vowels and part in table.before_vowel:
            return length, table.before_vowel[part]
        if part in table.anywhere:
            return length, table.anywhere[part]
    return 1, ("",)


@cache
def _tables() -> dict[str, _Table]:
    text = (files("ledgerstone.values") / "romanise.toml").read_text(encoding="utf-8")
    rows = convert(tomllib.loads(text), dict[str, dict[str, str | tuple[str, ...]]])
    vowels = rows.pop("vowels")
    return {script: _table(found, frozenset("".join(vowels[script]))) for script, found in rows.items()}


def _table(rows: dict[str, str | tuple[str, ...]], vowels: frozenset[str]) -> _Table:
    table = _Table({}, {}, {}, {}, vowels, max(len(letters.strip("^$<")) for letters in rows))
    for letters, sounds in rows.items():
        place = table.anywhere
        if letters.startswith("^"):
            place = table.at_start
        elif letters.endswith("$"):
            place = table.at_end
        elif letters.endswith("<"):
            place = table.before_vowel
        place[letters.strip("^$<")] = (sounds,) if isinstance(sounds, str) else sounds
    return table
