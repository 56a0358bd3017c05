"""Restore from a second copy what is damaged or missing: objects by their digest, the log's files by its own root.

Nothing of the copy is believed: an object is taken where its bytes have the digest that our log names, entries where
they make the very root that our checkpoint says. What was unexpected stays, for a person to look at. Each object that
was restored is logged.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec import Struct, structs

from ledgerstone.errors import LedgerstoneError, NotFoundError, StorageError, UsageError
from ledgerstone.evidence.preservation.log.entries import EntryType
from ledgerstone.evidence.preservation.log.growth import Growth, Made
from ledgerstone.evidence.preservation.log.reading import current, encoded_entries, root_at
from ledgerstone.evidence.preservation.log.tiles import TILE_PREFIX
from ledgerstone.evidence.preservation.objects import digest_of_key, keep
from ledgerstone.evidence.preservation.store import JournaledStore, Store
from ledgerstone.evidence.preservation.verify.archive import verify
from ledgerstone.evidence.preservation.verify.results import Fault, Problem
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.storage.disk import DiskStore
from ledgerstone.storage.workers import hashing_workers
from ledgerstone.storage.writer_lock import writer_lock
from ledgerstone.workflow.archive_log import WAIT_S, writing

_MENDABLE = {Fault.DAMAGED, Fault.MISSING}


class Repaired(Struct, frozen=True, kw_only=True):
    """What a repair did.

    Attributes:
        restored: Paths that were restored.
        left: What is still wrong.
    """

    restored: tuple[str, ...]
    left: tuple[Problem, ...]


def repair(directory: DataDirectory, copy: Path, *, progress: Callable[[int], None]) -> Repaired:
    """Restore from a copy of the archive what is damaged or missing.

    Args:
        directory: The archive.
        copy: A data directory, or the `archive` folder of one.
        progress: Is told how many objects were checked.

    Raises:
        UsageError: There is no archive at the copy, or it is this archive itself.
        StorageError: The medium failed.
    """
    source = _copy(directory, copy)
    store = directory.store()
    restored: list[str] = []
    problems = _problems(store, progress)
    if any(_is_of_log(problem) for problem in problems):
        with writer_lock(directory.lock, wait_s=WAIT_S):
            restored += _restore_log(store, source)
        problems = _problems(store, progress)
    damaged = [problem.path for problem in problems if problem.what in _MENDABLE and digest_of_key(problem.path)]
    if damaged:
        restored += _restore_objects(directory, source, damaged)
        problems = _problems(store, progress)
    return Repaired(restored=tuple(restored), left=tuple(problems))


def _copy(directory: DataDirectory, copy: Path) -> DiskStore:
    root = copy / "archive" if (copy / "archive").is_dir() else copy
    if not (root / "objects").is_dir():
        raise UsageError(f"no archive at {copy}: name a data directory, or the `archive` folder of one")
    if root.resolve() == directory.archive.resolve():
        raise UsageError(f"{copy} is this archive itself: name a second copy")
    return DiskStore(root)


def _problems(store: JournaledStore, progress: Callable[[int], None]) -> tuple[Problem, ...]:
    with hashing_workers(store) as workers:
        return verify(store, workers=workers, progress=progress, unfinished=store.pending.named).verification.problems


def _is_of_log(problem: Problem) -> bool:
    return problem.what in _MENDABLE and problem.path.startswith(TILE_PREFIX)


def _restore_log(store: JournaledStore, source: Store) -> Iterator[str]:
    """Build our tree again from the copy's entries, where they make our root; put right each file that differs."""
    try:
        standing = current(store).checkpoint
        size = standing.size
        if current(source).checkpoint.size < size or root_at(source, size) != standing.root:
            return
        growth = Growth()
        made = [one for _, data in encoded_entries(source, 0, size) for one in growth.add(data)]
    except LedgerstoneError:
        return
    if growth.root() != standing.root:
        return
    yield from _replaced(store, (*made, *growth.partial()))


def _replaced(store: JournaledStore, made: Iterable[Made]) -> Iterator[str]:
    for one in made:
        if _bytes(store, one.at.key) != one.data:
            _make_way(store, one.at.key)
            store.put_once(one.at.key, [one.data])
            store.sync()
            yield one.at.key
    store.settle()


def _make_way(store: Store, key: str) -> None:
    """Take damaged bytes out of sight; that a store keeps them as an older version does no harm.

    Raises:
        StorageError: They are in sight still.
    """
    try:
        store.remove(key)
    except StorageError:
        if _is_in_sight(store, key):
            raise


def _is_in_sight(store: Store, key: str) -> bool:
    try:
        next(iter(store.get(key)), b"")
    except NotFoundError:
        return False
    return True


def _bytes(store: Store, key: str) -> bytes | None:
    try:
        return b"".join(store.get(key))
    except LedgerstoneError:
        return None


def _restore_objects(directory: DataDirectory, source: Store, keys: Iterable[str]) -> list[str]:
    restored = []
    with writing(directory) as archive:
        for key in keys:
            if not _is_whole(source, key):
                continue
            _make_way(archive.store, key)
            keep(archive.store, lambda key=key: source.get(key), name=key)  # type: ignore[misc]  # a key of this round
            restored.append(key)
        if restored:
            entry = archive.entry(EntryType.REPAIR)
            archive.commit([structs.replace(entry, object=digest_of_key(key)) for key in restored])
        archive.settle()
    return restored


def _is_whole(source: Store, key: str) -> bool:
    try:
        return source.digest(key)[0] == digest_of_key(key)
    except LedgerstoneError:
        return False
