"""A document that is a ZIP file of parts (OPC, ISO/IEC 29500-2; ODF 1.3 part 2; EPUB OCF): its parts, within bounds.

No more than `MOST_BYTES` come out of one package, counted while they come out: what the directory of the ZIP file
says of sizes is not believed. Parts are found by name without regard to case (OPC, 6.2.2.3). Nothing is written.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator

from msgspec import Struct

from ledgerstone.evidence.reading.office.markup import Attributes, parse

MOST_BYTES = 100_000_000
"""Of all parts that are read together; the text of the longest books, with its markup, has some 40 MB."""
MOST_PARTS = 20_000
CHUNK = 64 * 1024
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""What the three standards allow; the others may ask for memory without end."""
ENTRY = b"PK\x01\x02"
LOCKED = 0x1
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)


class UnreadableError(Exception):
    """A document or a part of it cannot be read; the message says why, in words for a person."""


class Relationship(Struct, frozen=True, kw_only=True):
    """What a part says that it uses (OPC, 6.5).

    Attributes:
        kind: The last word of its type ("footnotes").
        target: The part's name; an address where it lies outside.
        outside: Whether it lies outside the package.
    """

    kind: str
    target: str
    outside: bool


class Package:
    """The parts of one document, read within one budget."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._left = MOST_BYTES
        self._entries: dict[str, zipfile.ZipInfo] = {}
        for entry in archive.infolist():
            self._entries.setdefault(_plain(entry.filename), entry)
        self.names = tuple(entry.filename.replace("\\", "/").lstrip("/") for entry in self._entries.values())

    def holds(self, name: str) -> bool:
        """Say whether a part is there."""
        return _plain(name) in self._entries

    def count(self, folder: str) -> int:
        """Return how many parts lie in a folder, by its name with a slash at its end."""
        return sum(name.lower().startswith(folder) and not name.endswith("/") for name in self.names)

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a part's bytes piece by piece.

        Raises:
            UnreadableError: The part is missing, locked or damaged, or the budget is used up.
        """
        entry = self._entries.get(_plain(name))
        if entry is None:
            raise UnreadableError(f"the part {name} is missing")
        if entry.flag_bits & LOCKED:
            raise UnreadableError(f"the part {name} is locked with a password")
        if entry.compress_type not in METHODS:
            raise UnreadableError(f"the part {name} is packed in a way that such documents do not use")
        try:
            with self._archive.open(entry) as stream:
                while piece := stream.read(CHUNK):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise UnreadableError(f"unpacks to more than {MOST_BYTES:,} bytes: what follows is not read")
                    yield piece
        except ZIP_ERRORS as error:
            raise UnreadableError(f"the part {name} is damaged: what follows is not read") from error

    def part(self, name: str) -> bytes:
        """Return a part's bytes, whole.

        Raises:
            UnreadableError: As for `chunks`.
        """
        return b"".join(self.chunks(name))

    def relationships(self, name: str) -> dict[str, Relationship]:
        """Return what a part uses, by id; the package itself for ""; nothing where it does not say so."""
        folder, file = posixpath.split(name)
        listed = posixpath.join(folder, "_rels", f"{file}.rels")
        found = _Relationships(folder)
        if self.holds(listed):
            parse(self.chunks(listed), found, catch=UnreadableError)
        return found.by_id


class _Relationships:
    """Takes the relationships out of a part that lists them."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.by_id: dict[str, Relationship] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if name != "Relationship":
            return
        outside = attributes.get("TargetMode") == "External"
        target = attributes.get("Target", "")
        inner = posixpath.normpath(posixpath.join("/", self._folder, target)).lstrip("/")
        self.by_id[attributes.get("Id", "")] = Relationship(
            kind=attributes.get("Type", "").rpartition("/")[2], target=target if outside else inner, outside=outside
        )

    def end(self, name: str) -> None:
        """Nothing ends that matters."""

    def data(self, words: str) -> None:
        """Relationships have no text."""


def open_package(data: bytes) -> Package:
    """Open a document's bytes.

    Raises:
        UnreadableError: They are no ZIP file, are cut off, or hold too many parts; or they are locked.
    """
    if data.startswith(OLE):
        locked = ENCRYPTED_STREAM in data
        reason = "locked with a password" if locked else "in the format of before 2007 (OLE), which is not read"
        raise UnreadableError(f"the document is {reason}: kept, not read")
    if data.count(ENTRY) > MOST_PARTS:
        raise UnreadableError(f"the document holds more than {MOST_PARTS:,} parts: kept, not read")
    try:
        return Package(zipfile.ZipFile(io.BytesIO(data)))
    except ZIP_ERRORS as error:
        raise UnreadableError("the document is cut off or damaged (no ZIP file): kept, not read") from error


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
