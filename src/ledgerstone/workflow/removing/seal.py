"""Seal a source: its bytes, what is said of it, and the rows that quote it, for named recipients and the recovery key.

Order: ciphertexts durable and read back → entries of the log → plaintext removed → all that was derived cleared. An
age file does not say whom it is for, and neither do we: the log's metadata counts the recipients and names only the
recovery key, by its digest. Every recipient is somebody whom a person named: no key of the program's own is added to
try the seal with.
"""

import secrets
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO

import msgspec
from msgspec import Struct

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.errors import DamagedError, RefusedError, StorageError, UsageError
from ledgerstone.evidence.preservation.belongings import readable_belongings
from ledgerstone.evidence.preservation.log.entries import Entry, EntryType
from ledgerstone.evidence.preservation.metadata import SALT_BYTES, Words, metadata_object
from ledgerstone.evidence.preservation.objects import keep, keep_bytes, object_key
from ledgerstone.evidence.preservation.sealing import SealingError, checked_recipient, encrypt
from ledgerstone.record import find, save
from ledgerstone.record.find import holdings
from ledgerstone.record.save.clearing import TiedRow
from ledgerstone.record.statuses import DEACCESSIONED, DEACCESSIONING
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.storage.disk import CHUNK_BYTES
from ledgerstone.values.digests import sha256_hex
from ledgerstone.workflow.archive_log import Writing, writing
from ledgerstone.workflow.keys.recovery_key import recovery_digest, recovery_recipient
from ledgerstone.workflow.people import require_user
from ledgerstone.workflow.removing.clear_derived import clear_derived
from ledgerstone.workflow.take_in import take_in

SEAL_KIND = "seal"
ROW_KIND = "row"

_CUSTODIAN = Viewer(role=Role.CUSTODIAN)

OpenChunks = Callable[[], Iterable[bytes]]


class Sealed(Struct, frozen=True, kw_only=True):
    """What was sealed.

    Attributes:
        source: The source's id.
        sha256: The digest of its bytes, which stays provable.
        sealed_as: The digest of the ciphertext.
        recipients: How many can open it, the recovery key among them.
        objects: How many objects were sealed, with its metadata and the rows that quote it.
        kept_reasons: Ids of judgements on incidents that the source was in; their reasons stay: read them.
    """

    source: str
    sha256: str
    sealed_as: str
    recipients: int
    objects: int
    kept_reasons: tuple[str, ...]


class Beside(Struct, frozen=True, kw_only=True):
    """What the commit of a seal says beside it.

    Attributes:
        entries: Other entries, which come first.
        rows: Rows whose words are sealed and cleared too, beside those that are on the source.
    """

    entries: tuple[Entry, ...] = ()
    rows: tuple[TiedRow, ...] = ()


_NOTHING = Beside()


class Sealing:
    """Seals objects for one set of recipients; what it staged becomes durable with the next commit."""

    def __init__(self, archive: Writing, directory: DataDirectory, recipients: Sequence[str]) -> None:
        self._archive, self._directory = archive, directory
        self._recipients = tuple(recipients)
        self._ciphertexts: list[str] = []

    def seal(self, sha256: str, open_chunks: OpenChunks) -> str:
        """Encrypt bytes, and return the digest of the ciphertext, which is an object from now on.

        Args:
            sha256: The digest that the plaintext must have.
            open_chunks: Gives the plaintext.

        Raises:
            DamagedError: The plaintext has another digest.
            StorageError: The medium failed.
        """
        try:
            # A file without a name: it holds ciphertext, and is gone with this process.
            with tempfile.TemporaryFile(dir=self._directory.tmp) as ciphertext:
                plain = encrypt(open_chunks(), ciphertext, recipients=self._recipients)
                kept = keep(self._archive.store, lambda: _chunks(ciphertext))
        except OSError as error:
            raise StorageError(f"cannot seal {sha256}: {error.strerror}; free space, and run again") from error
        if plain.sha256 != sha256:
            raise DamagedError(
                f"the object {sha256} is damaged: nothing was sealed; restore it from a copy with `repair` first"
            )
        self._ciphertexts.append(kept.sha256)
        return kept.sha256

    def seal_bytes(self, data: bytes) -> tuple[str, str]:
        """Encrypt bytes that lie in no store, and return their digest and that of the ciphertext."""
        sha256 = sha256_hex([data])
        return sha256, self.seal(sha256, lambda: [data])

    def check(self) -> None:
        """Make the ciphertexts durable and read them back, before anything that they stand for is removed.

        Raises:
            DamagedError: One reads back otherwise than it was written.
            StorageError: The medium failed.
        """
        self._archive.store.sync()
        for sha256 in self._ciphertexts:
            if self._archive.store.digest(object_key(sha256))[0] != sha256:
                raise DamagedError(f"{object_key(sha256)} reads back other bytes than were written: check the disk")


