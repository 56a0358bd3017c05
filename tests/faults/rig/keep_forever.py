"""Keep numbered notes in batches, and say of each batch, once it is committed, which digests are in it.

Batches are large enough for the threads that a large ingest works with. Runs until done or killed; a later run goes on.
Django must be set up before this is imported.
"""

import os
import sys
from pathlib import Path

from rig.taking_in import AGENT, TIME

from ledgerstone.evidence.preservation.holdings import holdings
from ledgerstone.evidence.preservation.log.entries import Entry, EntryType
from ledgerstone.evidence.preservation.log.reading import entries
from ledgerstone.evidence.preservation.log.writing import open_log
from ledgerstone.evidence.preservation.objects import keep_bytes
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.storage.disk import DiskStore
from ledgerstone.storage.writer_lock import writer_lock
from ledgerstone.workflow.archive_log import current_signer

NOTES, BATCH = 3000, 75


def main() -> None:
    """Run."""
    directory = DataDirectory(Path(sys.argv[1]))
    with writer_lock(directory.lock):
        store = directory.store()
        log = open_log(store, current_signer(store, directory.keys))
        held = holdings(entries(store))
        for first in range(0, NOTES, BATCH):
            batch = [_kept(store, number) for number in range(first, first + BATCH)]
            new = [entry for entry in batch if not held.is_expected(entry.object or "")]
            if new:
                log.append(new)
            os.write(1, (" ".join(entry.object or "" for entry in batch) + "\n").encode())
            store.settle()


def _kept(store: DiskStore, number: int) -> Entry:
    kept = keep_bytes(store, f"Note {number}. ".encode() * (number % 50 + 1))
    return Entry(agent=AGENT, type=EntryType.INGESTION, object=kept.sha256, size=kept.size_bytes, time=TIME)
