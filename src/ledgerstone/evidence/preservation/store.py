"""The one thing that preservation needs of the world: a place for bytes, handed in by `storage`."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol


class Journal(Protocol):
    """Names the keys that a commit has begun on and not ended; it lies beside the store, not in it."""

    def named(self) -> tuple[str, ...]:
        """Return the keys that it names, in their order."""

    def add(self, keys: Iterable[str]) -> None:
        """Add keys; they are durable when this returns."""


class Store(Protocol):
    """Keys to bytes. Keys are relative paths of ASCII letters, digits, ".", "_" and "-", parted by "/"."""

    def put_once(self, key: str, chunks: Iterable[bytes]) -> bool:
        """Create the key with these bytes, or leave what is there.

        A store may show it to others only when `sync` has returned; this store's own `get` has it at once. Where
        `chunks` raises, nothing of the key is kept, and the error is passed on.

        Returns:
            True where it was created, False where the key was there before (its bytes are not compared).

        Raises:
            StorageError: The medium is full, read-only or gone; then nothing of the key is visible.
        """

    def get(self, key: str) -> Iterator[bytes]:
        """Yield the bytes in chunks.

        Raises:
            NotFoundError: There is no such key.
            StorageError: The medium failed.
        """

    def replace_if(self, key: str, old: bytes | None, new: bytes) -> bool:
        """Put `new` where the bytes are `old` (None: where the key is absent); False where they are others."""

    def list(self, prefix: str) -> Iterator[str]:
        """Yield every key that starts with the prefix, in order, with what does not belong there too."""

    def children(self, folder: str) -> Iterator[str]:
        """Yield the names right below a folder ("" or a path that ends with "/"); those of folders end with "/".

        Nothing where there is no such folder.

        Raises:
            StorageError: The folder cannot be read.
        """

    def digest(self, key: str) -> tuple[str, int]:
        """Read a key to its end, and return the SHA-256 of its bytes, in hex, and how many they are.

        Raises:
            NotFoundError: There is no such key.
            DamagedError: There is something else than a file.
            StorageError: The medium failed.
        """

    def digests(self, folder: str, names: Iterable[str]) -> Iterator[tuple[str, str, int]]:
        """Yield name, SHA-256 in hex and size of keys right below a folder, as fast as the medium gives them.

        Of what cannot be read the SHA-256 is "": `digest` then says why.
        """

    def remove(self, key: str) -> None:
        """Take a key away; nothing happens where there is none. It is gone for good when `sync` has returned.

        Raises:
            StorageError: The medium failed, or holds the bytes under a lock of its own.
        """

    def sync(self) -> None:
        """Return when all that was put is durable, and visible to others.

        Raises:
            StorageError: The medium failed; what is visible is whole.
        """


class JournaledStore(Store, Protocol):
    """A store that one process may write to, with the journal of what it is about to do."""

    @property
    def pending(self) -> Journal:
        """The journal."""

    def settle(self) -> None:
        """End the journal: everything that it names is on the record, or gone."""

    def tidy(self, is_held: Callable[[str], bool]) -> tuple[str, ...]:
        """Remove what the journal names and nothing holds, with all work in progress; end the journal.

        Args:
            is_held: Tells whether a key belongs to the archive.

        Returns:
            The keys that were removed.

        Raises:
            StorageError: The medium failed; run again.
        """
