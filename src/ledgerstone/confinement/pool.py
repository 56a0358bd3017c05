"""Hand pieces of work to confined processes, and take their answers in order.

A pool starts a few keepers, each with one task, and gives each of them one piece of work at a time. Only so many
pieces are under way at once, so that what this process needs does not grow with their number. A keeper that dies is
replaced, and its piece of work is answered as one that crashed.
"""

import os
import select
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Protocol, Self

import msgspec
from msgspec import Struct

from ledgerstone.confinement.limits import Ending, Limits
from ledgerstone.confinement.messages import LONGEST_MESSAGE, Reply, Request
from ledgerstone.errors import LedgerstoneError

WORKERS = 2
AHEAD = 4
"""Pieces of work per keeper that may be done before an earlier one is taken."""

WORTH_S = 1.0
"""What the start of a keeper takes of a processor: for less work than that there is no second one."""

ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "PATH": os.defpath,
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "OPENBLAS_NUM_THREADS": "1",
}
"""All that a keeper knows of whoever started it: no credentials, no data directory. One thread: a child's sums are
then always added up in the same order, and it may start nothing."""


class Job(Struct, frozen=True, kw_only=True):
    """A piece of work.

    Attributes:
        asked: What the task is given beside the bytes.
        data: Opens the bytes, and returns a descriptor that is closed here.
        limits: What it may use; None for what the pool says.
    """

    asked: bytes
    data: Callable[[], int]
    limits: Limits | None = None


class Done(Struct, frozen=True, kw_only=True):
    """How a piece of work ended.

    Attributes:
        ending: How.
        detail: The number of a signal, or what the task said of its failure; empty for none.
        answer: What the task returned; empty where it did not end well.
        folder: Where it may have left files; gone as soon as the next answer is taken.
    """

    ending: Ending
    detail: str = ""
    answer: bytes = b""
    folder: Path


class Running(Protocol):
    """A process that leads a session of its own."""

    pid: int

    def wait(self) -> int:
        """Take note of its end."""


def start_keeper(line: int, task: str) -> Running:
    """Start a keeper.

    Args:
        line: A descriptor of the socket that it is asked through.
        task: What it does.
    """
    return subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-P", "-m", "ledgerstone.confinement.keeper", str(line), task],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        env=ENVIRONMENT,
        pass_fds=[line],
        start_new_session=True,
    )


class _Keeper:
    """A keeper, and what it works on."""

    def __init__(self, task: str, tmp: Path) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = start_keeper(theirs.fileno(), task)
        self.line = ours
        self.ready_at: float | None = None
        self.number: int | None = None
        self.folder: Path | None = None
        self.is_alive = True
        self._tmp, self._most = tmp, 0

    def start(self) -> None:
        """Take what it says when its libraries are there.

        Raises:
            LedgerstoneError: It died before; why stands on standard error.
        """
        try:
            said = self.line.recv(LONGEST_MESSAGE)
        except ConnectionResetError:
            said = b""
        if not said:
            raise LedgerstoneError("the process that readers run in cannot be started: run `ledgerstone doctor`")
        self.ready_at = monotonic()

    def give(self, number: int, job: Job, limits: Limits) -> None:
        """Hand it a piece of work, in the folder that the last one left empty, or in a new one."""
        if self.folder is None:
            self.folder = Path(tempfile.mkdtemp(dir=self._tmp))
        self.number, self._most = number, limits.answer_bytes
        request = Request(asked=job.asked, folder=str(self.folder), limits=limits)
        data = job.data()
        # A keeper that is gone is noticed when its answer is read.
        with suppress(OSError):
            socket.send_fds(self.line, [msgspec.msgpack.encode(request)], [data])
        os.close(data)

    def take(self) -> Done:
        """Take its answer."""
        folder, self.number = self._taken(), None
        try:
            message, descriptors, _, _ = socket.recv_fds(self.line, LONGEST_MESSAGE, 1)
        except OSError:
            message, descriptors = b"", []
        if not message:
            self.is_alive = False
            return Done(ending=Ending.CRASHED, detail="with the process that it ran in", folder=folder)
        reply = msgspec.msgpack.decode(message, type=Reply)
        with os.fdopen(descriptors[0], "rb") as file:
            # No more than is there: memory is set aside for as much as is asked for.
            size = min(os.fstat(file.fileno()).st_size, self._most)
            answer = file.read(size) if reply.ending is Ending.DONE else b""
        return Done(ending=reply.ending, detail=reply.detail, answer=answer, folder=folder)

    def _taken(self) -> Path:
        """Return the folder of the last piece of work; it stays the keeper's where it was left as it was given."""
        folder = self.folder or Path()
        try:
            kept = stat.S_IMODE(folder.stat().st_mode) == stat.S_IRWXU and not any(folder.iterdir())
        except OSError:
            kept = False
        self.folder = folder if kept else None
        return folder

    def end(self) -> None:
        """End it and what it started."""
        self.line.close()
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


