"""Claims that say the same, and claims that do not: the rival answers to one question.

Two claims are one answer only where value, scope and stance say the same. What a claim does not say of its scope is
no conflict, but joins it to an answer only where a single one fits. Nothing is summed, averaged or ranked.
"""

from functools import cache
from importlib import resources

import msgspec

from ledgerstone.evidence.claims.model import Claim, Question, Scope, Stance
from ledgerstone.evidence.incidents.lines.lines import Given
from ledgerstone.evidence.incidents.naming import same_name, same_place, same_word, words_of_name
from ledgerstone.evidence.incidents.tokens import WORD
from ledgerstone.values.answers import Value
from ledgerstone.values.counts import CountValue
from ledgerstone.values.dates import DateValue
from ledgerstone.values.names import NameValue
from ledgerstone.values.places import PlaceValue
from ledgerstone.values.texts import TextValue

SAYING = {
    Stance.ASSERTED: "said",
    Stance.REPORTED: "said",
    Stance.DENIED: "denied",
    Stance.DOUBTED: "doubted",
    Stance.HYPOTHETICAL: "hypothetical",
    Stance.DEMANDED: "demanded",
}
"""A denial is no second line for what it denies."""


@cache
def _vague() -> dict[str, tuple[str, ...]]:
    content = resources.files(__package__).joinpath("vague.toml").read_bytes()
    return msgspec.toml.decode(content, type=dict[str, tuple[str, ...]])


class _Rival:
    """An answer while claims are put to it; equal claims are compared once."""

    def __init__(self) -> None:
        self.given: list[Given] = []
        self._distinct: dict[tuple[Value | None, Scope], Claim] = {}

    def takes(self, claim: Claim) -> bool:
        """Return whether a claim says the same as every claim of the answer."""
        if (claim.value, claim.scope) in self._distinct:
            return True
        return all(_agree(claim, of) for of in self._distinct.values())

    def add(self, one: Given) -> None:
        """Put a claim to the answer."""
        self.given.append(one)
        self._distinct.setdefault((one.held.claim.value, one.held.claim.scope), one.held.claim)


def rivals(claims: tuple[Given, ...]) -> tuple[tuple[Given, ...], ...]:
    """Group the claims on one question into answers.

    Args:
        claims: On one question, in an order that depends on the ids alone.

    Returns:
        The answers, each with its claims, in the order of their first claims.
    """
    buckets: dict[tuple[str, ...], list[_Rival]] = {}
    for one in sorted(claims, key=lambda given: -_said(given.held.claim.scope)):
        answers = buckets.setdefault(_bucket(one.held.claim), [])
        fitting = [answer for answer in answers if answer.takes(one.held.claim)]
        if len(fitting) != 1:
            fitting = [_Rival()]
            answers += fitting
        fitting[0].add(one)
    place = {one.held.id: number for number, one in enumerate(claims)}
    every = [answer.given for answers in buckets.values() for answer in answers]
    found = [sorted(answer, key=lambda given: place[given.held.id]) for answer in every]
    return tuple(tuple(answer) for answer in sorted(found, key=lambda answer: place[answer[0].held.id]))


def fullest_scope(claims: tuple[Given, ...]) -> Scope:
    """Return the scope of the claim that says most of it, the first among equals."""
    return max((one.held.claim.scope for one in claims), key=_said)


def _said(scope: Scope) -> int:
    return sum(getattr(scope, field) is not None for field in ("of_whom", "where", "when", "part", "unit"))


def _bucket(claim: Claim) -> tuple[str, ...]:
    """What two claims of one answer have in common to the letter."""
    return (SAYING[claim.stance], claim.scope.part or "", *_value_key(claim.value))


def _value_key(value: Value | None) -> tuple[str, ...]:
    if isinstance(value, CountValue):
        if value.lower is None and value.upper is None:
            return ("count", _vague_class(value.wording))
        return ("count", str(value.lower), str(value.upper), str(value.approximate))
    if isinstance(value, DateValue):
        if value.earliest is None and value.latest is None:
            return ("date", _folded(value.wording))
        return ("date", str(value.earliest), str(value.latest))
    return (value.__class__.__name__,)


def _vague_class(wording: str) -> str:
    folded = wording.casefold()
    return next((name for name, stems in _vague().items() if any(stem in folded for stem in stems)), _folded(wording))


def _folded(text: str) -> str:
    return " ".join(match.group().casefold() for match in WORD.finditer(text))


def _agree(one: Claim, other: Claim) -> bool:
    return _same_value(one.value, other.value) and _same_scope(one.scope, other.scope, one.question)


def _same_value(one: Value | None, other: Value | None) -> bool:
    """Compare what the bucket left open: places and names by sound, labels and quotations by their words."""
    if isinstance(one, PlaceValue) and isinstance(other, PlaceValue):
        return same_place(one, other)
    if isinstance(one, NameValue) and isinstance(other, NameValue):
        return same_name(one.name, other.name)
    texts = [_folded(value.text) if isinstance(value, TextValue) else None for value in (one, other)]
    return texts[0] == texts[1]


def _same_scope(one: Scope, other: Scope, question: Question) -> bool:
    if one.unit != other.unit and one.unit is not None and other.unit is not None:
        return False
    if question in {Question.WHEN, Question.WHERE}:
        return True
    return (
        _same_whom(one.of_whom, other.of_whom)
        and (one.where is None or other.where is None or same_place(one.where, other.where))
        and _same_time(one.when, other.when)
    )


def _same_whom(one: str | None, other: str | None) -> bool:
    """Compare groups by their last words, where the name of a group stands in all languages that we read."""
    if one is None or other is None:
        return True
    words, of_words = words_of_name(one), words_of_name(other)
    if not words or not of_words:
        return one == other
    return any(same_word(a, b) for a in words for b in of_words)


def _same_time(one: DateValue | None, other: DateValue | None) -> bool:
    if one is None or other is None or one.earliest is None or other.earliest is None:
        return True
    return (one.earliest, one.latest) == (other.earliest, other.latest)
