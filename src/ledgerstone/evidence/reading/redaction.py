"""Redaction: a text with passages taken out, each replaced by words of ours that say how many characters went.

The words are the same in every text, so that a reader knows them, and the rules take no figure in them for a count or
a citation. What stands around a passage, and how long it was, is still there: that may be enough to guess it.
"""

import csv
import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

_MARKER = re.compile(r"\[\d{1,12} characters? withheld\]")
_PLACE = re.compile(r"\s{0,9}(\d{1,12})\s{0,9}[-–]\s{0,9}(\d{1,12})\s{0,9}")
_COLUMNS = ("start", "end")


class PassageError(ValueError):
    """What should name a passage names none of this text; the message says why."""


class Extent(Struct, frozen=True, kw_only=True, order=True):
    """Where a passage is: its first code point, and the one after its last."""

    start: int
    end: int


class Redacted(Struct, frozen=True, kw_only=True):
    """A text with passages taken out.

    Attributes:
        text: The text.
        passages: How many passages went, those that touch one another counted as one.
        characters: How many code points went.
    """

    text: str
    passages: int
    characters: int


def redacted(text: str, places: Iterable[Extent]) -> Redacted:
    """Return a text without some of its passages.

    Args:
        text: The text of a reading.
        places: What goes, in any order; places may overlap.

    Raises:
        PassageError: A place lies outside the text, or is empty.
    """
    going = merged(places)
    for place in going:
        if place.end > len(text):
            raise PassageError(f"{place.start}-{place.end} is outside the text, which has {len(text):,} characters")
    parts, at = [], 0
    for place in going:
        parts += [text[at : place.start], marker(place.end - place.start)]
        at = place.end
    characters = sum(place.end - place.start for place in going)
    return Redacted(text="".join([*parts, text[at:]]), passages=len(going), characters=characters)


def merged(places: Iterable[Extent]) -> tuple[Extent, ...]:
    """Return places in their order, with those that overlap or adjoin one another made one.

    Raises:
        PassageError: A place is empty, or ends before it begins.
    """
    found: list[Extent] = []
    for place in sorted(places):
        if place.start < 0 or place.end <= place.start:
            raise PassageError(
                f"{place.start}-{place.end} is no passage: the end is the place after its last character"
            )
        if found and place.start <= found[-1].end:
            found[-1] = Extent(start=found[-1].start, end=max(found[-1].end, place.end))
        else:
            found.append(place)
    return tuple(found)


def marker(characters: int) -> str:
    """Return the words that stand for a passage of so many code points."""
    return f"[{characters} character{'' if characters == 1 else 's'} withheld]"


def markers_in(text: str) -> tuple[Extent, ...]:
    """Return where such words stand in a text, whoever wrote them."""
    return tuple(Extent(start=found.start(), end=found.end()) for found in _MARKER.finditer(text))


def is_marker(text: str) -> bool:
    """Tell whether a text is such words and nothing else."""
    return _MARKER.fullmatch(text) is not None


def places_in(text: str) -> tuple[Extent, ...]:
    """Return places as people type them: "12-30,44-51".

    Raises:
        PassageError: A part of it is no place.
    """
    return tuple(_place(part, part) for part in text.split(","))


def places_in_table(text: str) -> tuple[Extent, ...]:
    """Return the places of a CSV file with the columns `start` and `end`; other columns say nothing.

    Raises:
        PassageError: A column is missing, or a line holds no place.
    """
    try:
        return tuple(_rows(csv.DictReader(text.lstrip("\ufeff").splitlines())))
    except csv.Error as error:
        raise PassageError(f"the file is no CSV: {error}") from error


def _rows(table: "csv.DictReader[str]") -> Iterator[Extent]:
    if not set(_COLUMNS) <= set(table.fieldnames or ()):
        raise PassageError("the file needs the columns start and end, in its first line")
    for row in table:
        yield _place(f"{row['start']}-{row['end']}", f"line {table.line_num}")


def _place(text: str, named: str) -> Extent:
    found = _PLACE.fullmatch(text)
    if found is None:
        raise PassageError(f"{named[:80]!r} is no passage: write START-END, such as 120-148")
    return Extent(start=int(found.group(1)), end=int(found.group(2)))
