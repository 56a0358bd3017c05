"""What the tagger sees of a word and of where it stands, as numbers: the hash of each thing seen.

Most of it is seen of a word alone, whatever stands beside it, and is worked out once for a word: five arrays, for the
word itself and for the words beside which it stands. The rest is seen of a place in a sentence.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple
from zlib import crc32

import numpy as np

from ledgerstone.evidence.claims.clauses import Sentence, Sort, Token
from ledgerstone.evidence.claims.finders.tagger.sounds import (
    NOT_LISTED,
    SoundList,
    ending_keys,
    key_number,
    sound_key,
    stem_keys,
)

PLACES: Final = (0, -1, 1, -2, 2)
"""Where a word stands, seen from the one that is judged; the order of a word's five arrays."""
LONGEST_AFFIX: Final = 5
_LONGEST_SHAPE: Final = 40
_LONGEST_COUNTED: Final = 8
_QUOTED: Final = 4
"""Words after an opening mark that are told apart."""
_KEPT: Final = 1 << 14
_OPENERS, _CLOSERS = frozenset('«“„"'), frozenset("»”")
_NUMBERED: Final = re.compile("[IVXLCDM]{1,8}|[Ա-Ժ]")
"""The number of a king; Armenian ones are single capitals."""
_SEEDS: Final = tuple(crc32(f"{place}:".encode()) for place in PLACES)
_CONTEXT: Final = crc32(b"context:")

Hashes = np.ndarray


class Lists(NamedTuple):
    """What a model knows beside its weights: names by sound, and the endings of case of its language."""

    persons: SoundList
    places: SoundList
    endings: tuple[tuple[str, str], ...]


class Page(NamedTuple):
    """Words of a whole text: those written small, and those written with a capital within a sentence."""

    small: frozenset[str]
    capital: frozenset[str]


def page_of(cut: Sequence[Sentence]) -> Page:
    """Return the words of a text's sentences."""
    small, capital = set(), set()
    for sentence in cut:
        for index, token in enumerate(sentence.tokens):
            if token.sort is Sort.WORD:
                if not token.capital:
                    small.add(token.word)
                elif index:
                    capital.add(token.word)
    return Page(frozenset(small), frozenset(capital))


@lru_cache(maxsize=_KEPT)
def shape(exact: str) -> str:
    """Return what kinds of signs a word is written with, those that follow each other as one ("ՏԱՍՍ-ը" is "X-x")."""
    found = ""
    for sign in exact[:_LONGEST_SHAPE]:
        kind = "X" if sign.isupper() else "x" if sign.isalpha() else "9" if sign.isdigit() else "-"
        if found[-1:] != kind:
            found += kind
    return "R" if _NUMBERED.fullmatch(exact) else found


def word_hashes(exact: str, word: str, lists: Lists) -> tuple[Hashes, ...]:
    """Return what is seen of a word, for each of the five places.

    Args:
        exact: As written.
        word: As folded.
        lists: Of the model.
    """
    if shape(exact) == "R":
        levels = (["R"],) * 3
    else:
        listed = _listed(word, lists) if exact[0].isupper() else []
        levels = (_own(exact, word, listed), _beside(exact, word, listed), _near(exact, word, listed))
    encoded = [[each.encode() for each in level] for level in levels]
    return tuple(
        np.array([crc32(each, seed) for each in encoded[abs(place)]], dtype=np.uint32)
        for place, seed in zip(PLACES, _SEEDS, strict=True)
    )


def edge_hashes() -> tuple[Hashes, ...]:
    """Return what is seen beyond the ends of a sentence, for each of the five places."""
    return tuple(np.array([crc32(b"edge", seed)], dtype=np.uint32) for seed in _SEEDS)


def _own(exact: str, word: str, listed: list[str]) -> list[str]:
    length, kind = len(word), shape(exact)
    affixes = range(1, min(LONGEST_AFFIX, length - 1) + 1)
    found = [f"w={word}", f"s={kind}", f"n={min(length, _LONGEST_COUNTED)}{kind[0]}", f"latin={exact.isascii()}"]
    found += [f"p={word[:size]}" for size in affixes]
    found += [f"e={word[-size:]}" for size in affixes]
    if exact[0].isupper():
        found += [f"ce={word[-size:]}" for size in affixes[1:4]]
    return found + listed


def _beside(exact: str, word: str, listed: list[str]) -> list[str]:
    return [f"w={word}", f"s={shape(exact)}", f"p={word[:4]}", *(f"e={word[-size:]}" for size in (2, 3, 5)), *listed]


def _near(exact: str, word: str, listed: list[str]) -> list[str]:
    return [f"w={word}", f"s={shape(exact)}", f"p={word[:4]}", *listed[:2]]


def _listed(word: str, lists: Lists) -> list[str]:
    """Return how a capitalised word stands in the lists of names."""
    stems = stem_keys(sound_key(word.partition("'")[0]), ending_keys(lists.endings))
    numbers = list(map(key_number, stems))
    person = next((at for at, number in enumerate(numbers) if lists.persons.level(number) != NOT_LISTED), None)
    place = max(((lists.places.level(number), -at) for at, number in enumerate(numbers)), default=(NOT_LISTED, 0))
    as_person = "none" if person is None else "stem" if person else "word"
    as_place = "none" if place[0] == NOT_LISTED else f"{'stem' if place[1] else 'word'}{place[0]}"
    return [f"person={as_person}", f"place={as_place}", f"lists={as_person} {as_place}"]


def context_hashes(text: str, sentence: Sentence, page: Page) -> list[list[int]]:
    """Return for each token of a sentence what is seen of its place and of pairs of words.

    Args:
        text: That the sentence is of.
        sentence: Its tokens.
        page: The words of the whole text.
    """
    tokens = sentence.tokens
    shapes = ["<", *(shape(text[token.start : token.end]) for token in tokens), ">"]
    words = ["<", *sentence.words, ">"]
    joints = ["<", *(_joint(one, other) for one, other in pairwise(tokens)), ">"]
    seen = []
    for at, own in enumerate(_places(sentence, page)):
        before, this, after = shapes[at : at + 3]
        previous, word, following = words[at : at + 3]
        pairs = (
            f"{before} {this} {after}", f"{before} {this}<", f">{this} {after}", f"{previous} {word}<",
            f">{word} {following}", f"{previous} {this}", f"{this}, {following}", joints[at] + joints[at + 1],
        )  # fmt: skip
        seen.append([crc32(each.encode(), _CONTEXT) for each in (*pairs, *own)])
    return seen


def _joint(one: Token, other: Token) -> str:
    return "|" if one.end == other.start else " "


def _places(sentence: Sentence, page: Page) -> Iterator[list[str]]:
    """Yield what is seen of a token's place: whether it opens the sentence, and how far it is from an opening mark."""
    opened: int | None = None
    waiting = True
    for at, token in enumerate(sentence.tokens):
        own = ["any"]
        if waiting and token.sort is Sort.WORD:
            waiting = False
            own.append(f"first {token.capital}")
            if token.capital:
                own.append(f"first {token.word in page.small} {token.word in page.capital}")
        opened = at if token.word in _OPENERS else opened
        if opened is not None:
            own.append(f"quoted {min(at - opened, _QUOTED)} {token.capital}")
        opened = None if token.word in _CLOSERS else opened
        yield own
