"""Whether two names are wordings of one: across scripts, endings of case and articles.

Names are compared word by word with the romanised keys of `values.name_keys`. A name that is only a part of another
("Mirsel" of an agency's full name) counts as the same only where the caller says that it may.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from ledgerstone.evidence.incidents.tokens import WORD
from ledgerstone.values.name_keys import likeness, name_key
from ledgerstone.values.places import PlaceValue

SOUND_ALIKE = 0.7
LEAST_KEY = 3
LONGEST_KEY = 100
SHORTEST_WORD = 3
ENDING = 1
"""Consonants that an ending of case or number may add or change."""

LETTERS_OF_STEM = 3
LETTERS_OF_ENDING = 3
"""Of a word: the first that both spellings of one name have in one script, the last that case and number may change."""

INITIAL = 2
"""A name of so few letters is an initial: it tells two people apart in one paper, not in two."""


@lru_cache(maxsize=65536)
def words_of_name(name: str) -> tuple[str, ...]:
    """Return the words of a name that tell it apart: articles and other short small words left out, if any remain."""
    words = tuple(match.group() for match in WORD.finditer(name))
    telling = tuple(word for word in words if len(word) >= SHORTEST_WORD or not word[0].islower())
    return telling or words


@lru_cache(maxsize=65536)
def _capitalised(name: str) -> tuple[str, ...]:
    """Return the words of a name that a part of it must have: those with a capital, and numbers ("Channel 4")."""
    return tuple(word for word in words_of_name(name) if word[0].isupper() or word[0].isdigit())


@lru_cache(maxsize=262144)
def same_word(one: str, other: str) -> bool:
    """Return whether two words are one name but for script, spelling and ending."""
    if one.casefold() == other.casefold():
        return True
    if min(len(one), len(other)) < SHORTEST_WORD:
        return False
    key, of_key = name_key(one), name_key(other)
    if not key or not of_key:
        return False
    if key == of_key:
        return likeness(one, other) >= SOUND_ALIKE
    alike = next((at for at, (a, b) in enumerate(zip(key, of_key, strict=False)) if a != b), min(len(key), len(of_key)))
    return alike >= max(LEAST_KEY, len(key) - ENDING, len(of_key) - ENDING)


def same_name(one: str, other: str, *, part: bool = False) -> bool:
    """Return whether two names are wordings of one.

    Args:
        one: A name.
        other: A name.
        part: Whether the capitalised words of the one may be only some of those of the other.
    """
    if one.casefold() == other.casefold():
        return True
    telling = _capitalised if part else words_of_name
    shorter, longer = sorted((telling(name) or words_of_name(name) for name in (one, other)), key=len)
    if not part and len(shorter) != len(longer):
        return False
    left = list(longer)
    for word in shorter:
        met = next((of for of in left if same_word(word, of)), None)
        if met is None:
            return False
        left.remove(met)
    return bool(shorter)


def other_spelling(one: str, other: str) -> bool:
    """Return whether two names are of one script and differ in more than the endings of their words.

    So two papers are told apart that only sound alike ("Bebanor Herald", "Pebanor Herald").
    """
    names = [[word.casefold() for word in words_of_name(name)] for name in (one, other)]
    shorter, longer = sorted(names, key=len)
    if not shorter or _script(shorter[0]) != _script(longer[0]):
        return False
    return not all(any(_same_but_ending(word, of) for of in longer) for word in shorter)


def _same_but_ending(one: str, other: str) -> bool:
    alike = max(min(len(one), len(other)) - LETTERS_OF_ENDING, min(LETTERS_OF_STEM, len(one)))
    return one[:alike] == other[:alike]


def _script(word: str) -> str:
    return unicodedata.name(word[0], "").partition(" ")[0]


def same_place(one: PlaceValue, other: PlaceValue) -> bool:
    """Return whether two places are one: the same entry of the gazetteer, or the same name in some script."""
    if one.gazetteer_id is not None and one.gazetteer_id == other.gazetteer_id:
        return True
    return same_name(one.name, other.name)


def whole_key(name: str) -> tuple[str, ...]:
    """Return a key that all wordings of one whole name share; other names may share it too."""
    return tuple(sorted(_word_key(word) for word in words_of_name(name)))


def place_keys(places: Iterable[PlaceValue]) -> tuple[str, ...]:
    """Return keys of places, by which one place meets in two texts: the gazetteer's id, else the name romanised.

    Returns:
        "geonames:586523" or "name:lrvn", in order.
    """
    keys = set()
    for place in places:
        words = (name_key(word) or word.casefold() for word in words_of_name(place.name))
        keys.add((place.gazetteer_id or f"name:{' '.join(words)}")[:LONGEST_KEY])
    return tuple(sorted(keys))


def part_keys(name: str) -> frozenset[str]:
    """Return keys of the words that tell a name apart: where one name is a part of another, all its keys are too."""
    return frozenset(_word_key(word) for word in _capitalised(name) or words_of_name(name))


def _word_key(word: str) -> str:
    return (name_key(word)[:LEAST_KEY] if len(word) >= SHORTEST_WORD else "") or word.casefold()


def is_initial(name: str) -> bool:
    """Return whether a name is an initial only ("M.")."""
    return all(len(match.group()) <= INITIAL for match in WORD.finditer(name))