def recipients_of(directory: DataDirectory, named: Iterable[str]) -> tuple[str, ...]:
    """Return those whom a person named, and the recovery recipient, which is always the last one.

    Raises:
        UsageError: One is no recipient.
        RefusedError: No recovery key was set up.
    """
    recovery = recovery_recipient(directory)
    try:
        known = dict.fromkeys(checked_recipient(one) for one in named)
    except SealingError as error:
        raise UsageError(str(error)) from error
    return (*(one for one in known if one != recovery), recovery)


def seal(directory: DataDirectory, asked: str, *, to: Iterable[str] = (), by: str | None = None) -> Sealed:
    """Seal a source for recipients and the recovery key, and clear all that was derived from it.

    Args:
        directory: The archive.
        asked: The source's id or digest, or a beginning that only one has.
        to: Recipients of age.
        by: The name of the user who decided it; None for nobody in particular.

    Raises:
        NotFoundError: There is no such source.
        UsageError: A recipient is none.
        RefusedError: It is sealed, or no recovery key was set up.
        ForbiddenError: There is no such user.
        DamagedError: Its bytes are damaged; nothing was sealed.
        StorageError: The medium failed; the message says what is done.
    """
    recipients = recipients_of(directory, to)
    if by is not None:
        require_user(by)
    key = find.full_source_id(asked, viewer=_CUSTODIAN, purpose=Purpose.CUSTODY)
    with writing(directory) as archive:
        return seal_source(archive, directory, key, recipients, agent=None if by is None else holdings.agent_of(by))


def seal_source(  # noqa: PLR0913 - what a seal consists of
    archive: Writing,
    directory: DataDirectory,
    key: str,
    recipients: Sequence[str],
    *,
    agent: str | None = None,
    beside: Beside = _NOTHING,
) -> Sealed:
    """Seal a source while the archive is held for writing; what else was staged is in the same commit.

    Args:
        archive: The archive.
        directory: Where it lies.
        key: The source's id.
        recipients: What `recipients_of` gives.
        agent: Id of the person who decided it; the program's own by default.
        beside: What else the commit says.
    """
    row = find.source(key, viewer=_CUSTODIAN, purpose=Purpose.CUSTODY).source
    sha256 = row.sha256
    if row.status in {DEACCESSIONING, DEACCESSIONED}:
        raise RefusedError(key, "its bytes were removed from this archive by a deaccession: there is nothing to seal")
    if holdings.is_sealed(sha256):
        raise RefusedError(key, "it is sealed already; `disclose` opens it for whoever holds a key to it")
    sealing = Sealing(archive, directory, recipients)
    plain = (sha256, *readable_belongings(archive.store, archive.log.size, (sha256,)))
    new = [_entry(archive, sealing, one, agent) for one in plain]
    new[0] = msgspec.structs.replace(new[0], meta=_said(archive, recipients))
    rows = tuple(dict.fromkeys((*save.tied_rows((key,)), *beside.rows)))
    new += [_row_entry(archive, sealing, row, sha256, agent) for row in rows]
    sealing.check()
    cleared = {row.key for row in rows}
    reasons = tuple(one for one in save.kept_reasons((key,)) if one not in cleared)
    archive.commit([*beside.entries, *new], removing=[object_key(one) for one in plain])
    take_in(archive.store, archive.log.size)
    clear_derived(directory, (key,))
    archive.settle()
    return Sealed(
        source=key,
        sha256=sha256,
        sealed_as=new[0].sealed_as or "",
        recipients=len(recipients),
        objects=len(new),
        kept_reasons=reasons,
    )


def _entry(archive: Writing, sealing: Sealing, sha256: str, agent: str | None) -> Entry:
    sealed_as = sealing.seal(sha256, lambda: archive.store.get(object_key(sha256)))
    entry = archive.entry(EntryType.SEAL, agent=agent)
    return msgspec.structs.replace(entry, object=sha256, sealed_as=sealed_as)


def _row_entry(archive: Writing, sealing: Sealing, row: TiedRow, parent: str, agent: str | None) -> Entry:
    """Seal the text of a row with its salt: whoever opens it can hold it against the digest in the log.

    The source is named as its parent: a deaccession of the source takes the row's text along.
    """
    words = {"kind": ROW_KIND, "row": row.kind.value, "row_salt": row.salt, "text": row.text}
    data = metadata_object(words, salt=secrets.token_bytes(SALT_BYTES))
    sha256, sealed_as = sealing.seal_bytes(data)
    entry = archive.entry(EntryType.SEAL, agent=agent)
    return msgspec.structs.replace(entry, object=sha256, parent=parent, sealed_as=sealed_as, row=row.digest)


def _said(archive: Writing, recipients: Sequence[str]) -> str:
    """Keep what is said of a seal: how many can open it, and which recovery key; never whom."""
    words: Words = {"kind": SEAL_KIND, "recipients": len(recipients), "recovery": recovery_digest(recipients[-1])}
    data = metadata_object(words, salt=secrets.token_bytes(SALT_BYTES))
    return keep_bytes(archive.store, data).sha256


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(CHUNK_BYTES):
        yield chunk
