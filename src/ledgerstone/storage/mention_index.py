"""What grouping keeps between one paper and the next, in SQLite: derived, and rebuilt from the record at any time.

Implements `grouping.kept.Kept`. Codes are unsigned in the core and signed here. One writer at a time holds the
connection, and one transaction: what came in is kept with the mentions whose incidents wait to be made anew, or not at
all.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final
from zlib import crc32

import msgspec
import numpy as np

from ledgerstone.errors import StorageError
from ledgerstone.evidence.incidents.copying.furniture import Sighting
from ledgerstone.evidence.incidents.decisions import Decision
from ledgerstone.evidence.incidents.grouping.kept import Mention, Pair
from ledgerstone.evidence.incidents.grouping.profiles import Profile
from ledgerstone.evidence.incidents.grouping.scoring import weights
from ledgerstone.storage.scrubbing import scrub

VERSION: Final = 1
"""Of the tables and of what is kept in them; an index of another version, or of other weights, is begun anew."""
_BUSY_S: Final = 30.0
_MOST: Final = 500
"""Values that one statement asks for."""
_TABLES: Final = ("mention", "member", "counted", "told", "posting", "edge", "harm", "place", "page", "sighting",
                  "furniture", "touched", "decided")  # fmt: skip
_SCHEMA: Final = """
CREATE TABLE mention (number INTEGER PRIMARY KEY, paper TEXT, profile BLOB, codes BLOB, sentences BLOB, counts BLOB,
                      keys BLOB);
