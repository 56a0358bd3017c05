"""The full-text index: SQLite's FTS5 over passages of readings, derived and rebuilt from them at any time.

Two columns: the folded words, and the keys of words that may be names. FTS5 finds candidates; `evidence.search`
decides whether and how a passage answers, on the words themselves. Readers and one writer at a time (WAL); a
connection lives as long as one call, so that threads and processes share nothing, or as long as `kept_open`.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from ledgerstone.errors import StorageError
from ledgerstone.evidence.search.fold import Word, words
from ledgerstone.evidence.search.match import Match, match, may_be_name, stem
from ledgerstone.evidence.search.model import Hit
from ledgerstone.evidence.search.passages import passages, sentence_around
from ledgerstone.evidence.search.query import Query, Term, parse
from ledgerstone.storage.scrubbing import scrub
from ledgerstone.values.name_keys import name_keys

VERSION = 1
"""Of tables, folding and keys together: an index of another version is begun anew."""

SQLITE_LEAST = (3, 35, 0)
_BUSY_S = 30.0
_CANDIDATES = 300
"""Passages that are looked at for one query, of the words and of the name keys each; bounds a query's time."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS passage (
    id INTEGER PRIMARY KEY, source TEXT NOT NULL, start INTEGER NOT NULL, text TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS passage_source ON passage (source);
CREATE TABLE IF NOT EXISTS indexed (source TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE IF NOT EXISTS found USING fts5 (words, keys, tokenize = "unicode61 remove_diacritics 0");
"""
_QUERY = """
SELECT passage.source, passage.start, passage.text, -bm25(found, 2.0, 1.0)
FROM found JOIN passage ON passage.id = found.rowid
WHERE found MATCH ? ORDER BY bm25(found, 2.0, 1.0), passage.source, passage.start LIMIT ?
"""


class _Candidate(NamedTuple):
    """A passage that FTS5 found, with its score; higher is better."""

    source_id: str
    start: int
    text: str
    score: float


class FullText:
    """The index in one file, made on first use."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._kept: sqlite3.Connection | None = None

    @contextmanager
    def kept_open(self) -> Iterator[None]:
        """Use one connection for all calls within: the last one to close writes the index out, and waits for it.

        For one thread alone, which puts many readings one after the other.

        Raises:
            StorageError: The medium failed, or the index is damaged.
        """
        with self._open() as connection:
            self._kept = connection
            try:
                yield
            finally:
                self._kept = None

    def put_all(self, readings: Iterable[tuple[str, str]]) -> None:
        """Index the texts of many sources at once: all of them, or none.

        Args:
            readings: Ids of sources with the texts of their readings.

        Raises:
            StorageError: The medium failed, or the index is damaged.
        """
        with self._open() as connection, connection:
            for source_id, text in readings:
                _remove(connection, source_id)
                connection.execute("INSERT INTO indexed VALUES (?)", (source_id,))
                for start, end in passages(text):
                    _insert(connection, source_id, start, text[start:end])

    def remove(self, source_id: str) -> None:
        """Take a source out of the index; nothing happens where it is not in."""
        with self._open() as connection, connection:
            _remove(connection, source_id)

    def expunge(self, source_ids: Iterable[str]) -> bool:
        """Take sources out of the index so that nothing of their words is left in its files.

        Returns:
            Whether that was done to the end; not, where somebody else kept reading an earlier state.

        Raises:
            StorageError: The medium failed, or the index is damaged.
        """
        if not self.path.exists():
            return True
        with self._open() as connection:
            with connection:
                for source_id in source_ids:
                    _remove(connection, source_id)
                # FTS5 only notes that words are gone, until its segments are merged.
                connection.execute("INSERT INTO found (found) VALUES ('optimize')")
            return scrub(lambda statement: connection.execute(statement).fetchone(), self.path.parent)

    def clear(self) -> None:
        """Begin the index anew: delete it, damaged or not."""
        for ending in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)

    def sources(self) -> frozenset[str]:
        """Return the ids of the sources that are in the index."""
        with self._open() as connection:
            return frozenset(row[0] for row in connection.execute("SELECT source FROM indexed"))

    def size(self) -> int:
        """Return how many sources there are.

        Raises:
            StorageError: The medium failed, or the index is damaged.
        """
        with self._open() as connection:
            return int(connection.execute("SELECT COUNT(*) FROM indexed").fetchone()[0])

    def lacks(self, source_ids: Iterable[str]) -> Iterator[str]:
        """Yield those of some ids of sources that are not in the index.

        Raises:
            StorageError: The medium failed, or the index is damaged.
        """
        with self._open() as connection:
            for source_id in source_ids:
                if connection.execute("SELECT 1 FROM indexed WHERE source = ?", (source_id,)).fetchone() is None:
                    yield source_id

    def query(self, query: str, limit: int) -> tuple[Hit, ...]:
        """Return the passages that answer a query, the best first.

        Args:
            query: Words, "phrases", beginnings* and OR, as people type them.
            limit: How many at most.

        Raises:
            UsageError: There is no word in the query.
            StorageError: The medium failed, or the index is damaged.
        """
        asked = parse(query)
        hits: dict[tuple[str, int], Hit] = {}
        with self._open() as connection:
            for expression in (_expression(asked, keys=False), _expression(asked, keys=True)):
                for row in connection.execute(_QUERY, (expression, max(limit, _CANDIDATES))):
                    candidate = _Candidate(*row)
                    place = (candidate.source_id, candidate.start)
                    hit = None if place in hits else _answer(asked, candidate)
                    if hit is not None:
                        hits[place] = hit
        best = sorted(hits.values(), key=lambda hit: (-hit.score, hit.source_id, hit.start))
        return tuple(best[:limit])

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        if self._kept is not None:
            yield self._kept
            return
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError(
                f"cannot make {self.path.parent}: {error.strerror}; free space, and run again"
            ) from error
        try:
            with closing(sqlite3.connect(self.path, timeout=_BUSY_S)) as connection:
                _prepare(connection)
                yield connection
        except sqlite3.Error as error:
            raise StorageError(
                f"the search index {self.path} cannot be used: {error}; if this stays, delete it: it is derived, "
                "and the next ingest builds it again"
            ) from error


