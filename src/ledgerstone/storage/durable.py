"""Making writes durable: one `syncfs` for many files where the system has it; for few, or without it, `fsync` for each.

Linux reports a failed write-back to the caller of `syncfs` since 5.8 (syncfs(2), "ERRORS": EIO).
"""

import ctypes
import os
from collections.abc import Iterable
from pathlib import Path

FEW = 16
"""Up to so many paths, `fsync` for each is quicker: `syncfs` waits for what other programs write, too."""

_LIBC = ctypes.CDLL(None, use_errno=True)
_SYNCFS = getattr(_LIBC, "syncfs", None)


def sync(folder: Path, paths: Iterable[str | Path]) -> None:
    """Return when all that was written to these paths, and all names in their folders, are durable.

    Args:
        folder: A folder on the file system that holds the paths.
        paths: Files and folders that changed.

    Raises:
        OSError: The medium failed.
    """
    changed = list(paths)
    if _SYNCFS is None or len(changed) <= FEW:
        for path in changed:
            sync_one(path)
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        if _SYNCFS(descriptor) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(descriptor)


def sync_one(path: str | Path) -> None:
    """Return when one file's bytes, or one folder's names, are durable.

    Raises:
        OSError: The medium failed.
    """
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
