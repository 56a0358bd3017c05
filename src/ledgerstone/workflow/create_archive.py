"""Make a new archive: its folders, its keys, and the record's tables. What is there already is left as it is."""

import os
import secrets

from django.core.management import call_command
from django.utils import timezone

from ledgerstone.errors import NotFoundError, StorageError
from ledgerstone.evidence.preservation.committed import committed
from ledgerstone.evidence.preservation.log.entries import Entry, EntryType
from ledgerstone.evidence.preservation.log.note import Signer
from ledgerstone.evidence.preservation.log.reading import current
from ledgerstone.evidence.preservation.log.writing import begin, roll_forward
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.storage.private_keys import LOG_KEY, make_private_key, own_signer
from ledgerstone.storage.writer_lock import writer_lock
from ledgerstone.workflow.archive_log import WAIT_S, written

PROGRAM = "ledgerstone"
SECRET_KEY = "secret_key"  # noqa: S105 - the file's name
_OWNER_ONLY = 0o600


def create_archive(directory: DataDirectory) -> bool:
    """Make the folders, the web server's secret key and the tables.

    Returns:
        Whether there was no archive before. The log is named `ledgerstone/` and 16 random hex digits.

    Raises:
        StorageError: A folder, the key or the tables cannot be made.
    """
    new = not directory.exists()
    directory.create()
    _make_secret_key(directory)
    call_command("migrate", verbosity=0, interactive=False)
    with writer_lock(directory.lock, wait_s=WAIT_S):
        _begin_log(directory)
    return new


def _begin_log(directory: DataDirectory) -> None:
    """Make the log's key and the log, unless they are there."""
    store = directory.store()
    try:
        current(store)
    except NotFoundError:
        if not (directory.keys / LOG_KEY).exists():
            make_private_key(directory.keys / LOG_KEY, f"{PROGRAM}/{secrets.token_hex(8)}", passphrase=None)
        signer = own_signer(directory.keys)
        if not roll_forward(store, signer):
            store.tidy(committed(store, 0))
            begin(store, signer, _first_entry(signer))
        store.settle()


def _first_entry(signer: Signer) -> Entry:
    return Entry(agent=secrets.token_hex(8), type=EntryType.KEY, time=written(timezone.now()), vkey=signer.vkey.text)


def _make_secret_key(directory: DataDirectory) -> None:
    path = directory.keys / SECRET_KEY
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _OWNER_ONLY)
    except FileExistsError:
        return
    except OSError as error:
        raise StorageError(f"cannot make {path}: {error.strerror}; give this user the right to write there") from error
    with os.fdopen(descriptor, "w", encoding="ascii") as opened:
        opened.write(secrets.token_urlsafe(50) + "\n")
