"""When a paper was printed and when what it tells of was: whether two papers can be of one occasion.

Editors reword the news of the day. Pages that were printed far from each other, or tell of events on other days, and
share no words but like ones, share formulas. A paper that gives no day is silent: silence tells nothing apart.
"""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from ledgerstone.evidence.claims.model import Question
from ledgerstone.evidence.incidents.copying.outlets import outlet_of
from ledgerstone.evidence.incidents.model import CopiedPassage, Paper
from ledgerstone.evidence.incidents.order import day_of
from ledgerstone.values.dates import DateValue

DAYS_OF_NEWS = 3
"""Days after which news is not reworded any more."""

DAYS_OF_A_TEXT = 14
"""Days after which what an outlet prints again, and tells of no event, is its formula: see `furniture`."""

MOST_OF_A_TEXT = 0.5
"""Share of a text from which it is copied though it tells of no event, where one of two dated papers tells of some."""

SURE_DAYS = 3
"""Days that the date of an event may span to tell it from another."""

NEXT_DAY = 1
"""Days by which two papers may differ in the date of one event: nights belong to two days."""


class Occasion(Struct, frozen=True, kw_only=True, eq=False):
    """When a paper was printed and what it tells of happened, as proleptic ordinals.

    Attributes:
        day: Of publication; None is not known.
        told: The first and the last day of each event whose date it gives.
    """

    day: int | None
    told: tuple[tuple[int, int], ...]


def occasion_of(paper: Paper) -> Occasion:
    """Return when a paper was printed and when what it tells of happened."""
    day = day_of(paper)
    found = set()
    for held in paper.claims:
        claim = held.claim
        when = claim.value if claim.question is Question.WHEN else claim.scope.when
        if isinstance(when, DateValue) and when.earliest and when.latest:
            first, last = when.earliest.toordinal(), when.latest.toordinal()
            if last - first <= SURE_DAYS:
                found.add((first, last))
    return Occasion(day=None if day is None else day.toordinal(), told=tuple(sorted(found)))


def days_between(one: Occasion, other: Occasion) -> int | None:
    """Return how many days lie between two days of print; None where one is not known."""
    return None if one.day is None or other.day is None else abs(one.day - other.day)


def apart(one: Occasion, other: Occasion) -> bool:
    """Tell whether two papers were printed too far from each other, or tell of other days."""
    days = days_between(one, other)
    return (days is not None and days > DAYS_OF_NEWS) or other_days(one, other)


def other_days(one: Occasion, other: Occasion) -> bool:
    """Tell whether both papers date events, and none of the one's on a day of the other's."""
    if not one.told or not other.told:
        return False
    mine, theirs = np.array(one.told), np.array(other.told)
    met = (mine[:, :1] <= theirs[None, :, 1] + NEXT_DAY) & (theirs[None, :, 0] <= mine[:, 1:] + NEXT_DAY)
    return not met.any()


def only_formulas(
    one: tuple[Paper, Occasion], other: tuple[Paper, Occasion], passages: Sequence[CopiedPassage], share: float
) -> bool:
    """Tell whether what two papers share tells of no event, and is what pages print whatever they report.

    Args:
        one: The paper whose words the passages' `start` and `end` count.
        other: The other.
        passages: What they share.
        share: Of the shorter text that is shared, 0 to 1.
    """
    if _tell(one[0], [(p.start, p.end) for p in passages]) or _tell(
        other[0], [(p.of_start, p.of_end) for p in passages]
    ):
        return False
    days = days_between(one[1], other[1])
    if days is None:
        return False
    outlet = outlet_of(one[0])
    again = days > DAYS_OF_A_TEXT and outlet is not None and outlet == outlet_of(other[0])
    news = bool(one[0].claims or other[0].claims)
    return again or (news and (share < MOST_OF_A_TEXT or other_days(one[1], other[1])))


def _tell(paper: Paper, spans: list[tuple[int, int]]) -> bool:
    """Tell whether a claim stands in one of the spans."""
    return any(a < held.claim.passage.end and held.claim.passage.start < b for held in paper.claims for a, b in spans)
