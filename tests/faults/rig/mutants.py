"""The subject with a mistake planted in it, to show that the bench catches such mistakes; or without one.

Each is what somebody could write in good faith, and leaves an archive in order as long as nothing is cut off.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import structs
from rig.taking_in import Acknowledge, take_in

from ledgerstone.evidence.preservation.log.entries import Entry, encode
from ledgerstone.evidence.preservation.log.note import Signer
from ledgerstone.evidence.preservation.log.reading import current, grown
from ledgerstone.evidence.preservation.log.writing import Appended, Log
from ledgerstone.storage import durable
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.storage.disk import DiskStore

NONE = "none"
FORGETS_FOLDERS = "no fsync of the directory"
RENAMES_FIRST = "rename before the data is durable"
SIGNS_FIRST = "checkpoint before the tiles"
MUTANTS = (FORGETS_FOLDERS, RENAMES_FIRST, SIGNS_FIRST)


class ForgetsFolders(DiskStore):
    """Makes bytes durable, and not the names of the files."""

    def sync(self) -> None:
        """Make visible; nobody makes the names durable."""
        with _syncing_only(lambda path: not path.is_dir()):
            super().sync()

    def replace_if(self, key: str, old: bytes | None, new: bytes) -> bool:
        """Replace; the same."""
        with _syncing_only(lambda path: not path.is_dir()):
            return super().replace_if(key, old, new)


class RenamesFirst(DiskStore):
    """Gives files their names, and makes their bytes durable afterwards."""

    def sync(self) -> None:
        """Make visible, then durable."""
        keys = self._staged.keys()
        with _syncing_only(self._is_in_place):
            super().sync()
        for key in keys:
            durable.sync_one(self._place(key))

    def replace_if(self, key: str, old: bytes | None, new: bytes) -> bool:
        """Replace, then make durable."""
        with _syncing_only(self._is_in_place):
            done = super().replace_if(key, old, new)
        durable.sync_one(self._place(key))
        return done

    def _is_in_place(self, path: Path) -> bool:
        return self._incoming not in path.parents


class SignsFirst(Log):
    """Puts the checkpoint in place, and then the tiles that it speaks of."""

    def append(self, entries: Sequence[Entry], *, successor: Signer | None = None) -> Appended:
        """Commit in the wrong order."""
        del successor
        before = self.size
        made = self._grow(map(encode, (structs.replace(entries[0], first=True), *entries[1:])))
        self._sign([self._signer])
        for one in made:
            self._put(one)
        self._store.sync()
        self._drop_edge(before)
        return Appended(first=before, size=self.size)


def run(mutant: str, root: Path, acknowledge: Acknowledge) -> None:
    """Have the subject take in its sources, with this mistake or with none."""
    directory = DataDirectory(root)
    if mutant == SIGNS_FIRST:
        take_in(directory, acknowledge, opened=_signing_first)
    else:
        kinds = {NONE: DiskStore, FORGETS_FOLDERS: ForgetsFolders, RENAMES_FIRST: RenamesFirst}
        take_in(directory, acknowledge, store=kinds[mutant](directory.archive, tmp=directory.tmp))


def _signing_first(store: DiskStore, signer: Signer) -> Log:
    found = current(store)
    return SignsFirst(store, signer, grown(store, found.checkpoint.size), found.data)


@contextmanager
def _syncing_only(wanted: Callable[[Path], bool]) -> Iterator[None]:
    """Let what makes paths durable pass over all others."""
    sync, sync_one = durable.sync, durable.sync_one

    def some(_: Path, paths: Iterable[str | Path]) -> None:
        for path in paths:
            one(path)

    def one(path: str | Path) -> None:
        if wanted(Path(path)):
            sync_one(path)

    durable.sync, durable.sync_one = some, one
    try:
        yield
    finally:
        durable.sync, durable.sync_one = sync, sync_one
