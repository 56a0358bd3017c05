"""Keep files: bytes into the store, then the source and its acquisition on the record, batch by batch.

A file is acknowledged when its batch is: bytes durable, then one transaction of the record. What an interruption
leaves between the two is named in the store's journal, and the next run removes or completes it.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec
from django.db import DatabaseError, transaction
from django.utils import timezone

from ledgerstone.errors import LedgerstoneError, RefusedError, StorageError
from ledgerstone.evidence.preservation.objects import Kept, keep
from ledgerstone.record import save
from ledgerstone.record.rows import AcquisitionRow
from ledgerstone.storage.disk import CHUNK_BYTES, DiskStore
from ledgerstone.workflow.descriptions import Description
from ledgerstone.workflow.found_files import open_file
from ledgerstone.workflow.refusals import refusal_row

BATCH_FILES = 100
BATCH_BYTES = 64 * 1024 * 1024
"""A batch ends at whichever comes first: a commit costs a wait for the disk, a lost batch costs reading it again."""


class ToKeep(msgspec.Struct, frozen=True, kw_only=True):
    """A file with all that is said of it."""

    path: Path
    name: str
    description: Description


class KeptFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file that is on the record: its source's id, and whether that is new."""

    source: str
    created: bool


Outcome = KeptFile | RefusedError


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
    files: Iterable[ToKeep | RefusedError], store: DiskStore, *, progress: Callable[[int], None]
) -> Iterator[Outcome]:
    """Keep files, and yield each outcome once it is on the record.

    Args:
        files: What to keep, and what the walk refused.
        store: Where to.
        progress: Is told of each file that was seen.

    Raises:
        StorageError: The medium failed; what was yielded before is kept.
        DamagedError: The store holds some of these bytes already, and they are damaged.
    """
    batch = _Batch()
    for file in files:
        try:
            _take(file, store, batch)
        except LedgerstoneError:
            # What went in before is whole, and may still fit: try, and then say what failed.
            yield from _acknowledge(batch, store)
            raise
        progress(1)
        if batch.is_full():
            yield from _acknowledge(batch, store)
            batch = _Batch()
    yield from _acknowledge(batch, store)


def _take(file: ToKeep | RefusedError, store: DiskStore, batch: _Batch) -> None:
    if isinstance(file, RefusedError):
        batch.refused.append(file)
        return
    try:
        kept = keep(store, lambda: open_file(file.path, CHUNK_BYTES), name=str(file.path))
    except RefusedError as error:
        batch.refused.append(error)
    else:
        batch.add(file, kept)


def _acknowledge(batch: _Batch, store: DiskStore) -> Iterator[Outcome]:
    """Make a batch durable, put it on the record, and only then yield it."""
    if not batch.files and not batch.refused:
        return
    store.sync()
    try:
        outcomes = _on_record(batch)
    except DatabaseError as error:
        raise StorageError(f"the record cannot be written: {error}; free space or mend it, and run again") from error
    store.settle()
    yield from outcomes


def _on_record(batch: _Batch) -> list[Outcome]:
    """Put a batch on the record, whole or not at all."""
    now = timezone.now()
    outcomes: list[Outcome] = []
    with transaction.atomic():
        for file, kept in batch.files:
            key, created = save.add_source(sha256=kept.sha256, size_bytes=kept.size_bytes, obtained=now)
            said = msgspec.structs.asdict(file.description)
            save.add_acquisition(key, AcquisitionRow(path=file.name, obtained=now, **said))
            outcomes.append(KeptFile(source=key, created=created))
        for refused in batch.refused:
            save.refuse(refusal_row(refused, now))
            outcomes.append(refused)
    return outcomes
