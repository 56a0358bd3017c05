"""The opener of what was compressed: one file, a TAR or a web archive; its first bytes, expanded, tell which."""

from pathlib import Path
from typing import BinaryIO

from ledgerstone.evidence.reading.containers.flow import flow_of
from ledgerstone.evidence.reading.containers.model import Bounds, Opened, Opener
from ledgerstone.evidence.reading.containers.single import open_single
from ledgerstone.evidence.reading.containers.tar_archive import open_tar
from ledgerstone.evidence.reading.containers.unpacking import BoundReachedError
from ledgerstone.evidence.reading.containers.warc import open_warc

BLOCK = 512
USTAR = slice(257, 262)


def open_compressed(stream: BinaryIO, folder: Path, bounds: Bounds) -> Opened:
    """Open what was compressed with gzip, bzip2 or xz: a TAR, a web archive, or one file."""
    return _inner(stream, bounds)(stream, folder, bounds)


def _inner(stream: BinaryIO, bounds: Bounds) -> Opener:
    try:
        head = flow_of(stream, bounds).read(BLOCK)
    except BoundReachedError:
        head = b""
    if head[USTAR] == b"ustar":
        return open_tar
    return open_warc if head.startswith((b"WARC/", b"filedesc://")) else open_single
