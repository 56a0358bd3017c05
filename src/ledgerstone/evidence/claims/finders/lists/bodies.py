"""Bodies' names among the words of a segment: by the word for a body that they end in, by whole names, by letters."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from ledgerstone.evidence.claims.finders.lists.words import Segment, Spotted, Word
from ledgerstone.values.names import NameType

LONGEST, LONGEST_WHOLE = 8, 3
"""Words."""


class _Beside(Struct, frozen=True):
    """What else is named in a segment: of persons the first word by the one after the last, of places their ends."""

    persons: dict[int, int]
    places: dict[int, int]
    apart: frozenset[int]


def bodies(segment: Segment, persons: Sequence[Spotted], places: Sequence[Spotted]) -> Iterator[Spotted]:
    """Yield the bodies' names of a segment in order, none within another.

    Args:
        segment: The words.
        persons: The persons' names in it: one may stand right before a word for a body, and else ends its name.
        places: The places in it: one with an ending of case ends a body's name.
    """
    beside = _Beside(
        persons={person.end: person.first for person in persons},
        places={place.end: place.first for place in places},
        apart=frozenset(place.end for place in places if segment.inflected(place)),
    )
    free = 0
    for at in range(len(segment.words)):
        body = _body(segment, at, beside) if at >= free else None
        if body is not None and body.first >= free:
            yield body
            free = body.end


def _body(segment: Segment, at: int, beside: _Beside) -> Spotted | None:
    word, lists = segment.words[at], segment.lists
    base = lists.heads.get(word.small)
    if base is not None:
        first = _first(segment, at, beside)
        only_place = not word.capital and beside.places.get(at, at) <= first
        return None if first == at or only_place else Spotted(first, at + 1, NameType.BODY, base)
    if word.letters:
        known = word.small in lists.letters or (word.hyphened and word.small not in lists.no_bodies)
        return Spotted(at, at + 1, NameType.BODY) if known else None
    return _whole(segment, at) if word.capital else None


def _first(segment: Segment, head: int, beside: _Beside) -> int:
    """Return the first word of the name that ends in a word for a body: as far as capitals go."""
    words, lists = segment.words, segment.lists
    first = head
    while first > 0 and head - first < LONGEST and first not in beside.apart:
        if first in beside.persons:
            return beside.persons[first] if first == head else first
        word = words[first - 1]
        if not _joins(segment, first, head) and (not word.capital or lists.plain(word) or lists.never_inside(word)):
            return first
        first -= 1
    return first


def _joins(segment: Segment, first: int, head: int) -> bool:
    """Whether the small word before a word joins two parts of one name ("the Ministry of Science and Education")."""
    words = segment.words
    return words[first - 1].small in segment.lists.joiners and first < head and first > 1 and words[first - 2].capital


def _whole(segment: Segment, first: int) -> Spotted | None:
    """Return the body whose name is told by no word for one, with an ending or without."""
    lists = segment.lists
    for length in range(LONGEST_WHOLE, 0, -1):
        some: tuple[Word, ...] = segment.words[first : first + length]
        if len(some) < length or not all(word.capital for word in some):
            continue
        before, last = tuple(word.small for word in some[:-1]), some[-1].small
        base = next((each for each in (last, *lists.endings.stems(last)) if (*before, each) in lists.whole), None)
        if base is not None:
            return Spotted(first, first + length, NameType.BODY, len(base))
    return None
