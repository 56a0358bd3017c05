"""The entries of a ZIP: from the directory at its end, or from the headers before each member where that is lost.

Ours, not `zipfile` of the standard library, for three reasons: it reads the whole directory into memory, of a million
entries more than a confined reader has; it opens nothing of a file that was cut off, where each member before the cut
is whole; and it takes the sizes in the directory for true and stops silently at them.

Source: PKWARE APPNOTE.TXT 6.3.10, sections 4.3 (records), 4.4 (fields), 4.5 (extra fields).
"""

import datetime as dt
import struct
import zlib
from collections.abc import Iterator
from stat import S_ISLNK
from typing import BinaryIO

from msgspec import Struct

from ledgerstone.evidence.reading.containers.member_names import Name
from ledgerstone.evidence.reading.containers.unpacking import DamagedError

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
END_64, LOCATOR_64 = b"PK\x06\x06", b"PK\x06\x07"
LOCAL_HEADER = struct.Struct("<4s5H3I2H")
CENTRAL_HEADER = struct.Struct("<4s6H3I5H2I")
END_RECORD = struct.Struct("<4s4H2IH")
END_RECORD_64 = struct.Struct("<4sQ2H2I4Q")
LOCATOR = struct.Struct("<4sIQI")
LONGEST_COMMENT = 65_535
IN_ZIP64 = 0xFFFFFFFF
ENCRYPTED, SIZES_FOLLOW, STRONGLY_ENCRYPTED, UTF8 = 1 << 0, 1 << 3, 1 << 6, 1 << 11
AES = 99
ZIP64_EXTRA, TIME_EXTRA, PATH_EXTRA = 0x0001, 0x5455, 0x7075
UNIX = 3


class Entry(Struct, frozen=True, kw_only=True):
    """What a ZIP says of a member.

    Attributes:
        name: Its path.
        flags: General purpose bits (4.4.4).
        method: How it is compressed (4.4.5).
        checksum: CRC-32 of its bytes.
        packed: Bytes in the ZIP.
        size: Bytes that come out.
        offset: Of its local header, in the file.
        modified: ISO 8601, with Z where it is known to be UTC; None where it is no date.
        is_link: Whether it is a symbolic link of Unix.
    """

    name: Name
    flags: int
    method: int
    checksum: int
    packed: int
    size: int
    offset: int
    modified: str | None
    is_link: bool = False

    @property
    def is_encrypted(self) -> bool:
        """Whether a password is needed."""
        return bool(self.flags & (ENCRYPTED | STRONGLY_ENCRYPTED)) or self.method == AES

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder: no file."""
        return self.name[-1:] in ("/", b"/") and self.size == 0


class Directory(Struct, frozen=True, kw_only=True):
    """Where the directory lies.

    Attributes:
        start: Of its first entry, in the file.
        end: After its last.
        count: How many entries it says that it has.
        before: Bytes that were put before the ZIP, which its offsets don't count.
    """

    start: int
    end: int
    count: int
    before: int


def find_directory(stream: BinaryIO) -> Directory | None:
    """Return where a ZIP's directory lies; None where there is none, as in a file that was cut off."""
    size = stream.seek(0, 2)
    tail_start = max(0, size - END_RECORD.size - LONGEST_COMMENT)
    stream.seek(tail_start)
    tail = stream.read()
    at = tail.rfind(END)
    while at >= 0:
        found = _directory(stream, tail, at, tail_start)
        if found is not None:
            return found
        at = tail.rfind(END, 0, at)
    return None


def _directory(stream: BinaryIO, tail: bytes, at: int, tail_start: int) -> Directory | None:
    if at + END_RECORD.size > len(tail):
        return None
    _, _, _, _, count, length, offset, comment = END_RECORD.unpack_from(tail, at)
    if at + END_RECORD.size + comment > len(tail):
        return None
    end = tail_start + at
    count, length, offset, end = _zip64(stream, end) or (count, length, offset, end)
    start = end - length
    if start < 0 or start < offset:
        return None
    stream.seek(start)
    if length and stream.read(4) != CENTRAL:
        return None
    return Directory(start=start, end=end, count=count, before=start - offset)


def _zip64(stream: BinaryIO, end: int) -> tuple[int, int, int, int] | None:
    """Count, length, offset of the directory, and where it ends, by the records for large files (4.3.14, 4.3.15)."""
    if end < LOCATOR.size + END_RECORD_64.size:
        return None
    stream.seek(end - LOCATOR.size)
    signature, _, at, _ = LOCATOR.unpack(stream.read(LOCATOR.size))
    if signature != LOCATOR_64:
        return None
    for place in (at, end - LOCATOR.size - END_RECORD_64.size):  # the second where bytes were put before the ZIP
        if place > end:
            continue
        stream.seek(place)
        record = stream.read(END_RECORD_64.size)
        if len(record) == END_RECORD_64.size and record.startswith(END_64):
            *_, count, length, offset = END_RECORD_64.unpack(record)
            return count, length, offset, place
    return None


