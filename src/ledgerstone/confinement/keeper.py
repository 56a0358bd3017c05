"""A process that keeps the libraries of one task ready, and has its children do the work. Run by `pool`.

The keeper is started as a program of its own, without the environment of whoever started it, and leaves the network
first. For each request it forks: the child gives up what it does not need, does the work, writes its answer into a
file in memory and ends. Work that may share a child is done by the last one, a few times. Whatever happens to a child,
the keeper says how it ended, and is as it was.

A request is one message with the descriptor of the bytes to work on; a reply is one message with that of the answer.
"""

import gc
import os
import resource
import select
import shutil
import signal
import socket
import stat
import sys
import tempfile
from contextlib import suppress
from enum import Enum, auto
from pathlib import Path
from time import monotonic

import msgspec

from ledgerstone.confinement import child as children
from ledgerstone.confinement.child import Piece
from ledgerstone.confinement.kernel import leave_network, make_ready
from ledgerstone.confinement.limits import Ending, Limits
from ledgerstone.confinement.messages import LONGEST_MESSAGE, READY, Reply, Request
from ledgerstone.confinement.tasks import Task, task_named

FEWEST_COLLECTED = 50_000
"""New objects after which a keeper and its children look for garbage: for most files never, and a few megabytes for the
others."""

FEW = 4
"""Pieces of work after which more mostly follow."""

MOST_SHARED = 16
"""Pieces of work that one child does, where they may share it."""

_ABORTED = frozenset({-signal.SIGABRT, -signal.SIGILL, -signal.SIGTRAP})
"""How libraries end that are denied memory: PDFium by the first, other builds of it by the others."""
_NEARLY = 0.8
"""Of its memory: what is denied was asked for on top of what a child had. PDF forms in a circle end at 0.93."""
_ENDINGS = {
    0: Ending.DONE,
    children.MEMORY: Ending.MEMORY,
    children.OUTPUT: Ending.OUTPUT,
    children.FAILED: Ending.FAILED,
}


def main(descriptor: int, task: str, *, is_warm: bool = False) -> None:
    """Answer requests until whoever asks is gone.

    Args:
        descriptor: Of a socket to whoever asks.
        task: What is done, as `module:function`; see `tasks`.
        is_warm: Whether this process was forked from one in which all stands ready and is frozen.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(FEWEST_COLLECTED)
    leave_network()
    make_ready()
    done = task_named(task)
    # Whoever asks may be gone at any time: then nobody is left to be told of it.
    with suppress(ConnectionError), socket.socket(fileno=descriptor) as line:
        line.send(READY)
        keeper = _Keeper(line, done)
        answered = 0
        while keeper.answers():
            answered += 1
            if answered in {1, FEW}:
                keeper.end_child()
            # A few files do not wait for this: it takes as long as some of them take without it.
            if answered == FEW and not is_warm:
                done.warm()
                _freeze()
        keeper.end_child()


def _freeze() -> None:
    """What is there already is never collected: a child that looked at it would copy the pages that it lies on."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


class _State(Enum):
    """How far a child came."""

    WAITS = auto()
    ENDED = auto()
    LATE = auto()


