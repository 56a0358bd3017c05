"""Answers lined up: a part beside its whole, days under the days that hold them.

Nothing is computed from what stands beside each other: 26 and 32 stay two answers, and neither is subtracted. Days
that lie within others are not for that in agreement with them; days that do not are rivals.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from ledgerstone.evidence.claims.model import Claim, Question
from ledgerstone.evidence.incidents.accounts.answers import SAYING, folded
from ledgerstone.evidence.incidents.lines.given import Given
from ledgerstone.values.answers import Value
from ledgerstone.values.counts import CountValue
from ledgerstone.values.dates import DateValue

Rows = Sequence[tuple[Given, ...]]
"""Answers to one question, each as its claims."""


def wholes(claims: tuple[Given, ...]) -> dict[str, Given]:
    """Return for each claim of a part the claim of its whole, where its own paper says it in the same manner.

    The whole is what one voice counts or one sentence holds: its wording is what the part names, it is no smaller than
    the part, and of several the nearest in the text is taken.

    Args:
        claims: On one question.

    Returns:
        By the id of the claim of the part; parts whose whole no claim gives are left out.
    """
    worded: dict[tuple[str, str], list[Given]] = defaultdict(list)
    for one in claims:
        if isinstance(one.held.claim.value, CountValue):
            for wording in _wordings(one.held.claim.value):
                worded[one.paper.id, wording].append(one)
    found = {}
    for one in claims:
        part = one.held.claim.scope.part
        fitting = [of for of in worded[one.paper.id, folded(part)] if _may_be_whole(one, of)] if part else []
        if fitting:
            found[one.held.id] = min(fitting, key=lambda of: _apart(one, of))
    return found


def _wordings(value: CountValue) -> frozenset[str]:
    number = str(value.lower) if value.lower is not None and value.lower == value.upper else ""
    return frozenset({folded(value.wording), number}) - {""}


def _may_be_whole(part: Given, whole: Given) -> bool:
    one, of = part.held.claim, whole.held.claim
    return (
        part.held.id != whole.held.id
        and of.scope.part != one.scope.part
        and not _exceeds(one.value, of.value)
        and SAYING[one.stance] == SAYING[of.stance]
        and one.scope.unit in {None, of.scope.unit}
        and (part.origin == whole.origin or _meet(one, of))
    )


def _exceeds(one: Value | None, other: Value | None) -> bool:
    """Return whether a count is greater than another can be."""
    if not isinstance(one, CountValue) or not isinstance(other, CountValue):
        return False
    return one.lower is not None and other.upper is not None and one.lower > other.upper


def _meet(one: Claim, other: Claim) -> bool:
    return one.passage.start < other.passage.end and other.passage.start < one.passage.end


def _apart(one: Given, other: Given) -> tuple[int, int]:
    start = one.held.claim.passage.start
    return abs(start - other.held.claim.passage.start), other.held.claim.passage.start


def places_of_wholes(answers: Rows, found: Mapping[str, Given]) -> tuple[tuple[int, ...], ...]:
    """Return for each answer the numbers of the answers that give its whole, in their order.

    Args:
        answers: As `rivals` groups them.
        found: As `wholes` returns it.
    """
    holder = {one.held.id: number for number, answer in enumerate(answers) for one in answer}
    return tuple(
        tuple(sorted({holder[found[one.held.id].held.id] for one in answer if one.held.id in found} - {number}))
        for number, answer in enumerate(answers)
    )


def places_of_spans(question: Question, answers: Rows) -> tuple[tuple[int, ...], ...]:
    """Return for each answer on "when" the numbers of those whose days hold its days: the nearest, none for others.

    Of spans of one length that hold it all are given. What is denied or doubted holds nothing and is held by nothing.
    """
    spans = [_span(answer) if question is Question.WHEN else None for answer in answers]
    dated = [number for number, span in enumerate(spans) if span is not None]
    ends = np.array([span for span in spans if span is not None], dtype=np.int64).reshape(-1, 2)
    first, last = ends[:, 0], ends[:, 1]
    found: list[tuple[int, ...]] = [()] * len(answers)
    for at, number in enumerate(dated):
        holding = (first <= first[at]) & (last >= last[at]) & (last - first > last[at] - first[at])
        lengths = np.where(holding, last - first, np.iinfo(np.int64).max)
        nearest = np.flatnonzero(holding & (lengths == lengths.min()))
        found[number] = tuple(dated[k] for k in nearest.tolist())
    return tuple(found)


def _span(answer: tuple[Given, ...]) -> tuple[int, int] | None:
    claim = answer[0].held.claim
    days = days_of(claim.value) if SAYING[claim.stance] == "said" else None
    return None if days is None else (days[0].toordinal(), days[1].toordinal())


def days_of(value: object) -> tuple[date, date] | None:
    """Return the first and last day that a date can mean; None where either is not known, and for other values."""
    if not isinstance(value, DateValue) or value.earliest is None or value.latest is None:
        return None
    return value.earliest, value.latest


def in_reading_order(above: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    """Return the numbers of answers so that each stands after the first of those above it, else in their own order.

    Args:
        above: For each answer the numbers of those that it stands under; a circle is entered at its first.
    """
    below: dict[int, list[int]] = defaultdict(list)
    for number, holders in enumerate(above):
        if holders:
            below[holders[0]].append(number)
    order: dict[int, None] = {}
    roots = [number for number, holders in enumerate(above) if not holders]
    for root in (*roots, *range(len(above))):
        waiting = [root]
        while waiting:
            number = waiting.pop()
            if number not in order:
                order[number] = None
                waiting.extend(reversed(below[number]))
    return tuple(order)
