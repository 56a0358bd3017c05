"""Groups of the mentions that changed, from the edges that are kept: whole connected parts of them, and no others."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.grouping.clustering import FLOOR, Edges, cluster
from ledgerstone.evidence.incidents.grouping.groups import makes_incident
from ledgerstone.evidence.incidents.grouping.kept import Kept
from ledgerstone.evidence.incidents.grouping.profiles import Profile
from ledgerstone.evidence.incidents.grouping.rarity import halvings_of
from ledgerstone.evidence.incidents.model import Constraints

LEAST: Final = FLOOR - 1e-6
"""Scores are rounded before they are held against the floor."""


class KeptCounts(Struct, frozen=True, kw_only=True, eq=False):
    """In how many mentions terms are, asked where it is kept."""

    kept: Kept

    @property
    def halvings(self) -> int:
        """Return after how many doublings a term of this pile has no weight."""
        return halvings_of(self.kept.size())

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
    found: set[int] = set()
    new = set(numbers)
    while new:
        found |= new
        edges = kept.holding_edges(new, LEAST)
        near = {end for one, other, score in edges if score > 0 for end in (one, other)}
        near.update(number for one in new for number in merged.get(one, ()))
        new = near - found
    return frozenset(found)


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
    place = {number: at for at, number in enumerate(order)}
    profiles = [mentions[number].profile for number in order]
    holding = kept.holding_edges(order, LEAST)
    inside = [(place[one], place[other], score) for one, other, score in holding if {one, other} <= place.keys()]
    edges = Edges(
        first=np.array([one for one, _, _ in inside], dtype=np.int64),
        second=np.array([other for _, other, _ in inside], dtype=np.int64),
        scores=np.array([score for _, _, score in inside], dtype=np.float64),
    )
    groups = cluster(edges, [one.key for one in profiles], bind(profiles))
    found = (tuple(profiles[at] for at in those) for those in groups)
    return tuple(those for those in found if makes_incident(those))
