"""What copying keeps between one paper and the next, in SQLite: derived, and rebuilt from the record at any time.

Implements `copying.kept.KeptCopies`. What came in is kept with the pairs that wait to be compared, or not at all.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from zlib import crc32

import msgspec

from ledgerstone.evidence.incidents.copying.kept import Card, Named, Outside, PairOfNumbers
from ledgerstone.evidence.incidents.copying.traits import traits
from ledgerstone.storage.code_tables import CODE_SCHEMA, CodeTables
from ledgerstone.storage.derived_index import Layout, written
from ledgerstone.storage.page_tables import PAGE_SCHEMA, PageTables

VERSION: Final = 6
"""Of the tables and of the rules of copying; an index of another version is begun anew, and all copies found anew."""
_MANY: Final = 1 << 30
_SCHEMA: Final = (
    "CREATE TABLE paper (number INTEGER PRIMARY KEY, id TEXT, language TEXT, digest BLOB, outside BLOB, card BLOB)",
    "CREATE UNIQUE INDEX paper_id ON paper (id)",
    "CREATE INDEX paper_digest ON paper (digest)",
    "CREATE TABLE pair (later INTEGER, earlier INTEGER, bits INTEGER, PRIMARY KEY (later, earlier)) WITHOUT ROWID",
    "CREATE INDEX pair_earlier ON pair (earlier)",
    "CREATE TABLE due (one TEXT, other TEXT, PRIMARY KEY (one, other)) WITHOUT ROWID",
    "CREATE TABLE changed (paper TEXT PRIMARY KEY) WITHOUT ROWID",
    *CODE_SCHEMA,
    *PAGE_SCHEMA,
)
_CARD: Final = msgspec.msgpack.Decoder(Card)
_OUTSIDE: Final = msgspec.msgpack.Decoder(Outside)


class CopyIndex(CodeTables, PageTables):
    """The papers in one file, while they are written.

    Args:
        connection: Within a transaction.
    """

    def papers(self) -> tuple[str, ...]:
        """Return the ids of the papers that are kept, in order."""
        return tuple(paper for (paper,) in self._run("SELECT id FROM paper ORDER BY id"))

    def paper_count(self) -> int:
        """Return how many papers there are."""
        return int(self._run("SELECT COUNT(*) FROM paper").fetchone()[0])

    def count(self, most: int) -> int:
        """Return how many papers there are; `most` where there are more."""
        return int(self._run("SELECT COUNT(*) FROM (SELECT 1 FROM paper LIMIT ?)", (most,)).fetchone()[0])

    def numbers(self, papers: Collection[str]) -> dict[str, int]:
        """Return the numbers of papers by their ids; those that are not kept are left out."""
        return dict(self._among("SELECT id, number FROM paper WHERE id IN ({})", papers))

    def named(self, numbers: Collection[int]) -> dict[int, Named]:
        """Return which papers numbers name."""
        found = self._among("SELECT number, id, language FROM paper WHERE number IN ({})", numbers)
        return {number: Named(id=paper, language=language) for number, paper, language in found}

    def cards(self, numbers: Collection[int]) -> dict[int, Card]:
        """Return what is kept of papers."""
        found = self._among("SELECT number, card FROM paper WHERE number IN ({})", numbers)
        return {number: _CARD.decode(card) for number, card in found}

    def put(self, number: int, card: Card) -> int:
        """Keep a paper under a number, or the next one that is free; return which."""
        while self._run("SELECT 1 FROM paper WHERE number = ?", (number,)).fetchone() is not None:
            number += 1
        row = (number, card.head.id, card.head.language, card.digest, msgspec.msgpack.encode(card))
        self._run("INSERT INTO paper (number, id, language, digest, card) VALUES (?, ?, ?, ?, ?)", row)
        return number

    def drop(self, numbers: Collection[int]) -> None:
        """Keep papers no longer, nor their pairs; they are still looked up by their codes."""
        for table, column in (("paper", "number"), ("pair", "later"), ("pair", "earlier")):
            self._run_many(f"DELETE FROM {table} WHERE {column} = ?", ((number,) for number in numbers))  # noqa: S608  # tables of ours

    def every(self) -> tuple[int, ...]:
        """Return the numbers of all papers, in order."""
        return tuple(number for (number,) in self._run("SELECT number FROM paper ORDER BY number"))

    def identical(self, digest: bytes, most: int = _MANY) -> tuple[int, ...]:
        """Return the first papers of the same words, at most so many, in order."""
        found = self._run("SELECT number FROM paper WHERE digest = ? ORDER BY number LIMIT ?", (digest, most))
        return tuple(number for (number,) in found)

    def digests(self, numbers: Collection[int]) -> dict[int, bytes]:
        """Return the digests of the words of papers."""
        return dict(self._among("SELECT number, digest FROM paper WHERE number IN ({})", numbers))

    def put_outside(self, outside: Mapping[int, Outside]) -> None:
        """Keep what hangs on the furniture in papers that are kept."""
        rows = ((msgspec.msgpack.encode(one), number) for number, one in outside.items())
        self._run_many("UPDATE paper SET outside = ? WHERE number = ?", rows)

    def outside(self, numbers: Collection[int]) -> dict[int, Outside]:
        """Return what hangs on the furniture in papers."""
        found = self._among("SELECT number, outside FROM paper WHERE number IN ({})", numbers)
        return {number: _OUTSIDE.decode(kept) for number, kept in found}

    def pairs(self, numbers: Collection[int]) -> Iterator[tuple[int, int, int]]:
        """Yield the candidate pairs of papers, each once: later, earlier, the bits of what they share."""
        every = set(numbers)
        yield from self._among("SELECT later, earlier, bits FROM pair WHERE later IN ({})", numbers)
        for later, earlier, bits in self._among("SELECT later, earlier, bits FROM pair WHERE earlier IN ({})", numbers):
            if later not in every:
                yield later, earlier, bits

    def bits(self, pairs: Collection[PairOfNumbers]) -> dict[PairOfNumbers, int]:
        """Return what candidate pairs share; those that are none are left out."""
        query = (
            "SELECT later, earlier, bits FROM json_each(?) CROSS JOIN pair "
            "ON later = json_extract(value, '$[0]') AND earlier = json_extract(value, '$[1]')"
        )
        found = self._run(query, (msgspec.json.encode(list(pairs)).decode(),))
        return {(later, earlier): bits for later, earlier, bits in found}

    def pairs_among(self, numbers: Collection[int]) -> Iterator[tuple[int, int, int]]:
        """Yield the candidate pairs of some papers among each other: later, earlier, the bits of what they share."""
        every = set(numbers)
        found = self._among("SELECT later, earlier, bits FROM pair WHERE later IN ({})", numbers)
        return ((later, earlier, bits) for later, earlier, bits in found if earlier in every)

    def crowded(self, numbers: Collection[int], least: int) -> tuple[int, ...]:
        """Return those papers that have at least so many candidates before them."""
        query = f"SELECT later FROM pair WHERE later IN ({{}}) GROUP BY later HAVING COUNT(*) >= {int(least)}"  # noqa: S608  # a number
        return tuple(number for (number,) in self._among(query, numbers))

    def put_pairs(self, pairs: Mapping[PairOfNumbers, int]) -> None:
        """Keep candidate pairs in the place of those before; one with no bits is kept no longer."""
        self._run_many(
            "DELETE FROM pair WHERE later = ? AND earlier = ?", [pair for pair, bits in pairs.items() if not bits]
        )
        rows = [(*pair, bits) for pair, bits in pairs.items() if bits]
        self._run_many("INSERT OR REPLACE INTO pair VALUES (?, ?, ?)", rows)

    def due(self) -> tuple[tuple[str, str], ...]:
        """Return the pairs of ids that wait to be compared, each in order."""
        return tuple(self._run("SELECT one, other FROM due ORDER BY one, other").fetchall())

    def put_due(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Note that pairs of ids wait to be compared."""
        self._run_many("INSERT OR IGNORE INTO due VALUES (?, ?)", pairs)

    def changed(self) -> tuple[str, ...]:
        """Return the ids of papers whose copies are other than before; others wait to be told."""
        return tuple(paper for (paper,) in self._run("SELECT paper FROM changed ORDER BY paper"))

    def put_changed(self, papers: Iterable[str]) -> None:
        """Note that the copies of papers are other than before."""
        self._run_many("INSERT OR IGNORE INTO changed VALUES (?)", ((paper,) for paper in papers))

    def settle(self) -> None:
        """Note that no pair waits, and that all was told."""
        self._run("DELETE FROM due")
        self._run("DELETE FROM changed")


@contextmanager
def copy_index(path: Path) -> Iterator[CopyIndex]:
    """Open the index, and keep what is written within all at once, or nothing of it.

    Raises:
        StorageError: The medium failed, or the index is damaged.
    """
    with written(path, Layout(name="copies", schema=_SCHEMA, version=rules_version())) as connection:
        yield CopyIndex(connection)


def rules_version() -> int:
    """Return a number, never 0, that is another one where candidates are found otherwise."""
    return crc32(f"{VERSION} {traits(_MANY)}".encode()) >> 1 | 1
