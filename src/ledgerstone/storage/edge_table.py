"""Edges between mentions in SQLite, with what their scores are told from: a part of the index of mentions.

The edges of the lesser of two mentions are one row; beside that each mention has the others that it has an edge with.
"""

from collections.abc import Collection
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.grouping.kept import Numbers, Ties
from ledgerstone.evidence.incidents.grouping.regrouping import LEAST
from ledgerstone.evidence.incidents.grouping.scoring import Part
from ledgerstone.storage.packed_rows import OTHER, Entries, Packed, PackedRows

_EDGE: Final = Packed(name="edge", fields=((OTHER, "<i8"), ("score", "<f4"), ("parts", f"({len(Part)},)<i4")))
"""Scores count in sixty-fourths, which four bytes hold exactly."""
_MET: Final = Packed(name="met", fields=((OTHER, "<i8"), ("near", "?")))
EDGE_SCHEMA: Final = (_EDGE.schema, _MET.schema)
AT_ONCE: Final = 1 << 18
"""Edges that are written at once: some 10 MB."""


class EdgeTable(PackedRows):
    """The edges of mentions."""

    def near(self, numbers: Collection[int]) -> tuple[Numbers, Numbers]:
        """Return for some mentions each with those that an edge holds it together with."""
        of, met = self._entries(_MET, numbers)
        return of[met["near"]], met[OTHER][met["near"]]

    def ties(self, numbers: Collection[int]) -> Ties:
        """Return the edges that have one of some mentions at an end."""
        of, met = self._entries(_MET, numbers)
        first, found = self._entries(_EDGE, np.unique(np.minimum(of, met[OTHER])).tolist())
        asked = np.array(sorted(numbers), dtype=np.int64)
        held = _among(first, asked) | _among(found[OTHER], asked)
        return _ties(first[held], found[held])

    def ties_among(self, numbers: Collection[int], *, holding: bool = False) -> Ties:
        """Return the edges that have two of some mentions at their ends; only those that hold or repel where asked."""
        first, found = self._entries(_EDGE, numbers)
        held = _among(found[OTHER], np.array(sorted(numbers), dtype=np.int64))
        if holding:
            held &= (found["score"] >= LEAST) | (found["score"] < 0)
        return _ties(first[held], found[held])

    def put_edges(self, edges: Ties) -> None:
        """Keep edges, in the place of those of the same pairs."""
        order = np.argsort(edges.first, kind="stable")
        for start in range(0, len(order), AT_ONCE):
            self._put(edges.some(order[start : start + AT_ONCE]))

    def drop_edges(self, first: Numbers, second: Numbers) -> None:
        """Keep the edges of some pairs no longer."""
        if len(first):
            self._part(_EDGE, first, second)
            self._part(_MET, np.append(first, second), np.append(second, first))

    def drop_edges_of(self, numbers: Collection[int]) -> None:
        """Keep the edges of mentions no longer."""
        of, met = self._entries(_MET, numbers)
        pairs = np.unique(np.stack([np.minimum(of, met[OTHER]), np.maximum(of, met[OTHER])]), axis=1)
        self.drop_edges(pairs[0], pairs[1])

    def _put(self, edges: Ties) -> None:
        entries = np.zeros(len(edges.first), dtype=_EDGE.dtype)
        entries[OTHER], entries["score"], entries["parts"] = edges.second, edges.scores, edges.parts
        was = self._merge(_EDGE, edges.first, entries)
        near = edges.scores >= LEAST
        turned = (was[OTHER] != edges.second) | ((was["score"] >= LEAST) != near)
        first, second, near = edges.first[turned], edges.second[turned], near[turned]
        met = np.zeros(2 * len(first), dtype=_MET.dtype)
        met[OTHER], met["near"] = np.append(second, first), np.append(near, near)
        self._merge(_MET, np.append(first, second), met)


def _ties(first: Numbers, found: Entries) -> Ties:
    return Ties(
        first=first, second=found[OTHER].copy(), scores=found["score"].astype(np.float64), parts=found["parts"].copy()
    )


def _among(values: Numbers, asked: Numbers) -> NDArray[np.bool_]:
    """Tell which values are among those asked for, which are few and sorted."""
    if not len(asked):
        return np.zeros(len(values), dtype=np.bool_)
    found: NDArray[np.bool_] = asked[np.minimum(np.searchsorted(asked, values), len(asked) - 1)] == values
    return found
