"""Take in the sources of a foreign archive whose log was copied: each with an entry of ours that says whence it came.

Our entry names a metadata object of ours: what the other archive says of the source, with its log's name, the place of
its entry and the digest of its checkpoint. Its own metadata objects are kept as they are, beside.
"""

import secrets
from collections.abc import Callable, Iterator

from django.utils import timezone
from msgspec import Struct, structs

from ledgerstone.errors import DamagedError
from ledgerstone.evidence.preservation.foreign import ForeignLog, foreign_store
from ledgerstone.evidence.preservation.holdings import BUCKETS, Holdings
from ledgerstone.evidence.preservation.log.entries import Entry, EntryType
from ledgerstone.evidence.preservation.log.reading import entries
from ledgerstone.evidence.preservation.metadata import SALT_BYTES, metadata_object, parse_metadata
from ledgerstone.evidence.preservation.objects import keep, keep_bytes, object_key
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.record import save
from ledgerstone.record.find import logged
from ledgerstone.record.rows import AcquisitionRow
from ledgerstone.values.digests import short_id
from ledgerstone.workflow.archive_log import Writing
from ledgerstone.workflow.packages.foreign_copy import CopiedLog
from ledgerstone.workflow.stages import Stage
from ledgerstone.workflow.take_in import said_in, said_object, take_in

BATCH_ENTRIES = 1000
BATCH_BYTES = 64 * 1024 * 1024
"""As an ingest's: a batch ends at whichever comes first."""

_OBJECT_TYPES = frozenset({EntryType.INGESTION, EntryType.REDACTION})


class ForeignSources(Struct, frozen=True, kw_only=True):
    """What is taken in.

    Attributes:
        log: The foreign log.
        copied: It, as it was copied.
        own: What our log says must be there; grows with what comes in.
    """

    log: ForeignLog
    copied: CopiedLog
    own: Holdings


class Outcome:
    """What came of it: see `Imported`."""

    def __init__(self) -> None:
        self.new: list[str] = []
        self.already_held = self.sealed = self.withheld = 0


def take_in_sources(archive: Writing, source: Store, wanted: ForeignSources, stage: Stage) -> Outcome:
    """Take in the sources of a foreign archive, then all other objects that its log names.

    Args:
        archive: Ours.
        source: The other one's store.
        wanted: What to take in.
        stage: Shows how far the work is.

    Raises:
        DamagedError: The other one's object, or ours, is damaged.
        StorageError: A medium failed; run again, and it goes on.
    """
    outcome = Outcome()
    with stage("Importing", total=wanted.log.size, unit="entries") as advance:
        _commit_all(archive, wanted.own, _sources(archive, source, wanted, outcome, advance))
    with stage("Importing", total=None, unit="other objects") as advance:
        _commit_all(archive, wanted.own, _others(archive, source, wanted.copied.held, wanted.own, advance))
    return outcome


def copy_object(source: Store, target: Store, sha256: str) -> int:
    """Copy an object, and return its size in bytes.

    Raises:
        DamagedError: The object there does not have this digest, or ours is damaged.
        StorageError: A medium failed.
    """
    kept = keep(target, lambda: source.get(object_key(sha256)), name=object_key(sha256))
    if kept.sha256 != sha256:
        raise DamagedError(f"{object_key(sha256)} was damaged since the archive was verified: ask for another copy")
    return kept.size_bytes


def fixity_check(archive: Writing, sha256: str, size: int, *, meta: str | None = None) -> Entry:
    """Return the entry that an object of another archive was checked, and is kept."""
    return structs.replace(archive.entry(EntryType.FIXITY_CHECK), object=sha256, size=size, meta=meta)


def _sources(
    archive: Writing, source: Store, wanted: ForeignSources, outcome: Outcome, advance: Callable[[int], None]
) -> Iterator[list[Entry]]:
    """Yield our entries for each foreign one that took a source in; the bytes are in our store by then."""
    view = foreign_store(archive.store, wanted.log)
    seen: set[str] = set()
    for index, entry in entries(view, 0, wanted.log.size):
        if entry.type in _OBJECT_TYPES and entry.object is not None and entry.row is None:
            yield _of_source(archive, source, wanted, _Foreign(index, entry, entry.object), _Counting(outcome, seen))
        advance(1)


def _others(
    archive: Writing, source: Store, theirs: Holdings, own: Holdings, advance: Callable[[int], None]
) -> Iterator[list[Entry]]:
    """Yield our entries for what else the foreign log names: metadata objects, tokens, ciphertexts."""
    for bucket in range(BUCKETS):
        for digest in sorted(theirs.expected(bucket) - own.expected(bucket) - own.gone(bucket)):
            sha256 = digest.hex()
            yield [fixity_check(archive, sha256, copy_object(source, archive.store, sha256))]
            advance(1)


