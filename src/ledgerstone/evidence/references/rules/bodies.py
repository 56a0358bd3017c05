"""Rules on bodies: entries by those who sign, and one short form with two expansions. Proposals, never verdicts."""

import re
from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from ledgerstone.evidence.claims.region_index import RegionIndex
from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.references.model import Entry, Finding
from ledgerstone.evidence.references.short_forms import SpelledOut, spelled_out
from ledgerstone.evidence.references.statement import Statement

QUOTED = re.compile(r"“([^“”]{4,120})”|«([^«»]{4,120})»|„([^„“”]{4,120})[“”]|\"([^\"]{4,120})\"")
IN_BRACKETS = re.compile(r"\(([^()]{2,60})\)")
NAME_WORD = re.compile(r"[^\W\d_][\w’'-]{0,60}")
FEWEST_CAPITALS = 2
FEWEST_WORDS = 2
ENDING = 3
"""Letters at a word's end that a case or a number may change."""
LONGEST_SMALL_WORD = 3
NOT_ITS_WORDS = frozenset({Role.COMMENT, Role.POLICY, Role.BOILERPLATE})


class ShortName(Struct, frozen=True, kw_only=True):
    """A run of capitalised words and the short form that it comes to: "RAO Constitutional Court" is CC, RAO."""

    words: str
    letters: tuple[str, ...]
    spelled: tuple[str, ...]


def entry_by_signatory(statement: Statement) -> Iterator[Finding]:
    """Find entries that name one of the signatories, by its name or the short form that it gives of itself."""
    for entry in statement.entries:
        name = next((n for line in statement.signatories for n in _names(line) if _names_it(entry, n)), None)
        if name:
            yield Finding(
                rule="entry-by-signatory",
                message=f"entry {entry.number} names a signatory of this statement: {name}",
                passage=statement.passage(entry.start, entry.end),
            )


def body_expanded_twice(statement: Statement) -> Iterator[Finding]:
    """Find short forms that are spelled out in two ways: perhaps one body, perhaps two."""
    known = [(short, line) for line in statement.signatories for short in _short_forms(line)]
    for entry in statement.entries:
        for found in _short_names(entry.text):
            short, line = next((k for k in known if _is_other_expansion(found, *k)), (None, ""))
            if short:
                yield _expanded(statement, entry, found, short, line)
    yield from _spelled_out_twice(statement)


def _spelled_out_twice(statement: Statement) -> Iterator[Finding]:
    """Short forms that the text itself spells out in brackets, and elsewhere otherwise."""
    regions = RegionIndex(statement.reading.regions)
    first: dict[str, SpelledOut] = {}
    for found in spelled_out(statement.reading.text):
        if not NOT_ITS_WORDS.isdisjoint(region.role for region in regions.around(found.start)):
            continue
        before = first.setdefault(found.short, found)
        if not _same_words(before.words, found.words):
            yield Finding(
                rule="body-expanded-twice",
                message=f"{found.short} is spelled out as “{found.words}”, before as “{before.words}”: "
                "perhaps two expansions of one body; a person must say",
                passage=statement.passage(found.start, found.end),
            )


def _same_words(one: str, other: str) -> bool:
    """Whether two names have the same words, small words and endings aside."""
    words, others = (
        [w.casefold() for w in NAME_WORD.findall(name) if len(w) > LONGEST_SMALL_WORD] for name in (one, other)
    )
    return len(words) == len(others) and all(map(_same_stem, words, others))


def _same_stem(one: str, other: str) -> bool:
    length = max(LONGEST_SMALL_WORD, max(len(one), len(other)) - ENDING)
    return one[:length] == other[:length]


def _expanded(statement: Statement, entry: Entry, found: ShortName, short: str, line: str) -> Finding:
    others = [other.number for other in statement.entries if other is not entry and _names_it(other, short)]
    where = f" (so too in {' and '.join(f'[{number}]' for number in others)})" if others else ""
    return Finding(
        rule="body-expanded-twice",
        message=f"entry {entry.number} has “{found.words}”, the signatures have “{line}”{where}: "
        "perhaps two expansions of one body; a person must say",
        passage=statement.passage(entry.start, entry.end),
    )


def _names(line: str) -> Iterator[str]:
    """The short form in a signature, the name without its brackets, and what stands in quotation marks."""
    yield from _short_forms(line)
    yield from (next(filter(None, found.groups())).strip() for found in QUOTED.finditer(line))
    bare = IN_BRACKETS.sub(" ", line).strip(" .,;–—-•")
    if len(bare.split()) >= FEWEST_WORDS:
        yield " ".join(bare.split())


def _short_forms(line: str) -> Iterator[str]:
    for inside in IN_BRACKETS.findall(line):
        if sum(sign.isupper() for sign in inside) >= FEWEST_CAPITALS and inside.upper() == inside:
            yield inside.strip()


def _names_it(entry: Entry, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", " ".join(entry.text.split())) is not None


def _short_names(text: str) -> Iterator[ShortName]:
    """Runs of capitalised words that hold a short form and spelled words."""
    words = list(NAME_WORD.finditer(text))
    for run in _capitalised_runs(text, words):
        spelled = tuple(word for word in run if not word.isupper())
        letters = tuple(sorted(_letters(run)))
        if spelled and len(spelled) < len(run):
            yield ShortName(words=" ".join(run), letters=letters, spelled=spelled)


def _capitalised_runs(text: str, words: list[re.Match[str]]) -> Iterator[list[str]]:
    run: list[str] = []
    last = 0
    for word in words:
        apart = text[last : word.start()].strip()
        if run and (apart or not word.group()[0].isupper()):
            yield run
            run = []
        if word.group()[0].isupper():
            run.append(word.group())
        last = word.end()
    if run:
        yield run


def _letters(run: list[str]) -> Iterator[str]:
    """Short forms as they are, and each run of spelled words as its initials."""
    for short, words in groupby(run, key=str.isupper):
        if short:
            yield from words
        else:
            yield "".join(word[0] for word in words)


def _is_other_expansion(found: ShortName, short: str, line: str) -> bool:
    same = tuple(sorted(short.split())) == found.letters
    return same and any(word.casefold() not in line.casefold() for word in found.spelled)
