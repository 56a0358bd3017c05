"""Keep numbered notes in small batches, and say of each batch, once it is durable, which digests are in it."""

import sys
from pathlib import Path

from ledgerstone.evidence.preservation.objects import keep
from ledgerstone.storage.disk import DiskStore
from ledgerstone.storage.writer_lock import writer_lock

NOTES, BATCH = 400, 7


def main() -> None:
    """Run until done or killed; a later run goes on, as an ingest does."""
    root = Path(sys.argv[1])
    with writer_lock(root.parent / "tmp" / "writer.lock"):
        store = DiskStore(root)
        held = set(sys.argv[2:])
        store.tidy(lambda key: key.rpartition("/")[2] in held)
        for first in range(0, NOTES, BATCH):
            digests = [
                keep(store, lambda number=number: [f"Note {number}. ".encode() * (number + 1)]).sha256
                for number in range(first, min(NOTES, first + BATCH))
            ]
            store.sync()
            # An ingest puts the batch on the record here; this line is our record.
            print(*digests, flush=True)  # noqa: T201 - what the test reads
            store.settle()


if __name__ == "__main__":
    main()
