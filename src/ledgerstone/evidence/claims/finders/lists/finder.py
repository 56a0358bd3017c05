"""Names by lists: persons by given names and endings of surnames, bodies by their last word, places by the gazetteer.

Of two names that meet, that of a body stands before a person's, and a person's before a place's.
"""

from collections.abc import Iterable, Iterator, Sequence

from ledgerstone.evidence.claims.clauses import Sentence
from ledgerstone.evidence.claims.finders.lists.bodies import bodies
from ledgerstone.evidence.claims.finders.lists.persons import persons
from ledgerstone.evidence.claims.finders.lists.table import NameLists
from ledgerstone.evidence.claims.finders.lists.words import Segment, Spotted, WordLists, segments
from ledgerstone.evidence.claims.finders.model import FoundName
from ledgerstone.evidence.claims.packs.spelling import SpellingTable
from ledgerstone.values.names import NameType

LONGEST_PLACE = 3
"""Words."""


class ListsFinder:
    """Finds the names of a language that has lists.

    Args:
        language: As in the reading.
        lists: Its lists.
        spelling: How it spells them.
    """

    def __init__(self, language: str, lists: NameLists, spelling: SpellingTable) -> None:
        self._lists = WordLists(language, lists, spelling)
        self.method = f"names/{language}-lists {lists.about.version}"

    def find(self, text: str, cut: Sequence[Sentence]) -> tuple[FoundName, ...]:
        """Return the names of a text in its order; arguments as in the protocol."""
        return tuple(
            name for sentence in cut for segment in segments(text, sentence, self._lists) for name in _names(segment)
        )


def _names(segment: Segment) -> Iterator[FoundName]:
    if not any(word.capital for word in segment.words):
        return
    of_persons = tuple(persons(segment))
    of_places = tuple(_free(_places(segment), of_persons))
    named = list(bodies(segment, of_persons, of_places))
    for others in (of_persons, of_places):
        named += tuple(_free(others, named))
    for spotted in sorted(named, key=lambda each: each.first):
        yield _name(segment, spotted)


def _name(segment: Segment, spotted: Spotted) -> FoundName:
    words = segment.words
    start, last = words[spotted.first].start, words[spotted.end - 1]
    base = segment.text[start : last.start + (spotted.base or 0)] if segment.inflected(spotted) else None
    return FoundName(start=start, end=last.end, type=spotted.type, base=base)


def _free(some: Iterable[Spotted], taken: Sequence[Spotted]) -> Iterator[Spotted]:
    """Yield names that meet none of others."""
    for each in some:
        if all(each.end <= other.first or other.end <= each.first for other in taken):
            yield each


def _places(segment: Segment) -> Iterator[Spotted]:
    at = 0
    while at < len(segment.words):
        place = _place(segment, at)
        if place is not None:
            yield place
        at = at + 1 if place is None else place.end


def _place(segment: Segment, first: int) -> Spotted | None:
    word, lists = segment.words[first], segment.lists
    if word.letters:
        return Spotted(first, first + 1, NameType.PLACE) if word.small in lists.places_in_letters else None
    for end in range(min(len(segment.words), first + LONGEST_PLACE), first, -1):
        part = segment.place(first, end)
        if part is not None:
            return Spotted(first, end, NameType.PLACE, part.base)
    return None
