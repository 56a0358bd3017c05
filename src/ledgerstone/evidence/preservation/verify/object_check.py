"""Objects: each is hashed again and compared with its name, bucket by bucket, and with what the log says must be there.

A bucket is one folder of `objects/sha256`, and one task: tasks are values, so that threads or processes can run them.
"""

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait

from msgspec import Struct

from ledgerstone.errors import DamagedError, LedgerstoneError, NotFoundError, StorageError
from ledgerstone.evidence.preservation.objects import PREFIX, object_key
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.evidence.preservation.verify.results import Fault, Problem, Sample, unexpected

_TASKS_AHEAD = 8
_DIGEST_BYTES = 32
_HEX = frozenset("0123456789abcdef")


class Bucket(Struct, frozen=True, kw_only=True):
    """What to check of one folder of objects.

    Attributes:
        name: Two hex digits.
        expected: The digests that must be there, 32 bytes each, one after the other; None where nothing says so, and
            then whatever is there must be what its name says.
        gone: Those of objects that were lawfully taken away.
        begun: Digests that an interrupted commit had begun on: they may be there or not.
        sample: Which to hash; None for all.
    """

    name: str
    expected: bytes | None
    gone: bytes = b""
    begun: frozenset[str] = frozenset()
    sample: Sample | None = None


class BucketChecked(Struct, frozen=True, kw_only=True):
    """What was found in one folder."""

    objects: int
    bytes: int
    problems: tuple[Problem, ...]
    unfinished: tuple[str, ...] = ()


def check_bucket(store: Store, bucket: Bucket) -> BucketChecked:
    """Hash the objects of one folder, and name what is damaged, missing or unexpected."""
    try:
        names = list(store.children(f"{PREFIX}{bucket.name}/"))
    except StorageError as error:
        path = f"{PREFIX}{bucket.name}/"
        return BucketChecked(
            objects=0, bytes=0, problems=(Problem(what=Fault.UNREADABLE, path=path, detail=str(error)),)
        )
    found = _Found(bucket)
    for name in found.sorted_out(names):
        found.take(name, *_digest(store, object_key(name)))
    found.miss()
    return BucketChecked(
        objects=found.objects,
        bytes=found.bytes,
        problems=tuple(found.problems),
        unfinished=tuple(found.unfinished),
    )


def in_parallel(
    store: Store, buckets: Iterator[Bucket], workers: Executor, progress: Callable[[int], None]
) -> Iterator[BucketChecked]:
    """Check buckets, with no more of them waiting than keep every worker busy."""
    running: set[Future[BucketChecked]] = set()
    for bucket in buckets:
        running.add(workers.submit(check_bucket, store, bucket))
        if len(running) >= _TASKS_AHEAD:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            yield from _results(done, progress)
    yield from _results(running, progress)


def _results(tasks: set[Future[BucketChecked]], progress: Callable[[int], None]) -> Iterator[BucketChecked]:
    for task in tasks:
        done = task.result()
        progress(done.objects)
        yield done


class _Found:
    """What was found in one folder so far."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket
        self._missing = None if bucket.expected is None else _digests(bucket.expected)
        self._gone = _digests(bucket.gone)
        self.objects = self.bytes = 0
        self.problems: list[Problem] = []
        self.unfinished: list[str] = []

    def sorted_out(self, names: list[str]) -> Iterator[str]:
        """Yield the names to hash; note those that do not belong there."""
        missing, begun, sample = self._missing, self._bucket.begun, self._bucket.sample
        for name in names:
            if missing is not None and name in missing:
                missing.remove(name)
                if sample is None or _is_chosen(name, sample):
                    yield name
                else:
                    self.objects += 1
            elif name in begun:
                self.unfinished.append(object_key(name))
            elif not self._is_digest(name):
                self._unexpected(name, "nothing of this name belongs into an archive")
            elif missing is None:
                yield name
            elif name in self._gone:
                self._unexpected(name, "its bytes were sealed or deaccessioned, and should be gone")
            else:
                self._unexpected(name, "no entry of the log names these bytes")

    def take(self, name: str, digest: str, size: int, problem: Problem | None) -> None:
        """Take in what hashing an object gave."""
        self.bytes += size
        if problem is not None:
            self.problems.append(problem)
            return
        self.objects += 1
        if digest != name:
            detail = f"its {size:,} bytes have the SHA-256 {digest}: restore it from a copy"
            self.problems.append(Problem(what=Fault.DAMAGED, path=object_key(name), detail=detail))

    def miss(self) -> None:
        """Note what was not there."""
        for name in sorted(self._missing or ()):
            if name not in self._bucket.begun:
                self.problems.append(missing(object_key(name)))

    def _is_digest(self, name: str) -> bool:
        return len(name) == 2 * _DIGEST_BYTES and name.startswith(self._bucket.name) and _HEX.issuperset(name)

    def _unexpected(self, name: str, why: str) -> None:
        self.problems.append(unexpected(f"{PREFIX}{self._bucket.name}/{name}", why))


def missing(path: str) -> Problem:
    """Return the problem that something is gone."""
    return Problem(what=Fault.MISSING, path=path, detail="the log names it, but it is gone: restore it from a copy")


def _digest(store: Store, key: str) -> tuple[str, int, Problem | None]:
    """Return the digest and the size of an object, and what kept us from reading it."""
    try:
        sha256, size = store.digest(key)
    except NotFoundError:
        return "", 0, missing(key)
    except DamagedError as error:
        return "", 0, Problem(what=Fault.DAMAGED, path=key, detail=str(error))
    except LedgerstoneError as error:
        return "", 0, Problem(what=Fault.UNREADABLE, path=key, detail=str(error))
    return sha256, size, None


def _digests(joined: bytes) -> set[str]:
    text = joined.hex()
    return {text[at : at + 2 * _DIGEST_BYTES] for at in range(0, len(text), 2 * _DIGEST_BYTES)}


def _is_chosen(name: str, sample: Sample) -> bool:
    """Tell whether an object is in the sample: by its digest and the seed, so that a seed chooses the same again."""
    drawn = hashlib.sha256(f"{sample.seed} {name}".encode()).digest()
    return int.from_bytes(drawn[:8], "big") < sample.percent / 100 * (1 << 64)
