"""How likely two mentions are of one incident: what they share and where they differ, weighed in one plain sum.

The weights stand in `weights.toml`, each with its reason. They were set by hand; what they rest on is decision 0021.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Final

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.grouping.facts import Busy, Fact, facts, of_few
from ledgerstone.evidence.incidents.grouping.likeness import Alike, Vectors, alike
from ledgerstone.evidence.incidents.grouping.profiles import Profile

ALONE: Final = "days_apart_alone"
BASE: Final = "base"
OF_FEW: Final = (Alike.OTHER_STREETS, Alike.OTHER_AGES, Alike.OTHER_PERSONS)
"""What tells two events of few people apart, and says nothing of one of many."""
DOUBTFUL: Final = 0.1
CONFLICT: Final = -0.25
"""Score of a pair of other days with nobody in common or in another place: it repels what a third would bridge."""
IN_COMMON: Final = (Alike.PERSON, Alike.NAMED_PERSON, Alike.STREET, Alike.NAME_PAIRS)
"""What may outweigh other days: the same people in the same street."""


class _Weight(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    weight: float
    reason: str


@cache
def weights() -> Mapping[str, float]:
    """Return the weights by their names."""
    content = resources.files(__package__).joinpath("weights.toml").read_bytes()
    return {name: one.weight for name, one in msgspec.toml.decode(content, type=dict[str, _Weight]).items()}


def scores(
    profiles: Sequence[Profile], vectors: Vectors, pairs: tuple[NDArray[np.int64], NDArray[np.int64]], busy: Busy
) -> NDArray[np.float64]:
    """Return for pairs of mentions how likely they are of one incident, 0 to 1; CONFLICT where they contradict.

    Args:
        profiles: The mentions, by their numbers.
        vectors: Of their terms, by the same numbers.
        pairs: Numbers of the ones and of the others.
        busy: Says on how many days harm is put in a place.
    """
    shared, said = alike(vectors, *pairs), facts(profiles, *pairs, busy)
    found = {str(name): values for name, values in (*shared.items(), *said.items())}
    few = np.array([of_few(one) for one in profiles], dtype=np.float64)
    for name in OF_FEW:
        found[name] = shared[name] * few[pairs[0]] * few[pairs[1]]
    found[ALONE] = said[Fact.DAYS_APART] * (sum(shared[one] for one in IN_COMMON) == 0)
    elsewhere = said[Fact.DAYS_APART] * (said[Fact.OTHER_PLACE] + said[Fact.FAR_PLACE])
    odds = sum((weights()[name] * values for name, values in found.items()), np.full(len(pairs[0]), weights()[BASE]))
    likely = 1.0 / (1.0 + np.exp(-odds))
    return np.where((likely < DOUBTFUL) & ((found[ALONE] > 0) | (elsewhere > 0)), CONFLICT, likely)
