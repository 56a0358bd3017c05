"""A store in a bucket that is compatible with S3: the same keys as on a disk, below the prefix's `archive/`.

What is put waits in the data directory (small contents in memory, large ones in a file) until `sync`: then the journal
names the keys, durable, and each is created in the bucket under the condition that it is not there. Where it is there
already, it is read back and compared. So nothing is ever overwritten, and nothing half written is ever visible.

Long contents go up in parts, for which the library has no condition: there it is looked first, and all of it is read
back afterwards. Another writer who came in between was putting the same bytes, because a long content's key is its
digest.

A bucket that keeps versions keeps removed bytes as an older version: `remove` takes them out of sight, and says so.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from ledgerstone.errors import DamagedError, LedgerstoneError, NotFoundError, StorageError
from ledgerstone.storage.archive_settings import S3Address, parse_address
from ledgerstone.storage.disk import CHUNK_BYTES
from ledgerstone.storage.failing import failing
from ledgerstone.storage.keys import checked, is_key
from ledgerstone.storage.pending import Pending
from ledgerstone.storage.s3_bucket import Bucket
from ledgerstone.storage.staging import Staging, chunks_of
from ledgerstone.values.digests import sha256_and_size

T = TypeVar("T")

WHOLE_BYTES = 20 * 1024 * 1024
"""What is not longer goes up in one request, under the condition; no part of a log is longer."""

_SMALL_AT_ONCE, _FILES_AT_ONCE = 16, 4
"""Requests at the same time: contents that are in memory anyway, and files that are read into it meanwhile."""


class S3Store:
    """Keys to bytes below one prefix of a bucket.

    Args:
        bucket: What is asked.
        tmp: The folder of work in progress, in the data directory.
    """

    def __init__(self, bucket: Bucket, *, tmp: Path) -> None:
        self._bucket = bucket
        self.pending = Pending(tmp / "pending")
        self._staged = Staging(tmp / "incoming")
        self._staying: tuple[str, ...] = ()

    def put_once(self, key: str, chunks: Iterable[bytes]) -> bool:
        """Create the key with these bytes, or leave what is there; others see it when `sync` has returned.

        Returns:
            True where it was created, False where the key was there before.

        Raises:
            StorageError: The data directory's disk or the store failed; then nothing of the key is visible.
        """
        if checked(key) in self._staged or self._bucket.has(key):
            return False
        self._staged.take(key, chunks)
        return True

    def get(self, key: str) -> Iterator[bytes]:
        """Yield the bytes in chunks.

        Raises:
            NotFoundError: There is no such key.
            StorageError: The store failed.
        """
        path = self._staged.file(checked(key))
        staged = self._staged.small(key)
        if staged is not None:
            return chunks_of(staged, CHUNK_BYTES)
        return self._bucket.read(key) if path is None else _chunks_in(Path(path))

    def replace_if(self, key: str, old: bytes | None, new: bytes) -> bool:
        """Put `new` where the bytes are `old` (None: where the key is absent); False where they are others.

        Raises:
            StorageError: The store failed; then the bytes are `old` or `new`, and never a part of them.
        """
        try:
            held, tag = self._bucket.read_tagged(checked(key))
        except NotFoundError:
            return old is None and (self._bucket.create(key, new) or self._holds(key, new))
        return held == old and (self._bucket.update(key, new, tag) or self._holds(key, new))

    def list(self, prefix: str) -> Iterator[str]:
        """Yield every key that starts with the prefix, in order, with what does not belong there too.

        Raises:
            StorageError: The store failed.
        """
        folder, slash, _ = prefix.rpartition("/")
        return (key for key in self._bucket.keys(folder + slash) if key.startswith(prefix))

    def children(self, folder: str) -> Iterator[str]:
        """Yield the names right below a folder, in order; those of folders end with "/".

        Raises:
            StorageError: The store failed.
        """
        yield from self._bucket.children(folder)

    def digest(self, key: str) -> tuple[str, int]:
        """Read a key to its end, and return the SHA-256 of its bytes, in hex, and how many they are.

        Raises:
            NotFoundError: There is no such key.
            StorageError: The store failed.
        """
        return sha256_and_size(self.get(key))

    def digests(self, folder: str, names: Iterable[str]) -> Iterator[tuple[str, str, int]]:
        """Yield name, SHA-256 in hex and size of keys right below a folder.

        Of what cannot be read the SHA-256 is "": `digest` then says why.
        """
        for name in names:
            try:
                sha256, size = self.digest(f"{folder}{name}")
            except LedgerstoneError:
                sha256, size = "", 0
            yield name, sha256, size

    def remove(self, key: str) -> None:
        """Take a key out of sight; nothing happens where there is none.

        Raises:
            StorageError: The store failed or forbids it; or it is out of sight, and the bucket keeps its bytes as an
                older version.
        """
        versions = self._bucket.keeps_versions_of(checked(key))
        if versions is None:
            return
        self._bucket.delete(key)
        if versions:
            raise StorageError(
                f"{key} is out of sight, but the bucket keeps versions, and its bytes can still be read in an older "
                "one: remove that with the store's own tools as soon as no lock forbids it"
            )

    def sync(self) -> None:
        """Return when all that was put is in the bucket.

        Raises:
            StorageError: The store failed. What the journal names may be there or not, but always whole.
            DamagedError: A key was there meanwhile with other bytes.
        """
        if not self._staged:
            return
        self.pending.add(self._staged.keys())
        small, large = self._staged.release()
        try:
            long = {key for key, path in large.items() if os.path.getsize(path) > WHOLE_BYTES}  # noqa: PTH202 - texts
            _all_at_once(self._create, small, _SMALL_AT_ONCE)
            _all_at_once(self._create_from, {key: large[key] for key in large.keys() - long}, _FILES_AT_ONCE)
            for key in sorted(long):
                self._upload(key, Path(large[key]))
        finally:
            for path in large.values():
                Path(path).unlink(missing_ok=True)

    def settle(self) -> None:
        """End the journal, but for what the store does not let go.

        Raises:
            StorageError: The medium failed.
        """
        self.pending.leave(self._staying)

    def tidy(self, is_held: Callable[[str], bool]) -> tuple[str, ...]:
        """Remove what an interrupted ingest left; to be called by the writer before it begins.

        What the store does not let go stays in the journal: `verify` says that it is unfinished, and nobody is kept
        from writing.

        Args:
            is_held: Tells whether a key belongs to the archive.

        Returns:
            The keys that were removed.

        Raises:
            StorageError: The medium failed; run again.
        """
        removed, staying = [], []
        for key in dict.fromkeys(self.pending.named()):
            if not is_key(key) or is_held(key) or not self._bucket.has(key):
                continue
            try:
                self._bucket.delete(key)
            except StorageError:
                staying.append(key)
            else:
                removed.append(key)
        self._staged.discard_left()
        self._staying = tuple(staying)
        self.settle()
        return tuple(removed)

    def _holds(self, key: str, data: bytes) -> bool:
        """Tell whether a key has these bytes: an answer was lost on its way, and the request was made again."""
        try:
            return self._bucket.read_tagged(key)[0] == data
        except NotFoundError:
            return False

    def _create(self, key: str, data: bytes) -> None:
        if not self._bucket.create(key, data):
            self._compare(key, hashlib.sha256(data).hexdigest())

    def _create_from(self, key: str, path: str) -> None:
        with failing("read", path):
            data = Path(path).read_bytes()
        self._create(key, data)

    def _upload(self, key: str, path: Path) -> None:
        """Put a long content, unless it is there, and read it back."""
        sha256, _ = sha256_and_size(_chunks_in(path))
        if not self._bucket.has(key):
            self._bucket.upload(key, path)
        self._compare(key, sha256)

    def _compare(self, key: str, sha256: str) -> None:
        """Make sure that the store holds what was handed in, before anybody counts on it.

        Raises:
            DamagedError: It does not.
        """
        if sha256_and_size(self._bucket.read(key))[0] != sha256:
            raise DamagedError(
                f"{key} is held already, but with other bytes: run `ledgerstone verify`, and restore it from a copy"
            )


def open_store(text: str, tmp: Path) -> S3Store:
    """Return the store that a setting names, such as "s3://bucket/prefix".

    Raises:
        UsageError: The setting cannot be understood.
        StorageError: The environment has no credentials.
    """
    address = parse_address(text)
    return S3Store(Bucket(within(address, "archive")), tmp=tmp)


def within(address: S3Address, folder: str) -> S3Address:
    """Return the address of a folder below another one."""
    return S3Address(bucket=address.bucket, prefix=f"{address.prefix}/{folder}".removeprefix("/"))


def _all_at_once(work: Callable[[str, T], None], items: Mapping[str, T], threads: int) -> None:
    """Do the work for all items, some at the same time; the first error is raised when those begun are done."""
    with ThreadPoolExecutor(threads) as pool:
        begun = [pool.submit(work, key, item) for key, item in items.items()]
        try:
            for one in begun:
                one.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _chunks_in(path: Path) -> Iterator[bytes]:
    with failing("read", path), path.open("rb") as opened:
        while chunk := opened.read(CHUNK_BYTES):
            yield chunk
