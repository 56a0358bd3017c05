"""Many small entries under one key as one row of a derived index: read, merged and written as arrays.

A row for each entry costs some microseconds each time that it is read or written, and touches one more page of the
file for each index on it; a paper touches thousands of entries of a few hundred keys.
"""

from collections.abc import Iterable
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ledgerstone.storage.derived_index import Rows

Keys = NDArray[np.int64]
Entries = NDArray[np.void]
OTHER: Final = "other"
"""The field by which the entries of a key are told apart, and in whose order they lie."""


class Packed(Struct, frozen=True, kw_only=True):
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

    @property
    def dtype(self) -> np.dtype[np.void]:
        """Return the type of an entry."""
        return np.dtype(list(self.fields))


class PackedRows(Rows):
    """Rows of many entries."""

    def _entries(self, table: Packed, keys: Iterable[int]) -> tuple[Keys, Entries]:
        """Return the entries of keys, each with its key; those of one key together, in order."""
        rows = list(self._among(f"SELECT key, entries FROM {table.name} WHERE key IN ({{}})", keys))  # noqa: S608  # a table of ours
        return unpacked(rows, table.dtype)

    def _merge(self, table: Packed, keys: Keys, entries: Entries) -> Entries:
        """Keep entries in the place of those of the same key and `OTHER`; return what was in their places, 0 for none.

        Args:
            table: Which.
            keys: Of the entries.
            entries: These, no two of the same key and `OTHER`.
        """
        of, before = self._entries(table, np.unique(keys).tolist())
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
        every = np.unique(keys).tolist()
        of, entries = self._entries(table, every)
        order, again = in_order(np.append(keys, of), np.append(others, entries[OTHER]))
        stay = np.sort(order[~again & (order >= len(keys))]) - len(keys)
        left = packed(of[stay], entries[stay])
        self._put_rows(table, left)
        self._drop_keys(table, set(every).difference(key for key, _ in left))

    def _put_rows(self, table: Packed, rows: list[tuple[int, bytes]]) -> None:
        self._run_many(f"INSERT OR REPLACE INTO {table.name} VALUES (?, ?)", rows)  # noqa: S608  # a table of ours

    def _drop_keys(self, table: Packed, keys: Iterable[int]) -> None:
        self._run_many(f"DELETE FROM {table.name} WHERE key = ?", [(key,) for key in keys])  # noqa: S608  # a table of ours


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
