"""States that a disk may be in after the power failed, each once, laid out in a folder and held to what must be true.

Two states count as one where they differ in names and bytes of files in `tmp/incoming` alone, or in the lock's bytes:
nothing reads those, the next run removes them. That there are some, is a difference.
"""

import os
import shutil
from collections.abc import Hashable, Iterator
from itertools import zip_longest
from pathlib import Path
from random import Random
from typing import NamedTuple

from rig.checking import complaints
from rig.disk_model import FOLDER, Tree, moments, prefixes, subsets, tree_of
from rig.recording import Recording

INCOMING, LOCK = "tmp/incoming/", "tmp/writer.lock"
SEED = 20260102


class State(NamedTuple):
    """One state: which changes are on the disk, and what had been acknowledged."""

    places: tuple[int, ...]
    acknowledged: tuple[str, ...]
    moment: int
    """Before which barrier the power fails, from 1; 0 where the run just stopped and nothing was lost."""


class States(NamedTuple):
    """Different states, and how many ways lead to them."""

    different: tuple[State, ...]
    ways: int


def states_of(recorded: Recording, many: int) -> States:
    """Return every state that is tried: each prefix, and between barriers the subsets, at most so many at random."""
    rng = Random(SEED)  # noqa: S311 - repeatable, no secret
    seen: set[Hashable] = set()
    different, ways = [], 0
    for state in _ways(recorded, many, rng):
        ways += 1
        tree = tree_of(recorded.first, recorded.events, state.places)
        key = (_key(tree), state.acknowledged)
        if key not in seen:
            seen.add(key)
            different.append(state)
    return States(tuple(different), ways)


def _ways(recorded: Recording, many: int, rng: Random) -> Iterator[State]:
    for places, acknowledged in prefixes(recorded.events):
        yield State(places, acknowledged, 0)
    for number, moment in enumerate(moments(recorded.events), 1):
        for some in subsets(moment.pending, recorded.events, many=many, rng=rng):
            yield State(tuple(sorted((*moment.durable, *some))), moment.acknowledged, number)


def sample(states: tuple[State, ...], most: int) -> list[State]:
    """Return so many states, from all moments alike: what matters may hide in one that has few.

    Of each moment the first two are taken first, then any.
    """
    rng = Random(SEED)  # noqa: S311 - repeatable, no secret
    waiting: dict[int, list[State]] = {}
    for state in states:
        waiting.setdefault(state.moment, []).append(state)
    drawn = [[*some[:2], *rng.sample(some[2:], len(some[2:]))] for some in waiting.values()]
    rounds = zip_longest(*drawn)
    return [state for one_round in rounds for state in one_round if state is not None][:most]


def _key(tree: Tree) -> Hashable:
    names, left = [], False
    for path, inode in tree.names.items():
        if path.startswith(INCOMING) and inode != FOLDER:
            left = True
        elif path != LOCK:
            names.append((path, inode, tuple(tree.writes.get(inode, ()))))
    return hash(frozenset(names)), left


def wrong_with(recorded: Recording, state: State, place: Path) -> list[str]:
    """Lay a state out, and return what is wrong with it."""
    shutil.rmtree(place, ignore_errors=True)
    _lay_out(recorded, tree_of(recorded.first, recorded.events, state.places), place)
    return complaints(place, state.acknowledged)


def _lay_out(recorded: Recording, tree: Tree, place: Path) -> None:
    laid: dict[int, str] = {}
    for name in sorted(tree.names):
        inode, path = tree.names[name], f"{place}/{name}" if name else str(place)
        first = recorded.bytes_of.get(inode)
        if inode == FOLDER:
            os.mkdir(path)  # noqa: PTH102 - paths as text: this runs for each of some ten thousand states
        elif inode in laid:
            os.link(laid[inode], path)
        elif first is not None and inode not in tree.writes:
            # What was there at first and was not written to can be shared: nothing is ever changed in place.
            os.link(first, path)
        else:
            with open(path, "wb") as opened:  # noqa: PTH123 - the same
                opened.write(tree.content(inode, b"" if first is None else first.read_bytes(), recorded.events))
        laid[inode] = path
