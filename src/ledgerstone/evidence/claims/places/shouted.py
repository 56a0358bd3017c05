"""Places in a text written in capitals throughout, as old telegrams are: a capital says nothing there.

What names a place is then the gazetteer with a word of place before the name, a word of its kind behind it
("department"), a land after a comma, or a name that no other word touches. A name that no gazetteer has needs a word of
kind, or both a word of place before it and a land after it.
"""

from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import Final

from ledgerstone.evidence.claims.gazetteer import Entry, EntryKind, Gazetteer
from ledgerstone.evidence.claims.places.candidates import LONGEST, Candidate, Page
from ledgerstone.evidence.claims.places.decide import LARGE, Sight, Sureness, is_dateline
from ledgerstone.evidence.claims.places.words import PlaceWords, Word

_ARTICLES: Final = frozenset({"the", "a", "an"})
_TOUCHING: Final = frozenset({" ", "\u00a0", "-"})


def shouted(page: Page) -> Iterator[Candidate]:
    """Yield the names of the gazetteer, the longest from the left, and those that a word of kind or a cue makes one."""
    at = 0
    while at < len(page.words):
        found = _known(page, page.gazetteer, at) or _unknown(page, at)
        if found is not None:
            yield found
        at = at + 1 if found is None else found.last + 1


def judge_shouted(sight: Sight, found: Sequence[Candidate]) -> list[tuple[Candidate, Sureness]]:
    """Return the candidates of a text in capitals, each with how sure it is a place.

    A word that also names a small place somewhere ("IN CHARGE") is one only in a land that the text names.
    """
    first = [(candidate, _judge(sight, candidate)) for candidate in found]
    lands = {entry.country for candidate, _ in first for entry in _lands_of(sight, candidate)}
    return [(candidate, _of_lands(sight, candidate, how, lands)) for candidate, how in first]


class _Told(IntEnum):
    """What speaks for a candidate: nothing, only its size, a word of place, or its kind."""

    NOTHING = 0
    ELSEWHERE = 1
    SIZE = 2
    CUE = 3
    KIND = 4


def _judge(sight: Sight, candidate: Candidate) -> _Told:
    pack, first, last = sight.pack, candidate.first, candidate.last
    if not candidate.known or is_dateline(sight, candidate) or _of_kind(sight, candidate) or _before_land(sight, last):
        return _Told.KIND
    if sight.preceded(first, pack.people_before) or _after_given_name(sight, first):
        return _Told.NOTHING
    body = sight.followed(last, pack.bodies) or sight.followed(last, pack.local_bodies)
    if sight.preceded(first, pack.before) and not body:
        return _Told.CUE
    if _is_land(sight, candidate):
        return _Told.KIND
    return _Told.NOTHING if body else _alone(sight, candidate)


def _alone(sight: Sight, candidate: Candidate) -> _Told:
    """Judge a name without a cue: a large place that no other name touches, without an article."""
    large = any(e.population >= LARGE and e.kind is not EntryKind.DISTRICT for e in sight.entries(candidate.name))
    after = candidate.last + 1
    touched = _touches(sight, candidate.first, candidate.first - 1) or _touches(sight, after, after)
    bare = not large or touched or (candidate.first > 0 and sight.folded[candidate.first - 1] in _ARTICLES)
    return _Told.ELSEWHERE if bare else _Told.SIZE


def _of_lands(sight: Sight, candidate: Candidate, how: _Told, lands: set[str]) -> Sureness:
    if how is _Told.KIND:
        return Sureness.YES
    if how in {_Told.NOTHING, _Told.ELSEWHERE}:
        return Sureness(how)
    entries = sight.entries(candidate.name)
    inside = any(entry.country in lands for entry in entries)
    free = not _touches(sight, candidate.last + 1, candidate.last + 1)
    large = how is _Told.CUE and free and any(entry.population >= LARGE for entry in entries)
    several = how is _Told.CUE and candidate.last > candidate.first
    return Sureness.YES if inside or large or several else Sureness.NO


def _lands_of(sight: Sight, candidate: Candidate) -> tuple[Entry, ...]:
    """Return the country that a name is of, or that of the largest place where a dateline says where it was written."""
    entries = sight.entries(candidate.name)
    countries = tuple(entry for entry in entries if entry.kind is EntryKind.COUNTRY)
    return countries or (entries[:1] if is_dateline(sight, candidate) else ())


def _is_land(sight: Sight, candidate: Candidate) -> bool:
    return any(entry.kind is EntryKind.COUNTRY for entry in sight.entries(candidate.name))


def _touches(sight: Sight, gap_of: int, word: int) -> bool:
    """Whether a word that is none of the pack's common ones stands right beside a name."""
    if not 0 <= word < len(sight.words) or gap_of >= len(sight.words):
        return False
    return sight.words[gap_of].gap in _TOUCHING and not is_common(sight.pack, sight.words[word])


def _after_given_name(sight: Sight, first: int) -> bool:
    before = first - 1
    joined = first > 0 and sight.words[first].gap in _TOUCHING
    return joined and sight.pack.given_names.holds(sight.folded[before])


