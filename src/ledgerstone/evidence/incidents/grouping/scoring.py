"""How likely two mentions are of one incident: what they share and where they differ, weighed in one plain sum.

The weights stand in `weights.toml`, each with its reason. They were set by hand; what they rest on is decision 0021.
"""

from collections.abc import Mapping, Sequence
from enum import IntEnum, IntFlag
from functools import cache
from importlib import resources
from typing import Final

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.grouping.candidates import Candidates
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
IN_COMMON: Final = (Alike.PERSON, Alike.NAMED_PERSON, Alike.STREET)
"""What may outweigh other days, as full names do: the same people in the same street."""
FINE: Final = 1 << 20
"""Parts of odds."""
STEPS: Final = 4
"""Steps of the square of a length to each doubling."""
GRAIN: Final = 64
"""Steps of scores."""


class _Weight(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    weight: float
    reason: str


@cache
def weights() -> Mapping[str, float]:
    """Return the weights by their names."""
    content = resources.files(__package__).joinpath("weights.toml").read_bytes()
    return {name: one.weight for name, one in msgspec.toml.decode(content, type=dict[str, _Weight]).items()}


class Part(IntEnum):
    """What is kept of a pair of mentions, from which its score is told; each a whole number."""

    WORDS = 0
    """The sum over shared words of what they count in both, by their rarity."""
    NAMES = 1
    RARE = 2
    """The weights of shared rare words."""
    PAIRS = 3
    """The weights of shared full names."""
    SHARED = 4
    """How much speaks for looking at the pair at all, as `candidates` counts it."""
    ODDS = 5
    """All that does not hang on the rarity of words, in parts of FINE."""
    SIGNS = 6
    """A sum of `Sign`."""


class Sign(IntFlag):
    """What else is told of a pair."""

    APART = 1
    """Their days are apart."""
    ELSEWHERE = 2
    """And so are their places."""
    IN_COMMON = 4
    """Something is shared that may outweigh other days, full names aside."""
    THERE = 8
    """Days meet in one place: it counts how busy that is."""


_BY_RARITY: Final = {
    Alike.WORDS: Part.WORDS,
    Alike.NAMES: Part.NAMES,
    Alike.RARE_WORDS: Part.RARE,
    Alike.NAME_PAIRS: Part.PAIRS,
}


def parts_of(profiles: Sequence[Profile], vectors: Vectors, pairs: Candidates, busy: Busy) -> NDArray[np.int32]:
    """Return the parts of the scores of pairs of mentions, a row a pair, a column a `Part`; some kB a pair on the way.

    Args:
        profiles: The mentions, by their numbers.
        vectors: Of their terms, by the same numbers.
        pairs: Numbers of the mentions.
        busy: Says on how many days harm is put in a place.
    """
    shared, said = alike(vectors, pairs.first, pairs.second), facts(profiles, pairs.first, pairs.second, busy)
    few = np.array([of_few(one) for one in profiles], dtype=np.int64)
    for name in OF_FEW:
        shared[name] *= few[pairs.first] * few[pairs.second]
    odds = np.full(len(pairs.first), weights()[BASE])
    for fact, values in said.items():
        odds += weights()[fact] * values
    for name in Alike:
        if name not in _BY_RARITY:
            odds += weights()[name] * shared[name]
    elsewhere = said[Fact.OTHER_PLACE] + said[Fact.FAR_PLACE] > 0
    in_common = sum((shared[one] for one in IN_COMMON), np.zeros_like(pairs.first)) > 0
    signs = (
        Sign.APART * (said[Fact.DAYS_APART] > 0)
        + Sign.ELSEWHERE * elsewhere
        + Sign.IN_COMMON * in_common
        + Sign.THERE * (said[Fact.DAYS_MEET_THERE] > 0)
    )
    columns = {
        **{part: shared[name] for name, part in _BY_RARITY.items()},
        Part.SHARED: pairs.shared,
        Part.ODDS: np.rint(odds * FINE),
        Part.SIGNS: signs,
    }
    return np.stack([columns[part] for part in Part], axis=1).astype(np.int32)


def lengths_of(squares: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the lengths of vectors by their squares, 0 for 0, else in steps of a twelfth.

    In steps, so that a word which became a little commoner changes the scores of few mentions that have it.
    """
    steps = np.floor(STEPS * np.log2(np.maximum(squares, 1))) + 0.5
    return np.where(squares > 0, np.exp2(steps / (2 * STEPS)), 0.0)


def scores(
    parts: NDArray[np.int32], first: NDArray[np.float64], second: NDArray[np.float64], halvings: int
) -> NDArray[np.float64]:
    """Return for pairs of mentions how likely they are of one incident, 0 to 1; CONFLICT where they contradict.

    In steps of a sixty-fourth: what weighs hardly otherwise than before has the score that it had.

    Args:
        parts: Of the scores, a row a pair.
        first: Lengths of the vectors of words and of names of the ones.
        second: Those of the others.
        halvings: Of the pile.
    """
    lengths = first * second
    odds = parts[:, Part.ODDS] / FINE
    for at, (part, name) in enumerate(((Part.WORDS, Alike.WORDS), (Part.NAMES, Alike.NAMES))):
        known = lengths[:, at] > 0
        odds += weights()[name] * np.divide(parts[:, part], lengths[:, at], out=np.zeros(len(parts)), where=known)
    for part, name in ((Part.RARE, Alike.RARE_WORDS), (Part.PAIRS, Alike.NAME_PAIRS)):
        odds += weights()[name] * np.log1p(parts[:, part] / halvings)
    signs = parts[:, Part.SIGNS]
    apart, elsewhere = signs & Sign.APART > 0, signs & Sign.ELSEWHERE > 0
    alone = apart & (signs & Sign.IN_COMMON == 0) & (parts[:, Part.PAIRS] == 0)
    odds += weights()[ALONE] * alone
    likely = 1.0 / (1.0 + np.exp(-odds))
    conflict = (likely < DOUBTFUL) & (alone | (apart & elsewhere))
    return np.where(conflict, CONFLICT, np.rint(likely * GRAIN) / GRAIN)
