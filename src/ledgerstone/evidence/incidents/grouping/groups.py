"""Profiles of a pile to groups of mentions that are of one incident, each with what speaks for it and against it.

A group of silent mentions, or of readers' comments alone, is no incident.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.grouping.clustering import NOTHING
from ledgerstone.evidence.incidents.grouping.evidence import reasons
from ledgerstone.evidence.incidents.grouping.linking import link
from ledgerstone.evidence.incidents.grouping.profiles import Profile
from ledgerstone.evidence.incidents.grouping.rarity import Counts
from ledgerstone.evidence.incidents.model import Constraints, Paper, Reason


class Group(Struct, frozen=True, kw_only=True):
    """Mentions that are of one incident, in the order of print, and what speaks for it and against it."""

    mentions: tuple[Profile, ...]
    evidence: tuple[Reason, ...]


class Grouped(Struct, frozen=True, kw_only=True, eq=False):
    """The mentions of each incident of a pile, and how rare its terms are, by which the evidence is told."""

    mentions: tuple[tuple[Profile, ...], ...]
    counts: Counts

    def group(self, mentions: tuple[Profile, ...], papers: Mapping[str, Paper]) -> Group:
        """Return one incident's group with its evidence.

        Args:
            mentions: One of `mentions`.
            papers: By their ids, those of the mentions among them; their texts are read.
        """
        return Group(mentions=mentions, evidence=reasons(mentions, papers, self.counts))


def grouped(profiles: Sequence[Profile], known: NDArray[np.uint64], constraints: Constraints = NOTHING) -> Grouped:
    """Group the mentions of a pile into incidents.

    Args:
        profiles: All, sorted by `linking.print_order`; their numbers are their places here.
        known: Codes of the sentences that are furniture, sorted.
        constraints: What people decided, by these numbers.

    Returns:
        The mentions of each incident, in the order of their least claim id.
    """
    linked = link(profiles, known, constraints)
    found = (tuple(profiles[number] for number in numbers) for numbers in linked.groups)
    those = sorted(
        (members for members in found if makes_incident(members)),
        key=lambda members: min(claim for mention in members for claim in mention.claims),
    )
    return Grouped(mentions=tuple(those), counts=linked.counts)


def makes_incident(members: Sequence[Profile]) -> bool:
    """Tell whether mentions are of an incident: some paper claims something of it, not its readers alone."""
    return any(one.claims and not one.comment for one in members)
