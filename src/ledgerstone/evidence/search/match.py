"""Whether the words of a passage are what was asked for, and in which way.

The same word, an inflected form of it, the same name in another script or in another spelling.
Inflection is taken without a dictionary: languages of the archive inflect at the end of a word, so that two forms
share a long beginning. It is a way of finding, shown as such; a person sees the exact words.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from math import ceil

from msgspec import Struct

from ledgerstone.evidence.search.fold import Word
from ledgerstone.evidence.search.query import Query, Term
from ledgerstone.values.name_keys import likeness
from ledgerstone.values.romanise import script_of

LEAST_LIKENESS = 0.8
"""Below it, more of what is found is another name than the same: benchmarks/names.py, all scripts together."""

SHORTEST_STEM = 3
_STEM_SHARE = 0.7
_LOST_ENDING, _OTHER_ENDING, _ADDED_ENDING = 2, 4, 6
_SHORT_WORD, _SHORT_ADDED = 4, 3


class How(StrEnum):
    """In which way a word was found, the surest first."""

    EXACT = "exact"
    INFLECTED = "inflected"
    OTHER_SCRIPT = "other script"
    OTHER_SPELLING = "other spelling"


WEIGHTS = {How.EXACT: 1.0, How.INFLECTED: 0.8, How.OTHER_SCRIPT: 0.75, How.OTHER_SPELLING: 0.6}
"""What a match is worth beside an exact one."""


class Match(Struct, frozen=True, kw_only=True):
    """The words that answer a query, in the order of the text.

    Attributes:
        marks: Start and end of each, in code points of the text that the words came from.
        how: The least sure way among the terms.
        weight: The product of the ways' weights and likenesses, 0 to 1.
    """

    marks: tuple[tuple[int, int], ...]
    how: How
    weight: float


class _Found(Struct, frozen=True, kw_only=True):
    start: int
    end: int
    how: How
    weight: float


def match(query: Query, passage: Sequence[Word]) -> Match | None:
    """Return how a passage answers a query, by its best alternative; None where it does not."""
    answers = [_all_of(terms, passage) for terms in query.alternatives]
    return max((answer for answer in answers if answer), key=lambda answer: answer.weight, default=None)


def stem(word: str) -> str | None:
    """Return the beginning that inflected forms of a folded word share; None where it is too short to have one."""
    kept = max(SHORTEST_STEM, ceil(_STEM_SHARE * len(word)), len(word) - _LOST_ENDING)
    return word[:kept] if len(word) >= SHORTEST_STEM else None


def _all_of(terms: Sequence[Term], passage: Sequence[Word]) -> Match | None:
    found: list[_Found] = []
    weight = 1.0
    ways = []
    for term in terms:
        of_term = list(_found(term, passage))
        if not of_term:
            return None
        best = max(of_term, key=lambda one: one.weight)
        weight *= best.weight
        ways.append(best.how)
        found += [one for one in of_term if one.how is best.how]
    marks = tuple(sorted({(one.start, one.end) for one in found}))
    return Match(marks=marks, how=max(ways, key=list(How).index), weight=weight)


def _found(term: Term, passage: Sequence[Word]) -> Iterator[_Found]:
    if term.phrase:
        yield from _phrases(term, passage)
        return
    asked = term.words[0]
    for word in passage:
        way = _way(asked, word, prefix=term.prefix)
        if way is not None:
            yield _Found(start=word.start, end=word.end, how=way[0], weight=way[1])


def _phrases(term: Term, passage: Sequence[Word]) -> Iterator[_Found]:
    """Yield each run of words that is the phrase; of a beginning*, the last word may go on."""
    asked = [word.folded for word in term.words]
    for at in range(len(passage) - len(asked) + 1):
        run = passage[at : at + len(asked)]
        last = run[-1].folded
        same_last = last.startswith(asked[-1]) if term.prefix else last == asked[-1]
        if same_last and all(word.folded == wanted for word, wanted in zip(run[:-1], asked, strict=False)):
            yield _Found(start=run[0].start, end=run[-1].end, how=How.EXACT, weight=WEIGHTS[How.EXACT])


def _way(asked: Word, word: Word, *, prefix: bool) -> tuple[How, float] | None:
    if asked.folded == word.folded or (prefix and word.folded.startswith(asked.folded)):
        return How.EXACT, WEIGHTS[How.EXACT]
    if prefix:
        return None
    if _inflected(asked.folded, word.folded):
        return How.INFLECTED, WEIGHTS[How.INFLECTED]
    alike = likeness(asked.exact, word.exact) if may_be_name(word.exact) else 0.0
    if alike < LEAST_LIKENESS:
        return None
    how = How.OTHER_SPELLING if script_of(asked.exact) == script_of(word.exact) else How.OTHER_SCRIPT
    return how, WEIGHTS[how] * alike


def may_be_name(word: str) -> bool:
    """Tell whether a word of a text may be a name: it does not begin with a small letter."""
    return word[0].isalpha() and not word[0].islower()


def _inflected(asked: str, word: str) -> bool:
    """Tell whether two folded words may be forms of one: a long common beginning, and short endings."""
    shared = 0
    for one, other in zip(asked, word, strict=False):
        if one != other:
            break
        shared += 1
    lost, added = len(asked) - shared, len(word) - shared
    if shared < len(stem(asked) or asked + "-"):
        return False
    if lost:
        return added <= _OTHER_ENDING
    return added <= (_ADDED_ENDING if len(asked) >= _SHORT_WORD else _SHORT_ADDED)
