"""Progress of long work, on stderr: a bar on a terminal, elsewhere a plain line every few seconds at most."""

import importlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Lock

from ledgerstone.cli.output import message

LINE_EVERY_S = 5.0
"""Long enough that the log of a nightly run stays readable."""


@contextmanager
def progress(doing: str, *, total: int | None, unit: str) -> Iterator[Callable[[int], None]]:
    """Show how far the work is; the function that is yielded adds to what is done, from any thread.

    Args:
        doing: What is going on, as a heading ("Verifying").
        total: How much there is to do; None where it is not known.
        unit: What is counted ("files").
    """
    if sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        bar: Callable[..., AbstractContextManager[Callable[[int], None]]]
        bar = importlib.import_module("ledgerstone.cli.progress_bar").bar
        with bar(doing, total, unit) as advance:
            yield advance
    else:
        yield _Lines(doing, total, unit).advance


class _Lines:
    """A plain line now and then; nothing at all for work that is soon over."""

    def __init__(self, doing: str, total: int | None, unit: str) -> None:
        self._doing, self._total, self._unit = doing, total, unit
        self._done = 0
        self._last = time.monotonic()
        self._lock = Lock()

    def advance(self, count: int) -> None:
        """Add to what is done, and say so where the last line is old enough."""
        with self._lock:
            self._done += count
            now = time.monotonic()
            if now - self._last < LINE_EVERY_S:
                return
            self._last = now
            of = "" if self._total is None else f" of {self._total:,}"
            message(f"{self._doing}: {self._done:,}{of} {self._unit}")
