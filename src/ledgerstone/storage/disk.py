"""A store on a local disk: keys are paths below one folder.

Order of a batch, so that nothing half written is ever visible under its key, whenever the power fails:
keys into the journal, durable → bytes into a folder of work in progress, durable → names linked into place (never
over another) → names durable. `sync` does this for everything put since the last `sync`.

One process writes at a time (`writer_lock`), from one thread; any number read. Where thousands of paths are made, they
are text: a `Path` takes longer to make than a file's digest.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from ledgerstone.errors import DamagedError, LedgerstoneError, NotFoundError, StorageError
from ledgerstone.storage import durable
from ledgerstone.storage.failing import failing, storage_error
from ledgerstone.storage.hashing import hash_files
from ledgerstone.storage.keys import checked
from ledgerstone.storage.pending import Pending
from ledgerstone.storage.staging import Staging, chunks_of
from ledgerstone.values.digests import sha256_and_size

CHUNK_BYTES = 256 * 1024
"""Fits beside the digest's state in a core's own cache, and makes the cost of a call small."""

_NO_HARD_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


class DiskStore:
    """Keys to bytes below `root`.

    Args:
        root: The folder that the keys are relative to.
        tmp: The folder of work in progress, on the same file system; by default `tmp` beside `root`.
    """

    def __init__(self, root: Path, *, tmp: Path | None = None) -> None:
        self.root = root
        self._root = os.fspath(root)
        self._tmp = root.parent / "tmp" if tmp is None else tmp
        self._incoming = self._tmp / "incoming"
        self.pending = Pending(self._tmp / "pending")
        self._staged = Staging(self._incoming)
        self._removed: list[str] = []

    def put_once(self, key: str, chunks: Iterable[bytes]) -> bool:
        """Create the key with these bytes, or leave what is there; others see it when `sync` has returned.

        Returns:
            True where it was created, False where the key was there before.

        Raises:
            StorageError: The medium is full, read-only or gone; then nothing of the key is visible.
        """
        if key in self._staged or os.path.lexists(self._place(key)):
            return False
        self._staged.take(key, chunks)
        return True

    def get(self, key: str) -> Iterator[bytes]:
        """Yield the bytes in chunks.

        Raises:
            NotFoundError: There is no such key.
            DamagedError: There is something else than a file.
            StorageError: The medium failed.
        """
        staged = self._staged.small(key)
        if staged is not None:
            yield from chunks_of(staged, CHUNK_BYTES)
            return
        descriptor = self.open(key)
        try:
            while chunk := _read(descriptor, key):
                yield chunk
        finally:
            with suppress(OSError):  # nothing was written through it
                os.close(descriptor)

    def open(self, key: str) -> int:
        """Return a descriptor of what lies in a file, that is of all but what was just put and is small.

        Raises:
            NotFoundError: There is no such key.
            DamagedError: There is something else than a file.
            StorageError: The medium failed.
        """
        path = self._staged.file(key) or self._place(key)
        try:
            # Without O_NONBLOCK, a FIFO put there by somebody would keep us waiting for ever.
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            raise _cannot_open(key, error) from error
        try:
            with failing("read", key):
                mode = os.fstat(descriptor).st_mode
            if not stat.S_ISREG(mode):
                raise DamagedError(f"{key} is not a file: find out who put it there, and restore the file from a copy")
        except LedgerstoneError:
            os.close(descriptor)
            raise
        return descriptor

    def replace_if(self, key: str, old: bytes | None, new: bytes) -> bool:
        """Put `new` where the bytes are `old` (None: where the key is absent); False where they are others.

        Raises:
            StorageError: The medium failed; then the bytes are `old` or `new`, and never a part of them.
        """
        target = Path(self._place(key))
        try:
            held: bytes | None = b"".join(self.get(key))
        except NotFoundError:
            held = None
        if held != old:
            return False
        path = Path(self._staged.write_one(new))
        with failing("write", target):
            durable.sync_one(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
            for folder in self._folders((self._place(key),)):
                durable.sync_one(folder)
        return True

    def list(self, prefix: str) -> Iterator[str]:
        """Yield every key that starts with the prefix, in order, with what does not belong there too.

        An empty folder is yielded as its path with "/" at the end; a name that is no UTF-8, with escapes.

        Raises:
            StorageError: A folder cannot be read.
        """
        folder = prefix.rpartition("/")[0]
        start = self.root / folder if folder else self.root
        for key in _walk(start, f"{folder}/" if folder else ""):
            if key.startswith(prefix):
                yield key

    def remove(self, key: str) -> None:
        """Take a key away; nothing happens where there is none. It is gone for good when `sync` has returned.

        Raises:
            StorageError: The medium failed.
        """
        target = Path(self._place(key))
        with failing("remove", target):
            target.unlink(missing_ok=True)
        self._removed.append(self._place(key))
        # An empty folder would stay as a trace of what lay there; one that is not empty says so.
        with suppress(OSError):
            target.parent.rmdir()

    def children(self, folder: str) -> Iterator[str]:
        """Yield the names right below a folder, in order; those of folders end with "/".

        Raises:
            StorageError: The folder cannot be read.
        """
        found = _entries(self.root / folder)
        yield from sorted(f"{_shown(one)}/" if one.is_dir(follow_symlinks=False) else _shown(one) for one in found)

    def digest(self, key: str) -> tuple[str, int]:
        """Read a key to its end, and return the SHA-256 of its bytes, in hex, and how many they are.

        Raises:
            NotFoundError: There is no such key.
            DamagedError: There is something else than a file.
            StorageError: The medium failed.
        """
        return sha256_and_size(self.get(key))

    def digests(self, folder: str, names: Iterable[str]) -> Iterator[tuple[str, str, int]]:
        """Yield name, SHA-256 in hex and size of keys right below a folder.

        Of what cannot be read the SHA-256 is "": `digest` then says why.
        """
        yield from hash_files(self.root / folder, names)

    def sync(self) -> None:
        """Return when all that was put is durable and visible under its key.

        Raises:
            StorageError: The medium failed. What the journal names may be there or not, but always whole.
        """
        changed, self._removed = self._removed, []
        if self._staged:
            staged = self._staged.keys()
            places = {key: self._place(key) for key in staged}
            self._make_visible(places)
            changed += places.values()
        if changed:
            with failing("write", self.root):
                durable.sync(self.root, [one for one in self._folders(changed) if os.path.isdir(one)])  # noqa: PTH112

    def _make_visible(self, places: Mapping[str, str]) -> None:
        """Make the bytes of keys durable, and put them in their places."""
        self.pending.add(places)
        files = self._staged.write_out()
        with failing("write", self._incoming):
            durable.sync(self._incoming, [*files.values(), self._incoming])
        for folder in {_folder_of(place) for place in places.values()}:
            with failing("make", folder):
                Path(folder).mkdir(parents=True, exist_ok=True)
        for key in sorted(places):
            try:
                _link_into_place(files[key], places[key])
            except OSError as error:
                raise storage_error("write", key, error) from error

    def settle(self) -> None:
        """End the journal: everything that was synced is on the record.

        Raises:
            StorageError: The medium failed.
        """
        self.pending.clear()

    def tidy(self, is_held: Callable[[str], bool]) -> tuple[str, ...]:
        """Remove what an interrupted ingest left; to be called by the writer before it begins.

        Args:
            is_held: Tells whether the record holds a key.

        Returns:
            The keys that were removed.

        Raises:
            StorageError: The medium failed; run again.
        """
        removed = []
        for key in self.pending.named():
            path = self._begun(key)
            if path is None or is_held(key):
                continue
            with failing("remove", path):
                path.unlink()
            removed.append(key)
        self._staged.discard_left()
        with failing("write", self.root):
            if removed:
                durable.sync(self.root, self._folders(self._place(key) for key in removed))
        self.pending.clear()
        return tuple(removed)

    def _begun(self, key: str) -> Path | None:
        """Return the file that a line of the journal names; None where it names none, or none is there."""
        try:
            path = Path(self._place(key))
        except LedgerstoneError:
            return None
        return path if path.is_file() and not path.is_symlink() else None

    def _place(self, key: str) -> str:
        return f"{self._root}/{checked(key)}"

    def _folders(self, paths: Iterable[str]) -> set[str]:
        """Return the folders whose names changed: those of the paths, and all above them up to the root."""
        folders = {self._root}
        for path in paths:
            folder = _folder_of(path)
            while folder not in folders:
                folders.add(folder)
                folder = _folder_of(folder)
        return folders


def _folder_of(path: str) -> str:
    return path.rpartition("/")[0]


def _cannot_open(key: str, error: OSError) -> LedgerstoneError:
    if isinstance(error, FileNotFoundError):
        return NotFoundError(f"no {key} in the store: run `ledgerstone verify` to see what is missing")
    if error.errno in {errno.ELOOP, errno.ENXIO, errno.ENOTDIR}:
        return DamagedError(f"{key} is not a file: find out who put it there, and restore the file from a copy")
    return StorageError(f"cannot read {key}: {error.strerror}; give this user the right to, or mend the disk")


def _read(descriptor: int, key: str) -> bytes:
    try:
        return os.read(descriptor, CHUNK_BYTES)
    except OSError as error:
        raise StorageError(f"cannot read {key}: {error.strerror}; mend the disk, or restore it from a copy") from error


def _link_into_place(path: str, target: str) -> None:
    """Give the file its name, never over another file: whoever was first stays."""
    try:
        os.link(path, target)
    except FileExistsError:
        pass
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        # A file system without hard links: the writer's lock keeps anybody from making the name meanwhile.
        if not os.path.lexists(target):
            os.rename(path, target)  # noqa: PTH104 - paths as text: thousands of these are made
            return
    os.unlink(path)  # noqa: PTH108 - the same


def _walk(folder: Path, prefix: str) -> Iterator[str]:
    """Yield what lies below a folder, in the order of its names; links are not followed."""
    waiting = [(folder, prefix)] if os.path.lexists(folder) else []
    while waiting:
        at, key = waiting.pop()
        if not key.endswith("/") and key:
            yield key
            continue
        found = sorted(_entries(at), key=lambda entry: os.fsencode(entry.name))
        if not found and key:
            yield key
        for entry in reversed(found):
            name = key + _shown(entry)
            waiting.append((at / entry.name, f"{name}/" if entry.is_dir(follow_symlinks=False) else name))


def _shown(entry: os.DirEntry[str]) -> str:
    """Return the name of an entry; one that is no UTF-8, with escapes."""
    name = entry.name
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "backslashreplace")


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """Return what is in a folder; nothing where it is gone."""
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StorageError(f"cannot read {folder}: {error.strerror}; give this user the right to") from error
