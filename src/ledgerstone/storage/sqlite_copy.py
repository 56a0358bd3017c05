"""A copy of an SQLite file that is of one moment, made while others may read and write it.

Source: SQLite, "Using the SQLite Online Backup API".
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from ledgerstone.errors import StorageError


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy a database.

    Args:
        source: The SQLite file.
        target: Where to; there is no file yet, and its folder is made where it is not there.

    Raises:
        StorageError: It cannot be read or written.
    """
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (
            closing(sqlite3.connect(f"file:{quote(str(source))}?mode=ro", uri=True)) as held,
            closing(sqlite3.connect(target)) as copy,
        ):
            held.backup(copy)
            # One file, with nothing beside it: a copy may lie on a medium that nobody writes to.
            copy.execute("PRAGMA journal_mode=DELETE")
        target.chmod(0o600)
    except (sqlite3.Error, OSError) as error:
        raise StorageError(f"cannot copy {source} to {target}: {error}; free space, and run again") from error
