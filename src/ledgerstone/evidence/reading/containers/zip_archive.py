"""Opens ZIP archives: whole, cut off, large, of other encodings, and hostile.

Members come in the order of the directory. What is compressed by a method that the standard library has (deflate,
bzip2, LZMA) or not at all comes out; the rest is listed with the reason. A member whose bytes come out to another
length or checksum than the ZIP says is kept with a warning: the bytes are evidence, and so is the difference.

Members that share bytes with one before them are left out: no program makes such a ZIP, but bombs are made so
(D. Fifield, "A better zip bomb", WOOT 2019).
"""

import bz2
import lzma
import struct
import zlib
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from ledgerstone.evidence.reading.containers.decompression import (
    CUT,
    MOST_MEMORY,
    Decompressor,
    Expansion,
    Inflater,
)
from ledgerstone.evidence.reading.containers.flow import size_of
from ledgerstone.evidence.reading.containers.member_names import Name
from ledgerstone.evidence.reading.containers.model import Bounds, Opened
from ledgerstone.evidence.reading.containers.unpacking import CHUNK, DamagedError, Description, Unpacking, unpack
from ledgerstone.evidence.reading.containers.zip_directory import (
    LOCAL,
    LOCAL_HEADER,
    SIZES_FOLLOW,
    Directory,
    Entry,
    entries,
    find_directory,
    local_entry,
)

TOOL, VERSION = "zip", "1"
STORED, DEFLATED, BZIPPED, LZMA = 0, 8, 12, 14
MOST_HEADERS = 100_000
"""Looked at where there is no directory, those of folders included."""
OTHER_METHODS = {1: "Shrink", 6: "Implode", 9: "Deflate64", 93: "Zstandard", 95: "XZ", 98: "PPMd"}


def open_zip(stream: BinaryIO, folder: Path, bounds: Bounds) -> Opened:
    """Write a ZIP's members into a folder, in the order of its directory."""
    unpacking = Unpacking(folder, bounds, size_of(stream))
    return unpack(unpacking, lambda out: fill_from_zip(stream, out, bounds), tool=TOOL, version=VERSION)


def fill_from_zip(
    stream: BinaryIO,
    out: Unpacking,
    bounds: Bounds,
    on_kept: Callable[[Name, str], None] | None = None,
    media_type_of: Callable[[Name], str | None] | None = None,
) -> None:
    """Hand a ZIP's members to an unpacking.

    Args:
        stream: The ZIP.
        out: Where they go.
        bounds: Of it, for how many entries are read.
        on_kept: Told each path and the name of its file.
        media_type_of: What a path says of the media type, for formats that fix it.
    """
    walk = _Walk(stream, out, on_kept, media_type_of)
    directory = find_directory(stream)
    if directory is None:
        walk.without_directory()
    else:
        walk.by_directory(directory, bounds.members)


