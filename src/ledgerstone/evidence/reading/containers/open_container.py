"""Which opener opens what: by the media type of the container's bytes.

A compressed file may hold one file, a TAR or a web archive; its first bytes, expanded, tell which.
"""

from pathlib import Path
from typing import BinaryIO

from ledgerstone.evidence.reading.containers.flow import flow_of
from ledgerstone.evidence.reading.containers.model import Bounds, Opened, Opener
from ledgerstone.evidence.reading.containers.seven_zip import open_seven_zip
from ledgerstone.evidence.reading.containers.single import open_single
from ledgerstone.evidence.reading.containers.tar_archive import open_tar
from ledgerstone.evidence.reading.containers.unpacking import BoundReachedError
from ledgerstone.evidence.reading.containers.wacz import open_wacz
from ledgerstone.evidence.reading.containers.warc import open_warc
from ledgerstone.evidence.reading.containers.zip_archive import open_zip
from ledgerstone.evidence.reading.mail.mailbox import open_mbox, open_message
from ledgerstone.evidence.reading.mail.mhtml import open_mhtml

BLOCK = 512
USTAR = slice(257, 262)


def open_compressed(stream: BinaryIO, folder: Path, bounds: Bounds) -> Opened:
    """Open what was compressed with gzip, bzip2 or xz: a TAR, a web archive, or one file."""
    return _inner(stream, bounds)(stream, folder, bounds)


OPENERS: dict[str, Opener] = {
    "application/zip": open_zip,
    "application/wacz": open_wacz,
    "application/x-tar": open_tar,
    "application/gzip": open_compressed,
    "application/x-bzip2": open_compressed,
    "application/x-xz": open_compressed,
    "application/x-7z-compressed": open_seven_zip,
    "application/warc": open_warc,
    "application/x-arc": open_warc,
    "message/rfc822": open_message,
    "application/mbox": open_mbox,
    "multipart/related": open_mhtml,
}


def opener_of(media_type: str) -> Opener | None:
    """Return what opens containers of a media type; None where it is no container, or none that is known."""
    return OPENERS.get(media_type)


def _inner(stream: BinaryIO, bounds: Bounds) -> Opener:
    try:
        head = flow_of(stream, bounds).read(BLOCK)
    except BoundReachedError:
        head = b""
    if head[USTAR] == b"ustar":
        return open_tar
    return open_warc if head.startswith((b"WARC/", b"filedesc://")) else open_single
