"""Persons' names among the words of a segment: by given names, endings of surnames, initials and titles."""

from collections.abc import Iterator

from ledgerstone.evidence.claims.finders.lists.words import Part, Segment, Spotted, Word, is_land
from ledgerstone.values.names import NameType

LONGEST = 5
"""Words."""
STRANGE, STRANGE_TITLED = 1, 2
"""Words that no list knows: so many may stand behind a given name or an initial, and behind a title. Behind a given
name that is a common word too there is none."""


def persons(segment: Segment) -> Iterator[Spotted]:
    """Yield the persons' names of a segment in order, none within another."""
    at = 0
    while at < len(segment.words):
        person = _person(segment, at)
        if person is not None:
            yield person
        at = at + 1 if person is None else person.end


def _person(segment: Segment, first: int) -> Spotted | None:
    """Return the name that begins at a word; None where none does."""
    words, lists = segment.words, segment.lists
    opening = words[first]
    if not opening.capital or opening.small in lists.before:
        return None
    titled = first > 0 and words[first - 1].small in lists.before
    known = _known(segment, opening)
    if known is None and not (titled and _may_be_surname(segment, first)):
        return None
    parts: list[Part | None] = [known]
    common = opening.small in lists.common
    left = (STRANGE_TITLED if titled else STRANGE - common) - (known is None)
    while first + len(parts) < len(words) and len(parts) < LONGEST and (parts[-1] is None or parts[-1].whole):
        at = first + len(parts)
        part = _known(segment, words[at])
        if part is None:
            surnamed = any(each is not None and each.surname for each in parts)
            if left == 0 or surnamed or not _may_be_surname(segment, at):
                break
            left, part = left - 1, lists.surname_beside(words[at])
        parts.append(part)
    if len(parts) == 1 and not titled and not _stands_alone(segment, first, known):
        return None
    last = parts[-1]
    return Spotted(first, first + len(parts), NameType.PERSON, None if last is None else last.base)


def _known(segment: Segment, word: Word) -> Part | None:
    """Return what the lists know a word as in a person's name."""
    if word.initial:
        return Part(1, whole=True)
    lists = segment.lists
    return None if word.letters else lists.patronymic(word) or lists.given(word) or lists.surname(word)


def _may_be_surname(segment: Segment, at: int) -> bool:
    """Whether a word that no list knows may be a surname where it stands."""
    word, lists = segment.words[at], segment.lists
    common = word.small in lists.heads or word.small in lists.before or lists.plain(word)
    if not word.capital or word.letters or common:
        return False
    place = segment.place(at, at + 1)
    return place is None or (place.whole and not is_land(word.small))


def _stands_alone(segment: Segment, at: int, part: Part | None) -> bool:
    """Whether one word is a name by itself: no initial, no common word, and a surname only where it is no place."""
    word = segment.words[at]
    if part is None or word.initial or word.small[: part.base] in segment.lists.common:
        return False
    return not part.surname or segment.place(at, at + 1) is None
