"""The records of a WARC or of its forerunner ARC, one after another.

warcio takes the headers apart. The bytes reach it through a reader of ours, which ends a line or a header that has no
end; which gzip member a record lies in makes no difference, so that files compressed as one are read as well. After
a length that is wrong the next record is looked for.

Source: ISO 28500:2017 (WARC 1.1); Internet Archive, "Arc File Format" (1996).
"""

import base64
import binascii
import hashlib
import logging
from collections.abc import Callable, Iterator
from contextlib import suppress

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

from ledgerstone.evidence.reading.containers.flow import Flow
from ledgerstone.evidence.reading.containers.unpacking import CHUNK, DamagedError

logging.getLogger("warcio").addHandler(logging.NullHandler())  # it says there that it mended an address
LONGEST_LINE = 64 << 10
MOST_HEADER = 1 << 20
"""Bytes of one record's headers, those of HTTP included."""
HTTP_VERSIONS = ["HTTP/"]
ALGORITHMS = frozenset({"md5", "sha1", "sha256", "sha512"})


class Lines:
    """What warcio reads: lines that have an end, and not too many of them."""

    def __init__(self, line: Callable[[int], bytes], read: Callable[[int], bytes]) -> None:
        self._line = line
        self._left = MOST_HEADER
        self.read = read

    def readline(self, most: int | None = None) -> bytes:
        """Return bytes to the next line feed, with it.

        Raises:
            DamagedError: There is none, or there are too many lines.
        """
        line = self._line(min(LONGEST_LINE, LONGEST_LINE if most is None else most))
        self._left -= len(line)
        if len(line) == LONGEST_LINE or self._left < 0:
            raise DamagedError("a header has no end")
        return line


class Record:
    """A record whose bytes are still to be read.

    Attributes:
        kind: "response", "resource", "request" …; an ARC has responses alone.
        address: The address; empty for none.
        date: As the record has it; empty for none.
        content_type: Of the record's block.
        http: The headers of HTTP, where the block is such a message.
        length: Bytes of the block, as it says.
    """

    def __init__(self, flow: Flow, kind: str, headers: StatusAndHeaders, length: int) -> None:
        self._flow = flow
        self._headers = headers
        self._end = flow.position + length
        self._hash = _hash_of(self.header("WARC-Block-Digest"))
        self.kind = kind
        self.length = length
        self.address = (self.header("WARC-Target-URI") or self.header("uri")).strip("<>")
        self.date = self.header("WARC-Date") or self.header("archive-date")
        self.content_type = self.header("Content-Type")
        self.http: StatusAndHeaders | None = None

    def header(self, name: str) -> str:
        """Return a header of the record; empty where it has none."""
        return str(self._headers.get_header(name) or "").replace("\0", "\ufffd")

    def read(self, count: int) -> bytes:
        """Return so many bytes of the block; fewer at its end."""
        return self._noted(self._flow.read(min(count, self._end - self._flow.position)))

    def _line(self, most: int) -> bytes:
        return self._noted(self._flow.line(min(most, self._end - self._flow.position)))

    def _noted(self, data: bytes) -> bytes:
        if self._hash:
            self._hash.update(data)
        return data

    def pieces(self) -> Iterator[bytes]:
        """Yield what is left of the block.

        Raises:
            DamagedError: It ends before its end.
        """
        while self._flow.position < self._end:
            piece = self.read(CHUNK)
            if not piece:
                raise DamagedError("cut off: the file ends before the record does")
            yield piece

    def read_http(self) -> None:
        """Take the headers of HTTP from the block."""
        try:
            self.http = StatusAndHeadersParser(HTTP_VERSIONS, verify=False).parse(Lines(self._line, self.read))
        except (EOFError, DamagedError):
            self.http = None

    def agrees_with_its_digest(self) -> bool | None:
        """Read the block to its end and compare; None where it has no digest that can be checked."""
        while self.read(CHUNK):
            pass
        if self._hash is None or self._flow.position < self._end:
            return None
        return self._hash.digest() in _digests(self.header("WARC-Block-Digest").partition(":")[2])


def records(flow: Flow, warn: Callable[[str], None]) -> Iterator[Record]:
    """Yield the records in their order; each is passed over to its end, however much of it was read.

    Args:
        flow: The WARC or ARC.
        warn: Told what is no record.
    """
    loader = ArcWarcRecordLoader(verify_http=False, arc2warc=False)
    known: str | None = None
    passed_over = found = 0
    while line := flow.line(LONGEST_LINE):
        if not line.strip():
            continue
        record = _record(flow, loader, line, known)
        if record is None:
            passed_over += len(line)
            continue
        known = "arc" if record.kind == "arc_header" else known
        found += 1
        end = flow.position + record.length
        yield record
        flow.skip(end - flow.position)
    if not found:
        warn("not a WARC: no record is in it")
    elif passed_over:
        warn(f"{passed_over:,} bytes are no record: a length is wrong, or something is damaged")
    if flow.damage:
        warn(f"{flow.damage}: records after that are lost")


def _record(flow: Flow, loader: ArcWarcRecordLoader, line: bytes, known: str | None) -> Record | None:
    """The record that begins with a line; None where none does."""
    if known is None and not line.startswith((b"WARC/", b"filedesc://")):
        return None
    try:
        parsed = loader.parse_record_stream(Lines(flow.line, flow.read), line, known, no_record_parse=True)
    except (ArchiveLoadFailed, DamagedError, EOFError):
        return None
    length = parsed.rec_headers.get_header("Content-Length") or parsed.rec_headers.get_header("length")
    if parsed.length is None or not str(length).strip().isdecimal():
        return None
    return Record(flow, str(parsed.rec_type), parsed.rec_headers, parsed.length)


def _hash_of(said: str) -> "hashlib._Hash | None":
    name = said.partition(":")[0].lower().replace("-", "")
    return hashlib.new(name, usedforsecurity=False) if name in ALGORITHMS else None


def _digests(said: str) -> set[bytes]:
    """What a digest may be, written in base 16, 32 or 64, as crawlers do."""
    found = set()
    for decode in (binascii.unhexlify, base64.b32decode, base64.b64decode, base64.urlsafe_b64decode):
        with suppress(ValueError):
            found.add(decode(said))
    return found
