"""The whole check: the log first, then every object against it, in parallel, with memory for digests alone."""

import importlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor

from msgspec import Struct

from ledgerstone.errors import LedgerstoneError
from ledgerstone.evidence.preservation.holdings import BUCKETS, Holdings
from ledgerstone.evidence.preservation.log.checkpoint import SignedCheckpoint
from ledgerstone.evidence.preservation.log.reading import current, entries
from ledgerstone.evidence.preservation.objects import PREFIX, digest_of_key
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.evidence.preservation.verify.against import check_against
from ledgerstone.evidence.preservation.verify.foreign_check import check_foreign
from ledgerstone.evidence.preservation.verify.log_check import LogCheck, Unfinished
from ledgerstone.evidence.preservation.verify.object_check import Held, begin_hashing, finished, sort_out
from ledgerstone.evidence.preservation.verify.results import (
    Fault,
    Problem,
    Sample,
    Verification,
    result_of,
    unexpected,
)

_TIMESTAMPS = f"{__package__}.timestamp_check"
_TRIES = 10
"""How often the log is checked again because it grew meanwhile; a commit takes longer than a check of the log."""

_TOP = {"": {"objects/", "log/", "foreign/"}, "objects/": {"sha256/"}}


class Asked(Struct, frozen=True, kw_only=True):
    """What a verification is asked to do.

    Attributes:
        quick: Whether the log alone is checked, and no object.
        against: A checkpoint that was kept elsewhere.
        sample: Which objects are hashed; None for all.
    """

    quick: bool = False
    against: SignedCheckpoint | None = None
    sample: Sample | None = None


class Verified(Struct, frozen=True, kw_only=True):
    """What was found, and what the log says, for whoever compares the record with it."""

    verification: Verification
    holdings: Holdings
    complete: bool


def verify(
    store: Store,
    *,
    workers: Executor,
    progress: Callable[[int], None],
    asked: Asked | None = None,
    unfinished: Unfinished = tuple,
) -> Verified:
    """Check a log and all objects that it names; somebody may write to it meanwhile.

    Args:
        store: What is checked.
        workers: What runs the hashing: threads, or processes where the store can be handed to them.
        progress: Is told after each step how many objects it took.
        asked: What to check; everything by default.
        unfinished: Gives the keys that a commit has begun on and not ended; they may be there or not.
    """
    asked = asked or Asked()
    hashing = [] if asked.quick else begin_hashing(store, workers, asked.sample)
    log = _log_checked(store, asked, unfinished)
    if asked.against is not None and log.checkpoint is not None:
        root = log.roots.get(asked.against.checkpoint.size)
        check_against(log.found, asked.against, log.checkpoint, root=root, keys=log.holdings.keys)
    objects = size = 0
    of_objects = [] if asked.quick else list(_strangers(store))
    begun = _digests(unfinished())
    for found in finished(hashing, progress):
        done = sort_out(found, _held(log, found.bucket, begun))
        objects, size = objects + done.objects, size + found.bytes
        of_objects += done.problems
        log.unfinished += done.unfinished
    of_objects = _still_wrong(store, log, of_objects, unfinished)
    problems = sorted([*log.found.problems, *of_objects], key=lambda problem: problem.path)
    return Verified(
        verification=Verification(
            result=result_of(problems),
            objects=objects,
            entries=log.entries,
            bytes=size,
            problems=tuple(problems),
            checkpoint=None if log.checkpoint is None else log.checkpoint.note.text,
            unfinished=tuple(sorted(log.unfinished)),
            notes=tuple(log.found.notes),
            sample=asked.sample,
        ),
        holdings=log.holdings,
        complete=log.complete,
    )


def _log_checked(store: Store, asked: Asked, unfinished: Unfinished) -> LogCheck:
    """Check the log; where it grew meanwhile and did not seem to fit, once more."""
    wanted = () if asked.against is None else (asked.against.checkpoint.size,)
    for _ in range(_TRIES):
        log = LogCheck(store, unfinished=unfinished, wanted=wanted)
        log.run(lambda _: None)
        if log.complete:
            log.found.problems += check_foreign(store, log.holdings, unfinished)
            if not asked.quick and log.holdings.timestamps:
                # By name: what checks certificates takes longer to load than a small archive to be checked.
                log.found.problems += importlib.import_module(_TIMESTAMPS).check_timestamps(store, log.holdings)
        if not log.found.problems or log.checkpoint is None or _data(store) == log.checkpoint.data:
            break
    return log


def _data(store: Store) -> bytes | None:
    """Return the bytes of the checkpoint that stands now; None where it cannot be read."""
    try:
        return current(store).data
    except LedgerstoneError:
        return None


def _digests(keys: Iterable[str]) -> frozenset[bytes]:
    return frozenset(bytes.fromhex(digest) for key in keys if (digest := digest_of_key(key)) is not None)


def _held(log: LogCheck, bucket: int, begun: frozenset[bytes]) -> Held:
    """Return what the log says of a folder of objects."""
    return Held(
        expected=frozenset(log.holdings.expected(bucket)) if log.complete else None,
        gone=frozenset(log.holdings.gone(bucket)),
        begun=frozenset(one for one in begun if one[0] == bucket),
    )


def _strangers(store: Store) -> Iterator[Problem]:
    """Yield what lies beside the folders that an archive has."""
    buckets = {f"{number:02x}/" for number in range(BUCKETS)}
    for folder, known in (*_TOP.items(), (PREFIX, buckets)):
        try:
            for name in store.children(folder):
                if name not in known:
                    yield unexpected(f"{folder}{name}", "nothing of this name belongs into an archive")
        except LedgerstoneError as error:
            yield Problem(what=Fault.UNREADABLE, path=folder, detail=str(error))


def _still_wrong(store: Store, log: LogCheck, problems: list[Problem], unfinished: Unfinished) -> list[Problem]:
    """Leave out what a commit since the log was checked accounts for, and say of the rest which entry names it."""
    if not any(digest_of_key(problem.path) for problem in problems) or not log.complete:
        return problems
    begun = frozenset(unfinished())
    named: dict[str, int] = {}
    wanted = {digest_of_key(problem.path) for problem in problems}
    try:
        for index, entry in entries(store):
            if index >= log.entries:
                log.holdings.add(index, entry)
            for digest in (entry.object, entry.meta, entry.sealed_as):
                if digest in wanted and digest is not None:
                    named.setdefault(digest, index)
    except LedgerstoneError:
        return problems
    wrong = [problem for problem in problems if not _is_accounted_for(problem, log.holdings, begun)]
    return [_with_entry(problem, named, log.kept) for problem in wrong]


def _is_accounted_for(problem: Problem, held: Holdings, begun: frozenset[str]) -> bool:
    digest = digest_of_key(problem.path)
    if digest is None:
        return False
    if problem.what is Fault.UNEXPECTED:
        return problem.path in begun or held.is_expected(digest)
    return problem.what is Fault.MISSING and not held.is_expected(digest)


def _with_entry(problem: Problem, named: dict[str, int], kept: Sequence[int]) -> Problem:
    """Say of a problem which entry names the object, and since which checkpoint that is signed."""
    index = named.get(digest_of_key(problem.path) or "")
    if index is None:
        return problem
    since = next((f", since the checkpoint of {size} entries" for size in kept[bisect_right(kept, index) :]), "")
    said = f"{problem.detail}; entry {index} names it{since}"
    return Problem(what=problem.what, path=problem.path, detail=said)
