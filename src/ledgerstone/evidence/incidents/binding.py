"""People's decisions on groups as constraints on a grouping.

A merge binds the mentions of both its sides together. A split and a "never together" give two colours: no incident
holds mentions of both, and what is of neither goes to the better side. Where decisions contradict each other, the
later one holds, and of the earlier one what it leaves. Constraints are made before anything is grouped, so that no
paper that comes in can bridge them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from ledgerstone.evidence.incidents.decisions import APART, NO_SIDES, Decision, Ruling
from ledgerstone.evidence.incidents.joining import Joined
from ledgerstone.evidence.incidents.model import Constraints, Incident, Reason
from ledgerstone.values.digests import short_id

Sides = tuple[tuple[int, ...], tuple[int, ...]]


class Coloured:
    """Numbers 0 to n-1 in disjoint sets, some of which may not become one.

    Args:
        count: How many numbers there are.
    """

    def __init__(self, count: int) -> None:
        self._joined = Joined(count)
        self._colours: dict[int, dict[int, int]] = {}

    def join(self, one: int, other: int) -> bool:
        """Make one set of two that no colour parts; return whether they are one now."""
        a, b = self._joined.top(one), self._joined.top(other)
        mine, theirs = self._colours.get(a, {}), self._colours.get(b, {})
        if a != b and any(theirs.get(key, side) != side for key, side in mine.items()):
            return False
        self._joined.join(a, b)
        if mine or theirs:
            self._colours[min(a, b)] = mine | theirs
        return True

    def part(self, key: int, sides: Sides) -> Sides:
        """Give the sets of two sides two colours.

        Args:
            key: A number for the pair of colours.
            sides: Numbers of each side.

        Returns:
            The numbers that took a colour: none of a set that holds numbers of both.
        """
        tops = [{self._joined.top(number) for number in side} for side in sides]
        for side, mine in enumerate(tops):
            for top in mine - tops[1 - side]:
                self._colours.setdefault(top, {})[key] = side
        first, second = (
            tuple(number for number in side if self._joined.top(number) not in tops[1 - at])
            for at, side in enumerate(sides)
        )
        return first, second

    def sets(self) -> tuple[tuple[int, ...], ...]:
        """Return the sets, each in order, by their least number."""
        return self._joined.sets()


def recalled(
    decisions: tuple[Decision, ...], standing: tuple[Incident, ...], papers: Mapping[str, str]
) -> tuple[Decision, ...]:
    """Give decisions that kept no sides those that their ids stand for today.

    Args:
        decisions: In force.
        standing: The incidents of the grouping before.
        papers: For each claim at hand, the id of its paper.
    """
    if all(one.sides != NO_SIDES for one in decisions):
        return decisions
    held = {incident.id: incident.claims for incident in standing}
    founders = {short_id("i", claim): (claim,) for claim in papers}
    found = []
    for one in decisions:
        if one.sides == NO_SIDES:
            those = held.get(one.subject) or founders.get(one.subject) or (one.subject,)
            other = one.other or ""
            others = held.get(other) or founders.get(other) or (other,)
            if one.decision == Ruling.SPLIT:
                others = tuple(claim for claim in others if claim in papers) or _claims_of(other, papers)
                those = tuple(claim for claim in those if claim not in others)
            one = msgspec.structs.replace(one, sides=(those, others))  # noqa: PLW2901 - the same, complete
        found.append(one)
    return tuple(found)


def _claims_of(source: str, papers: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted(claim for claim, paper in papers.items() if paper == source))


def parts(ids: Sequence[str], decisions: Iterable[Decision]) -> tuple[tuple[str, ...], ...]:
    """Divide a mention of which people decided that some of its claims are of another incident.

    Args:
        ids: Of the mention's claims.
        decisions: In force.

    Returns:
        The parts, each in order; all ids in one where nobody divided them.
    """
    among = set(ids)
    cuts = [
        among.intersection(one.sides[1])
        for one in decisions
        if one.decision in APART and not (among.isdisjoint(one.sides[0]) or among.isdisjoint(one.sides[1]))
    ]
    found: dict[tuple[bool, ...], list[str]] = defaultdict(list)
    for key in ids:
        found[tuple(key in cut for cut in cuts)].append(key)
    return tuple(tuple(those) for those in found.values())


def constraints(members: Sequence[Collection[str]], decisions: Sequence[Decision]) -> Constraints:
    """Return what decisions say of numbered mentions.

    Args:
        members: For each mention, in an order that depends on the papers alone, the ids that a side can name it by.
        decisions: In force, the oldest first.
    """
    held: dict[str, int] = {}
    for number, ids in enumerate(members):
        held.update(dict.fromkeys(ids, number))
    coloured = Coloured(len(members))
    apart: list[Sides] = []
    for key in reversed(range(len(decisions))):
        first, second = (tuple(sorted({held[one] for one in side if one in held})) for side in decisions[key].sides)
        if decisions[key].decision == Ruling.MERGE:
            _bind(coloured, dict.fromkeys(first + second))
        elif decisions[key].decision in APART:
            apart.append(coloured.part(key, (first, second)))
    together = tuple(those for those in coloured.sets() if len(those) > 1)
    return Constraints(together=together, apart=tuple(sides for sides in apart if sides[0] and sides[1]))


def _bind(coloured: Coloured, numbers: Iterable[int]) -> None:
    """Join numbers to the first one, or to the first after it that no later decision keeps them from."""
    heads: list[int] = []
    for number in numbers:
        if not any(coloured.join(head, number) for head in heads):
            heads.append(number)


def decided(ids: Collection[str], papers: Mapping[str, str], decisions: Iterable[Decision]) -> Iterator[Reason]:
    """Yield what people decided that bears on one incident.

    Args:
        ids: Of its claims, and of its sources that have none in it.
        papers: For each claim at hand that a decision may name, the id of its paper.
        decisions: In force.
    """
    for one in decisions:
        sides = [[key for key in side if key in papers or key in ids] for side in one.sides]
        here = [[key for key in side if key in ids] for side in sides]
        if not all(sides) or not any(here):
            continue
        told = _told(one, both=all(here))
        if told is not None:
            text, supports = told
            those = sorted({key for side in here for key in side})
            yield Reason(
                text=text if one.judgement is None else f"{text} ({one.judgement})",
                supports=supports,
                sources=tuple(sorted({papers.get(key, key) for key in those})),
                claims=tuple(key for key in those if key in papers),
            )


def _told(one: Decision, *, both: bool) -> tuple[str, bool] | None:
    """Say what a decision does to an incident that has one side of it, or both; and whether it speaks for it."""
    if one.decision == Ruling.MERGE:
        if both:
            return "a person decided that these are one incident", True
        return "a person decided that these are one incident with others; a later decision parts them", False
    if one.decision in APART:
        if both:
            return "a person decided that these are not one incident; a later decision joins them", False
        return "a person decided that others are not of this incident", True
    return None