class _Foreign(Struct, frozen=True):
    """A foreign entry that took a source in: its place, itself, and the source's digest."""

    index: int
    entry: Entry
    sha256: str


class _Counting:
    """Counts each source once, however many entries are about it."""

    def __init__(self, outcome: Outcome, seen: set[str]) -> None:
        self._outcome, self._seen = outcome, seen

    def is_first(self, sha256: str) -> bool:
        """Tell whether the source was not counted yet; from now on it was."""
        first = sha256 not in self._seen
        self._seen.add(sha256)
        return first

    def withheld(self) -> None:
        """Count a source that we had sealed or removed."""
        self._outcome.withheld += 1

    def held(self, sha256: str, *, sealed: bool) -> None:
        """Count a source that comes in, or that we hold."""
        if logged.held_of([sha256]):
            self._outcome.already_held += 1
            return
        self._outcome.new.append(short_id("s", sha256))
        self._outcome.sealed += sealed


def _of_source(
    archive: Writing, source: Store, wanted: ForeignSources, found: _Foreign, counting: _Counting
) -> list[Entry]:
    """Return our entries for a foreign one that took a source in; none where there is nothing new in it."""
    theirs, first = wanted.copied.held, counting.is_first(found.sha256)
    if found.sha256 in theirs.deaccessioned:
        return []
    if wanted.own.is_gone(found.sha256):
        if first:
            counting.withheld()
        return []
    cipher = theirs.sealed.get(found.sha256) if theirs.is_gone(found.sha256) else None
    if first:
        counting.held(found.sha256, sealed=cipher is not None)
    if cipher is not None and not first:
        return []
    return _taken_in(archive, source, wanted, found, cipher)


def _taken_in(
    archive: Writing, source: Store, wanted: ForeignSources, found: _Foreign, cipher: str | None
) -> list[Entry]:
    said = _said(source, wanted, found, sealed=cipher is not None)
    if logged.is_acquired(found.sha256, save.fingerprint(said)) or (cipher and logged.held_of([found.sha256])):
        return []
    meta = keep_bytes(archive.store, _said_of_both(wanted, found, said)).sha256
    theirs = found.entry
    ingested = structs.replace(
        archive.entry(EntryType.INGESTION), object=theirs.object, parent=theirs.parent, size=theirs.size, meta=meta
    )
    if cipher is None:
        size = copy_object(source, archive.store, found.sha256)
        return [structs.replace(ingested, size=size)]
    copy_object(source, archive.store, cipher)
    return [ingested, structs.replace(archive.entry(EntryType.SEAL), object=found.sha256, sealed_as=cipher)]


def _said(source: Store, wanted: ForeignSources, found: _Foreign, *, sealed: bool) -> AcquisitionRow:
    """Return how a source came in to us: as the other archive describes it, and from whom we have it."""
    known_as, meta = wanted.log.known_as, found.entry.meta
    theirs = None
    if meta is not None and not sealed and not wanted.copied.held.is_gone(meta):
        theirs = said_in(b"".join(source.get(object_key(meta))), meta)
    if theirs is None:
        return AcquisitionRow(
            path=f"{wanted.log.name}/{found.index}",
            obtained=timezone.now(),
            title=None,
            publisher=None,
            published=None,
            url=None,
            origin=known_as,
            fonds=None,
            shelfmark=None,
            rights=None,
        )
    origin = known_as if theirs.origin is None else f"{known_as}: {theirs.origin}"
    return structs.replace(theirs, obtained=timezone.now(), origin=origin, meta=None)


def _said_of_both(wanted: ForeignSources, found: _Foreign, said: AcquisitionRow) -> bytes:
    """Return our metadata object: how the source came in, and where the other archive's log says so."""
    salt = secrets.token_bytes(SALT_BYTES)
    words = {
        **parse_metadata(said_object(found.sha256, said, salt=salt)),
        "archive": wanted.log.known_as,
        "archive_log": wanted.log.origin,
        "archive_index": found.index,
        "archive_checkpoint": wanted.log.checkpoint,
        "archive_meta": found.entry.meta,
    }
    return metadata_object(words, salt=salt)


def _commit_all(archive: Writing, own: Holdings, made: Iterator[list[Entry]]) -> None:
    """Commit entries batch by batch, and put their sources on the record."""
    batch: list[Entry] = []
    size = 0
    for new in made:
        batch += new
        size += sum(entry.size or 0 for entry in new)
        if len(batch) >= BATCH_ENTRIES or size >= BATCH_BYTES:
            _commit(archive, own, batch)
            batch, size = [], 0
    _commit(archive, own, batch)


def _commit(archive: Writing, own: Holdings, batch: list[Entry]) -> None:
    if not batch:
        return
    for index, entry in enumerate(batch, archive.commit(batch).first):
        own.add(index, entry)
    take_in(archive.store, archive.log.size)
    archive.settle()
