"""Objects: each is hashed again and compared with its name, bucket by bucket, and with what the log says must be there.

A bucket is one folder of `objects/sha256`. Hashing it is one task, which needs nothing but the store and a name, so
that threads or processes can run it while the log is checked; only then is what was found held against the log.
"""

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, as_completed

from msgspec import Struct

from ledgerstone.errors import DamagedError, LedgerstoneError, NotFoundError, StorageError
from ledgerstone.evidence.preservation.holdings import BUCKETS
from ledgerstone.evidence.preservation.objects import PREFIX, object_key
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.evidence.preservation.verify.results import Fault, Problem, Sample, unexpected

_BUCKETS_A_TASK = 4
"""Handing a task over costs what hashing some files does; more folders in one would leave a core idle at the end."""

_DIGEST_BYTES = 32
_HEX = frozenset("0123456789abcdef")


class Hashed(Struct, frozen=True, kw_only=True):
    """What was found in one folder of objects.

    Attributes:
        bucket: Its number, 0 to 255.
        whole: The digests of the objects that are what their names say, 32 bytes each, one after the other.
        unread: Those of objects that are there and were not hashed, because they are not in the sample.
        problems: What is wrong with others, by their digests.
        strangers: Names that are no digests.
        bytes: How many bytes were hashed.
        unlisted: Why the folder could not be listed; None where it could.
    """

    bucket: int
    whole: bytes = b""
    unread: bytes = b""
    problems: tuple[Problem, ...] = ()
    strangers: tuple[str, ...] = ()
    bytes: int = 0
    unlisted: str | None = None


class Held(Struct, frozen=True, kw_only=True):
    """What the log says of one folder of objects.

    Attributes:
        expected: The digests that must be there; None where nothing says so, and then whatever is there must be what
            its name says.
        gone: Those of objects that were lawfully taken away.
        begun: Those that an interrupted commit had begun on: they may be there or not.
    """

    expected: frozenset[bytes] | None
    gone: frozenset[bytes] = frozenset()
    begun: frozenset[bytes] = frozenset()


class SortedOut(Struct, frozen=True, kw_only=True):
    """What a folder comes to: how many objects are there, what is wrong, and what is unfinished."""

    objects: int
    problems: tuple[Problem, ...]
    unfinished: tuple[str, ...]


def begin_hashing(store: Store, workers: Executor, sample: Sample | None) -> list[Future[list[Hashed]]]:
    """Have every folder of objects hashed, some of them in one task."""
    starts = range(0, BUCKETS, _BUCKETS_A_TASK)
    return [workers.submit(_hash_buckets, store, start, sample) for start in starts]


def finished(running: list[Future[list[Hashed]]], progress: Callable[[int], None]) -> Iterator[Hashed]:
    """Yield folders as they are done."""
    for task in as_completed(running):
        for done in task.result():
            progress((len(done.whole) + len(done.unread)) // _DIGEST_BYTES + len(done.problems))
            yield done


def _hash_buckets(store: Store, start: int, sample: Sample | None) -> list[Hashed]:
    return [hash_bucket(store, bucket, sample) for bucket in range(start, start + _BUCKETS_A_TASK)]


def hash_bucket(store: Store, bucket: int, sample: Sample | None) -> Hashed:
    """Hash the objects of one folder.

    Args:
        store: Where it lies.
        bucket: Its number.
        sample: Which objects to hash; None for all.
    """
    start = f"{bucket:02x}"
    folder = f"{PREFIX}{start}/"
    try:
        names = list(store.children(folder))
    except StorageError as error:
        return Hashed(bucket=bucket, unlisted=str(error))
    digests = [name for name in names if _is_digest(name, start)]
    chosen = digests if sample is None else [name for name in digests if _is_chosen(name, sample)]
    whole, problems, total = bytearray(), [], 0
    for name, sha256, size in store.digests(folder, chosen):
        total += size
        if sha256 == name:
            whole += bytes.fromhex(name)
        else:
            problems.append(_problem(store, name))
    unread = b"" if sample is None else b"".join(map(bytes.fromhex, set(digests).difference(chosen)))
    strangers = () if len(digests) == len(names) else tuple(set(names).difference(digests))
    return Hashed(
        bucket=bucket,
        whole=bytes(whole),
        unread=unread,
        problems=tuple(problem for problem in problems if problem is not None),
        strangers=strangers,
        bytes=total,
    )


def sort_out(found: Hashed, held: Held) -> SortedOut:
    """Hold what was found in a folder against what the log says of it."""
    start = f"{PREFIX}{found.bucket:02x}/"
    if found.unlisted is not None:
        unreadable = Problem(what=Fault.UNREADABLE, path=start, detail=found.unlisted)
        return SortedOut(objects=0, problems=(unreadable,), unfinished=())
    there = {*_digests(found.whole), *_digests(found.unread)}
    problems = [
        unexpected(f"{start}{name}", "nothing of this name belongs into an archive") for name in found.strangers
    ]
    damaged = {bytes.fromhex(problem.path[-2 * _DIGEST_BYTES :]): problem for problem in found.problems}
    extra: set[bytes] = set()
    if held.expected is not None:
        extra = (there | damaged.keys()) - held.expected
        problems += [missing(object_key(one.hex())) for one in held.expected - there - damaged.keys() - held.begun]
        problems += [_extra(one, held) for one in extra - held.begun]
    problems += [problem for one, problem in damaged.items() if one not in extra]
    unfinished = tuple(object_key(one.hex()) for one in extra & held.begun)
    counted = len(there - extra) + sum(problem.what is Fault.DAMAGED for problem in damaged.values())
    return SortedOut(objects=counted, problems=tuple(problems), unfinished=unfinished)


def missing(path: str) -> Problem:
    """Return the problem that something is gone."""
    return Problem(what=Fault.MISSING, path=path, detail="the log names it, but it is gone: restore it from a copy")


def _extra(digest: bytes, held: Held) -> Problem:
    if digest in held.gone:
        why = "its bytes were sealed or deaccessioned, and should be gone"
    else:
        why = "no entry of the log names these bytes"
    return unexpected(object_key(digest.hex()), why)


def _problem(store: Store, name: str) -> Problem | None:
    """Say what is wrong with an object; None where it is gone since the folder was listed."""
    key = object_key(name)
    try:
        sha256, size = store.digest(key)
    except NotFoundError:
        return None
    except DamagedError as error:
        return Problem(what=Fault.DAMAGED, path=key, detail=str(error))
    except LedgerstoneError as error:
        return Problem(what=Fault.UNREADABLE, path=key, detail=str(error))
    detail = f"its {size:,} bytes have the SHA-256 {sha256}: restore it from a copy"
    return Problem(what=Fault.DAMAGED, path=key, detail=detail)


def _digests(joined: bytes) -> Iterator[bytes]:
    return (joined[at : at + _DIGEST_BYTES] for at in range(0, len(joined), _DIGEST_BYTES))


def _is_digest(name: str, start: str) -> bool:
    return len(name) == 2 * _DIGEST_BYTES and name.startswith(start) and _HEX.issuperset(name)


def _is_chosen(name: str, sample: Sample) -> bool:
    """Tell whether an object is in the sample: by its digest and the seed, so that a seed chooses the same again."""
    drawn = hashlib.sha256(f"{sample.seed} {name}".encode()).digest()
    return int.from_bytes(drawn[:8], "big") < sample.percent / 100 * (1 << 64)
