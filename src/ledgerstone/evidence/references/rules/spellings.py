"""The rule on spellings: names of bodies that sound alike and are written otherwise. A proposal, never a verdict."""

import re
from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

from ledgerstone.evidence.claims.model import Mention
from ledgerstone.evidence.claims.names import names_in
from ledgerstone.evidence.claims.region_index import RegionIndex
from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.references.model import Finding
from ledgerstone.evidence.references.statement import Statement
from ledgerstone.values.name_keys import likeness, name_key
from ledgerstone.values.names import NameType, NameValue

WORD = re.compile(r"[^\W\d_]{4,40}")
"""Shorter words are articles, prepositions and initials."""
FEWEST_WORDS = 2
ALIKE = 0.9
ENDING = 3
"""Letters at a word's end that a case may change."""
WITHOUT_CASES = frozenset({"en", "fr"})
MOST_SPELLINGS = 12
"""Of one name; a text with more is not written by people."""
NOT_ITS_WORDS = frozenset({Role.COMMENT, Role.POLICY, Role.BOILERPLATE})


class _Spelling(Struct, frozen=True, kw_only=True):
    mention: Mention
    words: tuple[str, ...]


def body_spelled_twice(statement: Statement) -> Iterator[Finding]:
    """Find bodies whose names sound alike word by word and are spelled otherwise: perhaps one, perhaps two."""
    known: dict[tuple[str, ...], list[_Spelling]] = defaultdict(list)
    cases = statement.reading.language not in WITHOUT_CASES
    for found in _bodies(statement):
        spellings = known[tuple(map(name_key, found.words))]
        if any(found.words == other.words for other in spellings) or len(spellings) == MOST_SPELLINGS:
            continue
        other = next((each for each in spellings if _is_other_spelling(each.words, found.words, cases=cases)), None)
        spellings.append(found)
        if other:
            yield _finding(statement, found.mention, other.mention)


def _bodies(statement: Statement) -> Iterator[_Spelling]:
    regions = RegionIndex(statement.reading.regions)
    for mention in names_in(statement.reading.text, statement.sentences, statement.pack, taken=()):
        body = isinstance(mention.value, NameValue) and mention.value.type is NameType.BODY
        words = tuple(word.casefold() for word in WORD.findall(mention.exact)) if body else ()
        own = NOT_ITS_WORDS.isdisjoint(region.role for region in regions.around(mention.start))
        if len(words) >= FEWEST_WORDS and own:
            yield _Spelling(mention=mention, words=words)


def _is_other_spelling(one: tuple[str, ...], other: tuple[str, ...], *, cases: bool) -> bool:
    """Whether words differ, sound alike, and differ otherwise than by the ending of a case."""
    differing = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    spelled = [pair for pair in differing if not (cases and _same_stem(*pair))]
    return bool(spelled) and all(likeness(*pair) >= ALIKE for pair in spelled)


def _same_stem(one: str, other: str) -> bool:
    length = max(len(one), len(other)) - ENDING
    return one[:length] == other[:length]


def _finding(statement: Statement, found: Mention, other: Mention) -> Finding:
    name, before = (" ".join(mention.exact.split()) for mention in (found, other))
    return Finding(
        rule="body-spelled-twice",
        message=f"“{name}” is spelled “{before}” elsewhere: perhaps two spellings of one body; a person must say",
        passage=statement.passage(found.start, found.end),
    )
