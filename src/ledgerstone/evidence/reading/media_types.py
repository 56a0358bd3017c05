"""The media type of some bytes, by the bytes alone: a file's name is what somebody called it.

Only types that people hand in are told apart; what is not known is "application/octet-stream". The signatures are
those of the formats' own specifications; a polyglot has the type of its first bytes.
"""

import re

from ledgerstone.evidence.reading.encodings import decode, detect
from ledgerstone.evidence.reading.mail.recognition import mail_type
from ledgerstone.evidence.reading.office.csv_table import looks_like_table
from ledgerstone.evidence.reading.transcripts import transcript_type

UNKNOWN = "application/octet-stream"
HEAD = 4096
SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "application/pdf"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"II*\0", "image/tiff"),
    (0, b"MM\0*", "image/tiff"),
    (0, b"II+\0", "image/tiff"),
    (0, b"MM\0+", "image/tiff"),
    (8, b"WEBP", "image/webp"),
    (8, b"WAVE", "audio/wav"),
    (8, b"AVI ", "video/x-msvideo"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypheix", "image/heic"),
    (4, b"ftyphevc", "image/heic"),
    (4, b"ftypmif1", "image/heif"),
    (4, b"ftypmsf1", "image/heif"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftypqt", "video/quicktime"),
    (4, b"ftyp", "video/mp4"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"#!AMR", "audio/amr"),
    (0, b"\x1aE\xdf\xa3", "video/x-matroska"),
    (0, b"PK\x03\x04", "application/zip"),
    (0, b"PK\x05\x06", "application/zip"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"BZh", "application/x-bzip2"),
    (0, b"\xfd7zXZ\0", "application/x-xz"),
    (0, b"\x28\xb5\x2f\xfd", "application/zstd"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (257, b"ustar", "application/x-tar"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"WARC/1.", "application/warc"),
    (0, b"filedesc://", "application/x-arc"),
    (0, b"SQLite format 3\0", "application/vnd.sqlite3"),
    (0, b"AT&TFORM", "image/vnd.djvu"),
    (0, b"%!PS", "application/postscript"),
    (0, b"\x7fELF", "application/x-elf"),
    (0, b"MZ\x90\0", "application/vnd.microsoft.portable-executable"),
)
ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"mimetypeapplication/epub+zip", "application/epub+zip"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.spreadsheet"),
    (b"pages/pages.jsonl", "application/wacz"),
    (b"word/document", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
)
PDF_WINDOW = 1024
"""Readers accept the header of a PDF within its first 1,024 bytes (ISO 32000-1, annex H.3.4.1)."""
ROOT = re.compile(
    r"\s{0,512}(?:<\?xml[^>]{0,200}>|<!--.{0,1000}?-->|\s){0,8}<(?:!doctype\s{1,8}html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
BLOCK_TAG = re.compile(
    r"<(?:html|head|body|div|p|article|section|main|h[1-6]|table|ul|ol|meta|title|link|span|a|br|img)\b[^<>]{0,400}>",
    re.IGNORECASE,
)
FEWEST_TAGS = 3
FEWEST_ROWS = 4


def media_type(data: bytes) -> str:
    """Return the media type of a file's bytes ("text/html")."""
    for offset, signature, name in SIGNATURES:
        if data.startswith(signature, offset):
            return _zipped(data) if name == "application/zip" else name
    if b"%PDF-" in data[:PDF_WINDOW]:
        return "application/pdf"
    told = mail_type(data) or transcript_type(data)
    if told is not None:
        return told
    encoding = detect(data)
    if encoding is None:
        return UNKNOWN
    head = decode(data[:HEAD], limit=HEAD, encoding=encoding).text
    if _is_html(head):
        return "text/html"
    return "text/csv" if _is_table(head) else "text/plain"


def _zipped(data: bytes) -> str:
    return next((name for part, name in ZIPPED if part in data[:HEAD] or part in data[-16 * HEAD :]), "application/zip")


def _is_table(head: str) -> bool:
    """A text that is a table alone: some rows, none of them blank; tables within a text are found by its rules."""
    rows = head.rstrip().splitlines()
    return len(rows) >= FEWEST_ROWS and all(map(str.strip, rows)) and looks_like_table(head)


def _is_html(head: str) -> bool:
    """A document that begins as HTML, or a fragment that begins with a tag of it and holds more of them."""
    if ROOT.match(head):
        return True
    return bool(BLOCK_TAG.match(head.lstrip())) and len(BLOCK_TAG.findall(head)) >= FEWEST_TAGS
