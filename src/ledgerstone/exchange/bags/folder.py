"""A folder that somebody sent: its files and their bytes, no link followed and nothing but files opened."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from ledgerstone.errors import DamagedError, NotFoundError, StorageError, UsageError

CHUNK_BYTES = 256 * 1024


class Folder(Protocol):
    """Files below one folder, by their paths with "/" between the parts."""

    def files(self) -> Iterator[str]:
        """Yield the path of everything that is no folder, in order; a name that is no UTF-8 with surrogates."""

    def has_folder(self, name: str) -> bool:
        """Tell whether there is a folder of this name right below."""

    def chunks(self, path: str) -> Iterator[bytes]:
        """Yield the bytes of a file.

        Raises:
            NotFoundError: There is none.
            DamagedError: It is no file: a link, a pipe, a device.
            StorageError: It cannot be read.
        """


class DiskFolder:
    """A folder on a disk.

    Args:
        root: Where.

    Raises:
        UsageError: There is no such folder.
    """

    def __init__(self, root: Path) -> None:
        if not root.is_dir():
            raise UsageError(f"there is no folder {root}: name the folder that holds bagit.txt")
        self._root = root

    def files(self) -> Iterator[str]:
        """Yield the path of everything that is no folder, in order; a name that is no UTF-8 with surrogates.

        Raises:
            StorageError: A folder cannot be read.
        """
        waiting = [("", self._root)]
        while waiting:
            prefix, folder = waiting.pop()
            try:
                with os.scandir(folder) as entries:
                    found = sorted(entries, key=lambda entry: os.fsencode(entry.name))
            except OSError as error:
                raise StorageError(f"cannot read {folder}: {error.strerror}; give this user the right to") from error
            for entry in found:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((f"{prefix}{entry.name}/", Path(entry.path)))
                else:
                    yield f"{prefix}{entry.name}"

    def has_folder(self, name: str) -> bool:
        """Tell whether there is a folder of this name right below; a link to one is none."""
        path = self._root / name
        return path.is_dir() and not path.is_symlink()

    def chunks(self, path: str) -> Iterator[bytes]:
        """Yield the bytes of a file.

        Raises:
            NotFoundError: There is none.
            DamagedError: It is no file: a link, a pipe, a device.
            StorageError: It cannot be read.
        """
        try:
            # Without O_NONBLOCK, a pipe would keep us waiting for ever.
            descriptor = os.open(self._root / path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except FileNotFoundError as error:
            raise NotFoundError(f"there is no {path}") from error
        except OSError as error:
            if (self._root / path).is_symlink():
                raise DamagedError("it is a link, and links are not followed") from error
            raise StorageError(f"cannot be read: {error.strerror}") from error
        with os.fdopen(descriptor, "rb", buffering=0) as opened:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise DamagedError("it is no file")
            try:
                while chunk := opened.read(CHUNK_BYTES):
                    yield chunk
            except OSError as error:
                raise StorageError(f"cannot be read: {error.strerror}") from error