class _Walk:
    def __init__(
        self,
        stream: BinaryIO,
        out: Unpacking,
        on_kept: Callable[[Name, str], None] | None,
        media_type_of: Callable[[Name], str | None] | None,
    ) -> None:
        self._stream = stream
        self._out = out
        self._on_kept = on_kept
        self._media_type_of = media_type_of

    def by_directory(self, directory: Directory, most: int) -> None:
        found, damage = self._entries(directory, most + 1)
        listed = found[:most]
        shared = _sharing(listed)
        for number, entry in enumerate(listed):
            if entry.is_folder:
                continue
            if not self._out.has_place():
                return
            if number in shared:
                self._leave_out(entry, "shares bytes with another member, as in a bomb")
            else:
                self._take(entry)
        self._say_what_is_missing(directory, len(found), most, damage)

    def _say_what_is_missing(self, directory: Directory, found: int, most: int, damage: str | None) -> None:
        if damage:
            self._out.warn(damage)
        elif found > most:
            more = directory.count - most
            counted = f"{more:,} more" if more > 0 else "more than its directory says that it has"
            self._out.warn(f"entries that are not listed: {counted}; {most:,} is the bound")
        elif found != directory.count:
            self._out.warn(f"its directory has {found:,} entries and says {directory.count:,}")

    def _entries(self, directory: Directory, most: int) -> tuple[list[Entry], str | None]:
        found: list[Entry] = []
        try:
            for entry in islice(entries(self._stream, directory), most):
                found.append(entry)  # noqa: PERF402  what was read before damage stays
        except DamagedError as damage:
            return found, str(damage)
        return found, None

    def _take(self, entry: Entry) -> None:
        found = local_entry(self._stream, entry.offset)
        if found is None:
            self._leave_out(entry, "not where the directory says, or cut off")
            return
        local, start = found
        if local.name != entry.name:
            self._out.warn_of(entry.name, "named otherwise in its own header")
        self._contents(entry, start)

    def _contents(self, entry: Entry, start: int, packed: int | None = None) -> int:
        """Write a member; returns where its bytes end, as far as they were read."""
        reason = _why_not(entry)
        left = entry.packed if packed is None else packed
        if reason:
            self._leave_out(entry, reason)
            return start + entry.packed
        source = _Stretch(self._stream, start, left)
        contents = source.pieces() if entry.method == STORED else Expansion(source.read, _decompressor(source, entry))
        checked = self._checked(iter(contents), entry if packed is None else None, entry.name)
        file = self._out.keep(entry.name, checked, self._said(entry))
        if file and self._on_kept:
            self._on_kept(entry.name, file)
        return source.at - (len(contents.rest) if isinstance(contents, Expansion) else 0)

    def _checked(self, pieces: Iterator[bytes], said: Entry | None, name: Name) -> Iterator[bytes]:
        size = checksum = 0
        for piece in pieces:
            size += len(piece)
            checksum = zlib.crc32(piece, checksum)
            yield piece
        if said and size != said.size:
            self._out.warn_of(name, f"{size:,} bytes came out, {said.size:,} were said")
        if said and checksum != said.checksum:
            self._out.warn_of(name, "its checksum is not that of the bytes that came out: it may be damaged")

    def _leave_out(self, entry: Entry, reason: str) -> None:
        self._out.leave_out(entry.name, reason, self._said(entry))

    def _said(self, entry: Entry) -> Description:
        media_type = self._media_type_of(entry.name) if self._media_type_of else None
        return Description(modified=entry.modified, media_type=media_type)

    def without_directory(self) -> None:
        """Find members by the headers before them, one after another."""
        size = self._stream.seek(0, 2)
        at = self._next_header(0)
        if at is None:
            self._out.warn("not a ZIP: neither a directory nor a member is in it")
            return
        self._out.warn("its directory is lost, as of a file cut off: members are found by their own headers")
        for _ in range(MOST_HEADERS):
            if at is None or not self._out.has_place():
                return
            at = self._next_header(self._take_local(at, size))
        self._out.warn(f"more than {MOST_HEADERS:,} headers: what comes after them is not opened")

    def _take_local(self, at: int, size: int) -> int:
        found = local_entry(self._stream, at)
        if found is None:
            return at + len(LOCAL)
        entry, start = found
        if entry.is_folder:
            return start
        unknown = bool(entry.flags & SIZES_FOLLOW) and entry.packed == 0
        if unknown and entry.method == STORED:
            self._leave_out(entry, "its length is known to the lost directory alone")
            return start
        return max(self._contents(entry, start, size - start if unknown else None), at + len(LOCAL))

    def _next_header(self, at: int) -> int | None:
        """Where the next header begins, at or after a place."""
        before = b""
        self._stream.seek(at)
        while piece := self._stream.read(CHUNK):
            window = before + piece
            found = window.find(LOCAL)
            if found >= 0:
                return at - len(before) + found
            at += len(piece)
            before = window[-len(LOCAL) + 1 :]
        return None


class _Stretch:
    """A part of the file; members are written between its reads, so that each read finds its place again."""

    def __init__(self, stream: BinaryIO, start: int, length: int) -> None:
        self._stream = stream
        self.at = start
        self._end = start + length

    def read(self, most: int) -> bytes:
        self._stream.seek(self.at)
        data = self._stream.read(min(most, self._end - self.at))
        self.at += len(data)
        return data

    def pieces(self) -> Iterator[bytes]:
        while self.at < self._end:
            piece = self.read(CHUNK)
            if not piece:
                raise DamagedError(CUT)
            yield piece


def _why_not(entry: Entry) -> str | None:
    if entry.is_encrypted:
        return "encrypted: it opens with a password alone"
    if entry.is_link:
        return "a symbolic link: not followed"
    if entry.method not in {STORED, DEFLATED, BZIPPED, LZMA}:
        name = OTHER_METHODS.get(entry.method, "unknown")
        return f"compressed by a method that is not read here ({entry.method}, {name})"
    return None


def _decompressor(source: _Stretch, entry: Entry) -> Callable[[], Decompressor]:
    if entry.method == LZMA:
        return lambda: _lzma(source.read)
    return bz2.BZ2Decompressor if entry.method == BZIPPED else lambda: Inflater(-15)


def _lzma(read: Callable[[int], bytes]) -> Decompressor:
    """LZMA with the header that ZIP puts before it: version, length of properties, properties (APPNOTE 5.8.8)."""
    header = read(9)
    if len(header) < 9 or header[2:4] != b"\5\0":  # noqa: PLR2004  the header's length
        raise DamagedError("damaged: no LZMA properties")
    properties, dictionary = struct.unpack_from("<BI", header, 4)
    if dictionary > MOST_MEMORY:
        raise DamagedError(f"needs a dictionary of {dictionary:,} bytes: more than a reader has")
    rest, literal = divmod(properties, 9)
    position, low = divmod(rest, 5)
    filters = [{"id": lzma.FILTER_LZMA1, "dict_size": dictionary, "lc": literal, "lp": low, "pb": position}]
    try:
        return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=filters)
    except (lzma.LZMAError, ValueError) as error:
        raise DamagedError(f"damaged: {error}") from error


def _sharing(listed: list[Entry]) -> set[int]:
    """Which entries begin before the end of one that begins before them."""
    shared: set[int] = set()
    end = -1
    for number in sorted(range(len(listed)), key=lambda number: listed[number].offset):
        entry = listed[number]
        if entry.offset < end:
            shared.add(number)
        end = max(end, entry.offset + LOCAL_HEADER.size + entry.packed)
    return shared
