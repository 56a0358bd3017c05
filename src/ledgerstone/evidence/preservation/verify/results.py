"""What a verification finds: problems with their paths, and what they come to."""

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct


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
    STALE = "stale"
    """Older than it should be: something newer of the same history is known."""
    INCONSISTENT = "inconsistent"
    """Not of one history, or signed by a key that has no right to."""


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
        checkpoint: The log's checkpoint, the text of its note; None where there is none that can be understood.
        unfinished: Keys of a commit that was interrupted before it was acknowledged: no problem.
        notes: What a person should know and what is no problem.
        sample: Percentage of objects that were hashed, and the seed that chose them; None where it was all.
    """

    result: Result
    objects: int
    entries: int = 0
    bytes: int
    problems: tuple[Problem, ...] = ()
    checkpoint: str | None = None
    unfinished: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sample: "Sample | None" = None


class Sample(Struct, frozen=True, kw_only=True):
    """Which objects are hashed: of each 100, about this many, chosen by digest and seed."""

    percent: float
    seed: int


def result_of(problems: Iterable[Problem]) -> Result:
    """Return what problems come to: a false history outweighs damage, damage outweighs what could not be read."""
    faults = {problem.what for problem in problems}
    if not faults:
        return Result.INTACT
    if faults & {Fault.INCONSISTENT, Fault.STALE}:
        return Result.INCONSISTENT
    return Result.UNDECIDED if faults == {Fault.UNREADABLE} else Result.DAMAGED


def unexpected(path: str, why: str) -> Problem:
    """Return the problem that something is there which nothing accounts for."""
    return Problem(what=Fault.UNEXPECTED, path=path, detail=f"{why}: find out who put it there, and move it away")
