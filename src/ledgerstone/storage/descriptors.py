"""Open a preserved object as a descriptor, for a process that is handed nothing else."""

import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from ledgerstone.errors import StorageError
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.storage.disk import DiskStore


def descriptor_of(store: Store, key: str, *, tmp: Path) -> Callable[[], int]:
    """Give what opens an object: the file itself on a disk, else a copy without a name.

    What is given raises as `Store.get` does. Whoever calls it closes the descriptor.
    """
    if isinstance(store, DiskStore):
        return lambda: store.open(key)
    return lambda: copied(store.get(key), tmp=tmp)


def copied(chunks: Iterable[bytes], *, tmp: Path) -> int:
    """Return a descriptor of a file without a name that holds the chunks.

    Raises:
        StorageError: It cannot be written.
    """
    found = iter(chunks)
    try:
        with tempfile.TemporaryFile(dir=tmp) as file:
            for chunk in found:
                file.write(chunk)
            file.flush()
            os.lseek(file.fileno(), 0, os.SEEK_SET)
            return os.dup(file.fileno())
    except OSError as error:
        raise StorageError(f"cannot write to {tmp}: {error.strerror}; free space, and run again") from error
