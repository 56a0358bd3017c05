"""What a text names, as codes by which two texts can meet: words, names, streets, ages, persons.

Each code is made of the kind and of the folded form alone, so that no pile and no order of arrival changes it. Each
occurrence keeps the sentence that it stands in: whether that is page furniture shows only in a pile.

Left to others: how rare a code is (rarity), what shared codes mean (likeness).
"""

import re
from array import array
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from enum import IntEnum
from functools import cache, lru_cache
from hashlib import blake2b
from importlib import resources
from itertools import repeat
from typing import Final

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.tokens import (
    CONTENT_LETTERS,
    WORD,
    WORDS_AT_HAND,
    Words,
    function_words,
)
from ledgerstone.values.name_keys import name_key

KINDS: Final = 8
"""The low three bits of a code say its kind."""
NAME_LETTERS: Final = 3
INITIAL_LETTERS: Final = 3
"""A capitalised word of so few letters before a full stop is an initial or a title, and ends no sentence."""
OLDEST: Final = 99
LONGEST_AGE: Final = 3
"""Digits; a hostile text has numerals of thousands."""
_ENDS: Final = frozenset(".!?…։\n\r")


class Kind(IntEnum):
    """What a code is of."""

    WORD = 0
    NAME = 1
    PAIR = 2
    STREET = 3
    AGE = 4
    PERSON = 5
    """The last name of a person whose age is given."""
    SOUND = 6
    """How a name sounds, by which it meets itself in another script."""


_OF_SEVERAL: Final = frozenset({Kind.PAIR, Kind.STREET, Kind.AGE, Kind.PERSON})
"""What a word is together with those around it."""


class Occurrences(Struct, frozen=True, kw_only=True, eq=False):
    """The codes of a text and the code point at which each stands, in the order of the text."""

    codes: NDArray[np.uint64]
    places: NDArray[np.int64]


class _Marks(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    after: frozenset[str]
    before: frozenset[str]


class _Tokens:
    """The words of a text: where each stands, what is known of it by itself, and what stands before it.

    Args:
        text: The text.
        spans: Of its words, in code points.
    """

    def __init__(self, text: str, spans: Iterable[tuple[int, int]]) -> None:
        self._text, self._spans = text, list(spans)
        self.known = [_known(text[start:end]) for start, end in self._spans]

    def __len__(self) -> int:
        """Return how many words there are."""
        return len(self.known)

    def start(self, number: int) -> int:
        """Return the first code point of a word."""
        return self._spans[number][0]

    def end(self, number: int) -> int:
        """Return the code point after the last of a word."""
        return self._spans[number][1]

    def form(self, number: int) -> str:
        """Return a word as it is compared."""
        return self.known[number].form

    def gap(self, number: int) -> str:
        """Return what stands between a word and the one before it."""
        return self._text[self.end(number - 1) : self.start(number)] if number else "\n"

    def is_capital(self, number: int) -> bool:
        """Tell whether a word begins with a capital."""
        return self.known[number].capital

    def is_name(self, number: int) -> bool:
        """Tell whether a word may be a name."""
        return self.known[number].name is not None

    def is_head(self, number: int) -> bool:
        """Tell whether a word is the first of a sentence."""
        gap = self.gap(number)
        return gap != " " and not _ENDS.isdisjoint(gap) and not (number and self._is_short(number - 1, gap))

    def _is_short(self, before: int, gap: str) -> bool:
        return gap == ". " and self.is_capital(before) and len(self.form(before)) <= INITIAL_LETTERS


class _Known(Struct, frozen=True, kw_only=True):
    """What is known of a word by itself.

    Attributes:
        form: As it is compared.
        code: Of a word that says what a text is about; None for others.
        capital: Whether it begins with a capital.
        name: Code of a word that may be a name; None for others.
        sound: How that sounds; None also in a script that is not read.
        more: Whether it may be more than a word: most are not, and need no look at what stands around them.
    """

    form: str
    code: int | None
    capital: bool
    name: int | None
    sound: int | None
    more: bool


@cache
def _marks() -> dict[str, _Marks]:
    content = resources.files(__package__).joinpath("marks.toml").read_bytes()
    return msgspec.toml.decode(content, type=dict[str, _Marks])


@cache
def _age_after() -> re.Pattern[str]:
    words = sorted(_marks()["ages"].after, key=lambda word: (-len(word), word))
    return re.compile(rf"[- \u2010\u2011]?(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


@cache
def _age_before() -> re.Pattern[str]:
    words = sorted(_marks()["ages"].before)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})[ :]$", re.IGNORECASE)


LONGEST_BEFORE: Final = 24
"""Characters in which a mark before a number is looked for."""


@lru_cache(maxsize=WORDS_AT_HAND)
def code(kind: Kind, form: str) -> int:
    """Return the code of a folded form."""
    digest = blake2b(form.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") // KINDS * KINDS + kind


def occurrences(text: str, words: Words | None = None) -> Occurrences:
    """Return what a text names, in its order.

    Args:
        text: The text.
        words: Its words, where they are at hand.
    """
    spans = _spans(text) if words is None else zip(words.starts.tolist(), words.ends.tolist(), strict=True)
    tokens = _Tokens(text, spans)
    codes, places = array("Q"), array("q")
    for number, known in enumerate(tokens.known):
        here = len(codes)
        codes.extend(_by_itself(tokens, number, known))
        if known.more:
            codes.extend(code(kind, form) for kind, form in _beside(text, tokens, number))
        places.extend(repeat(tokens.start(number), len(codes) - here))
    return Occurrences(codes=np.array(codes, dtype=np.uint64), places=np.array(places, dtype=np.int64))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in WORD.finditer(text))


