"""How incidents stand to each other in time and place: part of, followed by, in the same place.

Proposed from days and places alone, and never asserted as cause: what follows is what is next in one place, and no
more. Each incident has a bounded number of relations, found among those that share a key of a place and are near in
time, so that the work grows with the number of incidents.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from ledgerstone.evidence.incidents.model import Incident, Relation, RelationKind

SOON = timedelta(days=30)
"""Days within which the next incident in a place is said to follow."""

NEAR = 3
"""Incidents of one place that are listed before an incident, and after it."""

LOOKED_AT = 20
"""Incidents of one place that are looked at before an incident and after it, the nearest by their first days."""


class _Spot(Struct, frozen=True, kw_only=True):
    """An incident as relations see it; the days are None where they are not known."""

    id: str
    first: date | None
    last: date | None
    places: frozenset[str]
    around: frozenset[str]


class Near:
    """Incidents by their places, each place's in the order of their first days, the undated last."""

    def __init__(self, incidents: Iterable[Incident]) -> None:
        self._spots = {one.id: _spot(one) for one in incidents}
        self._at: dict[str, list[tuple[date, str]]] = defaultdict(list)
        for spot in self._spots.values():
            for key in spot.places | spot.around:
                self._at[key].append((spot.first or date.max, spot.id))
        for those in self._at.values():
            those.sort()

    def relations(self, incident: str) -> tuple[Relation, ...]:
        """Return how an incident stands to the others, by kind and then by the days between them."""
        own = self._spots[incident]
        others = [self._spots[key] for key in sorted(self._beside(own))]
        inside = [found for other in others if (found := _held(own, other)) is not None]
        within = {found.other for found in inside}
        there = [other for other in others if other.places & own.places and other.id not in within]
        return (*sorted(inside, key=_order), *_in_time(own, there))

    def _beside(self, own: _Spot) -> set[str]:
        found: set[str] = set()
        for key in own.places | own.around:
            those = self._at[key]
            at = bisect_left(those, (own.first or date.max, own.id))
            found.update(other for _, other in those[max(0, at - LOOKED_AT) : at + LOOKED_AT + 1])
        return found - {own.id}


def relations(incidents: Sequence[Incident], *, of: Collection[str] | None = None) -> dict[str, tuple[Relation, ...]]:
    """Return how incidents stand to each other, by their ids.

    Args:
        incidents: All that are near in place, in any order.
        of: Ids of those whose relations are wanted; None for all.
    """
    near = Near(incidents)
    wanted = sorted(one.id for one in incidents if of is None or one.id in of)
    return {key: near.relations(key) for key in wanted}


def _spot(one: Incident) -> _Spot:
    when = one.when
    dated = when is not None and when.earliest is not None and when.latest is not None
    return _Spot(
        id=one.id,
        first=when.earliest if when is not None and dated else None,
        last=when.latest if when is not None and dated else None,
        places=frozenset(one.places),
        around=frozenset(one.around),
    )


def _held(own: _Spot, other: _Spot) -> Relation | None:
    """Return that one of two is part of the other: days within days and place within place, one of them narrower."""
    if _within(own, other):
        return _relation(RelationKind.PART_OF, own, other, "its days and its place lie within those of the other")
    if _within(other, own):
        return _relation(RelationKind.HOLDS, own, other, "the days and the place of the other lie within its own")
    return None


def _within(part: _Spot, whole: _Spot) -> bool:
    if part.first is None or part.last is None or whole.first is None or whole.last is None:
        return False
    if not (whole.first <= part.first and part.last <= whole.last):
        return False
    same_place = bool(part.places & whole.places)
    narrower = not same_place and bool(part.around & whole.places)
    shorter = (part.first, part.last) != (whole.first, whole.last)
    return (same_place and shorter) or narrower


def _in_time(own: _Spot, there: Sequence[_Spot]) -> Iterator[Relation]:
    """Yield what follows in the same place, what it follows, and the nearest of the others there."""
    apart = sorted(((_days(own, other), other) for other in there), key=_nearest_first)
    dated = [(days, other) for days, other in apart if days is not None]
    after = [(days, other) for days, other in dated if _before(own, other)]
    before = [(days, other) for days, other in dated if _before(other, own)]
    said: set[str] = set()
    for kind, those, why in (
        (RelationKind.FOLLOWED_BY, after, "next in the same place"),
        (RelationKind.FOLLOWS, before, "the one before in the same place"),
    ):
        if those and those[0][0] <= SOON.days:
            days, other = those[0]
            said.add(other.id)
            yield _relation(kind, own, other, f"{why}, {days} {'day' if days == 1 else 'days'} apart; no more is said")
    rest = [other for _, other in after[:NEAR]] + [other for _, other in before[:NEAR]]
    rest += [other for days, other in apart if days is None or days == 0][:NEAR]
    for other in sorted({one.id: one for one in rest if one.id not in said}.values(), key=lambda one: one.id):
        yield _relation(RelationKind.SAME_PLACE, own, other, "one place, or two of one name, is named in both")


def _nearest_first(one: tuple[int | None, _Spot]) -> tuple[bool, int, str]:
    days, other = one
    return days is None, days or 0, other.id


def _before(one: _Spot, other: _Spot) -> bool:
    return one.last is not None and other.first is not None and one.last < other.first


def _days(one: _Spot, other: _Spot) -> int | None:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return None
    return max(0, (other.first - one.last).days, (one.first - other.last).days)


def _relation(kind: RelationKind, own: _Spot, other: _Spot, reason: str) -> Relation:
    return Relation(kind=kind, incident=own.id, other=other.id, days_apart=_days(own, other), reason=reason)


def _order(one: Relation) -> tuple[str, int, str]:
    return one.kind.value, one.days_apart or 0, one.other
