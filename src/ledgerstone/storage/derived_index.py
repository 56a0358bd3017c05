"""Derived indexes in SQLite: each one file, rebuilt from the record at any time, and begun anew under other rules.

One writer at a time holds the connection, and one transaction: what is written within is kept at once, or not at all.
Codes are unsigned in the core and signed here.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from ledgerstone.errors import StorageError
from ledgerstone.storage.scrubbing import scrub

_BUSY_S: Final = 30.0
_MOST: Final = 500
"""Values that one statement asks for."""
_HALF: Final = 1 << 63
_EACH: Final = "SELECT value FROM json_each(?)"
"""Values as one text, so that a statement is the same for any number of them and is read once."""


class Layout(Struct, frozen=True, kw_only=True):
    """What an index consists of.

    Attributes:
        name: What it is an index of, for messages.
        schema: Statements that make its tables.
        version: Of the tables and of what is kept in them, never 0; an index of another version is begun anew.
    """

    name: str
    schema: tuple[str, ...]
    version: int


class Rows:
    """The rows of one index, while they are written.

    Args:
        connection: Within a transaction.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._run = connection.execute
        self._run_many = connection.executemany

    def clear(self) -> None:
        """Keep nothing."""
        for table in _tables(self._run("SELECT name FROM sqlite_master WHERE type = 'table'")):
            self._run(f"DELETE FROM {table}")  # noqa: S608 - a table of ours

    def _among(self, query: str, values: Iterable[object], first: tuple[object, ...] = ()) -> Iterator[tuple]:  # type: ignore[type-arg]  # SQLite's rows
        asked = list(values)
        for start in range(0, len(asked), _MOST):
            some = asked[start : start + _MOST]
            yield from self._run(query.format(_EACH), (*first, msgspec.json.encode(some).decode())).fetchall()


def signed(code: int) -> int:
    """Return an unsigned code of 64 bits as SQLite keeps it."""
    return code - (_HALF << 1) if code >= _HALF else code


def unsigned(code: int) -> int:
    """Return a code as it was before it was kept."""
    return code + (_HALF << 1) if code < 0 else code


@contextmanager
def written(path: Path, layout: Layout) -> Iterator[sqlite3.Connection]:
    """Open an index, and keep what is written within all at once, or nothing of it.

    Args:
        path: Of its file.
        layout: What it consists of.

    Raises:
        StorageError: The medium failed, or the index is damaged.
    """
    with _connected(path, layout.name) as connection:
        _prepare(connection, layout)
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection


def scrub_index(path: Path) -> bool:
    """Let nothing of what was dropped be left in the files of an index.

    Returns:
        Whether that was done to the end; not, where somebody else kept reading an earlier state.
    """
    if not path.exists():
        return True
    with _connected(path, path.stem) as connection:
        return scrub(lambda statement: connection.execute(statement).fetchone(), path.parent)


def clear_index(path: Path) -> None:
    """Begin an index anew: delete it, damaged or not."""
    for ending in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


@contextmanager
def _connected(path: Path, name: str) -> Iterator[sqlite3.Connection]:
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StorageError(f"cannot make {path.parent}: {error.strerror}; free space, and run again") from error
    try:
        with closing(sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None)) as connection:
            yield connection
    except sqlite3.Error as error:
        raise StorageError(
            f"the index of {name} {path} cannot be used: {error}; if this stays, delete it: it is derived, and the "
            "next ingest builds it again"
        ) from error


def _prepare(connection: sqlite3.Connection, layout: Layout) -> None:
    """Make the tables; drop those of another version."""
    # A journal and not a log: a log is written into the file when its only connection ends, each page twice.
    connection.execute("PRAGMA journal_mode = TRUNCATE")
    connection.execute("PRAGMA synchronous = NORMAL")
    # What a paper touches stays in memory until the end: what has no room is written and waited for on the way.
    connection.execute("PRAGMA cache_size = -16384")
    if connection.execute("PRAGMA user_version").fetchone()[0] == layout.version:
        return
    connection.execute("BEGIN IMMEDIATE")
    for table in _tables(connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")):
        connection.execute(f"DROP TABLE {table}")
    for statement in layout.schema:
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {layout.version}")
    connection.execute("COMMIT")


def _tables(found: Iterable[tuple[str]]) -> list[str]:
    return [name for (name,) in found]
