"""Opens one file that is compressed with gzip, bzip2 or xz.

gzip may say the file's name and time (RFC 1952, 2.3.1); the others say neither. Of a file that was cut off or damaged
all that comes out before is kept, with a warning: it is the only member there is.
"""

import datetime as dt
import struct
from pathlib import Path
from typing import BinaryIO

from ledgerstone.evidence.reading.containers.decompression import Compression, Expanded, compression_of
from ledgerstone.evidence.reading.containers.flow import HEAD
from ledgerstone.evidence.reading.containers.member_names import Name
from ledgerstone.evidence.reading.containers.model import Bounds, Opened
from ledgerstone.evidence.reading.containers.unpacking import (
    DamagedError,
    Description,
    Unpacking,
    before_damage,
    unpack,
)

VERSION = "1"
UNNAMED = "unnamed"
"""Path of a member whose container says none."""
GZIP_HEADER = struct.Struct("<2sBBIBB")
EXTRA, NAME = 4, 8
LONGEST_NAME = 4096


def open_single(stream: BinaryIO, folder: Path, bounds: Bounds) -> Opened:
    """Write the one file into a folder."""
    unpacking = Unpacking(folder, bounds, stream.tell)
    stream.seek(0)
    compression = compression_of(stream.read(HEAD))
    tool = compression.name if compression else "single"
    return unpack(unpacking, lambda out: _fill(stream, out, compression), tool=tool, version=VERSION)


def _fill(stream: BinaryIO, out: Unpacking, compression: Compression | None) -> None:
    if compression is None:
        raise DamagedError("compressed neither with gzip nor with bzip2 nor with xz")
    name, said = _gzip_says(stream) if compression.name == "gzip" else (UNNAMED, Description())
    stream.seek(0)
    expanded = Expanded(stream, compression)
    if out.has_place():
        out.keep(name, before_damage(expanded, out.warn), said)
    if expanded.trailing:
        out.warn("other bytes follow after the compressed ones: they are not opened")


def _gzip_says(stream: BinaryIO) -> tuple[Name, Description]:
    stream.seek(0)
    header = stream.read(GZIP_HEADER.size)
    if len(header) < GZIP_HEADER.size:
        return UNNAMED, Description()
    _, _, flags, seconds, _, _ = GZIP_HEADER.unpack(header)
    if flags & EXTRA:
        stream.seek(int.from_bytes(stream.read(2), "little"), 1)
    name = stream.read(LONGEST_NAME).split(b"\0")[0] if flags & NAME else b""
    modified = dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat().replace("+00:00", "Z") if seconds else None
    return name or UNNAMED, Description(modified=modified)
