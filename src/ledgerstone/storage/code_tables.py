"""Codes by which papers are looked up, in an index: for each trait, which papers have a code.

The codes of one paper lie far from each other among those of all. So the ones of papers that came in lately stay as
they came, a row for each paper, and are looked at one by one; once these papers are many, their codes are put among
all others in one sweep. Whether they were makes no difference to what is found.
"""

from collections.abc import Collection
from typing import Final

import msgspec
import numpy as np

from ledgerstone.evidence.incidents.copying.postings import NO_CODES, NO_PAIRS, Codes, Pairs, Postings, both, less, post
from ledgerstone.evidence.incidents.copying.traits import TRAITS
from ledgerstone.storage.derived_index import Rows

CODE_SCHEMA: Final = (
    *(f"CREATE TABLE codes_{trait} (number INTEGER PRIMARY KEY, codes BLOB)" for trait in TRAITS),
    *(
        f"CREATE TABLE of_{trait} (code INTEGER, number INTEGER, PRIMARY KEY (code, number)) WITHOUT ROWID"
        for trait in TRAITS
    ),
    "CREATE TABLE late (trait TEXT, number INTEGER, PRIMARY KEY (trait, number)) WITHOUT ROWID",
)

MOST_LATE: Final = 64
"""Papers whose codes are looked at one by one: some thirty thousand, which takes a moment."""

_SOME: Final = 10
"""Papers that have one code, up to which they are asked for at once; few codes have more."""

_LOW: Final = (1 << 14) - 1


