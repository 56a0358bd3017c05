"""Read bytes in confined processes: what hostile bytes do to a reader is said of them, and the next ones are read.

A text whose reading came through and whose claims did not, because the rules took too long or too much, is read again
without claims.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct, structs

from ledgerstone.confinement.limits import MEGABYTE, Ending, Limits
from ledgerstone.confinement.pool import Done, Job, Pool
from ledgerstone.workflow.reading_terms import MAKE, NO_READER, Asked, Made, Step, not_read

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


def read_confined(sources: Iterable[ToRead], *, tmp: Path) -> Iterator[Outcome]:
    """Read sources, and yield what came of each, in their order.

    Args:
        sources: What to read.
        tmp: A folder for work in progress.

    Raises:
        LedgerstoneError: The processes cannot be started.
    """
    with (
        Pool(MAKE, tmp=tmp, limits=READING) as pool,
        Pool(MAKE, tmp=tmp, limits=READING, workers=1) as careful,
        Pool(MAKE, tmp=tmp, limits=OPENING, workers=1) as openers,
        Pool(MAKE, tmp=tmp, limits=_recognising(tool := tesseract()), workers=1) as recognisers,
    ):
        given: list[ToRead] = []

        def jobs() -> Iterator[Job]:
            for source in sources:
                given.append(source)
                yield _job(source.asked, source.data)

        for done in pool.each(jobs()):
            source = given.pop(0)
            outcome = _outcome(done)
            pool.prepare(outcome.made.models)
            if source.asked.claims and done.ending in _OVERSTEPPED:
                outcome = _without_claims(source, done, careful)
            if outcome.made.pictured:
                yield _recognised(source, outcome, tool, recognisers)
            elif outcome.made.opens and source.opens:
                yield from _opened(source, outcome, openers)
            else:
                yield outcome


def tesseract() -> str | None:
    """Return the path of Tesseract; None where the machine has none."""
    found = shutil.which("tesseract")
    return None if found is None else str(Path(found).resolve())


def _recognising(tool: str | None) -> Limits:
    return structs.replace(RECOGNISING, tools=() if tool is None else (tool,))


def _recognised(source: ToRead, read: Outcome, tool: str | None, pool: Pool) -> Outcome:
    """Recognise words in pictures, and return what came of it; without Tesseract it waits for one."""
    [done] = pool.each([_job(structs.replace(source.asked, step=Step.RECOGNISE, tool=tool), source.data)])
    outcome = _outcome(done)
    if outcome.status == UNREADABLE and read.made.reading.text:
        warnings = (*read.made.reading.warnings, *outcome.made.reading.warnings)
        reading = structs.replace(read.made.reading, warnings=warnings)
        return structs.replace(read, made=structs.replace(read.made, reading=reading))
    return structs.replace(outcome, status=NOT_YET_READ) if tool is None and outcome.status == READ else outcome


def _opened(source: ToRead, read: Outcome, pool: Pool) -> Iterator[Outcome]:
    """Open a container, and yield its members with the reading that it has itself, or else with the list of them."""
    for done in pool.each([_job(structs.replace(source.asked, step=Step.OPEN), source.data)]):
        opened = _outcome(done)
        if read.made.reading.tool == NO_READER:
            yield opened
        else:
            warnings = (*read.made.reading.warnings, *opened.made.reading.warnings)
            reading = structs.replace(read.made.reading, warnings=warnings)
            made = structs.replace(read.made, reading=reading, members=opened.made.members)
            yield Outcome(made=made, status=read.status, folder=opened.folder)


def _job(asked: Asked, data: Callable[[], int]) -> Job:
    return Job(asked=msgspec.msgpack.encode(asked), data=data)


def _without_claims(source: ToRead, done: Done, pool: Pool) -> Outcome:
    """Read once more without looking for claims, which take most of the work."""
    [again] = pool.each([_job(structs.replace(source.asked, claims=False), source.data)])
    if again.ending is not Ending.DONE:
        return _outcome(done)
    outcome = _outcome(again)
    warning = f"claims were not looked for: {done.ending}"
    reading = structs.replace(outcome.made.reading, warnings=(*outcome.made.reading.warnings, warning))
    return structs.replace(outcome, made=structs.replace(outcome.made, reading=reading))


def _outcome(done: Done) -> Outcome:
    if done.ending is Ending.DONE:
        made = msgspec.msgpack.decode(done.answer, type=Made)
        status = NOT_READ if made.reading.tool == NO_READER else READ
        return Outcome(made=made, status=status, folder=done.folder)
    detail = f" ({done.detail})" if done.detail else ""
    return Outcome(made=Made(reading=not_read(f"{done.ending}{detail}")), status=UNREADABLE, folder=done.folder)
