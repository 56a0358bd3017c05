"""Opens WACZ packages: a ZIP with web archives, a list of pages, and digests of all of them.

Its members are the files of the ZIP: a WARC among them is a container of its own, so that each capture's way is
WACZ, WARC, address. The digests are compared with what came out.

Source: Webrecorder, WACZ 1.1.1, sections 5.2 (files and folders) and 5.2.1 to 5.2.5; Frictionless Data Package 1.
"""

import hashlib
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import msgspec
from msgspec import Struct

from ledgerstone.evidence.reading.containers.flow import size_of
from ledgerstone.evidence.reading.containers.member_names import Name, decode_names
from ledgerstone.evidence.reading.containers.model import Bounds, Opened
from ledgerstone.evidence.reading.containers.unpacking import CHUNK, Unpacking, unpack
from ledgerstone.evidence.reading.containers.zip_archive import fill_from_zip

TOOL, VERSION = "wacz", "1"
PACKAGE, PACKAGE_DIGEST, PAGES = "datapackage.json", "datapackage-digest.json", "pages/pages.jsonl"
MOST_JSON = 16_000_000
"""Bytes of datapackage.json: 10,000 resources of 1,600 bytes."""
NOT_JSON = (msgspec.MsgspecError, ValueError, RecursionError)
"""What msgspec raises: of another shape, no UTF-8, too deep."""
Said = tuple[str, str]
"""A path, and what is said of it."""
ALGORITHMS = frozenset({"md5", "sha1", "sha256", "sha512"})
WARC = re.compile(r"archive/.*\.w?arc(?:\.gz)?", re.DOTALL)
WEB_ARCHIVE = "application/warc"


class Resource(Struct, frozen=True):
    """A file that the package lists."""

    path: str
    hash: str | None = None


class Package(Struct, frozen=True):
    """What is read of datapackage.json; other keys are free."""

    resources: list[Resource]


class Digest(Struct, frozen=True):
    """What is read of datapackage-digest.json."""

    hash: str
    path: str = PACKAGE


class Page(Struct, frozen=True):
    """What is read of a line of pages.jsonl; the first line is a header, without an address."""

    url: str | None = None


def open_wacz(stream: BinaryIO, folder: Path, bounds: Bounds) -> Opened:
    """Write a WACZ's files into a folder, in its order, and compare its digests."""
    unpacking = Unpacking(folder, bounds, size_of(stream))
    return unpack(unpacking, lambda out: _fill(stream, folder, bounds, out), tool=TOOL, version=VERSION)


def _fill(stream: BinaryIO, folder: Path, bounds: Bounds, out: Unpacking) -> None:
    files: dict[str, Path] = {}

    def note(name: Name, file: str) -> None:
        files.setdefault(_path(name), folder / file)

    fill_from_zip(stream, out, bounds, note, lambda name: WEB_ARCHIVE if WARC.fullmatch(_path(name)) else None)
    for path, warning in chain(_package_digest(files), _resources(files), _pages(files)):
        out.warn_of(path, warning)


def _path(name: Name) -> str:
    return decode_names([name]).paths[0]


def _json(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_JSON)


def _package_digest(files: dict[str, Path]) -> Iterator[Said]:
    if PACKAGE_DIGEST not in files:
        return
    try:
        digest = msgspec.json.decode(_json(files[PACKAGE_DIGEST]), type=Digest)
    except NOT_JSON:
        yield PACKAGE_DIGEST, "cannot be read"
        return
    if PACKAGE in files and _agrees(files[PACKAGE], digest.hash) is not True:
        yield PACKAGE, f"its digest is not the one that {PACKAGE_DIGEST} says"


def _resources(files: dict[str, Path]) -> Iterator[Said]:
    if PACKAGE not in files:
        yield PACKAGE, "missing: the package says no digests of its files"
        return
    try:
        resources = msgspec.json.decode(_json(files[PACKAGE]), type=Package).resources
    except NOT_JSON:
        yield PACKAGE, "cannot be read: no digests are compared"
        return
    for resource in resources:
        said = _said_of(resource, files.get(resource.path))
        if said:
            yield resource.path, said
    listed = {resource.path for resource in resources} | {PACKAGE, PACKAGE_DIGEST}
    yield from ((path, f"not listed in {PACKAGE}") for path in files if path not in listed)


def _said_of(resource: Resource, file: Path | None) -> str | None:
    if file is None:
        return f"listed in {PACKAGE}, and did not come out"
    agrees = _agrees(file, resource.hash)
    if agrees is None:
        return f"{PACKAGE} has no digest of it that can be compared"
    return None if agrees else f"its digest is not the one that {PACKAGE} says: it was damaged or changed"


def _agrees(file: Path, said: str | None) -> bool | None:
    """Whether a file has a digest ("sha256:…"; MD5 without a name, as Data Package has it); None where it is none."""
    name, _, digest = (said or "").rpartition(":")
    if (name or "md5") not in ALGORITHMS or not digest:
        return None
    found = hashlib.new(name or "md5", usedforsecurity=False)
    with file.open("rb") as opened:
        while piece := opened.read(CHUNK):
            found.update(piece)
    return found.hexdigest() == digest.lower()


def _pages(files: dict[str, Path]) -> Iterator[Said]:
    if PAGES not in files:
        yield PAGES, "missing: which captures are pages is not said"
        return
    try:
        lines = [line for line in _json(files[PAGES]).splitlines() if line.strip()]
        pages = [page for page in (msgspec.json.decode(line, type=Page) for line in lines) if page.url]
    except NOT_JSON:
        yield PAGES, "cannot be read"
        return
    if not pages:
        yield PAGES, "lists no page"
