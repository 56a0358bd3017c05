"""Read, index and group what waits for it: new sources, and what an interrupted run left."""

from ledgerstone.evidence.preservation.store import Store
from ledgerstone.record.find import holdings
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.storage.fulltext import FullText
from ledgerstone.workflow.read_sources import read_sources
from ledgerstone.workflow.regroup import regroup
from ledgerstone.workflow.stages import Stage


def read_waiting(store: Store, directory: DataDirectory, stage: Stage) -> None:
    """Read what waits.

    Args:
        store: Where the bytes are.
        directory: The archive, for its full-text index.
        stage: Shows how far the work is.

    Raises:
        StorageError: The medium failed.
        DamagedError: Bytes are gone.
    """
    unread = holdings.unread_ids()
    index = FullText(directory.search_index)
    with stage("Reading", total=len(unread), unit="sources") as advance:
        read_sources(map(holdings.unread, unread), store, index, tmp=directory.tmp, progress=advance)
    # The index is derived: somebody may have deleted it.
    index.put_all(holdings.readings_but(index.sources()))
    if not holdings.is_grouped():
        with stage("Grouping", total=1, unit="pile") as advance:
            regroup()
            advance(1)
