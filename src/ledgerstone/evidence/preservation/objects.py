"""Objects: raw bytes under their own SHA-256, created once, never overwritten.

An object's key is made of its digest, so that the same bytes are stored once and a change of bytes shows. The
bytes are read twice: once for the digest, once to keep them; a file that changes between the two is not kept. Few
bytes are compared with those of the first reading, many by their digest.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from ledgerstone.errors import DamagedError, RefusedError
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.values.digests import sha256_hex

PREFIX = "objects/sha256/"

_OBJECT_KEY = re.compile(r"objects/sha256/([0-9a-f]{2})/(\1[0-9a-f]{62})")
_ATTEMPTS = 2
_FEW_BYTES = 64 * 1024


class Kept(Struct, frozen=True, kw_only=True):
    """What was kept.

    Attributes:
        sha256: The digest of the bytes, 64 lower-case hex digits.
        size_bytes: How many bytes.
        created: Whether these bytes are new to the store.
    """

    sha256: str
    size_bytes: int
    created: bool


class _ChangedError(Exception):
    """The bytes were not the same at the second reading."""


class _Read(Struct, frozen=True, kw_only=True):
    """What the first reading gave: the digest, how many bytes, and the bytes themselves where they are few."""

    sha256: str
    size_bytes: int
    few: bytes | None


def object_key(sha256: str) -> str:
    """Return the key of the object with this digest.

    Args:
        sha256: 64 lower-case hex digits.

    Raises:
        ValueError: It is no such digest.
    """
    key = f"{PREFIX}{sha256[:2]}/{sha256}"
    if _OBJECT_KEY.fullmatch(key) is None:
        raise ValueError(f"not a SHA-256 in lower-case hex: {sha256!r}")
    return key


def digest_of_key(key: str) -> str | None:
    """Return the digest that a key names; None where the key is no object's."""
    found = _OBJECT_KEY.fullmatch(key)
    return found.group(2) if found else None


def keep(
    store: Store,
    open_chunks: Callable[[], Iterable[bytes]],
    *,
    name: str = "the bytes",
    admit: Callable[[str], None] | None = None,
) -> Kept:
    """Keep bytes under their digest; they are durable when `store.sync()` has returned.

    Args:
        store: Where to.
        open_chunks: Gives the bytes from their beginning, each time it is called.
        name: What a refusal calls them.
        admit: Is told the digest before anything is stored, and raises RefusedError to keep the bytes out.

    Raises:
        RefusedError: The bytes changed while they were read, and changed again when that was retried; or `admit`
            keeps them out.
        DamagedError: The store holds this object, but not these bytes.
        StorageError: The medium failed; nothing of the object is visible.
    """
    for _ in range(_ATTEMPTS):
        read = _read(open_chunks())
        if admit is not None:
            admit(read.sha256)
        try:
            created = store.put_once(object_key(read.sha256), _unchanged(open_chunks(), read))
        except _ChangedError:
            continue
        if not created:
            _compare(store, read.sha256)
        return Kept(sha256=read.sha256, size_bytes=read.size_bytes, created=created)
    raise RefusedError(name, "it changed while it was read, twice; ingest it again when nothing writes to it")


def keep_bytes(store: Store, data: bytes) -> Kept:
    """Keep bytes that are in memory; see `keep`."""
    return keep(store, lambda: [data])


def _read(chunks: Iterable[bytes]) -> _Read:
    digest, size = hashlib.sha256(), 0
    few: list[bytes] = []
    for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
        if size <= _FEW_BYTES:
            few.append(chunk)
        else:
            few.clear()
    return _Read(sha256=digest.hexdigest(), size_bytes=size, few=b"".join(few) if size <= _FEW_BYTES else None)


def _unchanged(chunks: Iterable[bytes], read: _Read) -> Iterator[bytes]:
    """Pass chunks on, and fail as soon as they are known not to be those of the first reading."""
    if read.few is not None:
        return _same(chunks, read.few)
    return _of_digest(chunks, read.sha256)


def _same(chunks: Iterable[bytes], expected: bytes) -> Iterator[bytes]:
    at = 0
    for chunk in chunks:
        if not expected.startswith(chunk, at):
            raise _ChangedError
        at += len(chunk)
        yield chunk
    if at != len(expected):
        raise _ChangedError


def _of_digest(chunks: Iterable[bytes], expected: str) -> Iterator[bytes]:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
        yield chunk
    if digest.hexdigest() != expected:
        raise _ChangedError


def _compare(store: Store, sha256: str) -> None:
    """Make sure that what the store already holds is what is handed in, before anybody counts on it."""
    if sha256_hex(store.get(object_key(sha256))) != sha256:
        raise DamagedError(
            f"{object_key(sha256)} is held already, but its bytes are damaged: run `ledgerstone verify`, "
            "and restore it from a copy"
        )
