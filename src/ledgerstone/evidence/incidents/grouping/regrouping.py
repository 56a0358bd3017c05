"""Groups of the mentions that changed, from the edges that are kept: whole connected parts of them, and no others."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.grouping.clustering import FLOOR, Edges, cluster
from ledgerstone.evidence.incidents.grouping.groups import makes_incident
from ledgerstone.evidence.incidents.grouping.kept import Kept, Numbers, Pair, Ties
from ledgerstone.evidence.incidents.grouping.profiles import Profile
from ledgerstone.evidence.incidents.grouping.rarity import NOT_SMALL, halvings_of
from ledgerstone.evidence.incidents.model import Constraints

LEAST: Final = FLOOR - 1e-6
"""Scores are rounded before they are held against the floor."""


class Turned:
    """Edges that hold otherwise than before, and with that the mentions that may be grouped otherwise."""

    def __init__(self) -> None:
        self._ends: set[int] = set()
        self._conflicts: set[Pair] = set()

    def note(self, before: Ties, now: NDArray[np.float64]) -> None:
        """Take note of edges and of the scores that they have now, 0 for those that are gone.

        An edge counts for nothing where it neither holds mentions together nor keeps them apart.
        """
        was, is_ = _held(before.scores), _held(now)
        other, together = was != is_, (was > 0) | (is_ > 0)
        self._ends.update(before.first[other & together].tolist(), before.second[other & together].tolist())
        apart = before.some(other & ~together)
        self._conflicts.update(zip(apart.first.tolist(), apart.second.tolist(), strict=True))

    def mentions(self, kept: Kept) -> frozenset[int]:
        """Return the mentions that may be grouped otherwise; a conflict counts only within a connected part."""
        found, one, other = _reached(kept, {one for one, _ in self._conflicts})
        place = {number: at for at, number in enumerate(found.tolist())}
        part = _parts(len(found), np.searchsorted(found, one), np.searchsorted(found, other))
        within = (
            first for first, second in self._conflicts if second in place and part[place[first]] == part[place[second]]
        )
        return frozenset(self._ends.union(within))


def _parts(size: int, one: Numbers, other: Numbers) -> Numbers:
    """Return for each of some places the least one that pairs connect it with."""
    least = np.arange(size)
    while True:
        low = np.minimum(least[one], least[other])
        less = least.copy()
        np.minimum.at(less, one, low)
        np.minimum.at(less, other, low)
        less = less[less]
        if (less == least).all():
            return least
        least = less


def _held(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where((scores >= LEAST) | (scores < 0), scores, 0.0)


class KeptCounts(Struct, frozen=True, kw_only=True, eq=False):
    """In how many mentions terms are, asked where it is kept."""

    kept: Kept

    @property
    def halvings(self) -> int:
        """Return after how many doublings a term of this pile has no weight."""
        return halvings_of(self.kept.size(NOT_SMALL))

    def __call__(self, codes: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Return in how many mentions terms are; 1 for one that is in none."""
        found = self.kept.counts(codes.tolist())
        return np.array([min(found.get(code, (1, 1))) for code in codes.tolist()], dtype=np.int64)


def connected(kept: Kept, numbers: Iterable[int], together: Sequence[Collection[int]]) -> frozenset[int]:
    """Return the mentions that some are connected with, themselves among them.

    Args:
        kept: Where mentions are kept.
        numbers: Of mentions.
        together: Sets of mentions that people merged.
    """
    merged = {number: those for those in together for number in those}
    return frozenset(_reached(kept, numbers, merged)[0].tolist())


def _reached(
    kept: Kept, numbers: Iterable[int], merged: Mapping[int, Collection[int]] = MappingProxyType({})
) -> tuple[Numbers, Numbers, Numbers]:
    """Return the mentions that some are connected with, sorted, and the pairs by which edges connect them."""
    new = set(numbers)
    found: set[int] = set()
    ones, others = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    while new:
        found |= new
        one, other = kept.near(new)
        ones.append(one)
        others.append(other)
        new = {*other.tolist(), *(other for one in new for other in merged.get(one, ()))} - found
    return np.array(sorted(found), dtype=np.int64), np.concatenate(ones), np.concatenate(others)


def grouped(
    kept: Kept, numbers: Collection[int], bind: Callable[[Sequence[Profile]], Constraints]
) -> tuple[tuple[Profile, ...], ...]:
    """Group mentions, which are whole connected parts.

    Args:
        kept: Where mentions are kept.
        numbers: Of the mentions.
        bind: Says what people decided on mentions, by their places.

    Returns:
        The mentions of each incident in the order of print; what makes none is left out.
    """
    mentions = kept.mentions(numbers)
    order = sorted(mentions)
    profiles = [mentions[number].profile for number in order]
    held = kept.ties_among(order, holding=True)
    places = np.array(order, dtype=np.int64)
    edges = Edges(
        first=np.searchsorted(places, held.first), second=np.searchsorted(places, held.second), scores=held.scores
    )
    groups = cluster(edges, [one.key for one in profiles], bind(profiles))
    found = (tuple(profiles[at] for at in those) for those in groups)
    return tuple(those for those in found if makes_incident(those))