class Pool(AbstractContextManager["Pool"]):
    """Confined processes for one task.

    Args:
        task: What is done, as `module:function`; see `keeper`.
        tmp: A folder in which each piece of work gets one of its own.
        limits: What each may use that says nothing else.
        workers: How many are done at once.
    """

    def __init__(self, task: str, *, tmp: Path, limits: Limits, workers: int = WORKERS) -> None:
        self._task, self._tmp, self._limits = task, tmp, limits
        self._workers = workers
        self._keepers: list[_Keeper] = []

    def begin(self) -> None:
        """Start the first process now, so that it is ready when there is work."""
        if not self._keepers:
            self._keepers.append(_Keeper(self._task, self._tmp))

    def __enter__(self) -> Self:
        self._tmp.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for keeper in self._keepers:
            keeper.end()
        self._keepers.clear()

    def each(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """Do pieces of work, and yield how each ended, in their order."""
        waiting = iter(jobs)
        given = taken = 0
        done: dict[int, Done] = {}
        while True:
            while (idle := self._idle(given - taken)) is not None and (job := next(waiting, None)) is not None:
                idle.give(given, job, job.limits or self._limits)
                given += 1
            if taken == given:
                return
            if taken not in done:
                done |= self._some()
                continue
            one = done.pop(taken)
            taken += 1
            yield one
            self._clear(one.folder)

    def _idle(self, under_way: int) -> _Keeper | None:
        """Return a keeper that has nothing to do; None where all have, or too much waits to be taken."""
        if under_way >= AHEAD * self._workers:
            return None
        free = next((keeper for keeper in self._keepers if keeper.number is None), None)
        if free is None and self._may_start():
            free = _Keeper(self._task, self._tmp)
            self._keepers.append(free)
        return free

    def _may_start(self) -> bool:
        """Tell whether another keeper is worth its start: the first is, others where those there are work for long."""
        if len(self._keepers) >= self._workers:
            return False
        return all(one.ready_at is not None and monotonic() - one.ready_at >= WORTH_S for one in self._keepers)

    def _clear(self, folder: Path) -> None:
        """Remove a folder, unless a keeper goes on with it."""
        if all(keeper.folder != folder for keeper in self._keepers):
            shutil.rmtree(folder, ignore_errors=True)

    def _some(self) -> dict[int, Done]:
        """Wait until a piece of work is done, or until another keeper may be worth its start."""
        poll = select.poll()
        at_work = {keeper.line.fileno(): keeper for keeper in self._keepers if keeper.number is not None}
        for line in at_work:
            poll.register(line, select.POLLIN)
        found = {}
        for line, _ in poll.poll(WORTH_S * 1000):
            keeper = at_work[line]
            if keeper.ready_at is None:
                keeper.start()
            elif keeper.number is not None:
                number = keeper.number
                found[number] = keeper.take()
                if not keeper.is_alive:
                    keeper.end()
                    self._keepers.remove(keeper)
        return found
