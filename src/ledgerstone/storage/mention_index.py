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
from ledgerstone.storage.derived_index import Layout, signed, unsigned, written
from ledgerstone.storage.page_tables import PAGE_SCHEMA, PageTables

VERSION: Final = 2
"""Of the tables and of what is kept in them; an index of another version, or of other weights, is begun anew."""
_SCHEMA: Final = (
    (
        "CREATE TABLE mention (number INTEGER PRIMARY KEY, paper TEXT, profile BLOB, codes BLOB, sentences BLOB, "
        "counts BLOB, keys BLOB)"
    ),
    "CREATE INDEX mention_paper ON mention (paper)",
    "CREATE TABLE member (id TEXT, number INTEGER, PRIMARY KEY (id, number)) WITHOUT ROWID",
    "CREATE INDEX member_number ON member (number)",
    "CREATE TABLE counted (code INTEGER PRIMARY KEY, mentions INTEGER, sentences INTEGER)",
    "CREATE TABLE told (code INTEGER, sentence INTEGER, times INTEGER, PRIMARY KEY (code, sentence)) WITHOUT ROWID",
    "CREATE TABLE posting (code INTEGER, number INTEGER, PRIMARY KEY (code, number)) WITHOUT ROWID",
    "CREATE TABLE edge (one INTEGER, other INTEGER, score REAL, PRIMARY KEY (one, other)) WITHOUT ROWID",
    "CREATE INDEX edge_other ON edge (other)",
    "CREATE TABLE harm (place TEXT, day INTEGER, times INTEGER, PRIMARY KEY (place, day)) WITHOUT ROWID",
    "CREATE TABLE place (place TEXT, number INTEGER, PRIMARY KEY (place, number)) WITHOUT ROWID",
    "CREATE TABLE touched (number INTEGER PRIMARY KEY)",
    "CREATE TABLE decided (decision BLOB PRIMARY KEY) WITHOUT ROWID",
    *PAGE_SCHEMA,
)
_DECISION: Final = msgspec.msgpack.Decoder(Decision)
_PROFILE: Final = msgspec.msgpack.Decoder(Profile)


