"""Verification: every object is hashed again and compared with its name and with what must be there.

Strict about all that the store holds: a key that is no object's, or an object that nobody expects, is a problem
too. Nothing is repaired here. Work is spread over threads (hashing and reading release the interpreter's lock);
only the digests that are still expected are held in memory.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from enum import StrEnum
from itertools import islice
from threading import Event

from msgspec import Struct

from ledgerstone.errors import DamagedError, LedgerstoneError, NotFoundError, StorageError
from ledgerstone.evidence.preservation.objects import PREFIX, digest_of_key, object_key
from ledgerstone.evidence.preservation.store import Store

THREADS = 2
"""As many as the smallest machine that we name has cores; more gain nothing on one disk."""

_KEYS_A_TASK = 32
_TASKS_AHEAD = 2 * THREADS


class Result(StrEnum):
    """What the whole of it comes to."""

    INTACT = "intact"
    DAMAGED = "damaged"
    INCONSISTENT = "inconsistent"
    UNDECIDED = "undecided"


class Fault(StrEnum):
    """What is wrong with one path."""

    DAMAGED = "damaged"
    MISSING = "missing"
    UNEXPECTED = "unexpected"
    UNREADABLE = "unreadable"


class Problem(Struct, frozen=True, kw_only=True):
    """One thing that is wrong: what, where, and in words for a person."""

    what: Fault
    path: str
    detail: str


class Verification(Struct, frozen=True, kw_only=True):
    """What was found.

    Attributes:
        result: What the whole of it comes to.
        objects: How many objects are there and were read to their end.
        entries: How many log entries were checked.
        bytes: How many bytes of objects were hashed.
        problems: In the order of their paths.
        checkpoint: The log's checkpoint; None where there is no log.
        unfinished: Keys of an ingest that was interrupted before it was acknowledged: no problem.
    """

    result: Result
    objects: int
    entries: int = 0
    bytes: int
    problems: tuple[Problem, ...] = ()
    checkpoint: str | None = None
    unfinished: tuple[str, ...] = ()


class _Checked(Struct, frozen=True, kw_only=True):
    """What one task found of its keys."""

    objects: int
    bytes: int
    problems: tuple[Problem, ...]


def verify(
    store: Store,
    expected: Iterable[str] | None,
    *,
    progress: Callable[[int], None],
    unfinished: Iterable[str] = (),
) -> Verification:
    """Hash every object again, and name what is damaged, missing or unexpected.

    Args:
        store: What is checked.
        expected: The digests that must be there; None where nothing says so, and then whatever is there must
            be what its name says.
        progress: Is told after each step how many objects it took.
        unfinished: Keys that an interrupted ingest had begun on; they may be there or not.
    """
    begun = frozenset(unfinished)
    missing = None if expected is None else set(expected)
    problems: list[Problem] = []
    seen_unfinished: list[str] = []
    objects = size = 0
    sorted_out = _sort_out(store, missing, begun, problems, seen_unfinished)
    for done in _in_parallel(store, sorted_out, progress):
        objects += done.objects
        size += done.bytes
        problems += done.problems
    if not any(problem.what is Fault.UNREADABLE and not problem.path for problem in problems):
        problems += [_missing(sha256) for sha256 in missing or () if object_key(sha256) not in begun]
    problems.sort(key=lambda problem: problem.path)
    return Verification(
        result=result_of(problems),
        objects=objects,
        bytes=size,
        problems=tuple(problems),
        unfinished=tuple(seen_unfinished),
    )


def result_of(problems: Iterable[Problem]) -> Result:
    """Return what problems come to: damage outweighs what could not be read."""
    faults = {problem.what for problem in problems}
    if not faults:
        return Result.INTACT
    return Result.UNDECIDED if faults == {Fault.UNREADABLE} else Result.DAMAGED


def _sort_out(
    store: Store,
    missing: set[str] | None,
    begun: frozenset[str],
    problems: list[Problem],
    seen_unfinished: list[str],
) -> Iterator[str]:
    """Yield the keys to hash; note those that do not belong there, and take those found out of `missing`."""
    for key in _listed(store, problems):
        sha256 = digest_of_key(key)
        if sha256 is None:
            if not _may_be_empty(key):
                problems.append(_unexpected(key, "nothing of this name belongs into an archive"))
        elif missing is not None and sha256 in missing:
            missing.remove(sha256)
            yield key
        elif key in begun:
            seen_unfinished.append(key)
        elif missing is None:
            yield key
        else:
            problems.append(_unexpected(key, "no source on the record has these bytes"))


def _listed(store: Store, problems: list[Problem]) -> Iterator[str]:
    """Yield the keys; where the store cannot be listed to its end, that is a problem of the whole (path "")."""
    try:
        yield from store.list("")
    except StorageError as error:
        problems.append(Problem(what=Fault.UNREADABLE, path="", detail=str(error)))


def _in_parallel(store: Store, keys: Iterator[str], progress: Callable[[int], None]) -> Iterator[_Checked]:
    """Check keys in tasks of some dozens, with no more tasks waiting than keep every thread busy."""
    stop = Event()
    with ThreadPoolExecutor(THREADS) as pool:
        running: set[Future[_Checked]] = set()
        try:
            while batch := tuple(islice(keys, _KEYS_A_TASK)):
                running.add(pool.submit(_check, store, batch, stop))
                if len(running) < _TASKS_AHEAD:
                    continue
                done, running = wait(running, return_when=FIRST_COMPLETED)
                yield from _results(done, progress)
            yield from _results(running, progress)
        finally:
            # Whoever interrupts us must not wait until large files are hashed to their end.
            stop.set()


def _results(tasks: Iterable[Future[_Checked]], progress: Callable[[int], None]) -> Iterator[_Checked]:
    for task in tasks:
        done = task.result()
        progress(done.objects)
        yield done


def _check(store: Store, keys: tuple[str, ...], stop: Event) -> _Checked:
    objects = total = 0
    problems = []
    for key in keys:
        size, problem = _check_one(store, key, stop)
        total += size
        if problem is not None:
            problems.append(problem)
        if problem is None or problem.what is Fault.DAMAGED:
            objects += 1
    return _Checked(objects=objects, bytes=total, problems=tuple(problems))


def _check_one(store: Store, key: str, stop: Event) -> tuple[int, Problem | None]:
    """Return how many bytes were hashed, and what is wrong."""
    digest = hashlib.sha256()
    size = 0
    try:
        for chunk in store.get(key):
            digest.update(chunk)
            size += len(chunk)
            if stop.is_set():
                break
    except NotFoundError:
        return size, _missing(digest_of_key(key) or key)
    except DamagedError as error:
        return size, Problem(what=Fault.DAMAGED, path=key, detail=str(error))
    except LedgerstoneError as error:
        return size, Problem(what=Fault.UNREADABLE, path=key, detail=str(error))
    if digest.hexdigest() == digest_of_key(key):
        return size, None
    detail = f"its {size:,} bytes have the SHA-256 {digest.hexdigest()}: restore it from a copy"
    return size, Problem(what=Fault.DAMAGED, path=key, detail=detail)


def _may_be_empty(key: str) -> bool:
    """Tell whether it is a folder that may be empty: an interrupted writer leaves such folders."""
    return key in {"objects/", PREFIX} or (
        key.endswith("/") and digest_of_key(f"{key}{key[-3:-1]}{'0' * 62}") is not None
    )


def _missing(sha256: str) -> Problem:
    detail = "the record names it, but it is gone: restore it from a copy"
    return Problem(what=Fault.MISSING, path=object_key(sha256), detail=detail)


def _unexpected(key: str, why: str) -> Problem:
    return Problem(what=Fault.UNEXPECTED, path=key, detail=f"{why}: find out who put it there, and move it away")