def _of_kind(sight: Sight, candidate: Candidate) -> bool:
    """Whether a word for a kind of place stands behind a name, or before it with "of"."""
    after = candidate.last + 1
    behind = after < len(sight.words) and sight.words[after].gap in _TOUCHING
    if behind and sight.pack.kinds.holds(sight.folded[after]):
        return True
    return sight.preceded(candidate.first, sight.pack.kinds_before)


def _before_land(sight: Sight, last: int) -> bool:
    """Whether a comma or bracket joins a land to a name."""
    at = last + 1
    if at >= len(sight.words) or sight.words[at].gap.strip() not in {",", "("}:
        return False
    names = (" ".join(sight.folded[at : at + length]) for length in (1, 2, 3))
    return any(entry.land for name in names for entry in sight.entries(name))


def is_common(pack: PlaceWords, word: Word) -> bool:
    """Return whether a word is none of a name: a common word, a cue, a number."""
    folded = word.folded
    if not folded[0].isalpha():
        return True
    own = (pack.stop, pack.before, pack.weak_before, pack.lists, pack.people_before, pack.directions, pack.kinds)
    return any(forms.holds(folded) for forms in own)


def _known(page: Page, gazetteer: Gazetteer | None, first: int) -> Candidate | None:
    folded = page.words[first].folded
    if gazetteer is None or folded in _ARTICLES or not folded[0].isalpha():
        return None
    for last in range(_reach(page.words, first), first - 1, -1):
        name = _written(page, first, last)
        single = first == last
        if (single and is_common(page.pack, page.words[first])) or len(name) < len("ABC"):
            continue
        if gazetteer.knows(name) and not _ends_amiss(page, gazetteer, first, last):
            return _candidate(page, first, last, name, known=True)
    return None


def _ends_amiss(page: Page, gazetteer: Gazetteer, first: int, last: int) -> bool:
    """Whether a name goes on ("PRADOS DE …"), or its last word says the kind of a land and is no part of a town's."""
    after = last + 1
    if (
        after < len(page.words)
        and page.words[after].gap in _TOUCHING
        and page.pack.openers.holds(page.words[after].folded)
    ):
        return True
    if first == last or not page.pack.kinds.holds(page.words[last].folded):
        return False
    return all(entry.kind is not EntryKind.TOWN for entry in gazetteer.lookup(_written(page, first, last)))


def _reach(words: Sequence[Word], first: int) -> int:
    """Return the last word that may belong to a name that begins at a word."""
    last = first
    while last + 1 < len(words) and last + 1 - first < LONGEST and words[last + 1].gap in _TOUCHING:
        last += 1
    return last


def _unknown(page: Page, first: int) -> Candidate | None:
    """Return a name that no gazetteer has, of words that are none of the common ones, where words make it a place."""
    pack, words = page.pack, page.words
    last = _name_end(page, first)
    if last is None:
        return None
    folded = [word.folded for word in words[max(0, first - LONGEST) : first]]
    told = pack.kinds_before.before(folded, len(folded)) is not None
    cued = pack.before.before(folded, len(folded)) is not None
    after = last + 1
    kind = after < len(words) and words[after].gap in _TOUCHING and pack.kinds.holds(words[after].folded)
    closed = after >= len(words) or words[after].gap not in _TOUCHING or is_common(pack, words[after])
    opened = pack.openers.holds(words[first].folded) and last > first
    if not opened and any(_known(page, page.gazetteer, at) for at in range(first + 1, last + 1)):
        return None
    if not (told or (kind and _is_led(page, first, last)) or (cued and opened and closed)):
        return None
    return _candidate(page, first, last, _written(page, first, last), known=False)


def _is_led(page: Page, first: int, last: int) -> bool:
    """Whether what stands before a name lets it be one: a word of place or a comma; a common word before two words."""
    pack, words = page.pack, page.words
    before = words[first - 1].folded if first else ""
    cued = pack.before.holds(before) or pack.weak_before.holds(before)
    return cued or words[first].gap.strip() == "," or (last > first and pack.stop.holds(before))


def _name_end(page: Page, first: int) -> int | None:
    """Return the last word of a name that begins at a word; None where a name cannot begin or has begun before."""
    pack, words = page.pack, page.words
    if not _may_name(pack, words[first]):
        return None
    if first and words[first].gap in _TOUCHING and _may_name(pack, words[first - 1]):
        return None
    last = first
    while last + 1 < len(words) and words[last + 1].gap in _TOUCHING and _may_name(pack, words[last + 1]):
        last += 1
    return last if last - first < LONGEST else None


def _may_name(pack: PlaceWords, word: Word) -> bool:
    return pack.openers.holds(word.folded) or not is_common(pack, word)


def _written(page: Page, first: int, last: int) -> str:
    return " ".join(page.text[page.words[first].start : page.words[last].end].split())


def _candidate(page: Page, first: int, last: int, name: str, *, known: bool) -> Candidate:
    end = page.words[last].end
    return Candidate(first=first, last=last, run_first=first, run_last=last, end=end, name=name, known=known)
