"""The data directory: where it is, what lies in it, and what to do where it is not there.

DATA/archive/         preserved bytes (and from part 2 the log): `verify` is strict about it
DATA/record.sqlite3   the record
DATA/index/           derived, can be rebuilt
DATA/keys/            private keys
DATA/tmp/             work in progress
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from ledgerstone.errors import StorageError, UsageError
from ledgerstone.storage.disk import DiskStore

DEFAULT_NAME = "ledgerstone-data"
SETTINGS_FILE = "ledgerstone.toml"
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

    def store(self) -> DiskStore:
        """Return the store of preserved bytes."""
        return DiskStore(self.archive, tmp=self.tmp)

    def exists(self) -> bool:
        """Tell whether an archive lies here, with or without a record beside it."""
        return self.archive.is_dir() or self.database.is_file()

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
        """
        for folder in (self.root, self.archive, self.archive / "objects", self.index, self.keys, self.tmp):
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
    return folder / (_from_settings(folder / SETTINGS_FILE) or DEFAULT_NAME)


def _from_settings(path: Path) -> str | None:
    """Return `data` of the settings file; None where there is no file or no such line."""
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read: {error}; mend it, or name the archive with --data") from error
    data = settings.get("data")
    if data is None or isinstance(data, str):
        return data
    raise UsageError(f'{path}: `data` must be a path in quotation marks, such as data = "ledgerstone-data"')
