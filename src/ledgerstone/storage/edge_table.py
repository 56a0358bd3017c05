"""Edges between mentions in SQLite, with what their scores are told from: a part of the index of mentions."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

import numpy as np

from ledgerstone.evidence.incidents.grouping.kept import Pair, Ties
from ledgerstone.evidence.incidents.grouping.regrouping import LEAST
from ledgerstone.evidence.incidents.grouping.scoring import Part
from ledgerstone.storage.derived_index import Rows

EDGE_SCHEMA: Final = (
    "CREATE TABLE edge (one INTEGER, other INTEGER, score REAL, parts BLOB, PRIMARY KEY (one, other)) WITHOUT ROWID",
    "CREATE INDEX edge_other ON edge (other)",
    f"CREATE INDEX edge_near ON edge (one, other) WHERE score >= {LEAST!r}",
    f"CREATE INDEX edge_other_near ON edge (other, one) WHERE score >= {LEAST!r}",
)
_COLUMNS: Final = "one, other, score, parts"


class EdgeTable(Rows):
    """The edges of mentions."""

    def near(self, numbers: Collection[int]) -> Iterator[Pair]:
        """Yield for some mentions each with one that an edge holds it together with."""
        for mine, theirs in (("one", "other"), ("other", "one")):
            query = f"SELECT {mine}, {theirs} FROM edge WHERE {mine} IN ({{}}) AND score >= {LEAST!r}"  # noqa: S608
            yield from self._among(query, numbers)

    def ties(self, numbers: Collection[int]) -> Ties:
        """Return the edges that have one of some mentions at an end."""
        queries = (f"SELECT {_COLUMNS} FROM edge WHERE {end} IN ({{}})" for end in ("one", "other"))  # noqa: S608
        rows = {row[:2]: row for query in queries for row in self._among(query, numbers)}
        return _ties(list(rows.values()))

    def ties_among(self, numbers: Collection[int], *, holding: bool = False) -> Ties:
        """Return the edges that have two of some mentions at their ends; only those that hold or repel where asked."""
        self._run("CREATE TEMP TABLE IF NOT EXISTS asked (number INTEGER PRIMARY KEY)")
        self._run_many("INSERT OR IGNORE INTO asked VALUES (?)", ((number,) for number in numbers))
        query = (
            f"SELECT {_COLUMNS} FROM asked CROSS JOIN edge ON one = number WHERE other IN (SELECT number FROM asked)"  # noqa: S608
        )
        rows = self._run(query + (f" AND (score >= {LEAST!r} OR score < 0)" if holding else "")).fetchall()
        self._run("DELETE FROM asked")
        return _ties(rows)

    def put_parts(self, edges: Ties) -> None:
        """Keep other parts for edges whose scores are as before."""
        rows = zip(edges.parts, edges.first.tolist(), edges.second.tolist(), strict=True)
        self._run_many(
            "UPDATE edge SET parts = ? WHERE one = ? AND other = ?",
            ((parts.tobytes(), one, other) for parts, one, other in rows),
        )

    def put_edges(self, edges: Ties) -> None:
        """Keep edges, in the place of those of the same pairs."""
        rows = zip(edges.first.tolist(), edges.second.tolist(), edges.scores.tolist(), edges.parts, strict=True)
        self._run_many(
            "INSERT OR REPLACE INTO edge VALUES (?, ?, ?, ?)",
            ((one, other, score, parts.tobytes()) for one, other, score, parts in rows),
        )

    def drop_edges(self, pairs: Iterable[Pair]) -> None:
        """Keep edges no longer."""
        self._run_many("DELETE FROM edge WHERE one = ? AND other = ?", tuple(pairs))

    def drop_edges_of(self, numbers: Collection[int]) -> None:
        """Keep the edges of mentions no longer."""
        for end in ("one", "other"):
            self._run_many(f"DELETE FROM edge WHERE {end} = ?", ((number,) for number in numbers))  # noqa: S608


def _ties(rows: Sequence[tuple[int, int, float, bytes]]) -> Ties:
    return Ties(
        first=np.array([one for one, _, _, _ in rows], dtype=np.int64),
        second=np.array([other for _, other, _, _ in rows], dtype=np.int64),
        scores=np.array([score for _, _, score, _ in rows], dtype=np.float64),
        parts=np.frombuffer(b"".join(parts for _, _, _, parts in rows), dtype="<i4").reshape(-1, len(Part)),
    )
