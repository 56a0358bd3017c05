"""What grouping keeps between one paper and the next, in SQLite: derived, and rebuilt from the record at any time.

Implements `grouping.kept.Kept`. What came in is kept with the mentions whose incidents wait to be made anew, or not at
all.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from zlib import crc32

import msgspec

from ledgerstone.evidence.incidents.decisions import Decision
from ledgerstone.evidence.incidents.grouping.kept import Mention, Pair
from ledgerstone.evidence.incidents.grouping.profiles import Profile
from ledgerstone.evidence.incidents.grouping.scoring import weights
from ledgerstone.storage.derived_index import Layout, written
from ledgerstone.storage.edge_table import EDGE_SCHEMA, EdgeTable
from ledgerstone.storage.page_tables import PAGE_SCHEMA, PageTables
from ledgerstone.storage.term_table import TERM_SCHEMA, TermTable

VERSION: Final = 7
"""Of the tables and of what is kept in them; an index of another version, or of other weights, is begun anew."""
_SCHEMA: Final = (
    (
        "CREATE TABLE mention (number INTEGER PRIMARY KEY, paper TEXT, profile BLOB, codes BLOB, sentences BLOB, "
        "keys BLOB)"
    ),
    "CREATE INDEX mention_paper ON mention (paper)",
    "CREATE TABLE member (id TEXT, number INTEGER, PRIMARY KEY (id, number)) WITHOUT ROWID",
    "CREATE INDEX member_number ON member (number)",
    "CREATE TABLE square (number INTEGER PRIMARY KEY, words INTEGER, names INTEGER)",
    "CREATE TABLE harm (place TEXT, day INTEGER, times INTEGER, PRIMARY KEY (place, day)) WITHOUT ROWID",
    "CREATE TABLE place (place TEXT, number INTEGER, PRIMARY KEY (place, number)) WITHOUT ROWID",
    "CREATE TABLE touched (number INTEGER PRIMARY KEY)",
    "CREATE TABLE decided (decision BLOB PRIMARY KEY) WITHOUT ROWID",
    *TERM_SCHEMA,
    *EDGE_SCHEMA,
    *PAGE_SCHEMA,
)
_DECISION: Final = msgspec.msgpack.Decoder(Decision)
_PROFILE: Final = msgspec.msgpack.Decoder(Profile)


class MentionIndex(TermTable, EdgeTable, PageTables):
    """The mentions in one file, while they are written.

    Args:
        connection: Within a transaction.
    """

    def size(self, most: int) -> int:
        """Return how many mentions there are, or so many where there are more."""
        return int(self._run("SELECT COUNT(*) FROM (SELECT 1 FROM square LIMIT ?)", (most,)).fetchone()[0])

    def papers(self) -> tuple[str, ...]:
        """Return the ids of the papers that are kept, in order."""
        return tuple(paper for (paper,) in self._run("SELECT paper FROM page ORDER BY paper"))

    def of_papers(self, papers: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of the mentions of papers, in order."""
        return self._numbers("SELECT number FROM mention WHERE paper IN ({})", papers)

    def of_ids(self, ids: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of the mentions that hold claims, or that papers without a claim have, in order."""
        return self._numbers("SELECT number FROM member WHERE id IN ({})", ids)

    def _numbers(self, query: str, values: Iterable[str]) -> tuple[int, ...]:
        return tuple(sorted({number for (number,) in self._among(query, values)}))

    def mentions(self, numbers: Collection[int]) -> dict[int, Mention]:
        """Return mentions by their numbers."""
        query = "SELECT number, profile, codes, sentences, keys FROM mention WHERE number IN ({})"
        return {
            number: Mention(profile=_PROFILE.decode(profile), codes=codes, sentences=sentences, keys=keys)
            for number, profile, codes, sentences, keys in self._among(query, numbers)
        }

    def put(self, number: int, mention: Mention, ids: Collection[str]) -> int:
        """Keep a mention under a number, or the next one that is free; return which."""
        while self._run("SELECT 1 FROM mention WHERE number = ?", (number,)).fetchone() is not None:
            number += 1
        profile = msgspec.msgpack.encode(mention.profile)
        row = (number, mention.profile.paper, profile, mention.codes, mention.sentences, mention.keys)
        self._run("INSERT INTO mention VALUES (?, ?, ?, ?, ?, ?)", row)
        self._run("INSERT INTO square VALUES (?, 0, 0)", (number,))
        self._run_many("INSERT OR IGNORE INTO member VALUES (?, ?)", ((one, number) for one in ids))
        return number

    def drop(self, numbers: Collection[int]) -> None:
        """Keep mentions no longer, nor their edges."""
        for table in ("mention", "member", "square", "touched"):
            self._run_many(f"DELETE FROM {table} WHERE number = ?", ((number,) for number in numbers))  # noqa: S608
        self.drop_edges_of(numbers)

    def squares(self, numbers: Collection[int]) -> dict[int, Pair]:
        """Return the squares of the lengths of the vectors of mentions, of words and of names."""
        query = "SELECT number, words, names FROM square WHERE number IN ({})"
        return {number: (words, names) for number, words, names in self._among(query, numbers)}

    def set_squares(self, squares: Mapping[int, Pair]) -> None:
        """Keep the squares of the lengths of the vectors of mentions."""
        rows = ((words, names, number) for number, (words, names) in squares.items())
        self._run_many("UPDATE square SET words = ?, names = ? WHERE number = ?", rows)

    def place(self, number: int, days: Mapping[str, Collection[int]], by: int) -> None:
        """Count one mention more or less in places, with the days on which it puts harm there."""
        rows = [(place, day, by) for place, those in days.items() for day in those]
        self._run_many(
            "INSERT INTO harm VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET times = times + excluded.times", rows
        )
        places = [(place, number) for place in days]
        if by > 0:
            self._run_many("INSERT OR IGNORE INTO place VALUES (?, ?)", places)
        else:
            self._run_many("DELETE FROM place WHERE place = ? AND number = ?", places)
            self._run_many("DELETE FROM harm WHERE place = ? AND times = 0", ((place,) for place in days))

    def days(self, places: Collection[str]) -> dict[str, int]:
        """Return on how many days harm is put in places."""
        return dict(self._among("SELECT place, COUNT(*) FROM harm WHERE place IN ({}) GROUP BY place", places))

    def in_places(self, places: Collection[str]) -> tuple[int, ...]:
        """Return the mentions of places."""
        return self._numbers("SELECT number FROM place WHERE place IN ({})", places)

    def touched(self) -> tuple[int, ...]:
        """Return the mentions whose incidents wait to be made anew."""
        return tuple(number for (number,) in self._run("SELECT number FROM touched"))

    def touch(self, numbers: Iterable[int]) -> None:
        """Note that the incidents of mentions wait to be made anew."""
        self._run_many("INSERT OR IGNORE INTO touched VALUES (?)", ((number,) for number in numbers))

    def decisions(self) -> tuple[Decision, ...]:
        """Return the decisions that the incidents were last made under."""
        return tuple(_DECISION.decode(one) for (one,) in self._run("SELECT decision FROM decided"))

    def decide(self, decisions: Iterable[Decision]) -> None:
        """Note under which decisions the incidents are made."""
        self._run("DELETE FROM decided")
        rows = ((msgspec.msgpack.encode(one),) for one in decisions)
        self._run_many("INSERT OR IGNORE INTO decided VALUES (?)", rows)

    def settle(self) -> None:
        """Note that no incident waits to be made anew."""
        self._run("DELETE FROM touched")


@contextmanager
def mention_index(path: Path) -> Iterator[MentionIndex]:
    """Open the index, and keep what is written within all at once, or nothing of it.

    Raises:
        StorageError: The medium failed, or the index is damaged.
    """
    with written(path, Layout(name="incidents", schema=_SCHEMA, version=rules_version())) as connection:
        index = MentionIndex(connection)
        yield index
        index.flush()


def rules_version() -> int:
    """Return a number, never 0, that is another one where scores are weighed otherwise."""
    return crc32(f"{VERSION} {sorted(weights().items())}".encode()) >> 1 | 1
