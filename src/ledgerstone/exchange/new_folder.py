"""A folder that leaves the archive: written under another name, durable, and only then under its own.

Nothing that exists is written into or replaced. What fails leaves nothing behind; what is interrupted leaves a folder
whose name ends with `.partial`, which nobody can take for a whole one.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ledgerstone.errors import LedgerstoneError, StorageError, UsageError
from ledgerstone.storage import durable

UNFINISHED = ".partial"
_FOLDER_MODE = 0o700
_FILE_MODE = 0o600
_READ_ONLY = 0o444


class NewFolder:
    """A folder that is being written; made by `new_folder`.

    Args:
        out: The name that it will have.
    """

    def __init__(self, out: Path) -> None:
        self._out = out
        self.path = out.with_name(out.name + UNFINISHED)
        """Where it lies until it is finished."""
        self._written: list[Path] = []

    def write(self, name: str, chunks: Iterable[bytes], *, read_only: bool = False) -> tuple[str, int]:
        """Write a file.

        Args:
            name: Its path in the folder, with "/" between the parts.
            chunks: Its bytes; what they raise is passed on.
            read_only: Whether nobody should write to it from now on.

        Returns:
            The SHA-256 of what was written, in hex, and how many bytes it is.

        Raises:
            StorageError: The medium failed, or there is such a file already.
        """
        path = self.path / name
        digest, size = hashlib.sha256(), 0
        with _failing(path):
            path.parent.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
            mode = _READ_ONLY if read_only else _FILE_MODE
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, mode)
        with os.fdopen(descriptor, "wb") as opened:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                with _failing(path):
                    opened.write(chunk)
            with _failing(path):
                opened.flush()
        self._written.append(path)
        return digest.hexdigest(), size

    def sync(self) -> None:
        """Return when all that was written is durable.

        Raises:
            StorageError: The medium failed.
        """
        with _failing(self.path):
            folders = {folder for path in self._written for folder in path.parents if folder.is_relative_to(self.path)}
            durable.sync(self.path, [*self._written, *folders])

    def finish(self) -> None:
        """Give the folder its name, durably.

        Raises:
            UsageError: Somebody made one of this name meanwhile.
            StorageError: The medium failed.
        """
        self.sync()
        _refuse_existing(self._out)
        with _failing(self._out):
            self.path.rename(self._out)
            durable.sync_one(self._out.parent)


@contextmanager
def new_folder(out: Path) -> Iterator[NewFolder]:
    """Begin a folder; where the block fails, or does not finish it, nothing of it is left.

    Args:
        out: The name that it will have.

    Raises:
        UsageError: There is something of this name, or what an interrupted run left.
        StorageError: The medium failed.
    """
    _refuse_existing(out)
    made = NewFolder(out)
    if os.path.lexists(made.path):
        raise UsageError(f"{made.path} is there: an interrupted run left it; remove it, and run again")
    with _failing(made.path):
        made.path.mkdir(mode=_FOLDER_MODE)
    try:
        yield made
    finally:
        shutil.rmtree(made.path, ignore_errors=True)


def _refuse_existing(out: Path) -> None:
    if os.path.lexists(out):
        raise UsageError(f"{out} is there already: nothing is written over; name a folder that is not there yet")


@contextmanager
def _failing(path: Path) -> Iterator[None]:
    """Turn an error of the system into ours."""
    try:
        yield
    except LedgerstoneError:
        raise
    except OSError as error:
        raise StorageError(
            f"cannot write {path}: {error.strerror}; choose a folder with room that you may write to, and run again"
        ) from error
