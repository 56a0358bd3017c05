"""When a paper was printed and when what it tells of was: whether two papers can be of one occasion.

Editors reword the news of the day. Pages that were printed far from each other, or tell of events on other days, and
share no words but like ones, share formulas. A paper that gives no day is silent: silence tells nothing apart.
"""

import numpy as np
from msgspec import Struct

from ledgerstone.evidence.claims.model import Question
from ledgerstone.evidence.incidents.model import Paper
from ledgerstone.evidence.incidents.order import day_of
from ledgerstone.values.dates import DateValue

DAYS_OF_NEWS = 3
"""Days after which news is not reworded any more."""

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
