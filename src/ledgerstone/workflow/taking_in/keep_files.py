"""Keep files: bytes and what is said of them into the store, one commit of the log, then the record, batch by batch.

A file is acknowledged when its batch is: durable and in the log, then in one transaction of the record. What an
interruption leaves before the log's commit, the next writer removes; what it leaves after it, the record takes in
from the log.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

import msgspec
from django.db import DatabaseError, transaction
from django.utils import timezone

from ledgerstone.errors import LedgerstoneError, RefusedError, StorageError
from ledgerstone.evidence.preservation.log.entries import Entry, EntryType
from ledgerstone.evidence.preservation.metadata import SALT_BYTES
from ledgerstone.evidence.preservation.objects import Kept, keep, keep_bytes
from ledgerstone.record import save
from ledgerstone.record.find import holdings, logged
from ledgerstone.record.rows import AcquisitionRow, RefusalRow
from ledgerstone.record.statuses import DEACCESSIONING
from ledgerstone.storage.disk import CHUNK_BYTES
from ledgerstone.values.digests import short_id
from ledgerstone.workflow.archive_log import Writing
from ledgerstone.workflow.take_in import said_object
from ledgerstone.workflow.taking_in.descriptions import Description
from ledgerstone.workflow.taking_in.found_files import open_file
from ledgerstone.workflow.taking_in.refusals import refusal_row

BATCH_FILES = 1000
BATCH_BYTES = 64 * 1024 * 1024
"""A batch ends at whichever comes first: a commit costs a wait for the disk, a lost batch costs reading it again."""


class ToKeep(msgspec.Struct, frozen=True, kw_only=True):
    """A file with all that is said of it.

    Attributes:
        path: Where it lies.
        name: What it is called: its path in the folder that was handed in, or in the container.
        description: What people said of it.
        part_of: Digest of the container that it was taken out of; None for a file that was handed in itself.
        captured: When it was fetched, as the container says it; None where it does not.
    """

    path: Path
    name: str
    description: Description
    part_of: str | None = None
    captured: str | None = None

    def shown(self) -> str:
        """Return what to call it where it is refused: the path that a person knows it by."""
        return str(self.path) if self.part_of is None else self.name


class KeptFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file that is on the record: its source's id, and whether that is new."""

    source: str
    created: bool


Outcome = KeptFile | RefusedError


class _KeptOutError(RefusedError):
    """The bytes were sealed or removed. The file's name may be a part of what should be known no more: it is not kept.

    Attributes:
        source: The id of the source that they were.
    """

    def __init__(self, path: str, source: str, reason: str) -> None:
        super().__init__(path, reason)
        self.source = source


class _Doors:
    """Knows which bytes are kept out: those that were sealed, and those that were removed from the archive.

    Args:
        again: Whether what was removed may come in again: that is a decision of whoever asks for it.
    """

    def __init__(self, *, again: bool) -> None:
        self._sealed = holdings.sealed_digests()
        removed = holdings.removed_digests()
        self._going = {sha256 for sha256, status in removed.items() if status == DEACCESSIONING}
        self._removed = frozenset() if again else frozenset(removed)

    def admit(self, path: str, sha256: str) -> None:
        """Let bytes in.

        Raises:
            RefusedError: They are kept out.
        """
        source = short_id("s", sha256)
        if sha256 in self._sealed:
            reason = f"its bytes were sealed as {source}, and are not taken in again; `disclose` opens what is sealed"
        elif sha256 in self._going:
            reason = f"its bytes are those of {source}, and words of that are still being cleared: stop `serve` first"
        elif sha256 in self._removed:
            reason = (
                f"its bytes were removed from this archive as {source}, perhaps because a person asked for it; "
                "`ingest --again` takes them in nevertheless"
            )
        else:
            return
        raise _KeptOutError(path, source, reason)


class _Batch:
    """Files whose bytes are in the store and which the record does not know yet."""

    def __init__(self) -> None:
        self.files: list[tuple[ToKeep, Kept]] = []
        self.refused: list[RefusedError] = []
        self.size_bytes = 0

    def add(self, file: ToKeep, kept: Kept) -> None:
        """Take a file in."""
        self.files.append((file, kept))
        self.size_bytes += kept.size_bytes

    def is_full(self) -> bool:
        """Tell whether it should be put on the record."""
        return len(self.files) + len(self.refused) >= BATCH_FILES or self.size_bytes >= BATCH_BYTES


