"""Logs of other archives that are kept beside ours: never merged, each under a name of ours, each with its own keys.

    foreign/<name>/log/checkpoints/<size>   every checkpoint, with its signatures
    foreign/<name>/log/tile/…               tiles and entry bundles
    foreign/<name>/log/keys/*.vkey          public keys
    foreign/<name>/foreign/…                the logs that the other archive keeps in the same way

Which of its checkpoints stands is said by our own log, not by a file: a `fixity check` entry names the checkpoint,
which is an object of ours, and a metadata object that says whose it is. So a foreign log cannot be changed, rolled back
or put there by anybody without our log showing it, and it grows in the same commit as ours. Objects are shared.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from ledgerstone.errors import DamagedError, NotFoundError, StorageError
from ledgerstone.evidence.preservation.holdings import Holdings
from ledgerstone.evidence.preservation.log.checkpoint import CURRENT
from ledgerstone.evidence.preservation.metadata import MetadataError, Words, parse_metadata
from ledgerstone.evidence.preservation.objects import object_key
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.values.digests import sha256_hex

FOREIGN_PREFIX = "foreign/"
KIND = "foreign log"
"""The kind of the metadata object that says whose log it is."""

_OWN = ("log/", FOREIGN_PREFIX)
_LONGEST_NAME = 40
_DIGITS = 12


class ForeignLog(Struct, frozen=True, kw_only=True):
    """A foreign log as our log knows it.

    Attributes:
        name: Its folder's name.
        known_as: What we call the archive, in words.
        origin: The log's own name, which its checkpoints say.
        size: How many entries it has.
        checkpoint: SHA-256 of its checkpoint that stands, which is an object of ours.
        vkey: Its first public key, on one line.
    """

    name: str
    known_as: str
    origin: str
    size: int
    checkpoint: str
    vkey: str


class ForeignStore:
    """A store as the foreign archive sees it: its own log and those that it keeps, over objects that are shared.

    Args:
        store: Our store.
        name: The foreign log's name.
        checkpoint: SHA-256 of the checkpoint that stands for it.
    """

    def __init__(self, store: Store, name: str, checkpoint: str) -> None:
        self._store, self._prefix = store, f"{FOREIGN_PREFIX}{name}/"
        self._checkpoint = object_key(checkpoint)

    def put_once(self, key: str, chunks: Iterable[bytes]) -> bool:
        """Create the key with these bytes, or leave what is there; see `Store`."""
        return self._store.put_once(self._of(key), chunks)

    def get(self, key: str) -> Iterator[bytes]:
        """Yield the bytes in chunks; see `Store`."""
        return self._store.get(self._of(key))

    def replace_if(self, key: str, old: bytes | None, new: bytes) -> bool:
        """Refuse: nothing of a foreign log is ever replaced.

        Raises:
            StorageError: Always.
        """
        raise StorageError(f"{self._prefix}{key} belongs to another archive, and is never replaced: {old!r}, {new!r}")

    def list(self, prefix: str) -> Iterator[str]:
        """Yield every key that starts with the prefix, in order; see `Store`."""
        keys = (key.removeprefix(self._prefix) for key in self._store.list(self._of(prefix)))
        if not CURRENT.startswith(prefix):
            yield from keys
            return
        waiting = True
        for key in keys:
            if waiting and key > CURRENT:
                yield CURRENT
                waiting = False
            yield key
        if waiting:
            yield CURRENT

    def children(self, folder: str) -> Iterator[str]:
        """Yield the names right below a folder; see `Store`."""
        return self._store.children(self._of(folder))

    def digest(self, key: str) -> tuple[str, int]:
        """Return the digest of a key's bytes, and how many they are; see `Store`."""
        return self._store.digest(self._of(key))

    def digests(self, folder: str, names: Iterable[str]) -> Iterator[tuple[str, str, int]]:
        """Yield name, digest and size of keys below a folder; see `Store`."""
        return self._store.digests(self._of(folder), names)

    def remove(self, key: str) -> None:
        """Take a key away; see `Store`."""
        self._store.remove(self._of(key))

    def sync(self) -> None:
        """Return when all that was put is durable; see `Store`."""
        self._store.sync()

    def _of(self, key: str) -> str:
        if key == CURRENT:
            return self._checkpoint
        return f"{self._prefix}{key}" if key.startswith(_OWN) else key


def foreign_logs(store: Store, held: Holdings) -> tuple[ForeignLog, ...]:
    """Return the foreign logs that our log names, each as it stands, in the order of their names.

    Args:
        store: What holds our log and the objects.
        held: What our log says.

    Raises:
        DamagedError: What is said of one is gone or cannot be understood.
    """
    found: dict[str, ForeignLog] = {}
    for checked in held.checked:
        words = _words(store, checked.meta)
        if words.get("kind") == KIND:
            log = _log(checked.object, words)
            if log.name not in found or found[log.name].size < log.size:
                found[log.name] = log
    return tuple(found[name] for name in sorted(found))


def foreign_store(store: Store, log: ForeignLog) -> ForeignStore:
    """Return our store as the foreign archive of this log sees it."""
    return ForeignStore(store, log.name, log.checkpoint)


def foreign_words(log: ForeignLog) -> Words:
    """Return what the metadata object of a foreign log says."""
    return {
        "kind": KIND,
        "name": log.name,
        "known_as": log.known_as,
        "origin": log.origin,
        "size": log.size,
        "vkey": log.vkey,
    }


def folder_name(known_as: str) -> str:
    """Return the name of a folder for an archive that we call so: ASCII letters, digits and hyphens."""
    decomposed = unicodedata.normalize("NFKD", known_as).encode("ascii", "ignore").decode("ascii").lower()
    plain = re.sub(r"[^a-z0-9]+", "-", decomposed)[:_LONGEST_NAME].strip("-")
    return plain or f"log-{sha256_hex([known_as.encode('utf-8', 'surrogatepass')])[:_DIGITS]}"


def _words(store: Store, meta: str) -> Mapping[str, str | int | tuple[str, ...]]:
    try:
        return parse_metadata(b"".join(store.get(object_key(meta))))
    except (NotFoundError, MetadataError) as error:
        raise DamagedError(f"{object_key(meta)}, which says what was checked, is gone or damaged: {error}") from error


def _log(checkpoint: str, words: Mapping[str, str | int | tuple[str, ...]]) -> ForeignLog:
    try:
        return ForeignLog(
            name=folder_name(str(words["name"])),
            known_as=str(words["known_as"]),
            origin=str(words["origin"]),
            size=int(str(words["size"])),
            checkpoint=checkpoint,
            vkey=str(words["vkey"]),
        )
    except (KeyError, ValueError) as error:
        raise DamagedError(f"what is said of the foreign checkpoint {checkpoint} cannot be understood") from error
