"""Import another archive: its log beside ours with its own signatures, its objects among ours, nothing merged.

Order: all of it is verified as strictly as ours → its log is copied, and its checkpoint fixed in our log → its sources
come in, batch by batch, each with an entry of ours → what else its log names. What is sealed there stays sealed; what
was sealed or removed here does not come back on this way. A second import of the same archive takes in what is new,
and is refused where the two histories are not one.
"""

import secrets
from pathlib import Path

from msgspec import Struct

from ledgerstone.errors import DamagedError, InconsistentError, LedgerstoneError, UnreadableError, UsageError
from ledgerstone.evidence.preservation.foreign import (
    ForeignLog,
    folder_name,
    foreign_logs,
    foreign_store,
    foreign_words,
)
from ledgerstone.evidence.preservation.holdings import Holdings, holdings
from ledgerstone.evidence.preservation.log.reading import current, entries, root_at
from ledgerstone.evidence.preservation.metadata import SALT_BYTES, metadata_object
from ledgerstone.evidence.preservation.objects import keep_bytes
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.evidence.preservation.verify.archive import verify
from ledgerstone.evidence.preservation.verify.results import Result, Verification
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.storage.disk import DiskStore
from ledgerstone.storage.workers import hashing_workers
from ledgerstone.values.digests import sha256_hex
from ledgerstone.workflow.archive_log import WAIT_S, Writing, writing
from ledgerstone.workflow.packages.foreign_copy import CopiedLog, copy_log, known_checkpoint
from ledgerstone.workflow.packages.foreign_sources import ForeignSources, copy_object, fixity_check, take_in_sources
from ledgerstone.workflow.readings.read_waiting import read_waiting
from ledgerstone.workflow.removing.clear_derived import clear_marked
from ledgerstone.workflow.stages import Stage

_REFUSALS: dict[Result, type[LedgerstoneError]] = {
    Result.DAMAGED: DamagedError,
    Result.INCONSISTENT: InconsistentError,
    Result.UNDECIDED: UnreadableError,
}


class Imported(Struct, frozen=True, kw_only=True):
    """What an import did.

    Attributes:
        name: The name of the foreign log's folder.
        origin: The foreign log's own name.
        key: Its first public key, to be compared with what its keepers say.
        entries: How many entries it has.
        ingested: How many sources are new to us.
        already_held: How many we held, and held from there.
        sealed: How many are sealed there, and came as ciphertext.
        withheld: How many we had sealed or removed ourselves, and did not take back.
        sources: Ids of the sources that are new.
        log_size: Entries of our log after it.
        warnings: What a person should see to.
    """

    name: str
    origin: str
    key: str
    entries: int
    ingested: int
    already_held: int
    sealed: int
    withheld: int
    sources: tuple[str, ...]
    log_size: int
    warnings: tuple[str, ...] = ()


def import_archive(directory: DataDirectory, folder: Path, *, known_as: str, stage: Stage) -> Imported:
    """Import the archive of a folder.

    Args:
        directory: Our archive.
        folder: The other one's data directory, such as `export archive` writes.
        known_as: What we call it, in words; the same words at every import.
        stage: Shows how far the work is.

    Raises:
        UsageError: There is no archive, it is our own, or the words are those of another one.
        DamagedError: It is damaged; nothing was imported.
        InconsistentError: Its history is not one history, or not the one that we know; nothing was imported.
        UnreadableError: Something in it cannot be read; nothing was imported.
        StorageError: The medium failed; run again, and it goes on.
    """
    layout = DataDirectory(folder)
    if not known_as.strip():
        raise UsageError("give the archive a name: --as WORDS, such as --as 'Norvik documentation centre'")
    if not layout.archive.is_dir():
        raise UsageError(f"there is no archive in {folder}: name the folder that holds `archive`")
    source = DiskStore(layout.archive, tmp=layout.tmp)
    verified = _verified(source, stage)
    with writing(directory, wait_s=WAIT_S) as archive:
        held = holdings(entries(archive.store))
        known = _known(archive, source, held, known_as)
        if known is not None and _is_older(source, known, archive.store):
            return _nothing_new(archive, known)
        copied = copy_log(source, archive.store, folder_name(known_as), known=known)
        if copied.standing.note.text != verified.checkpoint:
            raise DamagedError(f"{folder} changed while it was read: nothing was imported; run again")
        log = _foreign_log(copied, known_as)
        _fix_checkpoint(archive, source, held, log, copied)
        done = take_in_sources(archive, source, ForeignSources(log=log, copied=copied, own=held), stage)
        if done.sealed:
            clear_marked(directory)
        read_waiting(archive, directory, stage)
        return Imported(
            name=log.name,
            origin=log.origin,
            key=log.vkey,
            entries=log.size,
            ingested=len(done.new),
            already_held=done.already_held,
            sealed=done.sealed,
            withheld=done.withheld,
            sources=tuple(done.new),
            log_size=archive.log.size,
            warnings=tuple(archive.warnings),
        )


