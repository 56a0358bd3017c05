"""Check the archive against the record: what must be there is what the record names."""

from collections.abc import Callable

from ledgerstone.evidence.preservation.verify import Verification, verify
from ledgerstone.record.find import holdings
from ledgerstone.storage.data_directory import DataDirectory


def verify_archive(directory: DataDirectory, *, progress: Callable[[int], None]) -> Verification:
    """Hash every preserved object again, and name what is damaged, missing or unexpected.

    Args:
        directory: The archive.
        progress: Is told after each step how many objects it took.
    """
    store = directory.store()
    # The journal first: an ingest that ends between the two has then put its objects on the record.
    unfinished = store.pending.named()
    return verify(store, holdings.expected_digests(), progress=progress, unfinished=unfinished)
