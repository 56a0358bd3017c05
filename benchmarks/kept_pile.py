"""A pile of papers in a file, read as it is gone through: as the record's is, without the record."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import msgspec

from ledgerstone.evidence.incidents.model import Paper

AT_ONCE = 100
DECODE = msgspec.msgpack.Decoder(Paper).decode


def keep(papers: Iterable[Paper], path: Path) -> None:
    """Write papers into a new file, numbered as they come."""
    with sqlite3.connect(path) as file:
        file.execute("create table paper (id text primary key, number integer, content blob) without rowid")
        numbered = enumerate(papers)
        while some := [(one.id, number, msgspec.msgpack.encode(one)) for number, one in islice(numbered, AT_ONCE)]:
            file.executemany("insert into paper values (?, ?, ?)", some)


class KeptPile:
    """The first papers of a file, in the order of their ids.

    Args:
        path: The file.
        first: How many.
    """

    def __init__(self, path: Path, first: int) -> None:
        self._file = sqlite3.connect(path)
        found = self._file.execute("select id from paper where number < ? order by id", (first,))
        self._ids = tuple(key for (key,) in found)

    def __iter__(self) -> Iterator[Paper]:
        """Yield all of them."""
        for start in range(0, len(self._ids), AT_ONCE):
            yield from self[start : start + AT_ONCE]

    def __getitem__(self, some: slice) -> tuple[Paper, ...]:
        """Return some of them, by their places."""
        keys = self._ids[some]
        marks = ", ".join("?" * len(keys))
        found = self._file.execute(f"select content from paper where id in ({marks}) order by id", keys)  # noqa: S608  # marks
        return tuple(DECODE(content) for (content,) in found)
