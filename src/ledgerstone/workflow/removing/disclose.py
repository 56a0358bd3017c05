"""Disclose: open something sealed for a named person, outside the archive, and log that it was done.

What comes out is held against the log before anything of it is written, the entry is durable before the plaintext is,
and the archive itself stays sealed. Why it was opened is said to the recovery key alone: the log has a salted digest
of the reason, and the words with their salt are a sealed metadata object.
"""

import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

import msgspec
from msgspec import Struct

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.errors import DamagedError, NotFoundError, RefusedError, StorageError, UsageError
from ledgerstone.evidence.preservation.log.entries import Entry, EntryType
from ledgerstone.evidence.preservation.log.reading import entries
from ledgerstone.evidence.preservation.metadata import SALT_BYTES, metadata_object, salted_digest
from ledgerstone.evidence.preservation.objects import object_key
from ledgerstone.evidence.preservation.sealing import Digested, Nowhere, SealingError, Sink, decrypt, identities_in
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.record import find
from ledgerstone.record.find import holdings
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.archive_log import Writing, writing
from ledgerstone.workflow.people import require_user
from ledgerstone.workflow.removing.seal import Sealing, recipients_of

DISCLOSURE_KIND = "disclosure"

_CUSTODIAN = Viewer(role=Role.CUSTODIAN)
_OWNER_ONLY = 0o600
_DIGEST_LENGTH = 64


class Disclosed(Struct, frozen=True, kw_only=True):
    """What was disclosed.

    Attributes:
        sha256: The digest of the plaintext, as the log has it.
        size: Its bytes.
        out: Where it was written.
        log_size: Entries of the log after it.
    """

    sha256: str
    size: int
    out: str
    log_size: int


def disclose(  # noqa: PLR0913 - what a disclosure consists of, all keyword-only but what and where
    directory: DataDirectory, asked: str, *, identities: Sequence[str], out: Path, by: str, reason: str
) -> Disclosed:
    """Write the plaintext of something sealed to a file outside the archive, and log it.

    Args:
        directory: The archive.
        asked: Id or digest of a source, or the digest of another sealed object, as the log names it.
        identities: Private keys of age.
        out: The file; it must not be there, nor below the data directory.
        by: The user's name.
        reason: Why, in the person's words.

    Raises:
        NotFoundError: Nothing of this id was sealed.
        RefusedError: It was removed since.
        ForbiddenError: There is no such user.
        UsageError: The key does not open it, or the file cannot be made there.
        DamagedError: What comes out is not what the log says; nothing was written.
        StorageError: The medium failed.
    """
    require_user(by)
    if out.resolve().is_relative_to(directory.root.resolve()):
        raise UsageError(f"{out} is within the archive, which stays sealed: name a file outside it")
    recovery = recipients_of(directory, ())
    sha256 = _digest_asked(asked)
    with writing(directory) as archive, _NewFile(out) as file:
        sealed_as = _ciphertext_of(archive.store, sha256, archive.log.size)
        opened = _open(archive.store, sealed_as, Nowhere(), identities)
        if opened.sha256 != sha256:
            raise DamagedError(f"the sealed object {sealed_as} opens to other bytes than the log says; run `verify`")
        _log(archive, Sealing(archive, directory, recovery), sha256, agent=holdings.agent_of(by), reason=reason)
        archive.settle()
        _open(archive.store, sealed_as, file, identities)
        file.keep()
        return Disclosed(sha256=sha256, size=opened.size_bytes, out=str(out), log_size=archive.log.size)


def identities_of(path: Path) -> tuple[str, ...]:
    """Return the private keys of a file as `age-keygen` writes it.

    Raises:
        UsageError: It cannot be read, or holds none.
    """
    try:
        return identities_in(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError:
        raise UsageError(f"{path} is no text: it should hold a line that begins with AGE-SECRET-KEY-1") from None
    except SealingError as error:
        raise UsageError(f"{path}: {error}") from error


def _digest_asked(asked: str) -> str:
    if len(asked) == _DIGEST_LENGTH and set(asked) <= set("0123456789abcdef"):
        return asked
    key = find.full_source_id(asked, viewer=_CUSTODIAN, purpose=Purpose.CUSTODY)
    return find.source(key, viewer=_CUSTODIAN, purpose=Purpose.CUSTODY).source.sha256


_STANDING = {EntryType.INGESTION, EntryType.SEAL, EntryType.DEACCESSION}
"""Acts after which an object lies open, lies as ciphertext, or is gone: the last of them counts."""


def _ciphertext_of(store: Store, sha256: str, size: int) -> str:
    """Return the digest of the ciphertext that took an object's place last."""
    found, removed = None, False
    for _, entry in entries(store, 0, size):
        if entry.object == sha256 and entry.type in _STANDING:
            found, removed = entry.sealed_as, entry.type is EntryType.DEACCESSION
    if removed:
        raise RefusedError(sha256, "it was removed from this archive by a deaccession: there is nothing to disclose")
    if found is None:
        raise NotFoundError(f"{sha256} is not sealed: what is not sealed is shown by `source`, or lies in objects/")
    return found


def _open(store: Store, sealed_as: str, into: Sink, identities: Sequence[str]) -> Digested:
    try:
        return decrypt(store.get(object_key(sealed_as)), into, identities=identities)
    except SealingError as error:
        raise UsageError(f"the sealed object {sealed_as}: {error}; hand in another key, or run `verify`") from error


def _log(archive: Writing, sealing: Sealing, sha256: str, *, agent: str, reason: str) -> None:
    """Log the disclosure, with its reason as a salted digest, and the reason itself sealed to the recovery key."""
    salt = secrets.token_bytes(SALT_BYTES)
    said = metadata_object({"kind": DISCLOSURE_KIND, "object": sha256, "reason": reason}, salt=salt)
    meta, meta_sealed_as = sealing.seal_bytes(said)
    sealing.check()
    disclosure: Entry = msgspec.structs.replace(
        archive.entry(EntryType.DISCLOSURE, agent=agent),
        object=sha256,
        meta=meta,
        reason=salted_digest(reason, salt=salt),
    )
    of_reason = msgspec.structs.replace(
        archive.entry(EntryType.SEAL, agent=agent), object=meta, sealed_as=meta_sealed_as
    )
    archive.commit([disclosure, of_reason])


class _NewFile:
    """A new file for its owner alone, which is gone again unless `keep` was called."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept = False

    def __enter__(self) -> Self:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        try:
            self._descriptor = os.open(self._path, flags, _OWNER_ONLY)
        except FileExistsError as error:
            raise UsageError(f"{self._path} is there already: name a new file") from error
        except OSError as error:
            raise UsageError(f"{self._path} cannot be made: {error.strerror}; name another file") from error
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._descriptor)
        if not self._kept:
            with suppress(OSError):
                self._path.unlink()

    def write(self, data: bytes, /) -> int:
        """Write all of the bytes."""
        left = memoryview(data)
        try:
            while left:
                left = left[os.write(self._descriptor, left) :]
        except OSError as error:
            raise StorageError(f"cannot write {self._path}: {error.strerror}; free space, and run again") from error
        return len(data)

    def keep(self) -> None:
        """Make the file durable, and let it stay.

        Raises:
            StorageError: The medium failed.
        """
        try:
            os.fsync(self._descriptor)
        except OSError as error:
            raise StorageError(f"cannot write {self._path}: {error.strerror}; free space, and run again") from error
        self._kept = True