CREATE INDEX mention_paper ON mention (paper);
CREATE TABLE member (id TEXT, number INTEGER, PRIMARY KEY (id, number)) WITHOUT ROWID;
CREATE INDEX member_number ON member (number);
CREATE TABLE counted (code INTEGER PRIMARY KEY, mentions INTEGER, sentences INTEGER);
CREATE TABLE told (code INTEGER, sentence INTEGER, times INTEGER, PRIMARY KEY (code, sentence)) WITHOUT ROWID;
CREATE TABLE posting (code INTEGER, number INTEGER, PRIMARY KEY (code, number)) WITHOUT ROWID;
CREATE TABLE edge (one INTEGER, other INTEGER, score REAL, PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE INDEX edge_other ON edge (other);
CREATE TABLE harm (place TEXT, day INTEGER, times INTEGER, PRIMARY KEY (place, day)) WITHOUT ROWID;
CREATE TABLE place (place TEXT, number INTEGER, PRIMARY KEY (place, number)) WITHOUT ROWID;
CREATE TABLE page (paper TEXT PRIMARY KEY, outlet TEXT, day INTEGER, digest BLOB, codes BLOB, told BLOB) WITHOUT ROWID;
CREATE TABLE sighting (code INTEGER, outlet TEXT, digest BLOB, paper TEXT, day INTEGER, told INTEGER,
                       PRIMARY KEY (code, outlet, digest, paper)) WITHOUT ROWID;
CREATE TABLE furniture (code INTEGER, by TEXT, PRIMARY KEY (code, by)) WITHOUT ROWID;
CREATE TABLE touched (number INTEGER PRIMARY KEY);
CREATE TABLE decided (decision BLOB PRIMARY KEY) WITHOUT ROWID
"""
_HALF: Final = 1 << 63
_DECISION: Final = msgspec.msgpack.Decoder(Decision)
_PROFILE: Final = msgspec.msgpack.Decoder(Profile)


class MentionIndex:
    """The mentions in one file, while they are written.

    Args:
        connection: Within a transaction.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection.execute
        self._run_many = connection.executemany

    def clear(self) -> None:
        """Keep nothing."""
        for table in _TABLES:
            self._run(f"DELETE FROM {table}")  # noqa: S608 - a table of ours

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
        pairs = [(_signed(code), _signed(sentence)) for code, sentence in terms]
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
        rows = self._among(query, map(_signed, codes))
        return {_unsigned(code): (mentions, sentences) for code, mentions, sentences in rows}

    def post(self, number: int, codes: Collection[int]) -> None:
        """Add a mention to the postings of codes."""
        self._run_many("INSERT OR IGNORE INTO posting VALUES (?, ?)", ((_signed(code), number) for code in codes))

    def unpost(self, number: int, codes: Collection[int]) -> None:
        """Take a mention out of the postings of codes."""
        rows = ((_signed(code), number) for code in codes)
        self._run_many("DELETE FROM posting WHERE code = ? AND number = ?", rows)

    def posting(self, code: int) -> tuple[int, ...]:
        """Return the mentions of a posting, in order."""
        found = self._run("SELECT number FROM posting WHERE code = ? ORDER BY number", (_signed(code),))
        return tuple(number for (number,) in found)

    def around(self, code: int, number: int, most: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the nearest mentions of a posting before and after a number, at most so many each, nearest first."""
        asked = (_signed(code), number, most)
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

    def see(self, paper: str, sighting: Sighting) -> None:
        """Keep the sentences of a page."""
        page = (paper, sighting.outlet, sighting.day, sighting.digest, _bytes(sighting.codes), _bytes(sighting.told))
        self._run("INSERT INTO page VALUES (?, ?, ?, ?, ?, ?)", page)
        told, outlet = set(sighting.told.tolist()), sighting.outlet or ""
        self._run_many(
            "INSERT OR IGNORE INTO sighting VALUES (?, ?, ?, ?, ?, ?)",
            (
                (_signed(code), outlet, sighting.digest, paper, sighting.day, code in told)
                for code in sighting.codes.tolist()
            ),
        )

    def unsee(self, paper: str) -> Sighting | None:
        """Keep the sentences of a page no longer; return them."""
        row = self._run("SELECT outlet, day, digest, codes, told FROM page WHERE paper = ?", (paper,)).fetchone()
        if row is None:
            return None
        page = _sighting(*row)
        self._run_many(
            "DELETE FROM sighting WHERE code = ? AND outlet = ? AND digest = ? AND paper = ?",
            ((_signed(code), page.outlet or "", page.digest, paper) for code in page.codes.tolist()),
        )
        self._run("DELETE FROM page WHERE paper = ?", (paper,))
        return page

    def pages_of(self, code: int, outlet: str, most: int) -> Sequence[Sighting]:
        """Return the pages of an outlet that hold a sentence, by their digests, one of each, at most so many."""
        found = self._run(
            "SELECT page.outlet, page.day, page.digest, page.codes, page.told FROM "
            "(SELECT digest, MIN(paper) AS paper FROM sighting WHERE code = ? AND outlet = ? GROUP BY digest "
            "ORDER BY digest LIMIT ?) AS first JOIN page ON page.paper = first.paper",
            (_signed(code), outlet, most),
        )
        return tuple(_sighting(*row) for row in found)

    def page_days(self, code: int) -> tuple[tuple[int, ...], bool]:
        """Return the days of pages that hold a sentence, and whether it holds a claim in one of them."""
        found = self._run(
            "SELECT day, MAX(told) FROM sighting WHERE code = ? GROUP BY day", (_signed(code),)
        ).fetchall()
        return tuple(day for day, _ in found if day is not None), any(told for _, told in found)

    def papers_with(self, codes: Collection[int]) -> tuple[str, ...]:
        """Return the papers that hold sentences."""
        found = self._among("SELECT paper FROM sighting WHERE code IN ({})", map(_signed, codes))
        return tuple(sorted({paper for (paper,) in found}))

    def furniture(self, codes: Collection[int]) -> frozenset[int]:
        """Return which sentences are furniture."""
        found = self._among("SELECT DISTINCT code FROM furniture WHERE code IN ({})", map(_signed, codes))
        return frozenset(_unsigned(code) for (code,) in found)

    def set_furniture(self, by: str, codes: Mapping[int, bool]) -> None:
        """Note which sentences are furniture by the pages of an outlet; by their dates where it is empty."""
        rows = [(_signed(code), by) for code in codes]
        self._run_many("DELETE FROM furniture WHERE code = ? AND by = ?", rows)
        self._run_many(
            "INSERT INTO furniture VALUES (?, ?)", ((_signed(code), by) for code, is_ in codes.items() if is_)
        )

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

    def _among(self, query: str, values: Iterable[object]) -> Iterator[tuple]:  # type: ignore[type-arg]  # SQLite's rows
        asked = list(values)
        for start in range(0, len(asked), _MOST):
            some = asked[start : start + _MOST]
            yield from self._run(query.format(", ".join("?" * len(some))), some).fetchall()


def _signed(code: int) -> int:
    return code - (_HALF << 1) if code >= _HALF else code


def _unsigned(code: int) -> int:
    return code + (_HALF << 1) if code < 0 else code


def _bytes(codes: "np.typing.NDArray[np.uint64]") -> bytes:
    return codes.astype("<u8").tobytes()


def _sighting(outlet: str | None, day: int | None, digest: bytes, codes: bytes, told: bytes) -> Sighting:
    held, of_claims = (np.frombuffer(one, dtype="<u8").astype(np.uint64) for one in (codes, told))
    return Sighting(codes=held, told=of_claims, outlet=outlet, day=day, digest=digest)


@contextmanager
def mention_index(path: Path) -> Iterator[MentionIndex]:
    """Open the index, and keep what is written within all at once, or nothing of it.

    Raises:
        StorageError: The medium failed, or the index is damaged.
    """
    with _connected(path) as connection, connection:
        connection.execute("BEGIN IMMEDIATE")
        yield MentionIndex(connection)


@contextmanager
def _connected(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StorageError(f"cannot make {path.parent}: {error.strerror}; free space, and run again") from error
    try:
        with closing(sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None)) as connection:
            _prepare(connection)
            yield connection
    except sqlite3.Error as error:
        raise StorageError(
            f"the index of incidents {path} cannot be used: {error}; if this stays, delete it: it is derived, and the "
            "next ingest builds it again"
        ) from error


def rules_version() -> int:
    """Return a number, never 0, that is another one where scores are weighed otherwise."""
    return crc32(f"{VERSION} {sorted(weights().items())}".encode()) >> 1 | 1


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the tables; drop those of another version."""
    connection.execute("PRAGMA synchronous = NORMAL")
    version = rules_version()
    if connection.execute("PRAGMA user_version").fetchone()[0] == version:
        return
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    for table in _TABLES:
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in _SCHEMA.split(";"):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.execute("COMMIT")


def scrub_index(path: Path) -> bool:
    """Let nothing of what was dropped be left in the files of the index.

    Returns:
        Whether that was done to the end; not, where somebody else kept reading an earlier state.
    """
    if not path.exists():
        return True
    with _connected(path) as connection:
        return scrub(lambda statement: connection.execute(statement).fetchone(), path.parent)


def clear_index(path: Path) -> None:
    """Begin the index anew: delete it, damaged or not."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
