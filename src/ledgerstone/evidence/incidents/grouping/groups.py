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
from ledgerstone.evidence.incidents.model import Constraints, Paper, Reason


class Group(Struct, frozen=True, kw_only=True):
    """Mentions that are of one incident, in the order of print, and what speaks for it and against it."""

    mentions: tuple[Profile, ...]
    evidence: tuple[Reason, ...]


def groups_of(
    profiles: Sequence[Profile],
    known: NDArray[np.uint64],
    papers: Mapping[str, Paper],
    constraints: Constraints = NOTHING,
) -> tuple[Group, ...]:
    """Group the mentions of a pile into incidents.

    Args:
        profiles: All, sorted by `linking.print_order`; their numbers are their places here.
        known: Codes of the sentences that are furniture, sorted.
        papers: Those papers, by their ids.
        constraints: What people decided, by these numbers.

    Returns:
        The groups, in the order of their least claim id.
    """
    linked = link(profiles, known, constraints)
    found = []
    for numbers in linked.groups:
        members = tuple(profiles[number] for number in numbers)
        if makes_incident(members):
            found.append(Group(mentions=members, evidence=reasons(members, papers, linked.counts)))
    return tuple(sorted(found, key=lambda one: min(claim for mention in one.mentions for claim in mention.claims)))


def makes_incident(members: Sequence[Profile]) -> bool:
    """Tell whether mentions are of an incident: some paper claims something of it, not its readers alone."""
    return any(one.claims and not one.comment for one in members)
