"""Exports that lie in the data directory: files there that are not the archive's own and name a source.

Every export names its sources by id or by digest. Of a package that holds one the whole folder goes: a bag without
some of its files is no bag any more. What was exported to any other place is not looked for.
"""

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from ledgerstone.errors import StorageError
from ledgerstone.storage.archive_settings import SETTINGS_FILE
from ledgerstone.storage.data_directory import DataDirectory

_CHUNK_BYTES = 1 << 20
_PACKAGES = ("bagit.txt", "archive/log/checkpoint")
"""What lies in the folder of a package: of a bag, and of an archive."""


def remove_stray_exports(directory: DataDirectory, names: Iterable[str]) -> int:
    """Remove the exports in the data directory that name a source.

    Args:
        directory: The archive.
        names: Ids and digests of the sources.

    Returns:
        How many files and packages went.

    Raises:
        StorageError: One cannot be read or removed.
    """
    wanted = [name.encode("ascii") for name in names]
    if not wanted:
        return 0
    looked_for = re.compile(b"|".join(re.escape(name) for name in wanted))
    overlap = max(map(len, wanted)) - 1
    try:
        found = [
            path for path in _not_ours(directory) if _names(path, directory.root, looked_for, overlap_bytes=overlap)
        ]
        going = {_package_of(path, directory.root) for path in found}
        for path in sorted(going):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(
            f"an export in the data directory cannot be read or removed: {error.filename}: {error.strerror}; nothing "
            "else was done; move it out or give this user the right to, and run again"
        ) from error
    return len(going)


def _not_ours(directory: DataDirectory) -> Iterator[Path]:
    """Yield the files below the data directory that no part of the archive has put there; links are not followed."""
    ours = {path.name for path in (directory.archive, directory.index, directory.keys, directory.tmp)}
    database = directory.database.name
    for at in sorted(directory.root.iterdir()):
        if at.name in ours or at.name == SETTINGS_FILE or at.name.startswith(database):
            continue
        if at.is_symlink() or not at.is_dir():
            yield at
            continue
        for folder, _, files in os.walk(at, onerror=_passed_on):
            yield from (Path(folder) / name for name in sorted(files))


def _passed_on(error: OSError) -> None:
    raise error


def _names(path: Path, root: Path, looked_for: "re.Pattern[bytes]", *, overlap_bytes: int) -> bool:
    """Tell whether a file names a source, in its path or in its bytes."""
    if looked_for.search(os.fsencode(path.relative_to(root))):
        return True
    if path.is_symlink() or not path.is_file():
        return False
    tail = b""
    with path.open("rb") as opened:
        while chunk := opened.read(_CHUNK_BYTES):
            if looked_for.search(tail + chunk):
                return True
            tail = chunk[-overlap_bytes:]
    return False


def _package_of(path: Path, root: Path) -> Path:
    """Return the outermost package that a file is in; the file itself where it is in none."""
    above = [folder for folder in path.parents if folder != root and folder.is_relative_to(root)]
    packages = [folder for folder in above if any((folder / name).is_file() for name in _PACKAGES)]
    return packages[-1] if packages else path
