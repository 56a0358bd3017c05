"""Check a bag: that it is complete, that every file has the digests it should, and that no name leads out of it.

Nothing is fetched and nothing is written. A problem means that the bag is not valid (RFC 8493, section 3); a warning
is what a receiver should know of a valid one. The bag is material from others: no name of it is followed unless it
lies in the folder as listed.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable

from msgspec import Struct

from ledgerstone.errors import DamagedError, NotFoundError, StorageError
from ledgerstone.exchange.bags.folder import Folder
from ledgerstone.exchange.bags.paths import PAYLOAD, PathError, plain_path
from ledgerstone.exchange.bags.tag_files import (
    BAG_INFO,
    DECLARATION,
    FETCH,
    OXUM,
    STRICT,
    Declaration,
    Listed,
    TagFileError,
    parse_bag_info,
    parse_declaration,
    parse_fetch,
    parse_manifest,
)

LONGEST_TAG_FILE = 256 * 1024 * 1024
"""Bytes: a manifest of two million files, and a bound to what a hostile one can make us hold."""

_MANIFEST = re.compile(r"(tag)?manifest-([a-z0-9]{1,32})\.txt")
_ALGORITHMS = frozenset({"md5", "sha1", "sha224", "sha256", "sha384", "sha512"})
_WEAK = frozenset({"md5", "sha1"})
_OXUM_FORM = re.compile(r"([0-9]{1,20})\.([0-9]{1,20})")
_OF_SYSTEMS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


class BagFinding(Struct, frozen=True, kw_only=True):
    """What was found at one path, in words for a person."""

    path: str
    detail: str


class BagChecked(Struct, frozen=True, kw_only=True):
    """What a check of a bag found.

    Attributes:
        valid: Whether there is no problem.
        problems: Why it is not valid.
        warnings: What a receiver should know all the same.
        files: How many files of the payload were hashed.
        bytes: How many bytes they have.
    """

    valid: bool
    problems: tuple[BagFinding, ...]
    warnings: tuple[BagFinding, ...]
    files: int
    bytes: int


class _Manifest:
    """A manifest that was read: which digest it gives for which file of the bag."""

    def __init__(self, name: str, algorithm: str) -> None:
        self.name, self.algorithm = name, algorithm
        self.digests: dict[str, str] = {}


class _Check:
    """One check of one bag."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.problems: list[BagFinding] = []
        self.warnings: list[BagFinding] = []
        self.files = self.bytes = 0
        self._there: set[str] = set()
        self._by_form: dict[str, str] = {}

    def problem(self, path: str, detail: str) -> None:
        """Note why the bag is not valid."""
        self.problems.append(BagFinding(path=path, detail=detail))

    def warn(self, path: str, detail: str) -> None:
        """Note what a receiver should know."""
        self.warnings.append(BagFinding(path=path, detail=detail))

    def run(self, progress: Callable[[int], None]) -> None:
        """Check the bag."""
        self._list()
        declared = self._declared()
        if declared is None:
            return
        manifests = {found: self._manifest(found, declared) for found in self._manifest_names()}
        payload = [one for name, one in manifests.items() if one is not None and not name.startswith("tag")]
        tags = [one for name, one in manifests.items() if one is not None and name.startswith("tag")]
        self._check_completeness(payload, declared)
        self._check_tag_manifests(tags, declared)
        self._check_fetch(payload, declared)
        self._hash([*payload, *tags], progress)
        self._check_bag_info(declared)

    def _list(self) -> None:
        for path in self.folder.files():
            if not path.isascii():
                try:
                    path.encode("utf-8")
                except UnicodeEncodeError:
                    shown = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
                    self.problem(shown, "its name is not UTF-8")
                    continue
            self._there.add(path)
            self._by_form[unicodedata.normalize("NFC", path)] = path
        if not self.folder.has_folder(PAYLOAD.rstrip("/")):
            self.problem(PAYLOAD, "there is no such folder")

    def _declared(self) -> Declaration | None:
        data = self._read(DECLARATION)
        try:
            return None if data is None else parse_declaration(data)
        except TagFileError as error:
            self.problem(DECLARATION, str(error))
            return None

    def _manifest_names(self) -> list[str]:
        found = sorted(path for path in self._there if _MANIFEST.fullmatch(path))
        if not any(not name.startswith("tag") for name in found):
            self.problem("manifest-sha256.txt", "there is no manifest of the payload, of this or another algorithm")
        return found

    def _manifest(self, name: str, declared: Declaration) -> _Manifest | None:
        data = self._read(name)
        found = _MANIFEST.fullmatch(name)
        if data is None or found is None:
            return None
        manifest = _Manifest(name, found.group(2))
        try:
            for listed in parse_manifest(data, declared):
                self._take(manifest, listed, declared)
        except TagFileError as error:
            self.problem(name, str(error))
        return manifest

    def _take(self, manifest: _Manifest, listed: Listed, declared: Declaration) -> None:
        """Take a line of a manifest in."""
        try:
            path = plain_path(listed.path)
        except PathError as error:
            self.problem(manifest.name, f"{listed.path!r}: {error}")
            return
        if path.startswith(PAYLOAD) == manifest.name.startswith("tag"):
            self.problem(manifest.name, f"{path!r} does not belong into this manifest")
            return
        if path != listed.path:
            self.warn(manifest.name, f"{listed.path!r} stands for {path!r}")
        if listed.starred:
            self.warn(manifest.name, f"an asterisk stands before {path!r}, as md5sum writes it")
        if path.rpartition("/")[2] in _OF_SYSTEMS:
            self.warn(path, "it is a file that a system made for itself")
        self._add(manifest, path, listed.digest, declared)

    def _add(self, manifest: _Manifest, path: str, digest: str, declared: Declaration) -> None:
        there = path if path in self._there else self._by_form.get(unicodedata.normalize("NFC", path))
        if there is None:
            self.problem(path, f"{manifest.name} lists it, and it is not there")
            return
        if there != path:
            self.warn(path, "the file's name has the same letters in another form (Unicode normalisation)")
        if there not in manifest.digests:
            manifest.digests[there] = digest
        elif manifest.digests[there] != digest:
            self.problem(path, f"{manifest.name} lists it twice, with different digests")
        elif declared.version >= STRICT:
            self.problem(path, f"{manifest.name} lists it twice")
        else:
            self.warn(path, f"{manifest.name} lists it twice")

    def _check_completeness(self, payload: list[_Manifest], declared: Declaration) -> None:
        """Check that every file of the payload is listed: from 1.0 on in every manifest, before in at least one."""
        by_case: dict[str, str] = {}
        for path in sorted(path for path in self._there if path.startswith(PAYLOAD)):
            lacking = [one.name for one in payload if path not in one.digests]
            if len(lacking) == len(payload) or (lacking and declared.version >= STRICT):
                self.problem(path, f"it is there, and {', '.join(lacking) or 'no manifest'} does not list it")
            other = by_case.setdefault(path.casefold(), path)
            if other != path:
                self.warn(path, f"some systems take it and {other!r} for one file")

    def _check_tag_manifests(self, tags: list[_Manifest], declared: Declaration) -> None:
        manifests = {path for path in self._there if _MANIFEST.fullmatch(path) and not path.startswith("tag")}
        for tag in tags:
            for path in sorted(tag.digests):
                if path.startswith("tagmanifest-"):
                    self.problem(tag.name, f"it lists {path}, which would have to hold its own digest")
            for path in sorted(manifests - tag.digests.keys()):
                said = f"{tag.name} does not list it"
                self.problem(path, said) if declared.version >= STRICT else self.warn(path, said)
        covered = {path for tag in tags for path in tag.digests}
        for path in sorted(self._there - covered - manifests):
            if not path.startswith((PAYLOAD, "tagmanifest-")):
                self.warn(path, "no manifest has its digest, so that a change of it would not show")

    def _check_fetch(self, payload: list[_Manifest], declared: Declaration) -> None:
        """Check the list of files to be fetched; nothing is fetched."""
        data = self._read(FETCH) if FETCH in self._there else None
        if data is None:
            return
        listed = {path for one in payload for path in one.digests}
        try:
            for written in parse_fetch(data, declared):
                self._check_fetched(written, listed)
        except TagFileError as error:
            self.problem(FETCH, str(error))

    def _check_fetched(self, written: str, listed: set[str]) -> None:
        try:
            path = plain_path(written)
        except PathError as error:
            self.problem(FETCH, f"{written!r}: {error}")
            return
        if not path.startswith(PAYLOAD):
            self.problem(FETCH, f"{path!r} is no place in the payload")
        elif path not in self._there:
            self.problem(path, "it would have to be fetched first; we fetch nothing")
        elif path not in listed:
            self.problem(path, f"{FETCH} lists it, and no manifest of the payload does")

    def _hash(self, manifests: list[_Manifest], progress: Callable[[int], None]) -> None:
        """Hash every file that a manifest lists, once for all its digests."""
        known = [one for one in manifests if one.algorithm in _ALGORITHMS]
        for one in manifests:
            if one not in known:
                self.warn(one.name, "no digest that we can compute: this manifest was not used")
            elif one.algorithm in _WEAK:
                self.warn(one.name, f"{one.algorithm} shows accidents, and no longer a change on purpose")
        if known and not any(not one.name.startswith("tag") for one in known):
            self.problem(known[0].name, "no manifest of the payload has a digest that we can compute")
        for path in sorted({path for one in known for path in one.digests}):
            self._hash_file(path, [one for one in known if path in one.digests])
            progress(1)

    def _hash_file(self, path: str, manifests: list[_Manifest]) -> None:
        digests = {one.algorithm: hashlib.new(one.algorithm, usedforsecurity=False) for one in manifests}
        size = 0
        try:
            for chunk in self.folder.chunks(path):
                size += len(chunk)
                for digest in digests.values():
                    digest.update(chunk)
        except (NotFoundError, DamagedError, StorageError) as error:
            self.problem(path, str(error))
            return
        if path.startswith(PAYLOAD):
            self.files, self.bytes = self.files + 1, self.bytes + size
        for one in manifests:
            if digests[one.algorithm].hexdigest() != one.digests[path]:
                self.problem(path, f"its bytes do not have the digest that {one.name} gives")

    def _check_bag_info(self, declared: Declaration) -> None:
        """Check the sum that bag-info.txt gives, where it gives one."""
        data = self._read(BAG_INFO) if BAG_INFO in self._there else None
        if data is None:
            return
        try:
            said = [value for label, value in parse_bag_info(data, declared) if label == OXUM]
        except TagFileError as error:
            self.problem(BAG_INFO, str(error))
            return
        for value in said:
            found = _OXUM_FORM.fullmatch(value)
            if found is None or (int(found.group(1)), int(found.group(2))) != (self.bytes, self.files):
                counted = f"{self.files} files with {self.bytes} bytes are there"
                self.problem(BAG_INFO, f"Payload-Oxum says {value[:50]!r}, and {counted}")

    def _read(self, name: str) -> bytes | None:
        """Return the bytes of a tag file; None where there is a problem with it, which is noted."""
        found = bytearray()
        try:
            for chunk in self.folder.chunks(name):
                found += chunk
                if len(found) > LONGEST_TAG_FILE:
                    self.problem(name, f"it is longer than {LONGEST_TAG_FILE:,} bytes")
                    return None
        except (NotFoundError, DamagedError, StorageError) as error:
            self.problem(name, str(error))
            return None
        return bytes(found)


def check_bag(folder: Folder, *, progress: Callable[[int], None] = lambda _: None) -> BagChecked:
    """Check a bag of version 0.93 to 1.0.

    Args:
        folder: The folder that holds bagit.txt.
        progress: Is told of each file that was hashed.

    Raises:
        StorageError: The folder itself cannot be read.
    """
    check = _Check(folder)
    check.run(progress)
    return BagChecked(
        valid=not check.problems,
        problems=tuple(check.problems),
        warnings=tuple(check.warnings),
        files=check.files,
        bytes=check.bytes,
    )
