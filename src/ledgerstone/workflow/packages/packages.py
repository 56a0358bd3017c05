"""Packages that left the archive: each is a `disclosure` entry of the log, so that an erasure can say who holds what.

What left stands in a metadata object, because a log's entry holds no names: the entry alone says that something left.
"""

import secrets
from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, structs

from ledgerstone.errors import DamagedError, NotFoundError
from ledgerstone.evidence.preservation.log.entries import Entry, EntryType
from ledgerstone.evidence.preservation.log.reading import current, entries
from ledgerstone.evidence.preservation.metadata import SALT_BYTES, MetadataError, metadata_object, parse_metadata
from ledgerstone.evidence.preservation.objects import keep_bytes, object_key
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.values.digests import sha256_hex, short_id
from ledgerstone.workflow.archive_log import Writing

_KIND = "package"


class PackageKind(StrEnum):
    """What leaves as one folder."""

    BAG = "bag"
    ARCHIVE = "archive"


class Package(Struct, frozen=True, kw_only=True):
    """A package that left.

    Attributes:
        index: The place of its entry in the log.
        time: What the clock said then, as the log has it.
        kind: What it was.
        folder: The last part of the folder's name.
        to: Whom it was for, in the words of whoever exported it; None where they said nothing.
        sources: Ids of the sources in it; None for all that the log named by then.
        log_size: How many entries the log had.
        checkpoint: SHA-256 of the checkpoint in it, in hex.
    """

    index: int
    time: str
    kind: PackageKind
    folder: str
    to: str | None
    sources: tuple[str, ...] | None
    log_size: int
    checkpoint: str


class Leaving(Struct, frozen=True, kw_only=True):
    """A package that is ready to leave; the fields are those of `Package`."""

    kind: PackageKind
    folder: str
    to: str | None
    sources: tuple[str, ...] | None


def disclose(archive: Writing, leaving: Leaving) -> int:
    """Log that a package leaves; to be called when it is whole, and before it has its name.

    Returns:
        The place of the entry.

    Raises:
        StorageError: The medium failed.
    """
    standing = current(archive.store)
    words = {
        "kind": _KIND,
        "package": leaving.kind.value,
        "folder": leaving.folder,
        "to": leaving.to,
        "sources": leaving.sources,
        "log_size": standing.checkpoint.size,
        "checkpoint": sha256_hex([standing.data]),
    }
    data = metadata_object(words, salt=secrets.token_bytes(SALT_BYTES))
    entry = structs.replace(archive.entry(EntryType.DISCLOSURE), meta=keep_bytes(archive.store, data).sha256)
    first = archive.commit([entry]).first
    archive.settle()
    return first


def packages_holding(store: Store, source: str) -> tuple[Package, ...]:
    """Return the packages that left with a source in them, in the order in which they left.

    Args:
        store: What holds the log.
        source: The source's id.

    Raises:
        DamagedError: The log, or what it says of a package, cannot be read.
    """
    found: list[Package] = []
    held_here = False
    for index, entry in entries(store):
        if entry.object is not None and short_id("s", entry.object) == source:
            held_here = _is_held_after(entry, held_here=held_here)
        elif entry.type is EntryType.DISCLOSURE and entry.object is None and entry.meta is not None:
            package = _package(store, index, entry)
            if package is not None and (held_here if package.sources is None else source in package.sources):
                found.append(package)
    return tuple(found)


def _is_held_after(entry: Entry, *, held_here: bool) -> bool:
    if entry.type is EntryType.DEACCESSION:
        return False
    return held_here or entry.type in {EntryType.INGESTION, EntryType.REDACTION}


def _package(store: Store, index: int, entry: Entry) -> Package | None:
    """Return the package that an entry says left; None where it speaks of another disclosure, or is sealed."""
    try:
        words = parse_metadata(b"".join(store.get(object_key(entry.meta or ""))))
    except NotFoundError:
        return None
    except MetadataError as error:
        raise DamagedError(f"the metadata object {entry.meta} cannot be understood: {error}; run `verify`") from error
    if words.get("kind") != _KIND:
        return None
    return Package(
        index=index,
        time=entry.time,
        kind=PackageKind(str(words["package"])),
        folder=str(words["folder"]),
        to=_text(words, "to"),
        sources=_texts(words, "sources"),
        log_size=int(str(words["log_size"])),
        checkpoint=str(words["checkpoint"]),
    )


def _text(words: Mapping[str, str | int | tuple[str, ...]], name: str) -> str | None:
    return str(words[name]) if name in words else None


def _texts(words: Mapping[str, str | int | tuple[str, ...]], name: str) -> tuple[str, ...] | None:
    found = words.get(name)
    return found if isinstance(found, tuple) else None
