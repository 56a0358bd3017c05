"""Read, index and group what waits for it: new sources, and what an interrupted run left."""

from contextlib import nullcontext

from ledgerstone.record.find import holdings
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.storage.fulltext import FullText
from ledgerstone.workflow.archive_log import Writing
from ledgerstone.workflow.readings.keep_members import DEEPEST, Unpacking
from ledgerstone.workflow.readings.read_confined import Readers
from ledgerstone.workflow.readings.read_sources import read_sources
from ledgerstone.workflow.regroup_when_due import is_regrouped, regroup
from ledgerstone.workflow.stages import Stage


def read_waiting(archive: Writing, directory: DataDirectory, stage: Stage, *, readers: Readers | None = None) -> None:
    """Read what waits, and what comes out of containers on the way.

    Args:
        archive: Where the bytes are, and where members go.
        directory: Where it lies, for its full-text index.
        stage: Shows how far the work is.
        readers: The processes that read, where some were started already.

    Raises:
        StorageError: The medium failed.
        DamagedError: Bytes are gone.
        LedgerstoneError: The processes that read cannot be started.
    """
    index, unpacking = FullText(directory.search_index), Unpacking(archive)
    with nullcontext(readers) if readers is not None else Readers(directory.tmp) as ready:
        for _ in range(DEEPEST + 1):
            count = holdings.unread_count()
            if not count:
                break
            with stage("Reading", total=count, unit="sources") as advance, index.kept_open():
                read_sources(holdings.unread(), index, unpacking, readers=ready, progress=advance)
    # The index is derived: somebody may have deleted it. Counted first, for there may be many.
    if index.size() != holdings.read_count():
        index.put_all(holdings.texts_in_use(index.lacks(holdings.read_ids())))
    if not is_regrouped(directory):
        with stage("Grouping", total=1, unit="pile") as advance:
            regroup(directory)
            advance(1)