class MentionIndex(PageTables):
    """The mentions in one file, while they are written.

    Args:
        connection: Within a transaction.
    """

    def size(self) -> int:
        """Return how many mentions there are."""
        return int(self._run("SELECT COUNT(*) FROM mention").fetchone()[0])

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
        query = "SELECT number, profile, codes, sentences, counts, keys FROM mention WHERE number IN ({})"
        return {
            number: Mention(
                profile=_PROFILE.decode(profile), codes=codes, sentences=sentences, counts=counts, keys=keys
            )
            for number, profile, codes, sentences, counts, keys in self._among(query, numbers)
        }

    def put(self, number: int, mention: Mention, ids: Collection[str]) -> int:
        """Keep a mention under a number, or the next one that is free; return which."""
        while self._run("SELECT 1 FROM mention WHERE number = ?", (number,)).fetchone() is not None:
            number += 1
        profile = msgspec.msgpack.encode(mention.profile)
        row = (number, mention.profile.paper, profile, mention.codes, mention.sentences, mention.counts, mention.keys)
        self._run("INSERT INTO mention VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        self._run_many("INSERT OR IGNORE INTO member VALUES (?, ?)", ((one, number) for one in ids))
        return number

    def recount(self, counts: Mapping[int, bytes]) -> None:
        """Give mentions other counts."""
        rows = ((of, number) for number, of in counts.items())
        self._run_many("UPDATE mention SET counts = ? WHERE number = ?", rows)

    def drop(self, numbers: Collection[int]) -> None:
        """Keep mentions no longer, nor their edges."""
        for table, column in (("mention", "number"), ("member", "number"), ("edge", "one"), ("edge", "other"),
                              ("touched", "number")):  # fmt: skip
            self._run_many(f"DELETE FROM {table} WHERE {column} = ?", ((number,) for number in numbers))  # noqa: S608

    def count(self, terms: Collection[Pair], by: int) -> None:
        """Count one mention more or less of the terms of (code, sentence) pairs, each pair once."""
        pairs = [(signed(code), signed(sentence)) for code, sentence in terms]
        told = (
            "INSERT INTO told VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET times = times + excluded.times RETURNING times"
        )
        fresh = 1 if by > 0 else 0
        turned = dict.fromkeys((code for code, _ in pairs), 0)
        for code, sentence in pairs:
            # To be fetched to the end: a statement that returns rows is open until then.
            [(times,)] = self._run(told, (code, sentence, by)).fetchall()
            turned[code] += by if times == fresh else 0
        self._run_many(
            "INSERT INTO counted VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET "
            "mentions = mentions + excluded.mentions, sentences = sentences + excluded.sentences",
            ((code, by, sentences) for code, sentences in turned.items()),
        )
        if by < 0:
            self._run_many("DELETE FROM told WHERE code = ? AND sentence = ? AND times = 0", pairs)
            self._run_many("DELETE FROM counted WHERE code = ? AND mentions = 0", ((code,) for code in turned))

    def counts(self, codes: Collection[int]) -> dict[int, Pair]:
        """Return in how many mentions and in how many different sentences terms are; those in none are left out."""
        query = "SELECT code, mentions, sentences FROM counted WHERE code IN ({})"
        rows = self._among(query, map(signed, codes))
        return {unsigned(code): (mentions, sentences) for code, mentions, sentences in rows}

    def post(self, number: int, codes: Collection[int]) -> None:
        """Add a mention to the postings of codes."""
        self._run_many("INSERT OR IGNORE INTO posting VALUES (?, ?)", ((signed(code), number) for code in codes))

    def unpost(self, number: int, codes: Collection[int]) -> None:
        """Take a mention out of the postings of codes."""
        rows = ((signed(code), number) for code in codes)
        self._run_many("DELETE FROM posting WHERE code = ? AND number = ?", rows)

    def posting(self, code: int) -> tuple[int, ...]:
        """Return the mentions of a posting, in order."""
        found = self._run("SELECT number FROM posting WHERE code = ? ORDER BY number", (signed(code),))
        return tuple(number for (number,) in found)

    def around(self, code: int, number: int, most: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the nearest mentions of a posting before and after a number, at most so many each, nearest first."""
        asked = (signed(code), number, most)
        before = "SELECT number FROM posting WHERE code = ? AND number < ? ORDER BY number DESC LIMIT ?"
        after = "SELECT number FROM posting WHERE code = ? AND number > ? ORDER BY number LIMIT ?"
        return tuple(one for (one,) in self._run(before, asked)), tuple(one for (one,) in self._run(after, asked))

    def edges(self, numbers: Collection[int]) -> Iterator[tuple[int, int, float]]:
        """Yield the edges of mentions, each once, the lesser number first."""
        return self._edges("", numbers)

    def holding_edges(self, numbers: Collection[int], least: float) -> Iterator[tuple[int, int, float]]:
        """Yield those of at least so high a score, and those of conflicts."""
        return self._edges(f" AND (score >= {float(least)!r} OR score < 0)", numbers)

    def _edges(self, further: str, numbers: Collection[int]) -> Iterator[tuple[int, int, float]]:
        seen: set[Pair] = set()
        for query in (
            "SELECT one, other, score FROM edge WHERE one IN ({})",
            "SELECT one, other, score FROM edge WHERE other IN ({})",
        ):
            for one, other, score in self._among(query + further, numbers):
                if (one, other) not in seen:
                    seen.add((one, other))
                    yield one, other, score

    def put_edges(self, edges: Iterable[tuple[int, int, float]]) -> None:
        """Keep edges, in the place of those of the same pairs."""
        self._run_many("INSERT OR REPLACE INTO edge VALUES (?, ?, ?)", tuple(edges))

    def drop_edges(self, pairs: Iterable[Pair]) -> None:
        """Keep edges no longer."""
        self._run_many("DELETE FROM edge WHERE one = ? AND other = ?", tuple(pairs))

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
        yield MentionIndex(connection)


def rules_version() -> int:
    """Return a number, never 0, that is another one where scores are weighed otherwise."""
    return crc32(f"{VERSION} {sorted(weights().items())}".encode()) >> 1 | 1
