"""Make a new archive: its folders, its keys, and the record's tables. What is there already is left as it is."""

import os
import secrets

from msgspec import Struct

from ledgerstone.errors import StorageError
from ledgerstone.record.make_tables import make_tables
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.begin_log import begin_log
from ledgerstone.workflow.choose_store import choose_store

SECRET_KEY = "secret_key"  # noqa: S105 - the file's name
_OWNER_ONLY = 0o600


class Created(Struct, frozen=True, kw_only=True):
    """What was made.

    Attributes:
        new: Whether there was no archive before.
        keeps_versions: Whether the store keeps what is removed as an older version.
    """

    new: bool
    keeps_versions: bool


def create_archive(directory: DataDirectory, *, store: str | None = None) -> Created:
    """Make the folders, the web server's secret key, the tables and the log.

    Args:
        directory: Where to.
        store: Where preserved bytes are to lie, "disk" or "s3://bucket/prefix"; None for what the archive has, or disk.

    Raises:
        UsageError: The archive has another store, or that store holds another archive.
        StorageError: A folder, the key or the tables cannot be made, or the store cannot be used.
    """
    new = not directory.exists()
    keeps_versions = choose_store(directory, store)
    directory.create()
    _make_secret_key(directory)
    make_tables()
    begin_log(directory)
    return Created(new=new, keeps_versions=keeps_versions)


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
