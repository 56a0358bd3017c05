"""Read bytes in confined processes: what hostile bytes do to a reader is said of them, and the next ones are read.

A text whose reading came through and whose claims did not, because the rules took too long or too much, is read again
without claims.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
from msgspec import Struct, structs

from ledgerstone.confinement.limits import MEGABYTE, Ending, Limits
from ledgerstone.confinement.pool import Done, Job, Pool
from ledgerstone.evidence.claims.packs.checking import check_packs
from ledgerstone.workflow.readings.reading_terms import MAKE, NO_READER, Asked, Made, Step, not_read

READING = Limits()
OPENING = Limits(seconds=900, file_bytes=4_000 * MEGABYTE)
"""A container of a whole year of pages takes minutes to take apart."""

RECOGNISING = Limits(memory_bytes=2_000 * MEGABYTE, seconds=7200, file_bytes=1_000 * MEGABYTE)
"""For a whole file; each page has its own bound of time."""

READ, NOT_READ, UNREADABLE = "read", "not read", "unreadable"
NOT_YET_READ = "not yet read"
"""The status of a scan where nothing on the machine recognises words; `reread --pending` does it later."""

_OVERSTEPPED = frozenset({Ending.MEMORY, Ending.TIME, Ending.OUTPUT})


class ToRead(Struct, frozen=True, kw_only=True):
    """Bytes to be read.

    Attributes:
        asked: What is known of them.
        data: Opens them, and returns a descriptor that is closed by whoever takes it.
        opens: Whether it is opened where it is a container.
    """

    asked: Asked
    data: Callable[[], int]
    opens: bool = True


class Outcome(Struct, frozen=True, kw_only=True):
    """What came of it.

    Attributes:
        made: What was made; a reading without text where it failed.
        status: Whether it was read, no reader takes it, or a reader failed.
        folder: Where the files of its members are, until the next outcome is taken.
    """

    made: Made
    status: str
    folder: Path


class Readers(AbstractContextManager["Readers"]):
    """The processes that read, for one run.

    What is taken out of containers, recognised in pictures, or read once more without claims goes through a process
    of its own, one after the other, with the limits of its step.

    Args:
        tmp: A folder for work in progress.
    """

    def __init__(self, tmp: Path) -> None:
        self.tmp = tmp
        self._pool = Pool(MAKE, tmp=tmp, limits=READING)
        self._aside = Pool(MAKE, tmp=tmp, limits=READING, workers=1)
        self._tool = tesseract()

    def __enter__(self) -> Self:
        self._pool.__enter__()
        self._aside.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.__exit__(kind, error, trace)
        self._aside.__exit__(kind, error, trace)

    def begin(self) -> None:
        """Start the first process now, so that it is ready when there is something to read; look at packs meanwhile.

        Raises:
            RefusedError: A language pack is broken; nothing is read then.
        """
        self._pool.begin()
        check_packs()

    def read(self, sources: Iterable[ToRead]) -> Iterator[Outcome]:
        """Read sources, and yield what came of each, in their order.

        Raises:
            RefusedError: A language pack is broken.
            LedgerstoneError: The processes cannot be started.
        """
        self.begin()
        given: list[ToRead] = []

        def jobs() -> Iterator[Job]:
            for source in sources:
                given.append(source)
                yield _job(source.asked, source.data)

        for done in self._pool.each(jobs()):
            source = given.pop(0)
            outcome = _outcome(done)
            if source.asked.claims and done.ending in _OVERSTEPPED:
                outcome = self._without_claims(source, done)
            if outcome.made.pictured:
                yield self._recognised(source, outcome)
            elif outcome.made.opens and source.opens:
                yield from self._opened(source, outcome)
            else:
                yield outcome

    def _recognised(self, source: ToRead, read: Outcome) -> Outcome:
        """Recognise words in pictures, and return what came of it; without Tesseract it waits for one."""
        asked = structs.replace(source.asked, step=Step.RECOGNISE, tool=self._tool)
        limits = structs.replace(RECOGNISING, tools=() if self._tool is None else (self._tool,))
        [done] = self._aside.each([_job(asked, source.data, limits)])
        outcome = _outcome(done)
        if outcome.status == UNREADABLE and read.made.reading.text:
            return _warned(read, outcome.made.reading.warnings)
        waits = self._tool is None and outcome.status == READ
        return structs.replace(outcome, status=NOT_YET_READ) if waits else outcome

    def _opened(self, source: ToRead, read: Outcome) -> Iterator[Outcome]:
        """Open a container, and yield its members with the reading that it has itself, or with the list of them."""
        asked = structs.replace(source.asked, step=Step.OPEN)
        for done in self._aside.each([_job(asked, source.data, OPENING)]):
            opened = _outcome(done)
            if read.made.reading.tool == NO_READER:
                yield opened
            else:
                outcome = _warned(read, opened.made.reading.warnings)
                made = structs.replace(outcome.made, members=opened.made.members)
                yield structs.replace(outcome, made=made, folder=opened.folder)

    def _without_claims(self, source: ToRead, done: Done) -> Outcome:
        """Read once more without looking for claims, which take most of the work."""
        [again] = self._aside.each([_job(structs.replace(source.asked, claims=False), source.data)])
        if again.ending is not Ending.DONE:
            return _outcome(done)
        return _warned(_outcome(again), (f"claims were not looked for: {done.ending}",))


def tesseract() -> str | None:
    """Return the path of Tesseract; None where the machine has none."""
    found = shutil.which("tesseract")
    return None if found is None else str(Path(found).resolve())


def _senseless(done: Done) -> Outcome:
    """Whatever runs hostile bytes may come to answer anything."""
    made = Made(reading=not_read("the reader's answer makes no sense"))
    return Outcome(made=made, status=UNREADABLE, folder=done.folder)


def _is_own(path: Path, folder: Path) -> bool:
    """Tell whether a member is a file in the folder, and no way to one elsewhere: what is kept of it is shown."""
    return path.parent == folder and path.is_file() and not path.is_symlink()


def _job(asked: Asked, data: Callable[[], int], limits: Limits | None = None) -> Job:
    return Job(asked=msgspec.msgpack.encode(asked), data=data, limits=limits)


def _warned(outcome: Outcome, warnings: Sequence[str]) -> Outcome:
    reading = outcome.made.reading
    more = structs.replace(reading, warnings=(*reading.warnings, *warnings))
    return structs.replace(outcome, made=structs.replace(outcome.made, reading=more))


def _outcome(done: Done) -> Outcome:
    if done.ending is not Ending.DONE:
        detail = f" ({done.detail})" if done.detail else ""
        return Outcome(made=Made(reading=not_read(f"{done.ending}{detail}")), status=UNREADABLE, folder=done.folder)
    try:
        made = msgspec.msgpack.decode(done.answer, type=Made)
    except msgspec.DecodeError:
        return _senseless(done)
    if not all(_is_own(done.folder / one.file, done.folder) for one in made.members if one.file is not None):
        return _senseless(done)
    return Outcome(made=made, status=NOT_READ if made.reading.tool == NO_READER else READ, folder=done.folder)
