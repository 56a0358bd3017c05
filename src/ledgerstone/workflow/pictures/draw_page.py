"""Draw pages of sources for whoever shows them: in confined processes, two at most, from any thread.

Nothing is kept on a medium. The last few pictures stay in memory, because a page is asked for twice, by its text and
by its picture; who may see them is for the caller to ask each time.
"""

import queue
from collections import OrderedDict
from contextlib import suppress
from threading import Lock

import msgspec
from msgspec import Struct

from ledgerstone.confinement.limits import MEGABYTE, Ending, Limits
from ledgerstone.confinement.pool import Done, Job, Pool
from ledgerstone.errors import LedgerstoneError
from ledgerstone.evidence.preservation.objects import object_key
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.storage.descriptors import descriptor_of
from ledgerstone.workflow.pictures.drawing_terms import DRAW, Drawn, ToDraw
from ledgerstone.workflow.whole_bytes import MOST_BYTES

DRAWING = Limits(memory_bytes=1_500 * MEGABYTE, seconds=30, answer_bytes=8 * MEGABYTE, file_bytes=MEGABYTE)
"""A page of a broadsheet scanned in colour at 600 dpi takes 540 MB and some seconds, on a busy machine twelve."""

WORKERS = 2
PATIENCE_S = 35.0
"""A page that waits longer for its turn is not drawn: whoever asked may ask again."""

MOST_KEPT = 12
"""Pictures in memory, of some 400 kB each, and of `DRAWING.answer_bytes` at most."""


class NotDrawn(Struct, frozen=True, kw_only=True):
    """Why there is no picture.

    Attributes:
        reason: In words for a person.
        for_now: Whether it may be there when somebody asks again.
    """

    reason: str
    for_now: bool = False


class PageDrawing:
    """Draws pages of the sources of one archive; safe for threads. No process is started before the first page.

    Args:
        directory: The archive.
        limits: What the drawing of one page may use.
    """

    def __init__(self, directory: DataDirectory, *, limits: Limits = DRAWING) -> None:
        self._directory, self._limits = directory, limits
        self._kept: OrderedDict[tuple[str, int], Drawn | NotDrawn] = OrderedDict()
        self._lock = Lock()
        # The pool that was used last is warm, so it comes first.
        self._pools: queue.LifoQueue[Pool] = queue.LifoQueue()
        for _ in range(WORKERS):
            self._pools.put(self._pool())

    def draw(self, sha256: str, size: int, number: int) -> Drawn | NotDrawn:
        """Draw a page, or say why it cannot be drawn.

        Args:
            sha256: Of the source.
            size: How many bytes it has.
            number: Of the page, from 1.
        """
        if size > MOST_BYTES:
            return NotDrawn(reason=f"the file has more than the {MOST_BYTES:,} bytes that are drawn from")
        key = (sha256, number)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = self._in_turn(ToDraw(sha256=sha256, number=number))
        if isinstance(made, Drawn) or not made.for_now:
            with self._lock:
                self._kept[key] = made
                while len(self._kept) > MOST_KEPT:
                    self._kept.popitem(last=False)
        return made

    def close(self) -> None:
        """End the processes; a page that is being drawn is waited for."""
        for _ in range(WORKERS):
            with suppress(queue.Empty):
                self._pools.get(timeout=self._limits.seconds).__exit__(None, None, None)

    def _in_turn(self, page: ToDraw) -> Drawn | NotDrawn:
        try:
            pool = self._pools.get(timeout=PATIENCE_S)
        except queue.Empty:
            return NotDrawn(reason="others are being drawn: ask again in a moment", for_now=True)
        try:
            return self._drawn(pool, page)
        except (LedgerstoneError, OSError) as error:
            # What a pool is left in by an error is not known, so another takes its place.
            pool.__exit__(None, None, None)
            pool = self._pool()
            return NotDrawn(reason=_in_words(error), for_now=True)
        finally:
            self._pools.put(pool)

    def _drawn(self, pool: Pool, page: ToDraw) -> Drawn | NotDrawn:
        """Draw a page.

        Raises:
            LedgerstoneError: The bytes cannot be had, or no process can be started.
            OSError: There is no room for work in progress.
        """
        data = descriptor_of(self._directory.store(), object_key(page.sha256), tmp=self._directory.tmp)
        with_folder = pool.__enter__()
        [done] = with_folder.each([Job(asked=msgspec.msgpack.encode(page), data=data)])
        return _made(done)

    def _pool(self) -> Pool:
        return Pool(DRAW, tmp=self._directory.tmp, limits=self._limits, workers=1)


def _made(done: Done) -> Drawn | NotDrawn:
    if done.ending is Ending.DONE:
        try:
            return msgspec.msgpack.decode(done.answer, type=Drawn)
        except msgspec.DecodeError:
            # Whatever runs hostile bytes may come to answer anything.
            return NotDrawn(reason="what drew it answered nothing that makes sense")
    if done.ending is Ending.FAILED:
        return NotDrawn(reason=done.detail)
    return NotDrawn(reason=f"{done.ending}{f' ({done.detail})' if done.detail else ''}")


def _in_words(error: Exception) -> str:
    if isinstance(error, LedgerstoneError):
        return str(error)
    return f"there is no room for work in progress ({type(error).__name__})"
