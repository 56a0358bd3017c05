"""What was put into a store on disk and is not visible yet: small contents in memory, large ones in a folder.

Small contents are written when they are needed, all at once: what the system does for a file then stands in one run.
"""

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path

from ledgerstone.storage.failing import failing, storage_error

SMALL_BYTES = 64 * 1024
MEMORY_BYTES = 32 * 1024 * 1024
"""What small contents may take in memory together; further ones are written at once."""

_READ_ONLY = 0o444
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC


class Staging:
    """Contents by their keys, on their way into a store.

    Args:
        folder: The folder of work in progress; made on first use.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._small: dict[str, bytes] = {}
        self._large: dict[str, str] = {}
        self._held_bytes = 0
        self._made = False

    def __contains__(self, key: str) -> bool:
        return key in self._small or key in self._large

    def __bool__(self) -> bool:
        return bool(self._small or self._large)

    def keys(self) -> list[str]:
        """Return the keys, in the order of their coming."""
        return [*self._small, *self._large]

    def small(self, key: str) -> bytes | None:
        """Return the bytes of a key that is in memory; else None."""
        return self._small.get(key)

    def file(self, key: str) -> str | None:
        """Return the file of a key that is written; else None."""
        return self._large.get(key)

    def take(self, key: str, chunks: Iterable[bytes]) -> None:
        """Take contents in; where `chunks` raises, nothing is kept of them, and the error is passed on.

        Raises:
            StorageError: The medium failed.
        """
        coming = iter(chunks)
        first: list[bytes] = []
        size = 0
        for chunk in coming:
            first.append(chunk)
            size += len(chunk)
            if size > SMALL_BYTES or self._held_bytes + size > MEMORY_BYTES:
                self._write(key, chain(first, coming))
                return
        self._small[key] = b"".join(first)
        self._held_bytes += size

    def write_out(self) -> dict[str, str]:
        """Write what is in memory; the file of each key is the caller's from now on.

        Raises:
            StorageError: The medium failed.
        """
        self._make_folder()
        small, files = self.release()
        path = self._new_path()
        for number, (key, data) in enumerate(small.items()):
            files[key] = _write_file(f"{path}.{number}", (data,))
        return files

    def release(self) -> tuple[dict[str, bytes], dict[str, str]]:
        """Hand over all contents by their keys, those in memory and the files of the others: they are the caller's."""
        small, large = self._small, self._large
        self._small, self._large, self._held_bytes = {}, {}, 0
        return small, large

    def write_one(self, data: bytes) -> str:
        """Write one file that is nobody's yet, and return its path.

        Raises:
            StorageError: The medium failed.
        """
        self._make_folder()
        return _write_file(self._new_path(), (data,))

    def discard_left(self) -> None:
        """Remove what an interrupted writer left in the folder.

        Raises:
            StorageError: The medium failed.
        """
        with failing("clear", self.folder):
            if not self.folder.is_dir():
                return
            for left in sorted(self.folder.rglob("*")):
                if not left.is_dir() or left.is_symlink():
                    left.unlink()

    def _write(self, key: str, chunks: Iterable[bytes]) -> None:
        self._make_folder()
        self._large[key] = _write_file(self._new_path(), chunks)

    def _make_folder(self) -> None:
        if not self._made:
            with failing("make", self.folder):
                self.folder.mkdir(parents=True, exist_ok=True)
            self._made = True

    def _new_path(self) -> str:
        return f"{self.folder}/{secrets.token_hex(16)}"


def _write_file(path: str, chunks: Iterable[bytes]) -> str:
    """Write a new read-only file, and return its path; what `chunks` itself raises is passed on as it is."""
    descriptor = _created(path)
    try:
        try:
            for chunk in chunks:
                _write_all(path, descriptor, chunk)
        finally:
            _close(path, descriptor)
    except BaseException:
        with suppress(OSError):
            os.unlink(path)  # noqa: PTH108 - a path as text: thousands of these are made
        raise
    return path


# `failing` would say the same; round calls that are made by the ten thousand, it takes as long as some of them.
def _created(path: str) -> int:
    try:
        return os.open(path, _NEW, _READ_ONLY)
    except OSError as error:
        raise storage_error("write", path, error) from error


def _write_all(path: str, descriptor: int, chunk: bytes) -> None:
    try:
        written = os.write(descriptor, chunk)
        while written < len(chunk):
            written += os.write(descriptor, memoryview(chunk)[written:])
    except OSError as error:
        raise storage_error("write", path, error) from error


def _close(path: str, descriptor: int) -> None:
    try:
        os.close(descriptor)
    except OSError as error:
        raise storage_error("write", path, error) from error


def chunks_of(data: bytes, size: int) -> Iterator[bytes]:
    """Yield bytes in chunks."""
    for at in range(0, len(data), size):
        yield data[at : at + size]
