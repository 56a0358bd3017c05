"""What a log in a store says: its checkpoint, its entries, and proofs about them. Nothing is trusted further than read.

Tiles are read as they are needed and the last ones are kept, so that a proof costs as many tiles as it goes through.
"""

from collections.abc import Iterator
from functools import lru_cache

from ledgerstone.errors import DamagedError, NotFoundError
from ledgerstone.evidence.preservation.log.checkpoint import CURRENT, SignedCheckpoint, parse_signed
from ledgerstone.evidence.preservation.log.entries import Entry, EntryError, decode, unframed
from ledgerstone.evidence.preservation.log.growth import Growth, split
from ledgerstone.evidence.preservation.log.merkle import HASH_BYTES, root_of
from ledgerstone.evidence.preservation.log.note import NoteError
from ledgerstone.evidence.preservation.log.tiles import HEIGHT, WIDTH, TileAt, edge_of
from ledgerstone.evidence.preservation.store import Store

_TILES_KEPT = 64
_RESTORE = "run `ledgerstone verify` to see what else is wrong, and restore the log from a copy"


def current(store: Store) -> SignedCheckpoint:
    """Return the checkpoint that stands; its signatures are not checked here.

    Raises:
        NotFoundError: There is no log.
        DamagedError: The checkpoint cannot be understood.
    """
    data = b"".join(store.get(CURRENT))
    try:
        return parse_signed(data)
    except NoteError as error:
        raise DamagedError(f"{CURRENT} is no checkpoint: {error}; {_RESTORE}") from error


