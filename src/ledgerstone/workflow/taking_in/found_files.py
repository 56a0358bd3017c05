"""Which files a path means: an ordered walk that follows no loop and opens nothing.

The order depends on names alone. Folders are walked before links to folders, so that a folder is found under its
own name; a link to a folder that was walked already is refused, whether it is a loop or a second way in.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from ledgerstone.errors import RefusedError

KINDS = (
    (stat.S_ISFIFO, "a named pipe, not a file"),
    (stat.S_ISSOCK, "a socket, not a file"),
    (stat.S_ISCHR, "a device, not a file"),
    (stat.S_ISBLK, "a device, not a file"),
)

_NO_TEXT = "its name is not UTF-8: rename it, so that the record can name it"


class FoundFile(Struct, frozen=True, kw_only=True):
    """A file.

    Attributes:
        path: Where it is.
        name: Its path relative to the folder that was named, with "/"; of a file that was named, its own name.
    """

    path: Path
    name: str


Found = FoundFile | RefusedError


class Walk:
    """The walk below one path that somebody named.

    Args:
        root: The path.
        leave_out: A folder that is passed over without a word: the archive itself.
    """

    def __init__(self, root: Path, *, leave_out: Path) -> None:
        self._root = root
        self._leave_out = _identity(leave_out)
        self._walked: set[tuple[int, int]] = set()
        self._links: list[tuple[Path, str]] = []

    def __iter__(self) -> Iterator[Found]:
        """Yield each file, and each refusal, in order."""
        try:
            status = self._root.stat()
        except (OSError, ValueError) as error:
            yield RefusedError(str(self._root), _why(error))
            return
        if not stat.S_ISDIR(status.st_mode):
            name = self._root.name
            yield self._file(self._root, name, status) if _is_text(name) else RefusedError(str(self._root), _NO_TEXT)
            return
        yield from self._folder(self._root, "")
        while self._links:
            path, name = self._links.pop(0)
            if _identity(path) in self._walked:
                yield RefusedError(str(path), "a link to a folder that was walked already (a loop, or a second way in)")
            else:
                yield from self._folder(path, f"{name}/")

    def _folder(self, folder: Path, prefix: str) -> Iterator[Found]:
        """Walk a folder and those below it, without recursion: a deep tree must not exhaust the stack."""
        waiting = [(folder, prefix)]
        while waiting:
            here, before = waiting.pop()
            identity = _identity(here)
            if identity is None or identity == self._leave_out or identity in self._walked:
                continue
            self._walked.add(identity)
            try:
                with os.scandir(here) as entries:
                    names = sorted((entry.name for entry in entries), key=os.fsencode)
            except OSError as error:
                yield RefusedError(str(here), _why(error))
                continue
            below = []
            for name in names:
                found = self._entry(here / name, before + name)
                if isinstance(found, tuple):
                    below.append(found)
                elif found is not None:
                    yield found
            waiting.extend(reversed(below))

    def _entry(self, path: Path, name: str) -> Found | tuple[Path, str] | None:
        """Return a file, a refusal, or a folder to walk; a link to a folder is put aside for later."""
        if not _is_text(name):
            return RefusedError(str(path), _NO_TEXT)
        try:
            status = path.stat()
        except OSError as error:
            # Not `path.is_symlink`, which fails as well where the path is too long for the system.
            return RefusedError(str(path), _why(error, link=os.path.islink(path)))  # noqa: PTH114 - see above
        if not stat.S_ISDIR(status.st_mode):
            return self._file(path, name, status)
        if path.is_symlink():
            self._links.append((path, name))
            return None
        return path, f"{name}/"

    def _file(self, path: Path, name: str, status: os.stat_result) -> Found:
        for is_kind, reason in KINDS:
            if is_kind(status.st_mode):
                return RefusedError(str(path), reason)
        if status.st_size == 0:
            return RefusedError(str(path), "the file is empty")
        return FoundFile(path=path, name=name)


def open_file(path: Path, chunk_bytes: int) -> Iterator[bytes]:
    """Yield the bytes of a file.

    Raises:
        RefusedError: It is gone, is not a file any more, or may not be read.
    """
    try:
        # Without O_NONBLOCK, a pipe that took the file's place would keep us waiting for ever.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise RefusedError(str(path), _why(error)) from error
    with os.fdopen(descriptor, "rb", buffering=0) as opened:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise RefusedError(str(path), "not a file any more")
        try:
            while chunk := opened.read(chunk_bytes):
                yield chunk
        except OSError as error:
            raise RefusedError(str(path), _why(error)) from error


def _is_text(name: str) -> bool:
    """Tell whether a name is UTF-8; what is not comes from the system with surrogates in it."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _why(error: OSError | ValueError, *, link: bool = False) -> str:
    """Return the reason in words for the person who handed it in."""
    if isinstance(error, PermissionError):
        return "no permission to read it"
    if isinstance(error, FileNotFoundError):
        return "a link that leads nowhere" if link else "there is no such file"
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be read: {error.strerror}"
    return f"cannot be read: {error}"
