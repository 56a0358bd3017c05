"""What changed over time, by date of publication: which line gave which answer first and last, who gave another later.

A date of publication says when a value was printed, not when it was found out. Where a date is not known, or two dates
may be the same day, nothing is said to be earlier.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from ledgerstone.evidence.claims.model import Question
from ledgerstone.evidence.incidents.accounts.answers import SAYING, is_of_several, same_count, same_scope
from ledgerstone.evidence.incidents.accounts.lined_up import days_of
from ledgerstone.evidence.incidents.lines.given import Given
from ledgerstone.evidence.incidents.model import Answer, Printed, Revision, Saying


def over_time(answers: Sequence[Answer], given: Mapping[str, Given]) -> tuple[Saying, ...]:
    """Return when each line gave each answer, by first date of publication, those without a date last.

    Args:
        answers: To one question, with their lines.
        given: The claims by id.
    """
    found = [
        _saying(answer.id, line.origin, [given[one] for one in line.claims])
        for answer in answers
        for line in answer.lines
    ]
    return tuple(sorted(found, key=lambda one: _when(one.first)))


def _saying(answer: str, origin: str | None, claims: list[Given]) -> Saying:
    dated = _dated(claims)
    return Saying(
        answer=answer,
        origin=origin,
        claims=tuple(one.held.id for one in claims),
        first=dated[0] if dated else None,
        last=max(dated, key=lambda one: one.published.latest or date.min) if dated else None,
        undated=tuple(dict.fromkeys(one.paper.id for one in claims if days_of(one.paper.published) is None)),
    )


def _dated(claims: Sequence[Given]) -> list[Printed]:
    """Return the claims in papers with a date, the earliest first; those of one day stay in their order."""
    found = [
        Printed(claim=one.held.id, source=one.paper.id, published=one.paper.published)
        for one in claims
        if one.paper.published is not None and days_of(one.paper.published) is not None
    ]
    return sorted(found, key=_when)


def _when(printed: Printed | None) -> tuple[bool, date, date]:
    days = None if printed is None else days_of(printed.published)
    return (True, date.max, date.max) if days is None else (False, *days)


def revised(answers: Sequence[Answer], given: Mapping[str, Given], origins: Mapping[str, int]) -> tuple[Revision, ...]:
    """Return who gave one count and, printed later, another of the same scope.

    A part is no revision of its whole, and what is denied none of what is said. Counts of one are single persons, and
    "police" in two papers may be two; neither is compared, nor are words for no number.

    Args:
        answers: To one question, with their lines.
        given: The claims by id.
        origins: For each claim the number of its origin.
    """
    said: dict[int, list[tuple[Answer, Given, Printed]]] = defaultdict(list)
    for answer in answers:
        if not is_of_several(answer.value) or answer.scope.part is not None:
            continue
        own: dict[int, list[Given]] = defaultdict(list)
        for claim in (one for line in answer.lines for one in line.claims):
            if SAYING[given[claim].held.claim.stance] == "said" and not given[claim].origin.generic:
                own[origins[claim]].append(given[claim])
        for origin, claims in own.items():
            dated = _dated(claims)
            if dated:
                said[origin].append((answer, given[dated[0].claim], dated[0]))
    found = [one for rows in said.values() for one in _revised(sorted(rows, key=lambda row: _when(row[2])))]
    return tuple(sorted(found, key=lambda one: (_when(one.later), _when(one.first), one.answer)))


def _revised(rows: list[tuple[Answer, Given, Printed]]) -> list[Revision]:
    """Return each answer of one origin with the nearest earlier one of the same scope, where that has another count."""
    found = []
    for number, (answer, later, printed) in enumerate(rows):
        earlier = (row for row in reversed(rows[:number]) if _is_before(row[2], printed) and _same_thing(row[1], later))
        before, _, first = next(earlier, rows[number])
        if not same_count(before.value, answer.value):
            found.append(
                Revision(
                    origin=later.origin.name,
                    answer=before.id,
                    first=first,
                    later_answer=answer.id,
                    later=printed,
                )
            )
    return found


def _is_before(one: Printed, other: Printed) -> bool:
    return _when(one)[2] < _when(other)[1]


def _same_thing(one: Given, other: Given) -> bool:
    scope, of = one.held.claim.scope, other.held.claim.scope
    question: Question = one.held.claim.question
    whom = (scope.of_whom is None) == (of.of_whom is None)
    return whom and scope.term == of.term and same_scope(scope, of, question)
