"""What a text names, as codes by which two texts can meet: words, names, streets, ages, persons.

Each code is made of the kind and of the folded form alone, so that no pile and no order of arrival changes it. Each
occurrence keeps the sentence that it stands in: whether that is page furniture shows only in a pile.

Left to others: how rare a code is (rarity), what shared codes mean (likeness).
"""

import re
from array import array
from collections.abc import Collection, Iterator
from enum import IntEnum
from functools import cache, lru_cache
from hashlib import blake2b
from importlib import resources
from typing import Final

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.tokens import CONTENT_LETTERS, WORD, function_words
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


class Occurrences(Struct, frozen=True, kw_only=True, eq=False):
    """The codes of a text and the code point at which each stands, in the order of the text."""

    codes: NDArray[np.uint64]
    places: NDArray[np.int64]


class _Marks(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    after: frozenset[str]
    before: frozenset[str]


class _Token(Struct, frozen=True, kw_only=True):
    """A word of a text, with what stands between it and the word before."""

    form: str
    start: int
    end: int
    gap: str
    capital: bool
    head: bool


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


@lru_cache(maxsize=1 << 17)
def code(kind: Kind, form: str) -> int:
    """Return the code of a folded form."""
    digest = blake2b(form.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") // KINDS * KINDS + kind


def occurrences(text: str) -> Occurrences:
    """Return what a text names, in its order."""
    codes, places = array("Q"), array("q")
    tokens = _tokens(text)
    for number, token in enumerate(tokens):
        if (word := _word(token.form)) is not None:
            codes.append(word)
            places.append(token.start)
        if _may_name(token):
            for kind, form in _named(text, tokens, number):
                codes.append(code(kind, form))
                places.append(token.start)
    return Occurrences(codes=np.array(codes, dtype=np.uint64), places=np.array(places, dtype=np.int64))


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    for match in WORD.finditer(text):
        word, start = match.group(), match.start()
        gap = text[found[-1].end : start] if found else "\n"
        head = gap != " " and not _ENDS.isdisjoint(gap) and not (found and _is_short(found[-1], gap))
        found.append(
            _Token(form=_folded(word), start=start, end=match.end(), gap=gap, capital=word[0].isupper(), head=head)
        )
    return found


def _is_short(before: _Token, gap: str) -> bool:
    return gap == ". " and before.capital and len(before.form) <= INITIAL_LETTERS


@lru_cache(maxsize=1 << 16)
def _folded(word: str) -> str:
    form = word.casefold().replace("’", "'").replace("ʼ", "'")
    return form.removesuffix("'s")


@lru_cache(maxsize=1 << 16)
def _word(form: str) -> int | None:
    """Return the code of a word that says what a text is about; None for others."""
    carries = form[0].isdigit() or (len(form) >= CONTENT_LETTERS and form not in function_words())
    return code(Kind.WORD, form) if carries else None


def _may_name(token: _Token) -> bool:
    """Tell whether a word may be more than a word: most are not, and need no look at what stands around them."""
    return token.capital or token.form[0].isdigit() or token.form in _marks()["streets"].after


def _is_name(token: _Token) -> bool:
    return token.capital and len(token.form) >= NAME_LETTERS and token.form not in function_words()


def _named(text: str, tokens: list[_Token], number: int) -> Iterator[tuple[Kind, str]]:
    """Yield what a word is beside a word."""
    token = tokens[number]
    if token.form[0].isdigit():
        yield from _ages(text, tokens, number)
    elif _is_name(token):
        if not token.head:
            yield Kind.NAME, token.form
        if sound := name_key(token.form):
            yield Kind.SOUND, sound
        yield from _pairs(tokens, number)
    yield from _streets(tokens, number)


def _pairs(tokens: list[_Token], number: int) -> Iterator[tuple[Kind, str]]:
    """Yield a name with the one before it, also over an initial."""
    before = _before(tokens, number)
    if before is not None and _is_name(tokens[before]):
        yield Kind.PAIR, f"{tokens[before].form} {tokens[number].form}"


def _before(tokens: list[_Token], number: int) -> int | None:
    """Return the word that stands before one in the same name; None where it begins one."""
    if number < 1 or tokens[number].gap != " ":
        if number < 2 or tokens[number].gap != ". " or len(tokens[number - 1].form) > 1:  # noqa: PLR2004  # an initial
            return None
        return number - 2 if tokens[number - 1].gap == " " else None
    return number - 1


def _ages(text: str, tokens: list[_Token], number: int) -> Iterator[tuple[Kind, str]]:
    token = tokens[number]
    if not token.form.isdecimal() or len(token.form) > LONGEST_AGE or not 0 < int(token.form) <= OLDEST:
        return
    name = _name_ending(tokens, number)
    marked = _age_after().match(text, token.end)
    named = name or (_name_beginning(text, tokens, number) if marked else None)
    before = _age_before().search(text[max(0, token.start - LONGEST_BEFORE) : token.start])
    between = token.gap in {", ", " ("} and text[token.end : token.end + 1] in {",", ")"}
    if marked or before or between or name:
        yield Kind.AGE, str(int(token.form))
    if named:
        yield Kind.PERSON, named


def _name_ending(tokens: list[_Token], number: int) -> str | None:
    """Return the last word of a name of two or more that stands right before an age ("Ada Lind, 23")."""
    if number < 1 or tokens[number].gap not in {", ", " ("} or not _is_name(tokens[number - 1]):
        return None
    before = _before(tokens, number - 1)
    return tokens[number - 1].form if before is not None and tokens[before].capital else None


def _name_beginning(text: str, tokens: list[_Token], number: int) -> str | None:
    """Return the last word of a name that stands right after an age ("the 23-year-old Ada Lind")."""
    marked = _age_after().match(text, tokens[number].end)
    if marked is None:
        return None
    at = number + 1
    while at < len(tokens) and tokens[at].start < marked.end():
        at += 1
    last = at
    while last < len(tokens) and tokens[last].capital and (last == at or tokens[last].gap in {" ", ". "}):
        last += 1
    return tokens[last - 1].form if last - at > 1 and _is_name(tokens[last - 1]) else None


def _streets(tokens: list[_Token], number: int) -> Iterator[tuple[Kind, str]]:
    token, marks = tokens[number], _marks()["streets"]
    if number and token.form in marks.after and token.gap == " ":
        named = tokens[number - 1]
        if named.capital or named.form[0].isdigit():
            yield Kind.STREET, named.form
    if number and tokens[number - 1].form in marks.before and token.capital and token.gap in {" ", ". "}:
        yield Kind.STREET, token.form


def names_street(name: str) -> bool:
    """Tell whether a name is that of a street."""
    words = [match.group().casefold() for match in WORD.finditer(name)]
    marks = _marks()["streets"]
    return len(words) > 1 and (words[-1] in marks.after or words[0] in marks.before)


def forms(text: str, wanted: Collection[int]) -> dict[int, str]:
    """Return the words that a text prints for some codes, as it prints them first; others are left out."""
    found: dict[int, str] = {}
    tokens = _tokens(text)
    beside = any(one % KINDS != Kind.WORD for one in wanted)
    for number, token in enumerate(tokens):
        word = _word(token.form)
        if word in wanted and word is not None:
            found.setdefault(word, text[token.start : token.end])
        for kind, form in _named(text, tokens, number) if beside and _may_name(token) else ():
            if (one := code(kind, form)) in wanted:
                found.setdefault(one, _printed(text, tokens, number, kind) or form)
    return found


def _printed(text: str, tokens: list[_Token], number: int, kind: Kind) -> str | None:
    """Return the words of a code of a kind; None where the folded form says it better."""
    first = number
    if kind is Kind.PAIR:
        first = _before(tokens, number) or 0
    elif kind not in {Kind.NAME, Kind.SOUND}:
        return None
    return text[tokens[first].start : tokens[number].end]
