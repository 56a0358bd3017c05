"""Edges between mentions to incidents: average linkage, in which what people decided binds.

Two groups come together while the mean score of the pairs between them is high enough; a pair without an edge counts
as nothing, and a conflict as less than nothing, so that no chain of likenesses glues two events together. The outcome
hangs on the edges and on the decisions only, and within them on each connected part alone: who computes the parts anew
that a new paper touches has the same as who computes all. Scores are summed as whole numbers, in no order that could
be felt, and ties go by the keys of the mentions, never by their numbers.

Left to others: what the scores mean (likeness), which pairs are looked at (candidates).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.joining import Joined
from ledgerstone.evidence.incidents.model import Constraints

FLOOR: Final = 0.1
"""Edges below it hold nothing together; those of conflicts, below 0, count all the same."""
JOIN: Final = 0.25
"""Mean score from which two groups are one."""
CLOSE: Final = 0.05
"""Of two groups that conflict a single mention joins neither where its means with them differ by less."""
FULL: Final = 4
"""Mentions of a group that a mean asks for at most: of thousands of reprints not each is held against each."""
MOST: Final = 2000
"""Mentions of a connected part; of a greater one only stronger edges count."""
STEPS: Final = (0.2, 0.3, 0.5, 0.7, 0.9)
"""Floors that a greater part is tried with in turn; beyond the last its strongest edges alone decide."""
_UNIT: Final = 1_000_000

_Entry = tuple[float, tuple[int, int], int, int]


class Edges(Struct, frozen=True, kw_only=True, eq=False):
    """Pairs of numbered mentions, each pair once.

    Attributes:
        first: Number of the one.
        second: Number of the other.
        scores: How likely they are of one incident, 0 to 1; below 0 where they conflict.
    """

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    scores: NDArray[np.float64]


_Edge = tuple[int, int, int]
"""Two nodes and their score in millionths."""

NOTHING: Final = Constraints()


def cluster(edges: Edges, keys: Sequence[bytes], constraints: Constraints = NOTHING) -> tuple[tuple[int, ...], ...]:
    """Group numbered mentions.

    Args:
        edges: Between them.
        keys: One for each mention, by its number: what it says, not what it is called; ties go by them.
        constraints: What people decided; it holds before all else.

    Returns:
        The numbers of each group in order, by their least number; each mention is in one.
    """
    nodes = Joined(len(keys))
    for members in constraints.together:
        for number in members:
            nodes.join(members[0], number)
    grouping = _Grouping(keys, constraints, nodes)
    found = list(_counting(edges, nodes))
    for part in _parts(_as_one(found) if constraints.together else found, FLOOR):
        _group_part(part, grouping)
    return nodes.sets()


def _counting(edges: Edges, nodes: Joined) -> Iterator[_Edge]:
    """Yield the edges that count: those that hold nodes together, and conflicts within what is held together.

    Most of a large pile's edges are conflicts between mentions that nothing holds together.
    """
    scores = np.rint(edges.scores * _UNIT).astype(np.int64)
    tops = np.array([nodes.top(number) for number in range(nodes.count)], dtype=np.int64)
    parts = Joined(nodes.count)
    hold = scores >= round(FLOOR * _UNIT)
    for one, other in zip(tops[edges.first[hold]].tolist(), tops[edges.second[hold]].tolist(), strict=True):
        parts.join(one, other)
    part = np.array([parts.top(number) for number in tops.tolist()], dtype=np.int64)
    wanted = np.flatnonzero(hold | ((scores < 0) & (part[edges.first] == part[edges.second])))
    first, second = tops[edges.first[wanted]], tops[edges.second[wanted]]
    yield from zip(first.tolist(), second.tolist(), scores[wanted].tolist(), strict=True)


def _as_one(edges: list[_Edge]) -> list[_Edge]:
    """Return one edge for each pair of nodes, the best: what is like one part of what people merged is like the whole.

    The mean would keep from it whatever is like one of two parts that contradict each other.
    """
    best: dict[tuple[int, int], int] = {}
    for one, other, score in edges:
        pair = min(one, other), max(one, other)
        best[pair] = max(score, best.get(pair, score))
    return [(one, other, score) for (one, other), score in best.items()]


class _Grouping:
    """Nodes that grow together, each with what may not be in it; a node is named by its least number."""

    def __init__(self, keys: Sequence[bytes], constraints: Constraints, nodes: Joined) -> None:
        order = {key: place for place, key in enumerate(sorted(set(keys)))}
        self._nodes = nodes
        self._rank: dict[int, int] = {}
        self._size: Counter[int] = Counter()
        for number, key in enumerate(keys):
            top = nodes.top(number)
            self._rank[top] = min(order[key], self._rank.get(top, len(order)))
            self._size[top] = 1
        self._merged = {nodes.top(members[0]) for members in constraints.together}
        self._sides: dict[int, set[int]] = defaultdict(set)
        for place, sides in enumerate(constraints.apart):
            for side, members in enumerate(sides):
                for number in members:
                    self._sides[nodes.top(number)].add(2 * place + side)

    def size(self, node: int) -> int:
        """Return how many mentions a node holds."""
        return self._size[node]

    def ranks(self, one: int, other: int) -> tuple[int, int]:
        """Return by what the tie of a pair is broken."""
        low, high = sorted((self._rank[one], self._rank[other]))
        return low, high

    def is_merged(self, node: int) -> bool:
        """Tell whether people merged what a node holds: then it may hold what the papers put on two days."""
        return node in self._merged

    def may_join(self, one: int, other: int) -> bool:
        """Tell whether nobody decided that the two stay apart."""
        if one not in self._sides or other not in self._sides:
            return True
        return not any(side ^ 1 in self._sides[other] for side in self._sides[one])

    def join(self, one: int, other: int) -> int:
        """Make one node of two and return its name."""
        self._nodes.join(one, other)
        low, high = sorted((one, other))
        self._rank[low] = min(self._rank[low], self._rank[high])
        self._size[low] += self._size[high]
        if high in self._merged:
            self._merged.add(low)
        if high in self._sides:
            self._sides[low] |= self._sides[high]
        return low


def _parts(edges: list[_Edge], floor: float) -> Iterator[list[_Edge]]:
    """Yield the edges of each connected part, held together by edges from a floor on."""
    numbers = {node: place for place, node in enumerate(dict.fromkeys(node for edge in edges for node in edge[:2]))}
    together = Joined(len(numbers))
    least = round(floor * _UNIT)
    for one, other, score in edges:
        if score >= least:
            together.join(numbers[one], numbers[other])
    found: dict[int, list[_Edge]] = defaultdict(list)
    for edge in edges:
        top = together.top(numbers[edge[0]])
        if top == together.top(numbers[edge[1]]) and (edge[2] >= least or edge[2] < 0):
            found[top].append(edge)
    yield from found.values()


def _group_part(edges: list[_Edge], grouping: _Grouping, steps: tuple[float, ...] = STEPS) -> None:
    """Group the nodes of one connected part; one that is too great by its stronger edges."""
    if len({node for edge in edges for node in edge[:2]}) <= MOST:
        _link(edges, grouping)
    elif steps:
        for part in _parts(edges, steps[0]):
            _group_part(part, grouping, steps[1:])
    else:
        _link_strongest(edges, grouping)


def _link_strongest(edges: list[_Edge], grouping: _Grouping) -> None:
    """Join what the strongest edges hold together, one after the other."""
    top = {node: node for edge in edges for node in edge[:2]}

    def holder(node: int) -> int:
        while top[node] != node:
            top[node] = top[top[node]]
            node = top[node]
        return node

    for one, other, score in sorted(edges, key=lambda edge: (-edge[2], grouping.ranks(*edge[:2]), edge)):
        low, high = sorted((holder(one), holder(other)))
        if low != high and score > 0 and grouping.may_join(low, high):
            top[high] = grouping.join(low, high)


def _link(edges: list[_Edge], grouping: _Grouping) -> None:
    """Join groups by their mean score, the highest first, until none is high enough."""
    linkage = _Linkage(edges, grouping)
    while linkage.heap:
        (_, _, one, other), seen, of_seen = heappop(linkage.heap)
        if linkage.version.get(one) != seen or linkage.version.get(other) != of_seen:
            continue
        if grouping.may_join(one, other) and linkage.is_clear(one, other):
            linkage.join(*sorted((one, other)))


class _Linkage:
    """The groups of one part with the sums of the scores between them, and the pairs that are good enough to join."""

    def __init__(self, edges: list[_Edge], grouping: _Grouping) -> None:
        self._grouping = grouping
        self._sums: dict[int, dict[int, int]] = defaultdict(dict)
        for one, other, score in edges:
            if one != other:
                self._add(one, other, score)
        self.version = dict.fromkeys(self._sums, 0)
        self.heap: list[tuple[_Entry, int, int]] = []
        for one, near in self._sums.items():
            for other in near:
                if one < other:
                    self._offer(one, other)

    def is_clear(self, one: int, other: int) -> bool:
        """Tell whether neither of two is a mention that would go as well with a group in conflict with its partner."""
        least = self._mean(one, other) - CLOSE * _UNIT
        return not (self._has_rival(one, other, least) or self._has_rival(other, one, least))

    def _has_rival(self, one: int, partner: int, least: float) -> bool:
        """Tell whether some group conflicts with the partner of a single mention and goes as well with that."""
        if self._grouping.size(one) > 1 or self._grouping.is_merged(one):
            return False
        rivals = (near for near, score in self._sums[partner].items() if score < 0 and near in self._sums[one])
        return any(self._mean(one, near) >= least for near in rivals)

    def join(self, low: int, high: int) -> None:
        """Make one group of two, which the lower names."""
        self._grouping.join(low, high)
        del self.version[high]
        self.version[low] += 1
        for near, score in self._sums.pop(high).items():
            del self._sums[near][high]
            if near != low:
                self._add(low, near, score)
        for near in self._sums[low]:
            self._offer(low, near)

    def _add(self, one: int, other: int, score: int) -> None:
        total = self._sums[one].get(other, 0) + score
        self._sums[one][other] = self._sums[other][one] = total

    def _mean(self, one: int, other: int) -> float:
        sizes = min(self._grouping.size(one), FULL) * min(self._grouping.size(other), FULL)
        return self._sums[one][other] / sizes

    def _offer(self, one: int, other: int) -> None:
        mean = self._mean(one, other)
        if mean >= JOIN * _UNIT:
            entry = -mean, self._grouping.ranks(one, other), one, other
            heappush(self.heap, (entry, self.version[one], self.version[other]))