def encoded_entries(store: Store, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    """Yield the encoded entries of a stretch of the log with their places.

    Args:
        store: What holds the log.
        start: The first place.
        end: The place after the last one; at most the size of the log.

    Raises:
        DamagedError: A bundle is missing, or not whole.
    """
    if start >= end:
        return
    size = current(store).checkpoint.size
    for number in range(start // WIDTH, -(-end // WIDTH)):
        first = number * WIDTH
        at = TileAt(level=None, index=number, width=min(WIDTH, size - first))
        for place, data in enumerate(_bundle(store, at), first):
            if start <= place < end:
                yield place, data


def entries(store: Store, start: int = 0, end: int | None = None) -> Iterator[tuple[int, Entry]]:
    """Yield the entries of a stretch of the log with their places; to the log's end where no end is given.

    Raises:
        DamagedError: A bundle is missing or damaged, or an entry is none.
    """
    last = current(store).checkpoint.size if end is None else end
    for place, data in encoded_entries(store, start, last):
        try:
            yield place, decode(data)
        except EntryError as error:
            raise DamagedError(f"entry {place} of the log cannot be understood: {error}; {_RESTORE}") from error


def grown(store: Store, size: int) -> Growth:
    """Return the tree of this size, ready to grow, from the partial tiles at its right edge.

    Raises:
        DamagedError: One of them is missing or has another length.
    """
    growth = Growth()
    growth.restore(size, {at.level: _tile(store, at) for at in edge_of(size)})
    return growth


def inclusion_proof(store: Store, index: int, size: int) -> tuple[bytes, ...]:
    """Return the proof that the entry at a place is in the tree of a size: hashes from its sibling up.

    Args:
        store: What holds the log.
        index: The entry's place.
        size: Size of the tree; at most that of the log.

    Raises:
        ValueError: There is no such place in a tree of this size.
        DamagedError: A tile is missing or has another length.

    Source: RFC 6962, section 2.1.1.
    """
    if not 0 <= index < size:
        raise ValueError(f"no entry {index} in a tree of {size}")
    return tuple(Subtrees(store, current(store).checkpoint.size).path(index, 0, size))


def consistency_proof(store: Store, old: int, new: int) -> tuple[bytes, ...]:
    """Return the proof that the tree of the new size begins with that of the old size.

    Raises:
        ValueError: The old tree is larger.
        DamagedError: A tile is missing or has another length.

    Source: RFC 6962, section 2.1.2.
    """
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {new} cannot begin with one of {old}")
    if old in {0, new}:
        return ()
    return tuple(Subtrees(store, current(store).checkpoint.size).extension(old, 0, new, whole=True))


def root_at(store: Store, size: int) -> bytes:
    """Return the root of the tree of the first `size` entries, from the tiles; at most the size of the log.

    Raises:
        DamagedError: A tile is missing or has another length.
    """
    return root_of(()) if size == 0 else Subtrees(store, current(store).checkpoint.size).hash_of(0, size)


class Subtrees:
    """Hashes of stretches of leaves, each read from the highest tile that has it.

    Args:
        store: What holds the log.
        size: The size of the log that stands, which says how wide its last tiles are.
    """

    def __init__(self, store: Store, size: int) -> None:
        self._store, self._size = store, size
        self._split = lru_cache(maxsize=_TILES_KEPT)(self._read)

    def hash_of(self, start: int, end: int) -> bytes:
        """Return the hash of the tree over the leaves from `start` to before `end` (MTH of RFC 6962)."""
        width = end - start
        if width & (width - 1) == 0 and start % width == 0:
            return self._whole(start, width.bit_length() - 1)
        middle = start + (1 << ((width - 1).bit_length() - 1))
        return root_of((self.hash_of(start, middle), self.hash_of(middle, end)))

    def path(self, index: int, start: int, end: int) -> Iterator[bytes]:
        """Yield the inclusion path of a leaf within a stretch, from its sibling up."""
        if end - start == 1:
            return
        middle = start + (1 << ((end - start - 1).bit_length() - 1))
        if index < middle:
            yield from self.path(index, start, middle)
            yield self.hash_of(middle, end)
        else:
            yield from self.path(index, middle, end)
            yield self.hash_of(start, middle)

    def extension(self, old: int, start: int, end: int, *, whole: bool) -> Iterator[bytes]:
        """Yield the consistency path: that the stretch begins with its leaves before `old`."""
        if old == end:
            if not whole:
                yield self.hash_of(start, end)
            return
        middle = start + (1 << ((end - start - 1).bit_length() - 1))
        if old <= middle:
            yield from self.extension(old, start, middle, whole=whole)
            yield self.hash_of(middle, end)
        else:
            yield from self.extension(old, middle, end, whole=False)
            yield self.hash_of(start, middle)

    def _whole(self, start: int, height: int) -> bytes:
        """Return the root of a complete subtree of 2**height leaves."""
        level, within = divmod(height, HEIGHT)
        first = start >> (HEIGHT * level)
        number, place = divmod(first, WIDTH)
        hashes = self._split(level, number)
        return root_of(hashes[place : place + (1 << within)])

    def _read(self, level: int, number: int) -> list[bytes]:
        count = self._size >> (HEIGHT * level)
        at = TileAt(level=level, index=number, width=min(WIDTH, count - number * WIDTH))
        return split(_tile(self._store, at))


def _bundle(store: Store, at: TileAt) -> list[bytes]:
    try:
        found = list(unframed(_bytes(store, at.key)))
    except EntryError as error:
        raise DamagedError(f"{at.key}: {error}; {_RESTORE}") from error
    if len(found) != at.width:
        raise DamagedError(f"{at.key} holds {len(found)} entries, not {at.width}; {_RESTORE}")
    return found


def _tile(store: Store, at: TileAt) -> bytes:
    data = _bytes(store, at.key)
    if at.level is not None and len(data) != at.width * HASH_BYTES:
        raise DamagedError(f"{at.key} holds {len(data)} bytes, not {at.width * HASH_BYTES}; {_RESTORE}")
    return data


def _bytes(store: Store, key: str) -> bytes:
    try:
        return b"".join(store.get(key))
    except NotFoundError as error:
        raise DamagedError(f"{key} of the log is missing; {_RESTORE}") from error
