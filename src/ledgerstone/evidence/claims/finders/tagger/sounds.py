"""Lists of names by sound: whether a word, as written or without an ending of case, sounds like a name of a list.

Names are held by a coarse key of how they sound, so that those written in Latin or Cyrillic script serve for texts in
another. A key brings together more than it should: what a hit is worth is for the weights to say.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import Final
from zlib import crc32

import numpy as np

from ledgerstone.values.romanise import readings

LEAST: Final = 3
"""Signs of a key that says anything."""
NOT_LISTED: Final = -1
_VOWELS: Final = str.maketrans({"e": "i", "y": "i", "o": "u", "q": "k", "x": "h"})

Numbers = np.ndarray


def sound_key(word: str) -> str:
    """Return the key of a word's likeliest reading, without the difference of e and i, o and u; empty where none."""
    sounds = next(iter(readings(word)), "").translate(_VOWELS)
    return "".join(sound for sound, _ in groupby(sounds))


def key_number(key: str) -> int:
    """Return the number that a key is held by."""
    return crc32(key.encode())


class SoundList:
    """A list of names, each with a level: how well known a place is, 0 where there is but one level.

    Args:
        numbers: Of the keys, sorted.
        levels: Of each.
    """

    def __init__(self, numbers: Numbers, levels: Numbers) -> None:
        self.numbers, self.levels = numbers, levels
        self._numbers, self._levels = array("L", numbers.tolist()), levels.tobytes()

    @classmethod
    def of(cls, names: Iterable[tuple[str, int]]) -> "SoundList":
        """Return the list of names with their levels; of two that sound alike the higher level counts."""
        best: dict[int, int] = {}
        for name, level in names:
            key = sound_key(name)
            if len(key) >= LEAST:
                number = key_number(key)
                best[number] = max(level, best.get(number, NOT_LISTED))
        order = sorted(best)
        return cls(np.array(order, dtype="<u4"), np.array([best[number] for number in order], dtype="u1"))

    def level(self, number: int) -> int:
        """Return the level of the name whose key has a number; -1 where the list has no such name."""
        at = bisect_left(self._numbers, number)
        return self._levels[at] if at < len(self._numbers) and self._numbers[at] == number else NOT_LISTED


@cache
def ending_keys(endings: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Return endings of case, and what stands instead, as keys; those that leave no trace in a key are left out."""
    pairs = ((sound_key(ending), sound_key(instead)) for ending, instead in endings)
    return tuple(dict.fromkeys(pair for pair in pairs if pair[0] and pair[0] != pair[1]))


def stem_keys(key: str, endings: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """Yield a key as it is, then without each ending that it may carry; `endings` as `ending_keys` returns them."""
    if len(key) >= LEAST:
        yield key
    for ending, instead in endings:
        if key.endswith(ending) and len(key) - len(ending) >= LEAST:
            yield key[: -len(ending)] + instead
