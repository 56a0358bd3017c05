"""Which reader, opener or recogniser knows a media type: each imported by name on use.

Together they load a second of libraries: a start pays for what it reads. `load_all` is for a process that others are
forked from.
"""

import importlib
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Protocol

from ledgerstone.evidence.reading.containers.model import Opener
from ledgerstone.evidence.reading.model import Reading

Reader = Callable[[bytes], Reading]


class Recogniser(Protocol):
    """Recognises the words of pages that are pictures; see `scans.scan.read_scan`."""

    def __call__(self, data: bytes, *, tool: str | None, languages: Sequence[str], folder: Path) -> Reading:
        """Return the reading."""


PDF = "application/pdf"
_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
_SCAN = "scans.scan:read_scan"
_RECORDINGS = ("audio/", "video/")
_RECORDING = "recordings:read_recording"

READERS = {
    "text/plain": "plain_text:read_plain_text",
    "text/html": "web_page:read_web_page",
    "text/csv": "office.csv_table:read_csv",
    "text/vtt": "transcripts:read_vtt",
    "application/x-subrip": "transcripts:read_subrip",
    PDF: "pdf:read_pdf",
    "application/rtf": "office.rtf:read_rtf",
    "application/epub+zip": "office.epub:read_epub",
    f"{_OPEN_XML}.wordprocessingml.document": "office.docx:read_docx",
    f"{_OPEN_XML}.spreadsheetml.sheet": "office.xlsx:read_xlsx",
    f"{_OPEN_DOCUMENT}.text": "office.odt:read_odt",
    f"{_OPEN_DOCUMENT}.spreadsheet": "office.ods:read_ods",
    "message/rfc822": "mail.message:read_message",
    "multipart/related": "mail.mhtml:read_mhtml",
}
OPENERS = {
    "application/zip": "containers.zip_archive:open_zip",
    "application/wacz": "containers.wacz:open_wacz",
    "application/x-tar": "containers.tar_archive:open_tar",
    "application/gzip": "containers.compressed:open_compressed",
    "application/x-bzip2": "containers.compressed:open_compressed",
    "application/x-xz": "containers.compressed:open_compressed",
    "application/x-7z-compressed": "containers.seven_zip:open_seven_zip",
    "application/warc": "containers.warc:open_warc",
    "application/x-arc": "containers.warc:open_warc",
    "message/rfc822": "mail.mailbox:open_message",
    "application/mbox": "mail.mailbox:open_mbox",
    "multipart/related": "mail.mhtml:open_mhtml",
}
RECOGNISERS = {
    PDF: "scans.scanned_pdf:read_scanned_pdf",
    "image/png": _SCAN,
    "image/jpeg": _SCAN,
    "image/tiff": _SCAN,
    "image/gif": _SCAN,
    "image/webp": _SCAN,
    "image/heic": _SCAN,
    "image/heif": _SCAN,
}


def reader_of(media_type: str) -> Reader | None:
    """Return what reads files of a media type; None where nothing does."""
    name = _RECORDING if media_type.startswith(_RECORDINGS) else READERS.get(media_type)
    if name is None:
        return None
    found: Reader = getattr(*_place(name))
    return found


def opener_of(media_type: str) -> Opener | None:
    """Return what opens containers of a media type; None where it is no container, or none that is known."""
    if media_type not in OPENERS:
        return None
    found: Opener = getattr(*_place(OPENERS[media_type]))
    return found


def recogniser_of(media_type: str) -> Recogniser | None:
    """Return what recognises words in files of a media type; None where they have no pictures of pages."""
    if media_type not in RECOGNISERS:
        return None
    found: Recogniser = getattr(*_place(RECOGNISERS[media_type]))
    return found


def load_all() -> None:
    """Import them all."""
    for name in {_RECORDING, *READERS.values(), *OPENERS.values(), *RECOGNISERS.values()}:
        getattr(*_place(name))


def _place(name: str) -> tuple[ModuleType, str]:
    """Import the module of a function, and return both."""
    module, _, function = name.partition(":")
    return importlib.import_module(f"{__package__}.{module}"), function
