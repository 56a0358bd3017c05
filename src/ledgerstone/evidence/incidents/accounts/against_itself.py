"""What a source says against itself: in one voice, of one thing, what cannot all hold. A finding, never a verdict.

Only what stands beyond doubt for one thing is compared: counts of the same people at the same place or time, in
sentences of their own; days of the same count, or of the same words; spans of several days of which neither holds the
other. "41 Torvans" is not against "47 people", a voice that the source quotes not against its own, the day of a
hearing not against that of the deed. Counts of one are single persons, rounded counts and "dozens" are against nothing.
"""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from msgspec import Struct, structs

from ledgerstone.evidence.claims.model import Claim, Question, Scope
from ledgerstone.evidence.incidents.accounts.answers import SAYING, folded, is_of_several
from ledgerstone.evidence.incidents.accounts.lengths import Told, lengths_told
from ledgerstone.evidence.incidents.accounts.lined_up import days_of
from ledgerstone.evidence.incidents.lines.given import Given
from ledgerstone.evidence.incidents.model import AgainstItself, Paper
from ledgerstone.evidence.incidents.naming import whole_key
from ledgerstone.evidence.incidents.order import paper_order
from ledgerstone.values.counts import CountValue
from ledgerstone.values.dates import DateValue

COUNTS = "these counts of the same cannot all hold"
SAME_COUNT = "the same count is given for days of which not all can be the day"
SAME_WORDS = "the same words are given with days of which not all can be the day"
LENGTHS = "these lengths of time cannot all be how long it lasted"
SPANS = "of these spans of days neither holds the other, and no source gives days that hold both"

LEAST_WORDS = 3
"""Words besides the date by which a sentence is known again."""

WIDE = timedelta(days=21)
"""Days between the ends of a longer span: a month or a year, which does not say how long something lasted."""

Ends = tuple[float, float]
"""First and last value of a range, or first and last day as an ordinal."""


class _Told(Struct, frozen=True, kw_only=True):
    """A claim with what is compared of it."""

    given: Given
    ends: Ends


_Key = tuple[str, str, Question, int, tuple[object, ...]]
"""Reason, source, question, number of the origin, and what else must be the same."""


def against_itself(claims: Sequence[Given], origins: Mapping[str, int]) -> tuple[AgainstItself, ...]:
    """Return what single sources say against themselves.

    Args:
        claims: All claims of one incident but those in readers' comments, by date of publication.
        origins: For each claim the number of its origin.

    Returns:
        By source in the order of the papers, then by question.
    """
    groups: dict[_Key, list[_Told]] = defaultdict(list)
    said = [one for one in claims if SAYING[one.held.claim.stance] == "said"]
    for one in said:
        for reason, question, same, ends in _compared(one.held.claim):
            key = (reason, one.paper.id, question, origins[one.held.id], same)
            groups[key].append(_Told(given=one, ends=ends))
    widest = _widest(said)
    found = [*_lengths_against(said, origins)]
    for (reason, _, question, _, _), told in groups.items():
        against = _spans_against(told, widest) if reason == SPANS else _apart(told)
        if against:
            found.append((against[0].paper, _named(against, question, reason)))
    order = {question: number for number, question in enumerate(Question)}
    found.sort(key=lambda row: (paper_order(row[0]), order[row[1].question], row[1].reason, row[1].claims))
    return tuple(one for _, one in found)


def _named(claims: Sequence[Given], question: Question, reason: str) -> AgainstItself:
    ids = tuple(dict.fromkeys(one.held.id for one in claims))
    return AgainstItself(source=claims[0].paper.id, question=question, claims=ids, reason=reason)


def _lengths_against(claims: Sequence[Given], origins: Mapping[str, int]) -> Iterator[tuple[Paper, AgainstItself]]:
    """Yield for each source and voice the lengths of time of which not all can be that of the event."""
    groups: dict[tuple[str, int], list[Told]] = defaultdict(list)
    for one in lengths_told(claims):
        groups[one.given.paper.id, origins[one.given.held.id]].append(one)
    for told in groups.values():
        if max(one.ends[0] for one in told) > min(one.ends[1] for one in told):
            named = _named([one.given for one in told], Question.WHEN, LENGTHS)
            yield told[0].given.paper, structs.replace(named, passages=tuple(one.passage for one in told))


