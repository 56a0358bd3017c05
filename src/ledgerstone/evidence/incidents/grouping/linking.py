"""Profiles of a pile to groups: furniture out, pairs, scores, linkage.

The outcome depends on the profiles and on what people decided, not on the order in which either came.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.grouping.candidates import candidates, postings_of
from ledgerstone.evidence.incidents.grouping.clustering import NOTHING, Edges, cluster
from ledgerstone.evidence.incidents.grouping.facts import days_of
from ledgerstone.evidence.incidents.grouping.likeness import squares_of, vectors_of
from ledgerstone.evidence.incidents.grouping.profiles import Profile
from ledgerstone.evidence.incidents.grouping.rarity import Counts, counts_of, terms_of
from ledgerstone.evidence.incidents.grouping.scoring import lengths_of, parts_of, scores
from ledgerstone.evidence.incidents.model import Constraints

AT_ONCE: Final = 1 << 17
"""Pairs that are scored at once: some 50 MB."""


class Linked(Struct, frozen=True, kw_only=True, eq=False):
    """Groups of numbered mentions, with the edges and counts that they rest on."""

    groups: tuple[tuple[int, ...], ...]
    edges: Edges
    counts: Counts


def print_order(profile: Profile) -> tuple[bool, int, bytes, str]:
    """Return by what profiles are put in order: print, what they say, and the id only where these are the same."""
    return profile.printed is None, profile.printed or 0, profile.key, profile.paper


def link(profiles: Sequence[Profile], known: NDArray[np.uint64], constraints: Constraints = NOTHING) -> Linked:
    """Group the mentions of a pile.

    Args:
        profiles: All, in their `print_order`; their numbers are their places here.
        known: Codes of the sentences that are furniture, sorted.
        constraints: What people decided, by these numbers.

    Returns:
        Groups of numbers, each mention in one; a group may hold silent mentions only.
    """
    terms = terms_of(profiles, known)
    counts, busy = counts_of(terms, len(profiles)), days_of(profiles)
    # Sentences are for counting only, and in a large pile a third of all that is held.
    terms = structs.replace(terms, sentences=terms.sentences[:0].copy())
    pairs = candidates(postings_of(profiles, terms, counts), profiles, counts.halvings)
    vectors = vectors_of(terms, len(profiles), counts)
    lengths = lengths_of(squares_of(vectors))
    found = [np.zeros(0)]
    for some in pairs.parts(AT_ONCE):
        parts = parts_of(profiles, vectors, some, busy)
        found.append(scores(parts, lengths[some.first], lengths[some.second], counts.halvings))
    edges = Edges(first=pairs.first, second=pairs.second, scores=np.concatenate(found))
    groups = cluster(edges, [profile.key for profile in profiles], constraints)
    return Linked(groups=groups, edges=edges, counts=counts)
