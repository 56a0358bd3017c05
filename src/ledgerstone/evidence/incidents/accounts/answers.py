"""Claims that say the same, and claims that do not: the rival answers to one question.

Two claims are one answer only where value, scope and stance say the same. What a claim does not say of its scope is
no conflict, but joins it to an answer only where a single one fits. A part is the same part where its whole is the
same. Nothing is summed, averaged or ranked.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from itertools import chain, islice, product
from typing import TypeVar

import msgspec

from ledgerstone.evidence.claims.model import Claim, Question, Scope, Stance
from ledgerstone.evidence.incidents.lines.given import Given
from ledgerstone.evidence.incidents.naming import part_keys, same_name, same_place, same_word, whole_key, words_of_name
from ledgerstone.evidence.incidents.tokens import WORD
from ledgerstone.values.answers import Value
from ledgerstone.values.counts import CountValue
from ledgerstone.values.dates import DateValue
from ledgerstone.values.dates_arithmetic import can_be_of
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

NO_TIME = frozenset({"PAST_REF", "PRESENT_REF", "FUTURE_REF"})
"""Values of TIMEX3 that name no time."""

NAMING = frozenset({Question.TARGETED, Question.SAID_TO_HAVE_DONE, Question.CHARACTERISED_AS})
"""Answered by a name or a label, which is the same in days that meet; a number is one of just these days."""


@cache
def _vague() -> dict[str, tuple[str, ...]]:
    content = resources.files(__package__).joinpath("vague.toml").read_bytes()
    return msgspec.toml.decode(content, type=dict[str, tuple[str, ...]])


ANY, SILENT = "any", "silent"

T = TypeVar("T")

_Key = tuple[str, ...]
_Said = frozenset[_Key] | None
"""Keys of what a claim says of its scope; None where it is silent."""

_Spot = tuple[_Key | str, ...]


class _Rival:
    """An answer while claims are put to it; equal claims are compared once."""

    def __init__(self) -> None:
        self.given: list[Given] = []
        self._distinct: dict[tuple[Value | None, Scope], Claim] = {}

    def takes(self, claim: Claim) -> bool:
        """Return whether a claim says the same as every claim of the answer."""
        return all(_agree(claim, of) for of in self._distinct.values())

    def add(self, one: Given) -> None:
        """Put a claim to the answer."""
        self.given.append(one)
        self._distinct.setdefault((one.held.claim.value, one.held.claim.scope), one.held.claim)


class _Rivals:
    """The answers so far. A claim is compared only with those that share its value and do not differ in scope."""

    def __init__(self) -> None:
        self.every: list[_Rival] = []
        self._at: dict[_Spot, dict[_Rival, None]] = defaultdict(dict)
        self._placed: dict[tuple[frozenset[_Key], Scope, Value | None], _Rival] = {}

    def put(self, one: Given, whole: Claim | None) -> None:
        """Put a claim where it belongs: to what says just the same, else to the only answer that fits, else apart."""
        claim = one.held.claim
        keys = _keys(claim, whole)
        # Names that share their keys may still be two; every other value is told by its key.
        same = (keys, claim.scope, claim.value if isinstance(claim.value, PlaceValue | NameValue) else None)
        if same not in self._placed:
            self._placed[same] = self._only_fitting(claim, keys) or self._new()
            for spot in product(keys, *(_lain(said) for said in _scope_keys(claim))):
                self._at[spot][self._placed[same]] = None
        self._placed[same].add(one)

    def _only_fitting(self, claim: Claim, keys: frozenset[_Key]) -> _Rival | None:
        spots = product(keys, *(_sought(said) for said in _scope_keys(claim)))
        near = dict.fromkeys(chain.from_iterable(self._at[spot] for spot in spots if spot in self._at))
        fitting = list(islice((answer for answer in near if answer.takes(claim)), 2))
        return fitting[0] if len(fitting) == 1 else None

    def _new(self) -> _Rival:
        self.every.append(_Rival())
        return self.every[-1]


def _lain(said: _Said) -> Iterable[_Key | str]:
    """Return under what an answer lies that a claim says this of its scope: found by the same, and by who is silent."""
    return (SILENT, ANY) if said is None else (*said, ANY)


def _sought(said: _Said) -> Iterable[_Key | str]:
    return (ANY,) if said is None else (*said, SILENT)


def _scope_keys(claim: Claim) -> tuple[_Said, _Said, _Said]:
    """Return keys for where, when and of whom: two scopes that can be one share a key where both say it."""
    if claim.question in {Question.WHEN, Question.WHERE}:
        return None, None, None
    where, when, whom = claim.scope.where, claim.scope.when, claim.scope.of_whom
    return (
        None if where is None else frozenset(_value_keys(where)),
        None if claim.question in NAMING or when is None or when.earliest is None else frozenset({_date_key(when)}),
        None if whom is None else frozenset((key,) for key in part_keys(whom)) or frozenset({(whom,)}),
    )


def rivals(claims: tuple[Given, ...], wholes: Mapping[str, Given]) -> tuple[tuple[Given, ...], ...]:
    """Group the claims on one question into answers.

    Args:
        claims: On one question, in an order that depends on the papers alone.
        wholes: For the id of a claim of a part, the claim of its whole, where the same paper has it.

    Returns:
        The answers, each with its claims, in the order of their first claims.
    """
    found = _Rivals()
    for one in sorted(claims, key=lambda given: -_said(given.held.claim.scope)):
        whole = wholes.get(one.held.id)
        found.put(one, None if whole is None else whole.held.claim)
    place = {one.held.id: number for number, one in enumerate(claims)}
    every = [sorted(answer.given, key=lambda given: place[given.held.id]) for answer in found.every]
    return tuple(tuple(answer) for answer in sorted(every, key=lambda answer: place[answer[0].held.id]))


def names_no_time(claim: Claim) -> bool:
    """Return whether a claim on "when" says only that it is past, present or to come ("recently"): that is no answer.

    "Last week" in a paper without a date is one, whose days are not known.
    """
    value = claim.value
    if claim.question is not Question.WHEN or not isinstance(value, DateValue) or value.reason is not None:
        return False
    return value.earliest is None and value.latest is None and value.timex is not None and value.timex.value in NO_TIME


def most_printed(claims: tuple[Given, ...]) -> Value | None:
    """Return the value of an answer in the form that most papers print it in, the first among equals."""
    papers = _papers((one.held.claim.value, one) for one in claims)
    return max(papers, key=lambda value: len(papers[value]))


def fullest_scope(claims: tuple[Given, ...]) -> Scope:
    """Return the scope of a claim that says most of it, in the form that most papers print, the first among equals."""
    papers = _papers((one.held.claim.scope, one) for one in claims)
    return max(papers, key=lambda scope: (_said(scope), len(papers[scope])))


def _papers(forms: Iterable[tuple[T, Given]]) -> dict[T, set[str]]:
    found: dict[T, set[str]] = defaultdict(set)
    for form, one in forms:
        found[form].add(one.paper.id)
    return found


def _said(scope: Scope) -> int:
    return sum(getattr(scope, field) is not None for field in ("of_whom", "where", "when", "part", "unit"))


def _keys(claim: Claim, whole: Claim | None) -> frozenset[_Key]:
    """Return keys of which two claims of one answer share at least one: its manner, its whole, its value."""
    part = claim.scope.part or ""
    common = (SAYING[claim.stance], *(_value_keys(whole.value)[0] if part and whole else (folded(part),)))
    return frozenset((*common, *key) for key in _value_keys(claim.value))


def _value_keys(value: Value | None) -> tuple[_Key, ...]:
    if isinstance(value, CountValue):
        return (_count_key(value),)
    if isinstance(value, DateValue):
        return (_date_key(value),)
    if isinstance(value, PlaceValue):
        return (("place", *whole_key(value.name)), ("gazetteer", value.gazetteer_id or folded(value.name)))
    if isinstance(value, NameValue):
        return (("name", *whole_key(value.name)),)
    return (("text", folded(value.text) if isinstance(value, TextValue) else ""),)


def _count_key(value: CountValue) -> _Key:
    if value.lower is None and value.upper is None:
        return ("count", _vague_class(value.wording))
    return ("count", str(value.lower), str(value.upper), str(value.approximate))


def _date_key(value: DateValue) -> _Key:
    if value.earliest is None and value.latest is None:
        return ("date", folded(value.wording))
    return ("date", str(value.earliest), str(value.latest))


def _vague_class(wording: str) -> str:
    small = wording.casefold()
    return next((name for name, stems in _vague().items() if any(stem in small for stem in stems)), folded(wording))


def folded(text: str) -> str:
    """Return the words of a text without case and signs, to compare wordings."""
    return " ".join(match.group().casefold() for match in WORD.finditer(text))


def is_of_several(value: Value | None) -> bool:
    """Return whether a value is a count of more than one: single persons are no total, "dozens" is no number."""
    if not isinstance(value, CountValue):
        return False
    least = value.lower if value.lower is not None else value.upper
    return least is not None and least > 1


def same_count(one: Value | None, other: Value | None) -> bool:
    """Return whether two counts are the same number, whatever they are counts of."""
    return isinstance(one, CountValue) and isinstance(other, CountValue) and _count_key(one) == _count_key(other)


def _agree(one: Claim, other: Claim) -> bool:
    return _same_value(one.value, other.value) and same_scope(one.scope, other.scope, one.question)


def _same_value(one: Value | None, other: Value | None) -> bool:
    """Compare what the bucket left open: places and names by sound, labels and quotations by their words."""
    if isinstance(one, PlaceValue) and isinstance(other, PlaceValue):
        return same_place(one, other)
    if isinstance(one, NameValue) and isinstance(other, NameValue):
        return same_name(one.name, other.name)
    texts = [folded(value.text) if isinstance(value, TextValue) else None for value in (one, other)]
    return texts[0] == texts[1]


def same_scope(one: Scope, other: Scope, question: Question) -> bool:
    """Return whether two scopes can be of one thing: what one of them does not say is no conflict."""
    if one.unit != other.unit and one.unit is not None and other.unit is not None:
        return False
    if question in {Question.WHEN, Question.WHERE}:
        return True
    return (
        _same_whom(one.of_whom, other.of_whom)
        and (one.where is None or other.where is None or same_place(one.where, other.where))
        and _same_time(one.when, other.when, by_meeting=question in NAMING)
    )


def _same_whom(one: str | None, other: str | None) -> bool:
    """Compare groups by their last words, where the name of a group stands in all languages that we read."""
    if one is None or other is None:
        return True
    words, of_words = words_of_name(one), words_of_name(other)
    if not words or not of_words:
        return one == other
    return any(same_word(a, b) for a in words for b in of_words)


def _same_time(one: DateValue | None, other: DateValue | None, *, by_meeting: bool) -> bool:
    if one is None or other is None:
        return True
    if one.earliest is None or other.earliest is None:
        return can_be_of(one, other) and can_be_of(other, one)
    if by_meeting and one.latest is not None and other.latest is not None:
        return one.earliest <= other.latest and other.earliest <= one.latest
    return (one.earliest, one.latest) == (other.earliest, other.latest)
