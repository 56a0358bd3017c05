"""Many small entries under one key as one row of a derived index: read, merged and written as arrays.

A row for each entry costs some microseconds each time that it is read or written, and touches one more page of the
file for each index on it; a paper touches thousands of entries of a few hundred keys.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ledgerstone.storage.derived_index import Rows

Keys = NDArray[np.int64]
Entries = NDArray[np.void]
OTHER: Final = "other"
"""The field by which the entries of a key are told apart, and in whose order they lie."""

AT_HAND: Final = 1 << 13
"""Rows of a table, of some kB, that stay at hand."""


class Packed(Struct, frozen=True, kw_only=True, dict=True):
    """A table of such rows.

    Attributes:
        name: Of the table.
        fields: Of an entry, as numpy names their types; `OTHER` first.
    """

    name: str
    fields: tuple[tuple[str, str], ...]

    @property
    def schema(self) -> str:
        """Return the statement that makes the table."""
        return f"CREATE TABLE {self.name} (key INTEGER PRIMARY KEY, entries BLOB)"

    @cached_property
    def dtype(self) -> np.dtype[np.void]:
        """Return the type of an entry."""
        return np.dtype(list(self.fields))


class PackedRows(Rows):
    """Rows of many entries; those that were asked for stay at hand and are written at the end, each once.

    Args:
        connection: Within a transaction.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self._at_hand: dict[str, dict[int, bytes]] = defaultdict(dict)
        self._other: dict[str, set[int]] = defaultdict(set)

    def clear(self) -> None:
        """Keep nothing."""
        self._at_hand.clear()
        self._other.clear()
        super().clear()

    def flush(self) -> None:
        """Write what is other than before."""
        for name, keys in self._other.items():
            rows = [(key, self._at_hand[name][key]) for key in sorted(keys)]
            self._run_many(f"INSERT OR REPLACE INTO {name} VALUES (?, ?)", [row for row in rows if row[1]])  # noqa: S608  # a table of ours
            self._run_many(f"DELETE FROM {name} WHERE key = ?", [row[:1] for row in rows if not row[1]])  # noqa: S608  # a table of ours
        self._at_hand.clear()
        self._other.clear()

    def _entries(self, table: Packed, keys: Iterable[int]) -> tuple[Keys, Entries]:
        """Return the entries of keys, each with its key; those of one key together, in order."""
        asked = dict.fromkeys(keys)
        new = [key for key in asked if key not in self._at_hand[table.name]]
        if len(self._at_hand[table.name]) + len(new) > AT_HAND:
            self.flush()
            new = list(asked)
        at_hand = self._at_hand[table.name]
        if new:
            at_hand.update(dict.fromkeys(new, b""))
            at_hand.update(self._among(f"SELECT key, entries FROM {table.name} WHERE key IN ({{}})", new))  # noqa: S608  # a table of ours
        return unpacked([(key, at_hand[key]) for key in asked if at_hand[key]], table.dtype)

    def _merge(self, table: Packed, keys: Keys, entries: Entries) -> Entries:
        """Keep entries in the place of those of the same key and `OTHER`; return what was in their places, 0 for none.

        Args:
            table: Which.
            keys: Of the entries.
            entries: These, no two of the same key and `OTHER`.
        """
        of, before = self._entries(table, set(keys.tolist()))
        was = np.zeros(len(keys), dtype=table.dtype)
        every, all_keys = np.append(before, entries), np.append(of, keys)
        order, again = in_order(all_keys, every[OTHER])
        at = np.flatnonzero(again)
        was[order[at] - len(before)] = every[order[at - 1]]
        last = order[ends_of(again)]
        self._put_rows(table, packed(all_keys[last], every[last]))
        return was

    def _part(self, table: Packed, keys: Keys, others: Keys) -> None:
        """Keep the entries of some keys and others no longer."""
        every = set(keys.tolist())
        of, entries = self._entries(table, every)
        order, again = in_order(np.append(keys, of), np.append(others, entries[OTHER]))
        stay = np.sort(order[~again & (order >= len(keys))]) - len(keys)
        self._put_rows(table, [*((key, b"") for key in every), *packed(of[stay], entries[stay])])

    def _put_rows(self, table: Packed, rows: list[tuple[int, bytes]]) -> None:
        self._at_hand[table.name].update(rows)
        self._other[table.name].update(key for key, _ in rows)


def unpacked(rows: list[tuple[int, bytes]], dtype: np.dtype[np.void]) -> tuple[Keys, Entries]:
    """Return the entries of rows, each with the key of its row."""
    sizes = [len(entries) // dtype.itemsize for _, entries in rows]
    keys = np.repeat(np.array([key for key, _ in rows], dtype=np.int64), sizes)
    return keys, np.frombuffer(b"".join(entries for _, entries in rows), dtype=dtype)


def packed(keys: Keys, entries: Entries) -> list[tuple[int, bytes]]:
    """Return rows of entries, those of one key of which lie together."""
    starts = np.flatnonzero(np.r_[True, np.diff(keys) != 0][: len(keys)])
    ends = np.append(starts[1:], len(keys))[: len(starts)]
    size, content = entries.dtype.itemsize, entries.tobytes()
    cuts = zip(keys[starts].tolist(), (starts * size).tolist(), (ends * size).tolist(), strict=True)
    return [(key, content[start:end]) for key, start, end in cuts]


def in_order(keys: Keys, others: Keys) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return entries by key and other, as they come where these are the same, and which are as the one before."""
    order = np.lexsort((others, keys))
    keys, others = keys[order], others[order]
    again = np.zeros(len(order), dtype=np.bool_)
    again[1:] = (keys[1:] == keys[:-1]) & (others[1:] == others[:-1])
    return order, again


def ends_of(again: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell of entries in order which are the last of those that are the same."""
    last: NDArray[np.bool_] = np.r_[~again[1:], True][: len(again)]
    return last