_Compared = tuple[str, Question, tuple[object, ...], Ends]


def _compared(claim: Claim) -> Iterator[_Compared]:
    """Yield what of a claim can be held against others: the reason, the question, what must be the same, the ends."""
    value = claim.value
    if isinstance(value, CountValue):
        yield from _counted(claim, value)
    elif isinstance(value, DateValue) and claim.question is Question.WHEN:
        yield from _dated(claim, value)


def _counted(claim: Claim, value: CountValue) -> Iterator[_Compared]:
    if value.approximate or not is_of_several(value):
        return
    scope, when = claim.scope, days_of(claim.scope.when)
    same = (scope.term, scope.unit, scope.part, _whom(scope.of_whom), _placed(scope))
    if scope.where is not None or when is not None:
        yield COUNTS, claim.question, (*same, when), _ends(value)
    if when is not None:
        yield SAME_COUNT, Question.WHEN, (claim.question, *same, value.lower, value.upper), _ordinals(when)


def _dated(claim: Claim, value: DateValue) -> Iterator[_Compared]:
    days = days_of(value)
    if days is None:
        return
    words = folded(claim.passage.exact.replace(value.wording, " "))
    if len(words.split()) >= LEAST_WORDS:
        yield SAME_WORDS, Question.WHEN, (words,), _ordinals(days)
    if timedelta() < days[1] - days[0] <= WIDE:
        yield SPANS, Question.WHEN, (), _ordinals(days)


def _whom(of_whom: str | None) -> tuple[str, ...] | None:
    return None if of_whom is None else whole_key(of_whom)


def _placed(scope: Scope) -> object:
    return None if scope.where is None else scope.where.gazetteer_id or whole_key(scope.where.name)


def _ends(value: CountValue) -> Ends:
    return (0 if value.lower is None else value.lower, math.inf if value.upper is None else value.upper)


def _ordinals(days: tuple[date, date]) -> Ends:
    return days[0].toordinal(), days[1].toordinal()


def _apart(told: list[_Told]) -> list[Given]:
    """Return the claims whose range lies apart from another's: all meet where none begins after the first end."""
    alone = list(_alone(told))
    last_start = max((one.ends[0] for one in alone), default=0)
    first_end = min((one.ends[1] for one in alone), default=math.inf)
    if last_start <= first_end:
        return []
    return [one.given for one in alone if one.ends[0] > first_end or one.ends[1] < last_start]


def _alone(told: list[_Told]) -> Iterator[_Told]:
    """Yield what no other claim of the group shares words with: a sentence with two counts tells of two things."""
    ends_at = 0
    for number, one in enumerate(told):
        passage = one.given.held.claim.passage
        after = told[number + 1].given.held.claim.passage.start if number + 1 < len(told) else passage.end
        if ends_at <= passage.start and passage.end <= after:
            yield one
        ends_at = max(ends_at, passage.end)


def _widest(claims: Sequence[Given]) -> list[Ends]:
    """Return the spans of several days that sources give for when it was, by start, without those that others hold."""
    spans = {ends for one in claims for reason, _, _, ends in _compared(one.held.claim) if reason == SPANS}
    found: list[Ends] = []
    for first, last in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not found or last > found[-1][1]:
            found.append((first, last))
    return found


def _spans_against(told: list[_Told], widest: list[Ends]) -> list[Given]:
    """Return the claims of one source whose spans are among its widest and are together in none of any source."""
    own = _widest([one.given for one in told])
    against = {span for pair in pairwise(own) if not _is_held(*pair, widest) for span in pair}
    return [one.given for one in told if one.ends in against]


def _is_held(one: Ends, other: Ends, widest: list[Ends]) -> bool:
    """Return whether one of the spans holds both; of those that begin early enough the last ends last."""
    at = bisect_right(widest, one[0], key=lambda span: span[0])
    return at > 0 and widest[at - 1][1] >= other[1]
