"""The subject of the fault bench: preservation takes in five sources, in two batches, and acknowledges each batch.

What an ingest does to the archive, without reading and record: put right what was interrupted, keep bytes and what is
said of them, commit to the log, acknowledge, end the journal. Everything that could vary from run to run (time, salts)
is fixed, so that the n-th system call is the same one in every run. One source is too large to be staged in memory,
and the log's first tile fills up on the way.
"""

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

from ledgerstone.evidence.preservation.holdings import holdings
from ledgerstone.evidence.preservation.log.entries import Entry, EntryType
from ledgerstone.evidence.preservation.log.note import Signer
from ledgerstone.evidence.preservation.log.reading import entries
from ledgerstone.evidence.preservation.log.writing import Log, begin, open_log
from ledgerstone.evidence.preservation.metadata import metadata_object
from ledgerstone.evidence.preservation.objects import keep, keep_bytes
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.storage.disk import DiskStore
from ledgerstone.storage.private_keys import LOG_KEY, make_private_key, own_signer
from ledgerstone.storage.writer_lock import writer_lock
from ledgerstone.workflow.archive_log import current_signer

TIME = "2026-01-02T03:04:05Z"
AGENT = "0" * 16
ORIGIN = "example.test/faults"
ENTRIES_BEFORE = 252
"""The second batch then makes 257: one full tile, one begun, and one of the level above."""

CHUNK_BYTES = 1 << 16
BATCHES: tuple[tuple[bytes, ...], ...] = (
    (b"A letter from Velmar.\n" * 3, b"A list of names.\n" * 100, b"A page of the Norvik Bell.\n" * 4000),
    (b"A telegram.\n", b"A photograph's bytes, invented.\n" * 9),
)
DIGESTS = tuple(tuple(sha256(content).hexdigest() for content in batch) for batch in BATCHES)
ALL_DIGESTS = tuple(digest for batch in DIGESTS for digest in batch)

Acknowledge = Callable[[tuple[str, ...]], None]
OpenLog = Callable[[DiskStore, Signer], Log]


def make_archive(directory: DataDirectory) -> DataDirectory:
    """Make an archive whose log is about to fill its first tile."""
    directory.create()
    make_private_key(directory.keys / LOG_KEY, ORIGIN, passphrase=None)
    signer = own_signer(directory.keys)
    store = directory.store()
    log = begin(store, signer, Entry(agent=AGENT, type=EntryType.KEY, time=TIME, vkey=signer.vkey.text))
    log.append([Entry(agent=AGENT, type=EntryType.FIXITY_CHECK, time=TIME)] * (ENTRIES_BEFORE - log.size))
    store.settle()
    return directory


def take_in(
    directory: DataDirectory, acknowledge: Acknowledge, *, store: DiskStore | None = None, opened: OpenLog = open_log
) -> None:
    """Take in the five sources, or what is still missing of them.

    Args:
        directory: The archive.
        acknowledge: Is told the digests of each batch, once it is durable.
        store: What keeps the bytes; the archive's own by default.
        opened: What opens the log.
    """
    with writer_lock(directory.lock):
        store = directory.store() if store is None else store
        signer = current_signer(store, directory.keys)
        log = opened(store, signer)
        held = holdings(entries(store))
        for batch, digests in zip(BATCHES, DIGESTS, strict=True):
            new = [
                _kept(store, content)
                for content, digest in zip(batch, digests, strict=True)
                if not held.is_expected(digest)
            ]
            if new:
                log.append(new)
            acknowledge(digests)
            store.settle()


def _kept(store: DiskStore, content: bytes) -> Entry:
    kept = keep(store, lambda: _chunks(content))
    meta = keep_bytes(store, metadata_object({"kind": "acquisition", "object": kept.sha256}, salt=b"\x01" * 32))
    return Entry(
        agent=AGENT,
        type=EntryType.INGESTION,
        object=kept.sha256,
        size=kept.size_bytes,
        meta=meta.sha256,
        time=TIME,
    )


def _chunks(content: bytes) -> Iterator[bytes]:
    return (content[at : at + CHUNK_BYTES] for at in range(0, len(content), CHUNK_BYTES))


def missing_of(acknowledged: Iterable[str], store: DiskStore) -> set[str]:
    """Return the acknowledged digests that the log of a store does not name."""
    held = holdings(entries(store))
    return {digest for digest in acknowledged if not held.is_expected(digest)}
