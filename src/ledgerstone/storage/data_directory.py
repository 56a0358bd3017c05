"""The data directory: where it is, what lies in it, and what to do where it is not there.

DATA/archive/         preserved bytes and the log, unless `store` names a bucket: `verify` is strict about it
DATA/record.sqlite3   the record
DATA/index/           derived, can be rebuilt
DATA/keys/            private keys
DATA/tmp/             work in progress
"""

import importlib
from collections.abc import Callable, Mapping
from pathlib import Path

from ledgerstone.errors import StorageError, UsageError
from ledgerstone.evidence.preservation.store import JournaledStore
from ledgerstone.storage.archive_settings import DISK, SETTINGS_FILE, line_in, store_in
from ledgerstone.storage.disk import DiskStore

DEFAULT_NAME = "ledgerstone-data"
ENVIRONMENT = "LEDGERSTONE_DATA"
_PRIVATE = 0o700


class DataDirectory:
    """The layout of one data directory. Making a value of it touches no disk."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def archive(self) -> Path:
        """Where preserved bytes lie."""
        return self.root / "archive"

    @property
    def database(self) -> Path:
        """The record's SQLite file."""
        return self.root / "record.sqlite3"

    @property
    def index(self) -> Path:
        """The folder of derived indexes."""
        return self.root / "index"

    @property
    def search_index(self) -> Path:
        """The full-text index."""
        return self.index / "search.sqlite3"

    @property
    def incident_index(self) -> Path:
        """What grouping keeps between one paper and the next."""
        return self.index / "incidents.sqlite3"

    @property
    def copy_index(self) -> Path:
        """What copying keeps between one paper and the next."""
        return self.index / "copies.sqlite3"

    @property
    def keys(self) -> Path:
        """The folder of private keys."""
        return self.root / "keys"

    @property
    def tmp(self) -> Path:
        """The folder of work in progress."""
        return self.root / "tmp"

    @property
    def lock(self) -> Path:
        """The file that the one writer locks."""
        return self.tmp / "writer.lock"

    @property
    def settings(self) -> Path:
        """The file that says what is chosen for this archive."""
        return self.root / SETTINGS_FILE

    def store(self) -> JournaledStore:
        """Return the store of preserved bytes: the folder `archive`, or the bucket that the settings name.

        Raises:
            UsageError: The settings cannot be understood.
            StorageError: The environment has no credentials for the bucket.
        """
        chosen = store_in(self.settings) or DISK
        if chosen == DISK:
            return DiskStore(self.archive, tmp=self.tmp)
        # By name: whoever keeps an archive on a disk must not wait for what speaks with buckets.
        module = importlib.import_module("ledgerstone.storage.s3")
        open_store: Callable[[str, Path], JournaledStore] = module.open_store
        return open_store(chosen, self.tmp)

    def exists(self) -> bool:
        """Tell whether an archive lies here, with or without a record beside it."""
        return self.archive.is_dir() or self.database.is_file() or store_in(self.settings) not in {None, DISK}

    def existing(self) -> "DataDirectory":
        """Return itself where an archive lies here.

        Raises:
            UsageError: There is none.
        """
        if self.exists():
            return self
        raise UsageError(
            f"no archive at {self.root}: make one with `ledgerstone --data {self.root} init`, "
            f"or name another with --data, {ENVIRONMENT} or `data` in {SETTINGS_FILE}"
        )

    def create(self) -> "DataDirectory":
        """Make the folders; those that are there are left as they are.

        Returns:
            Itself.

        Raises:
            StorageError: A folder cannot be made.
            UsageError: The settings cannot be understood.
        """
        on_disk = (self.archive, self.archive / "objects") if (store_in(self.settings) or DISK) == DISK else ()
        for folder in (self.root, *on_disk, self.index, self.keys, self.tmp):
            try:
                folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
            except OSError as error:
                raise StorageError(
                    f"cannot make {folder}: {error.strerror}; choose a folder that you may write to with --data"
                ) from error
        return self


def locate(given: Path | None, *, environment: Mapping[str, str], folder: Path) -> Path:
    """Return the data directory's path: as given, from the environment, from ledgerstone.toml, or the default.

    Args:
        given: What `--data` says; None where it was not given.
        environment: The process's environment.
        folder: Where ledgerstone.toml and the default are looked for.

    Raises:
        UsageError: ledgerstone.toml is there but cannot be understood.
    """
    if given is not None:
        return folder / given
    if environment.get(ENVIRONMENT):
        return folder / environment[ENVIRONMENT]
    return folder / (line_in(folder / SETTINGS_FILE, "data", example=DEFAULT_NAME) or DEFAULT_NAME)
