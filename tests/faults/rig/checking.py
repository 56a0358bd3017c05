"""What must hold after any fault: the archive verifies, what was acknowledged is there, and the next run completes.

Runs in this process; an archive is checked thousands of times here.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

from rig.taking_in import ALL_DIGESTS, missing_of, take_in

from ledgerstone.errors import LedgerstoneError
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.evidence.preservation.verify.archive import Asked, verify
from ledgerstone.evidence.preservation.verify.results import Result, Verification
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.storage.disk import DiskStore


class AtOnce(Executor):
    """Does the work when it is handed over: starting threads would take longer than the work."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Do it."""
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


def verified(store: Store, *, asked: Asked | None = None, unfinished: Callable[[], Iterable[str]] = tuple):
    """Return what `verify` finds."""
    found: Verification = verify(
        store, workers=AtOnce(), progress=lambda _: None, asked=asked, unfinished=unfinished
    ).verification
    return found


def complaints(root: Path, acknowledged: Iterable[str]) -> list[str]:
    """Return what is wrong with the archive at a place after a fault; its next run is a part of the check.

    Args:
        root: The data directory.
        acknowledged: Digests of the sources that were acknowledged before the fault.
    """
    directory = DataDirectory(root)
    try:
        return [*_as_left(directory, acknowledged), *_gone_on_with(directory)]
    except LedgerstoneError as error:
        return [f"{type(error).__name__}: {error}"]


def _as_left(directory: DataDirectory, acknowledged: Iterable[str]) -> list[str]:
    store = directory.store()
    found = verified(store, unfinished=store.pending.named)
    wrong = [f"as left: {problem.what} {problem.path}: {problem.detail}" for problem in found.problems]
    return [*wrong, *(f"as left: {digest} was acknowledged and is gone" for digest in missing_of(acknowledged, store))]


def _gone_on_with(directory: DataDirectory) -> list[str]:
    said: list[str] = []
    take_in(directory, said.extend)
    store: DiskStore = directory.store()
    found = verified(store)
    wrong = [f"gone on with: {problem.what} {problem.path}: {problem.detail}" for problem in found.problems]
    wrong += [f"gone on with: {digest} is not in the log" for digest in missing_of(ALL_DIGESTS, store)]
    wrong += [
        f"gone on with: {path.name} is left" for path in (directory.tmp / "incoming").rglob("*") if path.is_file()
    ]
    if tuple(said) != ALL_DIGESTS or found.result is not Result.INTACT or store.pending.named():
        wrong.append(f"gone on with: {found.result}, {len(said)} acknowledged, {len(store.pending.named())} unfinished")
    return wrong
