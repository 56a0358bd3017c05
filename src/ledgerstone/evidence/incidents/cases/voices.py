"""Voices that a passage gives with one answer, and that elsewhere are given with another."""

from collections.abc import Iterator

from ledgerstone.evidence.incidents.cases.model import Asked, SaidOtherwise
from ledgerstone.evidence.incidents.model import Account, Answer, QuestionAnswers
from ledgerstone.evidence.incidents.naming import same_name
from ledgerstone.values.dates import DateValue


def said_otherwise(asked: Asked) -> tuple[SaidOtherwise, ...]:
    """Return where one voice of the passage is given elsewhere with another answer to the same question."""
    held = asked.held(asked.source).paper.claims
    within = frozenset(
        one.id for one in held if one.claim.passage.start < asked.end and asked.start < one.claim.passage.end
    )
    return tuple(
        found
        for account in asked.accounts
        for question in account.questions
        for found in _otherwise(account, question, within)
    )


def _otherwise(account: Account, question: QuestionAnswers, within: frozenset[str]) -> Iterator[SaidOtherwise]:
    for answer in question.answers:
        for origin, claims in _by_origin(answer):
            here = tuple(one for one in claims if one in within)
            others = _others(question, answer, origin) if here else ()
            if others:
                yield SaidOtherwise(
                    incident=account.incident.id,
                    question=question.question,
                    voice=origin,
                    claims=here,
                    others=others,
                )


def _others(question: QuestionAnswers, answer: Answer, origin: str) -> tuple[str, ...]:
    """Return the claims by which a voice of this name gives the question another answer, whole against whole."""
    return tuple(
        claim
        for other in question.answers
        if not _one(answer, other) and other.scope.part == answer.scope.part
        for name, claims in _by_origin(other)
        if same_name(name, origin)
        for claim in claims
    )


def _one(answer: Answer, other: Answer) -> bool:
    """Tell whether two answers may both hold: they are one, or the days of one hold those of the other."""
    one, two = answer.value, other.value
    if isinstance(one, DateValue) and isinstance(two, DateValue):
        return None in (one.earliest, two.earliest, one.latest, two.latest) or _hold(one, two) or _hold(two, one)
    return answer.id == other.id


def _hold(one: DateValue, other: DateValue) -> bool:
    return (
        one.earliest is not None
        and other.earliest is not None
        and one.latest is not None
        and other.latest is not None
        and one.earliest <= other.earliest
        and other.latest <= one.latest
    )


def _by_origin(answer: Answer) -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in answer.lines:
        if line.origin is not None:
            yield line.origin, line.claims
