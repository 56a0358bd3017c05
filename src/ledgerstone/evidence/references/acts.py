"""The acts that a text cites: each with its kind, number and date as the text gives them.

An act here is any paper that a body issues under a number or a date: a resolution, a decree, a judgment, a statement.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from ledgerstone.evidence.claims.model import Mention, Passage
from ledgerstone.evidence.claims.region_index import RegionIndex
from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.references.act_words import DIRECT, KIND, NUMBER
from ledgerstone.evidence.references.statement import Statement
from ledgerstone.values.dates import DateValue

MOST_ACTS = 500
"""Of one source; a text with more is a collection of laws."""
REACH = 200
"""Code points behind its kind in which an act's number and date stand."""
BACK = 60
"""Code points before it."""
WORD = re.compile(r"[^\W\d_]{4,40}")
STEM = 5
NOT_ITS_WORDS = frozenset({Role.COMMENT, Role.POLICY, Role.BOILERPLATE})


class Act(Struct, frozen=True, kw_only=True):
    """A citation of an act.

    Attributes:
        kind: What it is called, a key of `act_words.KINDS`; None where a code alone is given ("C 94/117").
        number: Without spaces, in capitals; None where the text gives none.
        day: Its date as far as the text gives it; None where it gives none.
        words: The beginnings of the other words around, by which it is told from others.
        passage: The words that cite it.
    """

    kind: str | None
    number: str | None
    day: DateValue | None
    words: frozenset[str]
    passage: Passage


class _Stretch(Struct, frozen=True, kw_only=True):
    """Where one act can be cited: from `start`, its kind at `kind_start`, to `end`."""

    kind: str | None
    start: int
    kind_start: int
    kind_end: int
    end: int


def acts_of(statement: Statement) -> tuple[Act, ...]:
    """Return the acts that a source cites with a number or a date, in their order, `MOST_ACTS` of them at most."""
    found = (
        act
        for unit in _units(statement)
        for stretch in _stretches(statement, *unit)
        if (act := _act(statement, stretch))
    )
    return tuple(islice(found, MOST_ACTS))


def _units(statement: Statement) -> Iterator[tuple[int, int]]:
    """The entries of the list, and the sentences of the rest that are the source's own."""
    regions = RegionIndex(statement.reading.regions)
    barred = NOT_ITS_WORDS | ({Role.REFERENCE_LIST} if statement.entries else set())
    own = [
        (sentence.start, sentence.end)
        for sentence in statement.sentences
        if barred.isdisjoint(region.role for region in regions.around(sentence.start))
    ]
    yield from sorted([*own, *((entry.start, entry.end) for entry in statement.entries)])


def _stretches(statement: Statement, start: int, end: int) -> Iterator[_Stretch]:
    """The stretches of a unit: one behind each kind, or, where it names none, one behind each code."""
    text = statement.reading.text
    kinds = list(KIND.finditer(text, start, end))
    heads = kinds or [code for code in NUMBER.finditer(text, start, end) if code["code"]]
    last = start
    for place, head in enumerate(heads):
        following = heads[place + 1].start() if place + 1 < len(heads) else end
        yield _Stretch(
            kind=head.lastgroup if kinds else None,
            start=max(last, head.start() - BACK),
            kind_start=head.start(),
            kind_end=head.end() if kinds else head.start(),
            end=min(following, head.end() + REACH),
        )
        last = head.end()


def _act(statement: Statement, stretch: _Stretch) -> Act | None:
    number = _number(statement, stretch)
    printed = _date(statement, stretch, number)
    if number is None and printed is None:
        return None
    spans = [(stretch.kind_start, stretch.kind_end)]
    spans += [number] if number else []
    spans += [(printed.start, printed.end)] if printed else []
    start, end = min(first for first, _ in spans), max(last for _, last in spans)
    return Act(
        kind=stretch.kind,
        number=_plain(statement.reading.text[slice(*number)]) if number else None,
        day=printed.value if printed and isinstance(printed.value, DateValue) else None,
        words=_words(statement.reading.text, stretch, spans),
        passage=statement.passage(start, end),
    )


def _plain(number: str) -> str:
    return re.sub(r"\s", "", number).replace("–", "-").upper()


def _number(statement: Statement, stretch: _Stretch) -> tuple[int, int] | None:
    """Where the number stands: right behind the kind, marked behind it, or the last marked one before it."""
    text = statement.reading.text
    direct = DIRECT.match(text, stretch.kind_end, stretch.end)
    if direct and not _dates(statement, direct.start(), direct.end()):
        return direct.span("direct")
    behind = NUMBER.search(text, stretch.kind_start, stretch.end)
    before = list(NUMBER.finditer(text, stretch.start, stretch.kind_start))
    found = behind or (before[-1] if before else None)
    return found.span(found.lastgroup or 0) if found else None


def _date(statement: Statement, stretch: _Stretch, number: tuple[int, int] | None) -> Mention | None:
    """The first date behind the kind, else the last before it; none that takes the number for a day."""
    first, end = number or (-1, -1)
    known = [
        each
        for each in _dates(statement, stretch.start, stretch.end)
        if _is_known(each) and (each.end <= first or end <= each.start)
    ]
    behind = [each for each in known if each.start >= stretch.kind_end]
    return next(iter(behind), known[-1] if known else None)


def _dates(statement: Statement, start: int, end: int) -> tuple[Mention, ...]:
    """The dates that begin between two places."""
    low = bisect_left(statement.dates, start, key=lambda mention: mention.start)
    high = bisect_left(statement.dates, end, key=lambda mention: mention.start)
    return statement.dates[low:high]


def _is_known(mention: Mention) -> bool:
    return (
        isinstance(mention.value, DateValue) and mention.value.earliest is not None and mention.value.latest is not None
    )


def _words(text: str, stretch: _Stretch, spans: list[tuple[int, int]]) -> frozenset[str]:
    """The beginnings of the words of a stretch that are not its kind, number or date."""
    return frozenset(
        word.group()[:STEM].casefold()
        for word in WORD.finditer(text, stretch.start, stretch.end)
        if not any(start <= word.start() < end for start, end in spans)
    )
