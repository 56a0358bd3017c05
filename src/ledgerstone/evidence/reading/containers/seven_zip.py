"""Opens 7z archives, through libarchive where the system has it.

libarchive (BSD, a package of every Linux) knows all of the format but passwords. Where it is not installed the
archive is kept and not opened, which a warning says.

The binding's own loop over a member's bytes hands out what is left in its buffer after a wrong checksum; so the
loop is ours, over the blocks as libarchive has them.
"""

import datetime as dt
import logging
import os
import sys
from collections.abc import Callable, Iterator
from ctypes import (
    POINTER,
    Array,
    byref,
    c_char,
    c_longlong,
    c_size_t,
    c_void_p,
    cast,
    create_string_buffer,
    memmove,
    string_at,
)
from pathlib import Path
from typing import BinaryIO, Protocol

from ledgerstone.evidence.reading.containers.flow import size_of
from ledgerstone.evidence.reading.containers.model import Bounds, Opened
from ledgerstone.evidence.reading.containers.unpacking import CHUNK, DamagedError, Description, Unpacking, unpack

SONAME = "libarchive.so.13"
"""Of every version 3 on Linux."""

try:
    if sys.platform == "linux":
        # Else the binding looks for it by starting programs, which a confined process may not.
        os.environ.setdefault("LIBARCHIVE", SONAME)
    from libarchive import ffi
    from libarchive.exception import ArchiveError
    from libarchive.read import ArchiveRead, custom_reader
except (ImportError, OSError, AttributeError, TypeError):  # the binding is there, the library of the system is not
    HAS_LIBRARY = False
else:
    HAS_LIBRARY = True
    logging.getLogger("libarchive").addHandler(logging.NullHandler())  # a wrong checksum is said in a warning of ours

TOOL, VERSION = "7z", "1"
NOT_INSTALLED = "libarchive is not installed (Debian: libarchive13), without which 7z is not opened"
ENCRYPTED = "encrypted: it opens with a password alone"
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class _Entry(Protocol):
    """What is asked of an entry of the binding."""

    pathname: str | bytes | None
    size: int | None
    mtime: float | None
    isdir: bool
    issym: bool
    islnk: bool
    isreg: bool


class _Archived(Protocol):
    """An archive of the binding, with the pointer that its functions take."""

    pointer: int

    def __iter__(self) -> Iterator[_Entry]: ...


def open_seven_zip(stream: BinaryIO, folder: Path, bounds: Bounds) -> Opened:
    """Write a 7z archive's members into a folder, in its order."""
    unpacking = Unpacking(folder, bounds, size_of(stream))
    return unpack(unpacking, lambda out: _fill(stream, out), tool=TOOL, version=VERSION)


def _fill(stream: BinaryIO, out: Unpacking) -> None:
    if not HAS_LIBRARY:
        raise DamagedError(NOT_INSTALLED)
    buffer = create_string_buffer(CHUNK)
    try:
        reading = custom_reader(
            _reads(stream, buffer),
            format_name="7zip",
            filter_name="none",
            seek_func=lambda _archive, _context, offset, whence: stream.seek(offset, whence),
            archive_read_class=_Archive,
        )
        with reading as archive:
            _take_all(archive, out)
    except ArchiveError as error:
        raise DamagedError(_reason(error)) from error


if HAS_LIBRARY:

    class _Archive(ArchiveRead):  # type: ignore[misc]  # the binding has no types
        def __init__(self, pointer: int, header_codec: str) -> None:
            super().__init__(pointer, header_codec)
            self.pointer = pointer


def _reads(stream: BinaryIO, buffer: Array[c_char]) -> Callable[[int, int, int], int]:
    def read(_archive: int, _context: int, place: int) -> int:
        data = stream.read(len(buffer))
        memmove(buffer, data, len(data))
        cast(place, POINTER(c_void_p))[0] = cast(buffer, c_void_p)
        return len(data)

    return read


def _take_all(archive: _Archived, out: Unpacking) -> None:
    source = _Source(archive.pointer)
    try:
        for entry in archive:
            if not entry.isdir:
                _take(source, entry, out)
            if out.is_over:
                return
    except ArchiveError as error:
        raise DamagedError(source.reason(error)) from error


def _take(source: "_Source", entry: _Entry, out: Unpacking) -> None:
    if not out.has_place():
        out.pass_over(entry.size or 0)
        return
    name = entry.pathname or b""
    said = Description(modified=_modified(entry.mtime))
    if entry.issym or entry.islnk:
        out.leave_out(name, "a link: not followed", said)
    elif not entry.isreg:
        out.leave_out(name, "a device: left where it is", said)
    elif out.keep(name, source.pieces(lambda warning: out.warn_of(name, warning)), said) is None:
        out.pass_over(entry.size or 0)


class _Source:
    """The bytes of the entry at hand, and why the first one failed of those that are packed together."""

    def __init__(self, pointer: int) -> None:
        self._pointer = pointer
        self._failed: str | None = None

    def pieces(self, say: Callable[[str], None]) -> Iterator[bytes]:
        block, size, offset = c_void_p(), c_size_t(), c_longlong()
        while True:
            try:
                ending = ffi.read_data_block(self._pointer, byref(block), byref(size), byref(offset))
            except ArchiveError as error:
                raise DamagedError(self.reason(error)) from error
            if ending == ffi.ARCHIVE_EOF:
                return
            if ending == ffi.ARCHIVE_WARN:
                say("its checksum is not that of the bytes that came out: it may be damaged")
            for at in range(0, size.value, CHUNK):
                yield string_at((block.value or 0) + at, min(CHUNK, size.value - at))

    def reason(self, error: "ArchiveError") -> str:
        self._failed = self._failed or _reason(error)
        return self._failed


def _modified(seconds: float | None) -> str | None:
    if seconds is None:
        return None
    try:
        return (EPOCH + dt.timedelta(seconds=float(seconds))).isoformat().replace("+00:00", "Z")
    except (OverflowError, ValueError):
        return None


def _reason(error: "ArchiveError") -> str:
    """Say what libarchive says, which of some damage is nothing."""
    words = str(error.msg or "")
    if "ncrypt" in words:
        return ENCRYPTED
    if "codec" in words:
        return f"compressed by a method that is not read here ({words})"
    return f"damaged: {words}" if words else "damaged"
