"""One writer at a time: a lock that the system itself lets go of when its holder dies.

The file stays where it is; only the lock on it counts. What stands in it (the holder's process id) is for people.
"""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ledgerstone.errors import StorageError

_LOOK_AGAIN_S = 0.1


@contextmanager
def writer_lock(path: Path, *, wait_s: float = 0.0, waiting: Callable[[str], None] | None = None) -> Iterator[None]:
    """Hold the lock.

    Args:
        path: The lock's file, made where it is not there.
        wait_s: How long to wait for another writer, in seconds.
        waiting: Is told, once, for whom this waits.

    Raises:
        StorageError: Another writer holds it, or the file cannot be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StorageError(f"cannot open {path}: {error.strerror}; give this user the right to write there") from error
    try:
        _acquire(descriptor, path, time.monotonic() + wait_s, waiting)
        with suppress(OSError):  # a full disk must not keep anybody from freeing it
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        with suppress(OSError):  # the lock ends with the descriptor, whatever the disk says
            os.close(descriptor)


def _acquire(descriptor: int, path: Path, until: float, waiting: Callable[[str], None] | None) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip() or "unknown"
            if time.monotonic() >= until:
                raise StorageError(
                    f"another process (number {holder}) is writing to this archive, lock {path}: "
                    "wait until it is done, and run again"
                ) from error
            if waiting is not None:
                waiting(f"waiting for process {holder}, which is writing to this archive")
                waiting = None
            time.sleep(_LOOK_AGAIN_S)
        except OSError as error:
            raise StorageError(f"cannot lock {path}: {error.strerror}; mend the disk, and run again") from error
        else:
            return
