"""One act cited differently by two sources: of number, date and kind, some agree and one does not.

A finding is a proposal: the two may be two acts. It is made only where what differs lies near, in one year or on one
day of the year, because numbers begin again each year; and never of an act that both sources cite alike.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from msgspec import Struct

from ledgerstone.evidence.claims.model import Passage
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.evidence.references.acts import Act, acts_of
from ledgerstone.evidence.references.statement import take_apart
from ledgerstone.values.dates import DateValue
from ledgerstone.values.dates_arithmetic import overlaps

RULE = "act-cited-differently"
FEWEST_SHARED_WORDS = 3
SHARED = 0.6
"""Of the words around the citation that has fewer of them."""


class Cited(Struct, frozen=True, kw_only=True):
    """Where a source cites an act; `source` is as it was handed in."""

    source: str
    passage: Passage


class Difference(Struct, frozen=True, kw_only=True):
    """Two citations, perhaps of one act, that do not agree.

    Attributes:
        rule: The rule's id, a key of `REASONS`.
        what: What agrees and what does not, in our words.
        cited: The two places, in the order of the sources handed in.
    """

    rule: str
    what: str
    cited: tuple[Cited, Cited]


class _Paper(Struct, frozen=True, kw_only=True):
    source: str
    language: str | None
    acts: tuple[Act, ...]


def acts_cited_differently(readings: Sequence[tuple[str, Reading]]) -> tuple[Difference, ...]:
    """Return where two of some sources cite what may be one act differently, pair by pair in their order.

    Args:
        readings: Two sources or more, each with its id.
    """
    papers = [
        _Paper(source=source, language=reading.language, acts=acts_of(take_apart(reading)))
        for source, reading in readings
    ]
    return tuple(found for one, other in combinations(papers, 2) for found in _differences(one, other))


def _differences(one: _Paper, other: _Paper) -> Iterator[Difference]:
    agreed = {_all_of(act) for act in one.acts} & {_all_of(act) for act in other.acts}
    beside: dict[tuple[str, ...], list[Act]] = defaultdict(list)
    for act in other.acts:
        for key in _keys(act) if _all_of(act) not in agreed else ():
            beside[key].append(act)
    one_language = one.language == other.language
    said: set[tuple[str, str]] = set()
    for act in one.acts:
        near = (each for key in _keys(act) for each in beside[key]) if _all_of(act) not in agreed else ()
        for each in near:
            what = _difference(act, each, one_language=one_language)
            exact = (act.passage.exact, each.passage.exact)
            if what and exact not in said:
                said.add(exact)
                first = Cited(source=one.source, passage=act.passage)
                yield Difference(rule=RULE, what=what, cited=(first, Cited(source=other.source, passage=each.passage)))


def _all_of(act: Act) -> tuple[str | None, str | None, str | None]:
    return act.kind, act.number, act.day.edtf if act.day else None


def _keys(act: Act) -> Iterator[tuple[str, ...]]:
    """What two citations of one act share at least one of: the number, or the kind with the year or the day."""
    if act.number:
        yield ("number", act.number)
    if act.kind and act.day and act.day.earliest:
        yield ("year", act.kind, f"{act.day.earliest.year}")
        yield ("day", act.kind, f"{act.day.earliest:%m-%d}")


def _difference(one: Act, other: Act, *, one_language: bool) -> str | None:
    """What agrees and what does not; None where nothing differs or too little speaks for one act."""
    same_kind = one.kind == other.kind
    same_number = one.number is not None and one.number == other.number
    two_numbers = one.number is not None and other.number is not None and one.number != other.number
    two_days = _are_two_near_days(one.day, other.day)
    alike = _are_alike(one, other)
    if two_days and same_number and (same_kind or None in (one.kind, other.kind)):
        return "the same number with two dates"
    if two_days and same_kind and one.kind and not two_numbers and alike:
        return "much the same words with two dates"
    if not _is_same_day(one.day, other.day):
        return None
    if same_kind and one.kind and two_numbers and alike:
        return "the same kind and date with two numbers"
    if same_number and one_language and one.kind and other.kind and not same_kind:
        return "the same number and date under two names"
    return None


def _are_two_near_days(one: DateValue | None, other: DateValue | None) -> bool:
    if one is None or other is None or one.earliest is None or other.earliest is None:
        return False
    same_year = one.earliest.year == other.earliest.year
    same_in_year = (one.earliest.month, one.earliest.day) == (other.earliest.month, other.earliest.day)
    return overlaps(one, other) is False and (same_year or same_in_year)


def _is_same_day(one: DateValue | None, other: DateValue | None) -> bool:
    if one is None or other is None or one.earliest is None:
        return False
    return one.earliest == one.latest == other.earliest == other.latest


def _are_alike(one: Act, other: Act) -> bool:
    shared = len(one.words & other.words)
    return shared >= FEWEST_SHARED_WORDS and shared >= SHARED * min(len(one.words), len(other.words))
