"""Foreign logs: each is checked as strictly as ours, up to the checkpoint that our log names, with those it keeps."""

from collections.abc import Iterator

from msgspec import structs

from ledgerstone.errors import LedgerstoneError
from ledgerstone.evidence.preservation.foreign import FOREIGN_PREFIX, ForeignLog, foreign_logs, foreign_store
from ledgerstone.evidence.preservation.holdings import Holdings
from ledgerstone.evidence.preservation.log.checkpoint import CURRENT
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.evidence.preservation.verify.log_check import LogCheck, Unfinished
from ledgerstone.evidence.preservation.verify.results import Fault, Problem, unexpected

DEEPEST = 4
"""How many archives that import one another we follow; more would make keys that no store takes."""


def check_foreign(store: Store, held: Holdings, unfinished: Unfinished, *, depth: int = 1) -> Iterator[Problem]:
    """Yield what is wrong with the foreign logs that a log names, and with what lies beside them.

    Args:
        store: What holds the log and the foreign ones.
        held: What the log says.
        unfinished: Gives the keys that a commit has begun on and not ended; asked after the store is listed.
        depth: How many archives lie between these logs and us.
    """
    try:
        logs = foreign_logs(store, held)
        there = set(store.children(FOREIGN_PREFIX))
    except LedgerstoneError as error:
        yield Problem(what=Fault.UNREADABLE, path=FOREIGN_PREFIX, detail=str(error))
        return
    for log in logs:
        there.discard(f"{log.name}/")
        prefix = f"{FOREIGN_PREFIX}{log.name}/"
        for problem in _check_one(store, log, _within(unfinished, prefix), depth):
            yield structs.replace(problem, path=prefix + problem.path)
    begun = tuple(unfinished()) if there else ()
    for name in sorted(there):
        if not any(key.startswith(FOREIGN_PREFIX + name) for key in begun):
            yield unexpected(f"{FOREIGN_PREFIX}{name}", "no entry of the log names a foreign log of this name")


def _check_one(store: Store, log: ForeignLog, unfinished: Unfinished, depth: int) -> Iterator[Problem]:
    """Yield what is wrong with one foreign log; paths are those that the foreign archive itself uses."""
    view = foreign_store(store, log)
    check = LogCheck(view, unfinished=unfinished)
    check.run(lambda _: None)
    yield from check.found.problems
    if check.checkpoint is not None and check.checkpoint.checkpoint.origin != log.origin:
        detail = f"it is a log of {check.checkpoint.checkpoint.origin[:80]!r}, and ours names {log.origin[:80]!r}"
        yield Problem(what=Fault.INCONSISTENT, path=CURRENT, detail=detail)
    if check.complete and depth < DEEPEST:
        yield from check_foreign(view, check.holdings, unfinished, depth=depth + 1)


def _within(unfinished: Unfinished, prefix: str) -> Unfinished:
    """Return what gives the keys below a prefix, without it."""
    return lambda: [key.removeprefix(prefix) for key in unfinished() if key.startswith(prefix)]