def entries(stream: BinaryIO, directory: Directory) -> Iterator[Entry]:
    """Yield the entries of the directory in its order.

    Raises:
        DamagedError: It ends before its end, or something else stands in it.
    """
    at = directory.start
    while at < directory.end:
        stream.seek(at)
        header = stream.read(CENTRAL_HEADER.size)
        if len(header) < CENTRAL_HEADER.size or not header.startswith(CENTRAL):
            raise DamagedError("its directory is damaged: members after the damage are not listed")
        names, extras, comments = CENTRAL_HEADER.unpack(header)[10:13]
        yield _central(header, stream.read(names), stream.read(extras), directory.before)
        at += CENTRAL_HEADER.size + names + extras + comments


def _central(header: bytes, name: bytes, extra: bytes, before: int) -> Entry:
    fields = CENTRAL_HEADER.unpack(header)
    _, made_by, _, flags, method, time, date, checksum, packed, size, *_, attributes, offset = fields
    extras = _extras(extra)
    size, packed, offset = _large(extras.get(ZIP64_EXTRA, b""), (size, packed, offset))
    return Entry(
        name=_name(name, flags, extras),
        flags=flags,
        method=method,
        checksum=checksum,
        packed=packed,
        size=size,
        offset=offset + before,
        modified=_modified(date, time, extras),
        is_link=made_by >> 8 == UNIX and S_ISLNK(attributes >> 16),
    )


def local_entry(stream: BinaryIO, offset: int) -> tuple[Entry, int] | None:
    """Return what the header before a member says, and where the member's bytes begin; None where there is none."""
    stream.seek(offset)
    header = stream.read(LOCAL_HEADER.size)
    if len(header) < LOCAL_HEADER.size or not header.startswith(LOCAL):
        return None
    _, _, flags, method, time, date, checksum, packed, size, names, extras = LOCAL_HEADER.unpack(header)
    name, found = stream.read(names), _extras(stream.read(extras))
    size, packed = _large(found.get(ZIP64_EXTRA, b""), (size, packed))
    entry = Entry(
        name=_name(name, flags, found),
        flags=flags,
        method=method,
        checksum=checksum,
        packed=packed,
        size=size,
        offset=offset,
        modified=_modified(date, time, found),
    )
    return entry, offset + LOCAL_HEADER.size + names + extras


def _extras(data: bytes) -> dict[int, bytes]:
    """The extra fields by their ids; of an id that stands twice the first."""
    found: dict[int, bytes] = {}
    at = 0
    while at + 4 <= len(data):
        number, length = struct.unpack_from("<HH", data, at)
        found.setdefault(number, data[at + 4 : at + 4 + length])
        at += 4 + length
    return found


def _large(extra: bytes, values: tuple[int, ...]) -> tuple[int, ...]:
    """Sizes and offsets, where they are too large for 32 bits from the ZIP64 field in its order (4.5.3)."""
    out, at = [], 0
    for value in values:
        if value == IN_ZIP64 and at + 8 <= len(extra):
            out.append(struct.unpack_from("<Q", extra, at)[0])
            at += 8
        else:
            out.append(value)
    return tuple(out)


def _name(raw: bytes, flags: int, extras: dict[int, bytes]) -> Name:
    """The path: from the Unicode field where that was made for this name (4.6.9), else as the header has it."""
    unicode = extras.get(PATH_EXTRA, b"")
    if len(unicode) > 5 and struct.unpack_from("<xI", unicode)[0] == zlib.crc32(raw):  # noqa: PLR2004  version, CRC-32
        return unicode[5:].decode("utf-8", "replace")
    return raw.decode("utf-8", "replace") if flags & UTF8 else raw


def _modified(date: int, time: int, extras: dict[int, bytes]) -> str | None:
    """UTC from the extended timestamp; else the local time of DOS, in steps of two seconds (4.4.6)."""
    stamp = extras.get(TIME_EXTRA, b"")
    if len(stamp) >= 5 and stamp[0] & 1:  # noqa: PLR2004  flags, seconds since 1970
        seconds = struct.unpack_from("<xi", stamp)[0]
        moment = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=seconds)
        return moment.isoformat().replace("+00:00", "Z")
    try:
        day = dt.datetime(1980 + (date >> 9), date >> 5 & 15, date & 31, time >> 11, time >> 5 & 63, 2 * (time & 31))  # noqa: DTZ001  the format has no zone
    except ValueError:
        return None
    return day.isoformat()
