"""Scrubbing: a SQLite database forgets what was deleted from it.

A deleted row stays readable in the free parts of the file and in the write-ahead log. VACUUM writes the database
anew, and the log is then emptied. What the medium itself keeps of overwritten blocks is beyond any program: that is
what an encrypted data directory is for.
"""

from collections.abc import Callable
from pathlib import Path

Execute = Callable[[str], "tuple[int, ...] | None"]
"""Runs a statement outside any transaction, and returns its first row; None where it has none."""


def scrub(execute: Execute, folder: Path) -> bool:
    """Write a database anew without what was deleted from it.

    Args:
        execute: Runs a statement on the one connection.
        folder: Where SQLite may put its working copy, which holds all that the database holds.

    Returns:
        Whether its write-ahead log is empty now; it is not where somebody kept reading an earlier state.

    Source: sqlite.org/lang_vacuum.html; sqlite.org/pragma.html, "temp_store_directory" and "wal_checkpoint".
    """
    before = (execute("PRAGMA temp_store") or (0,))[0]
    quoted = str(folder).replace("'", "''")
    execute("PRAGMA temp_store = FILE")
    execute(f"PRAGMA temp_store_directory = '{quoted}'")
    try:
        execute("VACUUM")
    finally:
        execute("PRAGMA temp_store_directory = ''")
        execute(f"PRAGMA temp_store = {before}")
    busy = execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return busy is None or busy[0] == 0