class CodeTables(Rows):
    """The codes of papers in one file, while they are written."""

    def codes(self, trait: str, numbers: Collection[int]) -> dict[int, Codes]:
        """Return the codes by which papers are looked up, sorted."""
        rows = self._among(f"SELECT number, codes FROM codes_{trait} WHERE number IN ({{}})", numbers)  # noqa: S608  # a table of ours
        return dict.fromkeys(numbers, NO_CODES) | {number: _codes(kept) for number, kept in rows}

    def post(self, trait: str, number: int, before: Codes, after: Codes) -> None:
        """Let a paper be looked up by other codes than before; one without codes is looked up by none."""
        if not self._is_late(trait, number):
            if len(before):
                self._run_many(_delete(trait), ((code, number) for code in less(before, after).tolist()))
                self._run_many(_insert(trait), ((code, number) for code in less(after, before).tolist()))
            elif len(after):
                self._run("INSERT INTO late VALUES (?, ?)", (trait, number))
        if len(after):
            self._run(f"INSERT OR REPLACE INTO codes_{trait} VALUES (?, ?)", (number, after.astype("<i8").tobytes()))  # noqa: S608  # a table of ours
        else:
            self._run(f"DELETE FROM codes_{trait} WHERE number = ?", (number,))  # noqa: S608  # a table of ours
            self._run("DELETE FROM late WHERE trait = ? AND number = ?", (trait, number))

    def gather(self) -> None:
        """Put the codes of papers that came in lately among all others, for each trait of which these are many."""
        for trait in TRAITS:
            (count,) = self._run("SELECT COUNT(*) FROM late WHERE trait = ?", (trait,)).fetchone()
            if count > MOST_LATE:
                late = self._late(trait)
                order = np.lexsort((late.papers, late.codes))
                rows = zip(late.codes[order].tolist(), late.papers[order].tolist(), strict=True)
                self._run_many(_insert(trait), rows)
                self._run("DELETE FROM late WHERE trait = ?", (trait,))

    def postings(self, trait: str, codes: Codes, many: int, few: int) -> Postings:
        """Return the papers that have each of some codes.

        Args:
            trait: What sort of codes they are.
            codes: Sorted, each once.
            many: So many papers are many: of these at least the first few are given, and perhaps no more.
            few: How many these are.
        """
        some = min(many, max(few, _SOME))
        found = dict(self._first(trait, codes.tolist(), some))
        crowd: list[int] = []
        if some < many:
            asked = [code for code, papers in found.items() if papers.count(",") + 1 == some]
            every = self._unless_many(trait, asked, many)
            crowd = [code for code in asked if code not in every]
            found |= every
        gathered = Pairs(
            codes=np.repeat(np.array([*found], dtype=np.int64), [papers.count(",") + 1 for papers in found.values()]),
            papers=np.array([int(number) for papers in found.values() for number in papers.split(",")], dtype=np.int64),
        )
        pairs = both(gathered, self._late_with(trait, codes))
        return post(codes, pairs, np.array(crowd, dtype=np.int64), many)

    def all_with(self, trait: str, code: int) -> tuple[int, ...]:
        """Return all papers that have a code, in order."""
        gathered = [number for (number,) in self._run(f"SELECT number FROM of_{trait} WHERE code = ?", (code,))]  # noqa: S608  # a table of ours
        return tuple(sorted((*gathered, *self._late_with(trait, np.array([code])).papers.tolist())))

    def _first(self, trait: str, codes: Collection[int], most: int) -> list[tuple[int, str]]:
        """Return each of some codes that papers have, with the first of these, listed."""
        query = (
            f"SELECT value, (SELECT GROUP_CONCAT(number) FROM (SELECT number FROM of_{trait} WHERE code = value "  # noqa: S608  # a table of ours
            f"ORDER BY number LIMIT ?)) FROM json_each(?) WHERE EXISTS (SELECT 1 FROM of_{trait} WHERE code = value)"
        )
        return self._run(query, (most, _listed(codes))).fetchall()

    def _unless_many(self, trait: str, codes: Collection[int], many: int) -> dict[int, str]:
        """Return the papers that have each of some codes, listed; those that many have are left out."""
        query = (
            f"SELECT value, (SELECT GROUP_CONCAT(number) FROM of_{trait} WHERE code = value) FROM json_each(?) "  # noqa: S608  # tables of ours
            f"WHERE NOT EXISTS (SELECT 1 FROM of_{trait} WHERE code = value LIMIT 1 OFFSET ?)"
        )
        return dict(self._run(query, (_listed(codes), many - 1)).fetchall())

    def _late_with(self, trait: str, asked: Codes) -> Pairs:
        """Return which of some codes papers have that came in lately."""
        late = self._late(trait)
        if not (len(late.codes) and len(asked)):
            return NO_PAIRS
        # Most have none of them: that is told by a few bits of each.
        low = np.zeros(_LOW + 1, dtype=np.bool_)
        low[asked & _LOW] = True
        maybe = np.flatnonzero(low[late.codes & _LOW])
        at = np.minimum(np.searchsorted(asked, late.codes[maybe]), len(asked) - 1)
        some = maybe[asked[at] == late.codes[maybe]]
        return Pairs(codes=late.codes[some], papers=late.papers[some])

    def _late(self, trait: str) -> Pairs:
        """Return the codes of papers that came in lately."""
        query = f"SELECT number, codes FROM late JOIN codes_{trait} USING (number) WHERE trait = ?"  # noqa: S608  # a table of ours
        rows = self._run(query, (trait,)).fetchall()
        numbers = np.array([number for number, _ in rows], dtype=np.int64)
        codes = _codes(b"".join(kept for _, kept in rows))
        return Pairs(codes=codes, papers=np.repeat(numbers, [len(kept) // codes.itemsize for _, kept in rows]))

    def _is_late(self, trait: str, number: int) -> bool:
        found = self._run("SELECT 1 FROM late WHERE trait = ? AND number = ?", (trait, number))
        return found.fetchone() is not None


def _listed(codes: Collection[int]) -> str:
    return msgspec.json.encode(list(codes)).decode()


def _codes(kept: bytes) -> Codes:
    return np.frombuffer(kept, dtype="<i8").astype(np.int64)


def _delete(trait: str) -> str:
    return f"DELETE FROM of_{trait} WHERE code = ? AND number = ?"  # noqa: S608  # a table of ours


def _insert(trait: str) -> str:
    return f"INSERT OR IGNORE INTO of_{trait} VALUES (?, ?)"  # noqa: S608  # a table of ours