def keep_files(
    files: Iterable[ToKeep | RefusedError], archive: Writing, *, progress: Callable[[int], None], again: bool = False
) -> Iterator[Outcome]:
    """Keep files, and yield each outcome once it is on the record.

    Args:
        files: What to keep, and what the walk refused.
        archive: Where to.
        progress: Is told of each file that was seen.
        again: Whether bytes that were removed from the archive may come in again.

    Raises:
        StorageError: The medium failed; what was yielded before is kept.
        DamagedError: The store holds some of these bytes already, and they are damaged.
    """
    batch = _Batch()
    doors = _Doors(again=again)
    for file in files:
        try:
            _take(file, archive, batch, doors)
        except LedgerstoneError:
            # What went in before is whole, and may still fit: try, and then say what failed.
            yield from _acknowledge(batch, archive)
            raise
        progress(1)
        if batch.is_full():
            yield from _acknowledge(batch, archive)
            batch = _Batch()
    yield from _acknowledge(batch, archive)


def _take(file: ToKeep | RefusedError, archive: Writing, batch: _Batch, doors: _Doors) -> None:
    if isinstance(file, RefusedError):
        batch.refused.append(file)
        return

    def admit(sha256: str) -> None:
        doors.admit(file.shown(), sha256)

    try:
        kept = keep(archive.store, lambda: open_file(file.path, CHUNK_BYTES), name=file.shown(), admit=admit)
    except RefusedError as error:
        batch.refused.append(error)
    else:
        batch.add(file, kept)


def _acknowledge(batch: _Batch, archive: Writing) -> Iterator[Outcome]:
    """Make a batch durable and log it, put it on the record, and only then yield it."""
    if not batch.files and not batch.refused:
        return
    acquired = _logged(batch, archive)
    try:
        outcomes = _on_record(batch, acquired, archive.log.size)
    except DatabaseError as error:
        raise StorageError(f"the record cannot be written: {error}; free space or mend it, and run again") from error
    archive.store.settle()
    yield from outcomes


def _logged(batch: _Batch, archive: Writing) -> list[AcquisitionRow]:
    """Commit a batch to the log: one entry for each description that is new.

    Returns:
        How each file came in.
    """
    now = timezone.now()
    acquired, new = [], []
    seen: set[tuple[str, str]] = set()
    held = logged.held_of({kept.sha256 for _, kept in batch.files})
    for file, kept in batch.files:
        said = _acquired(file, now)
        described = (kept.sha256, save.fingerprint(said))
        if described not in seen and not (kept.sha256 in held and logged.is_acquired(*described)):
            seen.add(described)
            words = said_object(kept.sha256, said, salt=secrets.token_bytes(SALT_BYTES))
            meta = keep_bytes(archive.store, words).sha256
            said = msgspec.structs.replace(said, meta=meta)
            new.append(_entry(archive, kept, meta, file.part_of))
        acquired.append(said)
    if new:
        archive.commit(new)
    return acquired


def _acquired(file: ToKeep, now: datetime) -> AcquisitionRow:
    said = msgspec.structs.asdict(file.description)
    return AcquisitionRow(path=file.name, obtained=now, part_of=file.part_of, captured=file.captured, **said)


def _entry(archive: Writing, kept: Kept, meta: str, parent: str | None) -> Entry:
    entry = archive.entry(EntryType.INGESTION)
    return msgspec.structs.replace(entry, object=kept.sha256, size=kept.size_bytes, meta=meta, parent=parent)


def _on_record(batch: _Batch, acquired: list[AcquisitionRow], log_size: int) -> list[Outcome]:
    """Put a batch on the record, whole or not at all."""
    now = timezone.now()
    outcomes: list[Outcome] = []
    with transaction.atomic():
        coming = [
            save.Coming(sha256=kept.sha256, size_bytes=kept.size_bytes, acquisition=said)
            for (_, kept), said in zip(batch.files, acquired, strict=True)
        ]
        outcomes += [KeptFile(source=key, created=created) for key, created in save.add_coming(coming)]
        for refused in batch.refused:
            save.refuse(_refusal(refused, now))
            outcomes.append(refused)
        save.take_in(log_size)
    return outcomes


def _refusal(refused: RefusedError, at: datetime) -> RefusalRow:
    named = RefusedError(refused.source, refused.reason) if isinstance(refused, _KeptOutError) else refused
    return refusal_row(named, at)