class _Child:
    """A child that was forked, and what is known of it."""

    def __init__(self, line: socket.socket, pid: int, request: Request) -> None:
        self.line, self.pid, self.request = line, pid, request
        self.handle = os.pidfd_open(pid)
        self.done = 0
        self.shares: bool | None = None

    def fits(self, request: Request) -> bool:
        """Tell whether it may do another piece of work, and has the folder and the limits for it."""
        same = request.folder == self.request.folder and request.limits == self.request.limits
        return bool(self.shares) and same and self.done < MOST_SHARED

    def wait(self, asker: socket.socket) -> _State:
        """Wait until it has done what it was given, or ended, or took too long; end with it where nobody asks."""
        self.shares = None
        poll = select.poll()
        poll.register(self.handle, select.POLLIN)
        poll.register(self.line, select.POLLIN)
        poll.register(asker, select.POLLHUP)
        until = monotonic() + self.request.limits.seconds
        while True:
            ready = {at for at, _ in poll.poll(max(0.0, until - monotonic()) * 1000)}
            if asker.fileno() in ready:
                self.end()
                sys.exit()
            if not ready:
                return _State.LATE
            said = self._heard() if self.line.fileno() in ready else b""
            if said == children.DONE:
                self.done += 1
                return _State.WAITS
            # The first word counts, which is said before any library saw the bytes.
            if said and self.shares is None:
                self.shares = said == children.SHARED
            if not said and self.handle in ready:
                return _State.ENDED
            if not said:
                poll.unregister(self.line)

    def _heard(self) -> bytes:
        try:
            return self.line.recv(1)
        except ConnectionResetError:
            return b""

    def end(self) -> tuple[int, resource.struct_rusage]:
        """End it and whatever it started; return its exit code, and what it used."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        # It may not have come so far as to lead a group.
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        _, status, used = os.wait4(self.pid, 0)
        os.close(self.handle)
        self.line.close()
        return os.waitstatus_to_exitcode(status), used


class _Keeper:
    """Has pieces of work done, one after the other.

    Args:
        line: To whoever asks.
        task: What is done.
    """

    def __init__(self, line: socket.socket, task: Task) -> None:
        self._line, self._task = line, task
        self._child: _Child | None = None
        self._prepared: set[str] = set()

    def answers(self) -> bool:
        """Answer one request; False where there is none any more."""
        message, descriptors, _, _ = socket.recv_fds(self._line, LONGEST_MESSAGE, 1)
        if not message:
            return False
        request = msgspec.msgpack.decode(message, type=Request)
        piece = Piece(asked=request.asked, data=descriptors[0], answer=_file_in_memory())
        reply = self._reply(request, piece)
        socket.send_fds(self._line, [msgspec.msgpack.encode(reply)], [piece.answer])
        os.close(piece.data)
        os.close(piece.answer)
        return True

    def end_child(self) -> None:
        """End the child that waits for more."""
        if self._child is not None:
            self._child.end()
            self._child = None

    def _reply(self, request: Request, piece: Piece) -> Reply:
        if self._child is not None and self._child.fits(request):
            reply = self._of_used(self._child, piece)
            if reply is not None:
                return reply
        self.end_child()
        reply = self._of_new(request, piece)
        while reply is None:
            reply = self._of_new(request, piece)
        return reply

    def _of_used(self, child: _Child, piece: Piece) -> Reply | None:
        """Have a piece of work done where others have been; None where it did not end well there.

        What goes wrong may come of what was read there before: it is tried again where nothing was.
        """
        try:
            children.give(child.line, piece)
        except OSError:
            return None
        if child.wait(self._line) is _State.WAITS:
            return Reply(ending=Ending.DONE)
        code, _ = child.end()
        self._child = None
        if code == 0:
            return Reply(ending=Ending.DONE)
        if code == children.UNPREPARED:
            self._prepares(_reason(piece.answer).split())
        os.ftruncate(piece.answer, 0)
        return None

    def _of_new(self, request: Request, piece: Piece) -> Reply | None:
        """Have a piece of work done in a new child; None where something was made ready for it meanwhile."""
        child = self._born(request, piece)
        state = child.wait(self._line)
        if state is _State.WAITS:
            self._child = child
            return Reply(ending=Ending.DONE)
        code, used = child.end()
        if code == children.UNPREPARED and self._prepares(_reason(piece.answer).split()):
            os.ftruncate(piece.answer, 0)
            return None
        return _reply(code, piece.answer, in_time=state is _State.ENDED, used=used, limits=request.limits)

    def _born(self, request: Request, piece: Piece) -> _Child:
        _empty(request.folder)
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        pid = os.fork()
        if pid == 0:
            self._line.close()
            ours.close()
            os._exit(children.live(theirs, self._task, request, piece))
        theirs.close()
        return _Child(ours, pid, request)

    def _prepares(self, names: list[str]) -> bool:
        """Make ready what a child called for; False where nothing of it is new."""
        new = tuple(dict.fromkeys(name for name in names if name not in self._prepared))
        if new:
            self._task.prepare(new)
            self._prepared.update(new)
            _freeze()
        return bool(new)


def _empty(folder: str) -> None:
    """Take away what a child that shared the folder may have left there after it was looked at."""
    Path(folder).chmod(stat.S_IRWXU)
    for left in Path(folder).iterdir():
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def _file_in_memory() -> int:
    if hasattr(os, "memfd_create"):
        return os.memfd_create("answer", os.MFD_CLOEXEC)
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())


def _reply(code: int, answer: int, *, in_time: bool, used: resource.struct_rusage, limits: Limits) -> Reply:
    if not in_time or code == -signal.SIGXCPU:
        return Reply(ending=Ending.TIME)
    if code == -signal.SIGKILL:
        # Nobody but the kernel kills a child before its time: for memory, or for processor time beyond the hard bound.
        spent = used.ru_utime + used.ru_stime
        return Reply(ending=Ending.TIME if spent >= limits.seconds else Ending.MEMORY)
    if code == -signal.SIGXFSZ:
        return Reply(ending=Ending.OUTPUT)
    if code in _ABORTED and _grown_bytes(used) >= _NEARLY * limits.memory_bytes:
        return Reply(ending=Ending.MEMORY)
    if code not in _ENDINGS:
        return Reply(ending=Ending.CRASHED, detail=str(code))
    return Reply(ending=_ENDINGS[code], detail=_reason(answer) if code == children.FAILED else "")


def _grown_bytes(used: resource.struct_rusage) -> int:
    """Return by how much a child grew at its peak beyond what it began with: the memory of this process."""
    try:
        _, resident, shared, *_ = map(int, Path("/proc/self/statm").read_text(encoding="ascii").split())
    except (OSError, ValueError):
        return 0
    # What this process itself had at its peak says nothing: that is handed down from whoever started it.
    return used.ru_maxrss * 1024 - (resident - shared) * resource.getpagesize()


def _reason(answer: int) -> str:
    return os.pread(answer, children.LONGEST_REASON, 0).decode("utf-8", "replace")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
