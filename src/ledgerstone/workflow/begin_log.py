"""Begin the log of an archive: its first key, and the entry that says it. A beginning that was cut off is completed."""

import secrets

from django.utils import timezone

from ledgerstone.errors import NotFoundError
from ledgerstone.evidence.preservation.committed import committed
from ledgerstone.evidence.preservation.log.entries import Entry, EntryType
from ledgerstone.evidence.preservation.log.note import Signer
from ledgerstone.evidence.preservation.log.reading import current
from ledgerstone.evidence.preservation.log.writing import begin, roll_forward
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.storage.private_keys import LOG_KEY, make_private_key, own_signer
from ledgerstone.storage.writer_lock import writer_lock
from ledgerstone.workflow.archive_log import WAIT_S, written

PROGRAM = "ledgerstone"


def begin_log(directory: DataDirectory) -> None:
    """Make the log's key and the log, unless they are there; the log is named `ledgerstone/` and 16 random hex digits.

    Raises:
        StorageError: Another process writes to the archive, or the medium failed.
    """
    store = directory.store()
    with writer_lock(directory.lock, wait_s=WAIT_S):
        if _has_log(store):
            return
        if not (directory.keys / LOG_KEY).exists():
            make_private_key(directory.keys / LOG_KEY, f"{PROGRAM}/{secrets.token_hex(8)}", passphrase=None)
        signer = own_signer(directory.keys)
        if not roll_forward(store, signer):
            store.tidy(committed(store, 0))
            begin(store, signer, _first_entry(signer))
        store.settle()


def _first_entry(signer: Signer) -> Entry:
    return Entry(agent=secrets.token_hex(8), type=EntryType.KEY, time=written(timezone.now()), vkey=signer.vkey.text)


def _has_log(store: Store) -> bool:
    try:
        current(store)
    except NotFoundError:
        return False
    return True