def _verified(source: DiskStore, stage: Stage) -> Verification:
    """Verify the other archive, and refuse it where anything is wrong."""
    with hashing_workers(source) as workers, stage("Verifying", total=None, unit="objects") as advance:
        found = verify(source, workers=workers, progress=advance).verification
    if found.result is not Result.INTACT:
        first = found.problems[0]
        raise _REFUSALS[found.result](
            f"the archive in {source.root.parent} is {found.result.value}, and nothing was imported: {first.path}: "
            f"{first.detail}; {len(found.problems)} problems in all, ask its keepers for another copy"
        )
    return found


def _known(archive: Writing, source: Store, held: Holdings, known_as: str) -> ForeignLog | None:
    """Return what we have of the other log; refuse our own, and words that mean another one."""
    origin = current(source).checkpoint.origin
    if origin == archive.log.origin:
        raise UsageError("this is a copy of our own archive: nothing is imported; `repair` restores from a copy")
    name = folder_name(known_as)
    for log in foreign_logs(archive.store, held):
        if log.name == name and log.origin != origin:
            raise InconsistentError(
                f"{log.known_as!r} is the archive with the log {log.origin}, and this is {origin}: nothing was "
                "imported; find out whose it is, and give other words to another archive"
            )
        if log.origin == origin and log.name != name:
            raise UsageError(
                f"the archive with the log {origin} is known as {log.known_as!r}: give --as with these words"
            )
        if log.origin == origin:
            return log
    return None


def _is_older(source: Store, known: ForeignLog, store: Store) -> bool:
    """Tell whether the copy is of a time before the one that we know, and is a beginning of it.

    Raises:
        InconsistentError: It is not.
    """
    theirs, ours = current(source).checkpoint, known_checkpoint(store, known).checkpoint
    if theirs.size > ours.size:
        return False
    if theirs.root != root_at(foreign_store(store, known), theirs.size):
        raise InconsistentError(
            f"this copy of {known.known_as!r} has {theirs.size} entries that are not those which we have of it: its "
            "history was forked or written anew; nothing was imported, find out which of the two is right"
        )
    return theirs.size < ours.size


def _nothing_new(archive: Writing, known: ForeignLog) -> Imported:
    said = f"this copy of {known.known_as!r} is older than what we have of it: nothing new is in it"
    return Imported(
        name=known.name,
        origin=known.origin,
        key=known.vkey,
        entries=known.size,
        ingested=0,
        already_held=0,
        sealed=0,
        withheld=0,
        sources=(),
        log_size=archive.log.size,
        warnings=(*archive.warnings, said),
    )


def _foreign_log(copied: CopiedLog, known_as: str) -> ForeignLog:
    return ForeignLog(
        name=folder_name(known_as),
        known_as=known_as.strip(),
        origin=copied.standing.checkpoint.origin,
        size=copied.standing.checkpoint.size,
        checkpoint=sha256_hex([copied.standing.data]),
        vkey=copied.held.keys[0].vkey.text,
    )


def _fix_checkpoint(archive: Writing, source: Store, held: Holdings, log: ForeignLog, copied: CopiedLog) -> None:
    """Name the foreign checkpoint in our log, with all that was copied of the foreign log; once for each checkpoint."""
    if held.is_expected(log.checkpoint):
        return
    meta = keep_bytes(archive.store, metadata_object(foreign_words(log), salt=secrets.token_bytes(SALT_BYTES))).sha256
    kept = keep_bytes(archive.store, copied.standing.data)
    new = [fixity_check(archive, kept.sha256, kept.size_bytes, meta=meta)]
    lacking = [one for one in dict.fromkeys(copied.named) if not held.is_expected(one)]
    new += [fixity_check(archive, one, copy_object(source, archive.store, one)) for one in lacking]
    first = archive.commit(new).first
    for index, entry in enumerate(new, first):
        held.add(index, entry)
    archive.settle()
