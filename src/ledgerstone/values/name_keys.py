"""Keys by which one name meets itself across scripts and spellings, and how alike two spellings sound.

A key keeps the order of a name's consonants in ten coarse classes and forgets vowels, voicing, doubling and
marks: what Armenian dialects, and transcriptions by way of English, French, German or Russian, disagree about. It
brings together what should be compared; `likeness` then says how alike two words are.
"""

from functools import lru_cache
from itertools import groupby, islice

from ledgerstone.values.romanise import MOST_WORDS_KEPT, likeliest, readings

_VOWELS = frozenset("aeiouy")
_CLASSES = str.maketrans(
    dict.fromkeys("pb", "P")
    | dict.fromkeys("fv", "F")
    | dict.fromkeys("td", "T")
    | dict.fromkeys("kgxqh", "K")
    | dict.fromkeys("szSZ", "S")
    | dict.fromkeys("CJcD", "C")
    | dict.fromkeys("m", "M")
    | dict.fromkeys("n", "N")
    | dict.fromkeys("l", "L")
    | dict.fromkeys("r", "R")
    | dict.fromkeys("aeiouy", "-")
)
_SAME_CLASS = 0.35
_VOWEL_FOR_VOWEL = 0.3
_VOWEL_LOST = 0.3
_OTHER = 1.0
_MOST_PAIRS = 32


@lru_cache(maxsize=MOST_WORDS_KEPT)
def name_key(word: str) -> str:
    """Return the key of the likeliest reading of a word, by which one name meets across scripts.

    Args:
        word: One word, in Latin, Cyrillic, Armenian, Georgian or Arabic script.

    Returns:
        Ten classes of consonants as capitals, with "A" in front for a vowel at the beginning; empty for a word
        in another script.
    """
    reading = likeliest(word)
    return "" if reading is None else _key(reading)


@lru_cache(maxsize=MOST_WORDS_KEPT)
def name_keys(word: str) -> tuple[str, ...]:
    """Return the keys of all readings of a word, the likeliest first."""
    return tuple(dict.fromkeys(map(_key, readings(word))))


@lru_cache(maxsize=65536)
def likeness(one: str, other: str) -> float:
    """Tell how alike two words sound, from 0 (nothing in common) to 1 (the same), in their most alike readings.

    Only readings of the same key are compared: words that share none are 0.
    """
    by_key: dict[str, list[str]] = {}
    for reading in readings(other):
        by_key.setdefault(_key(reading), []).append(reading)
    pairs = ((reading, against) for reading in readings(one) for against in by_key.get(_key(reading), ()))
    return max((_alike(*pair) for pair in islice(pairs, _MOST_PAIRS)), default=0.0)


@lru_cache(maxsize=MOST_WORDS_KEPT)
def _key(reading: str) -> str:
    classes = "".join(sound for sound, _ in groupby(reading.translate(_CLASSES)))
    consonants = classes.replace("-", "")
    return "A" + consonants if classes.startswith("-") else consonants


def _alike(one: str, other: str) -> float:
    """Return 1 less the weighted edit distance over the longer length."""
    if one == other:
        return 1.0
    before = [0.0]
    for sound in other:
        before.append(before[-1] + _lost(sound))
    for at in one:
        row = [before[0] + _lost(at)]
        for index, against in enumerate(other):
            row.append(
                min(
                    before[index] + _changed(at, against),
                    before[index + 1] + _lost(at),
                    row[index] + _lost(against),
                )
            )
        before = row
    return max(0.0, 1.0 - before[-1] / max(len(one), len(other)))


def _lost(sound: str) -> float:
    return _VOWEL_LOST if sound in _VOWELS or sound == "h" else _OTHER


def _changed(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if one in _VOWELS and other in _VOWELS:
        return _VOWEL_FOR_VOWEL
    return _SAME_CLASS if one.translate(_CLASSES) == other.translate(_CLASSES) else _OTHER
