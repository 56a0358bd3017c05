"""Words of a text as places need them: where they stand, whether they name, and what lies between them."""

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from ledgerstone.evidence.claims.packs.dates_table import Forms, PlacesTable
from ledgerstone.evidence.claims.packs.folding import fold
from ledgerstone.evidence.claims.packs.lexicon import Lexicon, lexicon

_MARKS: Final = "\u055b\u055c\u055e\u0300-\u036f"
_WORD: Final = re.compile(
    rf"(?:[A-Z]\.){{2,4}}|[^\W\d_](?:[^\W\d_{_MARKS}]|[{_MARKS}]|['’](?=[^\W\d_])){{0,80}}|\d{{1,40}}"
)
_ENDS: Final = frozenset(".!?:։…\n")
_UNCASED: Final = (("\u0600", "\u0780"), ("\u10d0", "\u1100"))
"""Where the letters of the Arabic and of the Georgian script begin and end."""
_POSSESSIVES: Final = ("'s", "’s", "'S", "’S")
_APOSTROPHE: Final = re.compile(r"['’ʼ]")


class Word(Struct, frozen=True, gc=False):
    """A word: its place, its folded form, whether it begins with a capital, whether it opens a sentence.

    `gap` is what stands between the word before and this one.
    """

    start: int
    end: int
    folded: str
    capital: bool
    opens: bool
    gap: str

    @property
    def uncased(self) -> bool:
        """Whether its script has no capitals in running text (Georgian, Arabic), so that any word may be a name."""
        sign = self.folded[0]
        return sign >= _UNCASED[0][0] and any(first <= sign < last for first, last in _UNCASED)


class PlaceWords(Struct, frozen=True):
    """A pack's words of places, ready to be matched."""

    before: Lexicon[None]
    weak_before: Lexicon[None]
    scene_before: Lexicon[None]
    after: Lexicon[None]
    types: Lexicon[None]
    people_before: Lexicon[None]
    bodies: Lexicon[None]
    local_bodies: Lexicon[None]
    directions: Lexicon[None]
    stop: Lexicon[None]
    given_names: Lexicon[None]
    lists: Lexicon[None]
    kinds: Lexicon[None]
    kinds_before: Lexicon[None]
    openers: Lexicon[None]
    elisions: frozenset[str]
    regions: frozenset[str]
    inside: frozenset[str]
    endings: tuple[tuple[str, str], ...]
    locatives: Forms
    dates: Lexicon[None]


def place_words(table: PlacesTable, dates: Forms = ()) -> PlaceWords:
    """Return the words of a table, with those of months and weekdays, which end a place."""
    return PlaceWords(
        before=lexicon(table.before),
        weak_before=lexicon(table.weak_before),
        scene_before=lexicon(table.scene_before),
        after=lexicon(table.after),
        types=lexicon(table.types),
        people_before=lexicon(table.people_before),
        bodies=lexicon(table.bodies),
        local_bodies=lexicon(table.local_bodies),
        directions=lexicon(table.directions),
        stop=lexicon(table.stop),
        given_names=lexicon(table.given_names),
        lists=lexicon(table.lists),
        kinds=lexicon(table.kinds),
        kinds_before=lexicon(table.kinds_before),
        openers=lexicon(table.openers),
        elisions=frozenset(map(fold, table.elisions)),
        regions=frozenset(map(fold, table.regions)),
        inside=frozenset(map(fold, table.inside)),
        endings=table.endings,
        locatives=table.locatives,
        dates=lexicon(dates),
    )


def split(
    text: str, start: int, end: int, elisions: frozenset[str] = frozenset(), *, line_ends: bool = True
) -> list[Word]:
    """Return the words of a stretch of text; a possessive ending is no part of its word, an elision is one itself.

    Where `line_ends` is False a single line break between words is a space, as in lines filled to a width.
    """
    words: list[Word] = []
    last = start
    for first, stop in _spans(text, start, end, elisions):
        gap = text[last:first]
        gap = " " if gap == "\n" and not line_ends else gap
        opens = not words or (gap != " " and not _ENDS.isdisjoint(gap))
        words.append(Word(first, stop, fold(text[first:stop]), text[first].isupper(), opens, gap))
        last = stop
    return words


def _spans(text: str, start: int, end: int, elisions: frozenset[str]) -> Iterator[tuple[int, int]]:
    for match in _WORD.finditer(text, start, end):
        first, stop = match.span()
        cut = _APOSTROPHE.search(text, first, stop) if elisions else None
        if cut is not None and fold(text[first : cut.end()]) in elisions:
            yield first, cut.end()
            first = cut.end()
        if text[stop - 1] in "sS" and match.group().endswith(_POSSESSIVES):
            stop -= len(_POSSESSIVES[0])
        if stop > first:
            yield first, stop