@lru_cache(maxsize=4 * WORDS_AT_HAND)
def _known(word: str) -> _Known:
    form = word.casefold().replace("’", "'").replace("ʼ", "'").removesuffix("'s")
    is_number, capital = form[0].isdigit(), word[0].isupper()
    function = form in function_words()
    carries = is_number or (len(form) >= CONTENT_LETTERS and not function)
    name = capital and len(form) >= NAME_LETTERS and not function
    sound = name_key(form) if name else ""
    return _Known(
        form=form,
        code=code(Kind.WORD, form) if carries else None,
        capital=capital,
        name=code(Kind.NAME, form) if name else None,
        sound=code(Kind.SOUND, sound) if sound else None,
        more=capital or is_number or form in _marks()["streets"].after,
    )


def _by_itself(tokens: _Tokens, number: int, known: _Known) -> Iterator[int]:
    """Yield the codes of a word, and of the name that it may be."""
    if known.code is not None:
        yield known.code
    if known.name is not None:
        if not tokens.is_head(number):
            yield known.name
        if known.sound is not None:
            yield known.sound


def _beside(text: str, tokens: _Tokens, number: int) -> Iterator[tuple[Kind, str]]:
    """Yield what a word is together with those around it."""
    form = tokens.form(number)
    if form[0].isdigit():
        yield from _ages(text, tokens, number)
    elif tokens.is_name(number):
        before = _before(tokens, number)
        if before is not None and tokens.is_name(before):
            yield Kind.PAIR, f"{tokens.form(before)} {form}"
    if number:
        yield from _streets(tokens, number)


def _before(tokens: _Tokens, number: int) -> int | None:
    """Return the word that stands before one in the same name, also over an initial; None where it begins one."""
    gap = tokens.gap(number)
    if gap == " ":
        return number - 1
    if gap == ". " and number > 1 and len(tokens.form(number - 1)) == 1 and tokens.gap(number - 1) == " ":
        return number - 2
    return None


def _ages(text: str, tokens: _Tokens, number: int) -> Iterator[tuple[Kind, str]]:
    form, start, end = tokens.form(number), tokens.start(number), tokens.end(number)
    if not form.isdecimal() or len(form) > LONGEST_AGE or not 0 < int(form) <= OLDEST:
        return
    name = _name_ending(tokens, number)
    marked = _age_after().match(text, end)
    named = name or (_name_beginning(tokens, number, marked.end()) if marked else None)
    before = _age_before().search(text[max(0, start - LONGEST_BEFORE) : start])
    between = tokens.gap(number) in {", ", " ("} and text[end : end + 1] in {",", ")"}
    if marked or before or between or name:
        yield Kind.AGE, str(int(form))
    if named:
        yield Kind.PERSON, named


def _name_ending(tokens: _Tokens, number: int) -> str | None:
    """Return the last word of a name of two or more that stands right before an age ("Ada Lind, 23")."""
    if number < 1 or tokens.gap(number) not in {", ", " ("} or not tokens.is_name(number - 1):
        return None
    before = _before(tokens, number - 1)
    return tokens.form(number - 1) if before is not None and tokens.is_capital(before) else None


def _name_beginning(tokens: _Tokens, number: int, end: int) -> str | None:
    """Return the last word of a name that stands right after an age ("the 23-year-old Ada Lind").

    Args:
        tokens: The words of the text.
        number: The age.
        end: The code point after its mark.
    """
    at = number + 1
    while at < len(tokens) and tokens.start(at) < end:
        at += 1
    last = at
    while last < len(tokens) and tokens.is_capital(last) and (last == at or tokens.gap(last) in {" ", ". "}):
        last += 1
    return tokens.form(last - 1) if last - at > 1 and tokens.is_name(last - 1) else None


def _streets(tokens: _Tokens, number: int) -> Iterator[tuple[Kind, str]]:
    """Yield the name of a street that a word ends or goes on with."""
    form, before, marks = tokens.form(number), tokens.form(number - 1), _marks()["streets"]
    if form in marks.after and tokens.gap(number) == " " and (tokens.is_capital(number - 1) or before[0].isdigit()):
        yield Kind.STREET, before
    if before in marks.before and tokens.is_capital(number) and tokens.gap(number) in {" ", ". "}:
        yield Kind.STREET, form


def names_street(name: str) -> bool:
    """Tell whether a name is that of a street."""
    words = [match.group().casefold() for match in WORD.finditer(name)]
    marks = _marks()["streets"]
    return len(words) > 1 and (words[-1] in marks.after or words[0] in marks.before)


def forms(text: str, wanted: AbstractSet[int]) -> dict[int, str]:
    """Return the words that a text prints for some codes, as it prints them first; others are left out."""
    found: dict[int, str] = {}
    tokens = _Tokens(text, _spans(text))
    beside = any(one % KINDS in _OF_SEVERAL for one in wanted)
    for number, known in enumerate(tokens.known):
        for one in _by_itself(tokens, number, known):
            if one in wanted:
                found.setdefault(one, text[tokens.start(number) : tokens.end(number)])
        for kind, form in _beside(text, tokens, number) if beside and known.more else ():
            if (one := code(kind, form)) in wanted:
                found.setdefault(one, _pair(text, tokens, number) if kind is Kind.PAIR else form)
        if len(found) == len(wanted):
            break
    return found


def _pair(text: str, tokens: _Tokens, number: int) -> str:
    """Return a name with the one before it, as the text prints them."""
    return text[tokens.start(_before(tokens, number) or 0) : tokens.end(number)]