def sqlite_lacks() -> str | None:
    """Return what this Python's SQLite lacks for the index; None where it has all."""
    if sqlite3.sqlite_version_info < SQLITE_LEAST:
        return "too old"
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE probe USING fts5 (words)")
        except sqlite3.OperationalError:
            return "without FTS5"
    return None


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the tables; drop those of another version."""
    # In WAL, NORMAL may lose the last commits at a power cut, never the file's consistency: it is derived.
    connection.execute("PRAGMA synchronous = NORMAL")
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version == VERSION:
        return
    connection.execute("PRAGMA journal_mode = WAL")
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        if connection.execute("PRAGMA user_version").fetchone()[0] == VERSION:
            return
        for table in ("passage", "indexed", "found"):
            connection.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in _SCHEMA.split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")


def _insert(connection: sqlite3.Connection, source_id: str, start: int, text: str) -> None:
    in_passage = tuple(words(text))
    cursor = connection.execute(
        "INSERT INTO passage (source, start, text) VALUES (?, ?, ?)",
        (source_id, start, text.encode("utf-8", "replace").decode("utf-8")),
    )
    keys = dict.fromkeys(key for word in in_passage if may_be_name(word.exact) for key in name_keys(word.exact))
    connection.execute(
        "INSERT INTO found (rowid, words, keys) VALUES (?, ?, ?)",
        (cursor.lastrowid, " ".join(word.folded for word in in_passage), " ".join(keys)),
    )


def _remove(connection: sqlite3.Connection, source_id: str) -> None:
    connection.execute("DELETE FROM found WHERE rowid IN (SELECT id FROM passage WHERE source = ?)", (source_id,))
    connection.execute("DELETE FROM passage WHERE source = ?", (source_id,))
    connection.execute("DELETE FROM indexed WHERE source = ?", (source_id,))


def _answer(asked: Query, candidate: _Candidate) -> Hit | None:
    """Return the hit that a candidate is; None where its words do not answer."""
    answer: Match | None = match(asked, tuple(words(candidate.text)))
    if answer is None:
        return None
    start = candidate.start
    first, last = sentence_around(candidate.text, *_nearest(answer.marks))
    return Hit(
        source_id=candidate.source_id,
        start=start + first,
        end=start + last,
        marks=tuple((start + one, start + other) for one, other in answer.marks),
        score=(1.0 + candidate.score) * answer.weight,
        how=answer.how,
    )


def _nearest(marks: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    """Return the stretch from the first mark to the last one that can be shown with it."""
    start, end = marks[0]
    return start, max(last for first, last in marks if first <= end + 160)


def _expression(query: Query, *, keys: bool) -> str:
    """Return the query in FTS5's language; each word of ours is letters and digits alone, in quotation marks."""
    alternatives = (" AND ".join(_term(term, keys=keys) for term in terms) for terms in query.alternatives)
    return " OR ".join(f"({alternative})" for alternative in alternatives)


def _term(term: Term, *, keys: bool) -> str:
    phrase = " ".join(word.folded for word in term.words)
    if term.phrase or term.prefix:
        return f'(words : "{phrase}"{" *" if term.prefix else ""})'
    word: Word = term.words[0]
    ways = [f'words : "{word.folded}"']
    beginning = stem(word.folded)
    if beginning:
        ways.append(f'words : "{beginning}" *')
    if keys:
        ways += [f'keys : "{key}"' for key in name_keys(word.exact) if key]
    return f"({' OR '.join(ways)})"
