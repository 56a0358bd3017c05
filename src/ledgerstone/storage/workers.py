"""Who hashes: processes over a local disk, because Python's lock would let one core wait; threads over a network."""

import multiprocessing
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager, suppress

from ledgerstone.evidence.preservation.store import Store
from ledgerstone.storage.disk import DiskStore

PROCESSES = 2
"""As many as the smallest machine that we name has cores; more gain little on one disk."""

_THREADS = 16
"""Requests that a network store answers at once."""


@contextmanager
def hashing_workers(store: Store) -> Iterator[Executor]:
    """Give what runs the hashing of a store's objects; made before any thread of ours, because processes are forked."""
    if not isinstance(store, DiskStore):
        with ThreadPoolExecutor(_THREADS) as threads:
            yield threads
        return
    context = multiprocessing.get_context("fork")
    processes = ProcessPoolExecutor(PROCESSES, mp_context=context, initializer=_leave_interrupts_to_the_parent)
    try:
        with _held_back(signal.SIGINT):
            processes.submit(int).result()
        yield processes
    except BaseException:
        # Whoever interrupts us must not wait until large files are hashed to their end.
        for child in multiprocessing.active_children():
            child.kill()
        # The executor may write to a pipe of its own that it has closed already; what ended us counts, not that.
        with suppress(OSError):
            processes.shutdown(wait=False, cancel_futures=True)
        raise
    processes.shutdown()


@contextmanager
def _held_back(number: signal.Signals) -> Iterator[None]:
    """Let a signal wait: Python drops an interrupt that comes while it forks, and nothing would end then."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {number})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
