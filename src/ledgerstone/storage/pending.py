"""The journal of an ingest that is going on: keys that are being brought in and not yet on the record.

It is durable before any of its keys becomes visible. `verify` lists what it names as unfinished; the next writer
removes what the record does not hold, and ends the journal. One key a line; a torn last line names nothing.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from ledgerstone.errors import StorageError
from ledgerstone.storage.durable import sync_one
from ledgerstone.storage.failing import failing


class Pending:
    """The journal at one path. It is written by whoever holds the writer's lock."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def named(self) -> tuple[str, ...]:
        """Return the keys that it names, in their order; none where there is no journal.

        Raises:
            StorageError: It is there but cannot be read.
        """
        try:
            lines = self.path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise StorageError(f"cannot read {self.path}: {error.strerror}; give this user the right to") from error
        return tuple(line.decode("ascii", "replace") for line in lines[:-1] if line)

    def add(self, keys: Iterable[str]) -> None:
        """Add keys; they are durable when this returns.

        Raises:
            StorageError: The medium failed.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            new = not self.path.exists()
            descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                # A line that a crash tore is ended first, so that it cannot spoil ours.
                content = memoryview(b"\n" + b"".join(key.encode("ascii") + b"\n" for key in keys))
                while content:
                    content = content[os.write(descriptor, content) :]
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            if new:
                sync_one(self.path.parent)
        except OSError as error:
            raise StorageError(
                f"cannot write {self.path}: {error.strerror}; free space or mend the disk, and run again"
            ) from error

    def leave(self, keys: Iterable[str]) -> None:
        """Name these keys alone, whatever happens meanwhile; with none, it ends.

        Raises:
            StorageError: The medium failed.
        """
        left = tuple(keys)
        if not left:
            self.clear()
            return
        beside = Pending(self.path.with_name(f"{self.path.name}.new"))
        beside.clear()
        beside.add(left)
        with failing("write", self.path):
            beside.path.replace(self.path)
            sync_one(self.path.parent)

    def clear(self) -> None:
        """End the journal: all that it named is on the record, or removed.

        Raises:
            StorageError: The medium failed.
        """
        try:
            self.path.unlink(missing_ok=True)
            if self.path.parent.is_dir():
                sync_one(self.path.parent)
        except OSError as error:
            raise StorageError(f"cannot remove {self.path}: {error.strerror}; mend the disk, and run again") from error
