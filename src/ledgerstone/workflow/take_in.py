"""Take into the record what the log says and the record does not know: after a crash, an import, or a lost database.

What is said of a source comes from its metadata object; where that was sealed or is gone, the source stands alone.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from django.db import transaction

from ledgerstone.errors import DamagedError, NotFoundError
from ledgerstone.evidence.preservation.log.entries import Entry, EntryType
from ledgerstone.evidence.preservation.log.reading import entries
from ledgerstone.evidence.preservation.metadata import MetadataError, metadata_object, parse_metadata
from ledgerstone.evidence.preservation.objects import object_key
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.record import save
from ledgerstone.record.find import logged
from ledgerstone.record.rows import SAID_OF_BYTES, AcquisitionRow
from ledgerstone.record.statuses import DEACCESSIONING, SEALING

ACQUISITION = "acquisition"
"""The kind of a metadata object that says how bytes came in."""

_BATCH = 500

_CLEARING = {EntryType.SEAL: SEALING, EntryType.DEACCESSION: DEACCESSIONING, EntryType.REDACTION: None}
"""Acts that clear words, and the status of a source until they are cleared; a redaction clears rows alone."""


def take_in(store: Store, size: int) -> None:
    """Bring the record up to the log.

    Args:
        store: What holds log and objects.
        size: How many entries the log has.

    Raises:
        DamagedError: An entry or a metadata object cannot be understood.
    """
    position = logged.position()
    found = entries(store, position, size) if position < size else iter(())
    while batch := tuple(islice(found, _BATCH)):
        with transaction.atomic():
            for _, entry in batch:
                if entry.type is EntryType.INGESTION and entry.object is not None:
                    _take_in_source(store, entry)
                elif entry.type in _CLEARING:
                    _take_in_clearing(entry)
            save.mark_logged(_rows(batch))
            save.take_in(batch[-1][0] + 1)


def said_object(sha256: str, acquisition: AcquisitionRow, *, salt: bytes) -> bytes:
    """Return the metadata object that says how bytes came in."""
    words: dict[str, str | int | tuple[str, ...] | None] = {name: getattr(acquisition, name) for name in SAID_OF_BYTES}
    words |= {
        "kind": ACQUISITION,
        "object": sha256,
        "obtained": acquisition.obtained.isoformat(),
        "path": acquisition.path,
    }
    return metadata_object(words, salt=salt)


def said_in(data: bytes, meta: str) -> AcquisitionRow | None:
    """Return how bytes came in, as a metadata object says it; None where it is one of another kind.

    Args:
        data: The object's bytes.
        meta: Its digest.

    Raises:
        DamagedError: It cannot be understood.
    """
    try:
        words = parse_metadata(data)
        if words.get("kind") != ACQUISITION:
            return None
        said = {name: str(words[name]) if name in words else None for name in SAID_OF_BYTES}
        obtained = datetime.fromisoformat(str(words["obtained"]))
        return AcquisitionRow(path=str(words["path"]), obtained=obtained, meta=meta, **said)
    except (MetadataError, KeyError, ValueError) as error:
        raise DamagedError(f"the metadata object {meta} cannot be understood: {error}; run `verify`") from error


def _take_in_source(store: Store, entry: Entry) -> None:
    said = None
    if entry.meta is not None:
        try:
            said = said_in(b"".join(store.get(object_key(entry.meta))), entry.meta)
        except NotFoundError:
            said = None
    obtained = datetime.fromisoformat(entry.time) if said is None else said.obtained
    key, _ = save.add_source(sha256=entry.object or "", size_bytes=entry.size or 0, obtained=obtained)
    if said is not None:
        save.add_acquisition(key, said)


def _take_in_clearing(entry: Entry) -> None:
    """Mark a source whose words are to leave the record, and mask a row that the log names as cleared."""
    status = _CLEARING[entry.type]
    if entry.row is not None:
        save.clear_row(entry.row)
    elif entry.object is not None and status is not None:
        save.mark(entry.object, status)


def _rows(batch: tuple[tuple[int, Entry], ...]) -> Iterator[tuple[str, int]]:
    return ((entry.row, index) for index, entry in batch if entry.row is not None)
