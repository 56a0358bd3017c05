"""Write the query with which a person asks a time authority for a token over the current checkpoint.

Nothing is sent. What was asked is remembered under DATA/tmp/timestamp-requests/, so that an answer to no query of
ours is known as such.
"""

import os
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct

from ledgerstone.errors import NotFoundError, UsageError
from ledgerstone.evidence.preservation.log.reading import current
from ledgerstone.evidence.preservation.timestamps.query import NONCE_BYTES, make_query
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.storage.durable import sync_one
from ledgerstone.storage.failing import failing

_FOLDER = "timestamp-requests"
_PRIVATE_FILE, _PRIVATE_FOLDER = 0o600, 0o700


class Asked(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a query asked.

    Attributes:
        nonce: Its number used once, 16 hex digits.
        size: The size of the log whose checkpoint it is about.
        sha256: Digest of that checkpoint's bytes.
        at: When it was written, by this machine's clock.
    """

    nonce: str
    size: int
    sha256: str
    at: datetime


class Requested(Struct, frozen=True, kw_only=True):
    """A query that was written: its file, and what it asks."""

    file: str
    size: int
    sha256: str


def request_timestamp(directory: DataDirectory, *, out: Path | None, nonce: bytes, at: datetime) -> Requested:
    """Write a query over the current checkpoint.

    Args:
        directory: The archive.
        out: Where to; by default `checkpoint-<size>.tsq` in the current folder.
        nonce: 8 random bytes.
        at: What this machine's clock says.

    Raises:
        UsageError: The file is there already, or cannot be written.
        NotFoundError: There is no log.
        DamagedError: The checkpoint cannot be understood.
        StorageError: The medium failed.
    """
    signed = current(directory.store())
    size, digest = signed.checkpoint.size, sha256(signed.data)
    path = out or Path(f"checkpoint-{size}.tsq")
    try:
        with path.open("xb") as file:
            _remember(directory, Asked(nonce=nonce.hex(), size=size, sha256=digest.hexdigest(), at=at))
            file.write(make_query(digest.digest(), nonce=nonce))
    except FileExistsError as error:
        raise UsageError(f"{path} is there already: name another file with --out") from error
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}; name another file with --out") from error
    return Requested(file=str(path), size=size, sha256=digest.hexdigest())


def asked_with(directory: DataDirectory, nonce: int) -> Asked:
    """Return what the query with a number used once asked.

    Raises:
        NotFoundError: No query of this archive had it, or what was remembered of it is gone.
    """
    path = _path(directory, f"{nonce:0{2 * NONCE_BYTES}x}")
    try:
        return msgspec.json.decode(path.read_bytes(), type=Asked)
    except (OSError, msgspec.DecodeError) as error:
        raise NotFoundError(f"no query with the nonce {nonce:x} is remembered in this archive") from error


def _remember(directory: DataDirectory, asked: Asked) -> None:
    path = _path(directory, asked.nonce)
    with failing("write", path):
        path.parent.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE_FILE)
        with os.fdopen(descriptor, "wb") as file:
            file.write(msgspec.json.encode(asked))
        sync_one(path)
        sync_one(path.parent)


def _path(directory: DataDirectory, nonce: str) -> Path:
    return directory.tmp / _FOLDER / f"{nonce}.json"
