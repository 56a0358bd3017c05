"""A process that keeps the libraries of one task ready, and starts a child for each piece of work. Run by `pool`.

The keeper is started as a program of its own, without the environment of whoever started it, and leaves the network
first. For each request it forks: the child gives up what it does not need, does the work, writes its answer into a
file in memory and ends. Whatever happens to the child, the keeper says how it ended, and is as it was.

A request is one message with the descriptor of the bytes to work on; a reply is one message with that of the answer.
"""

import errno
import gc
import importlib
import os
import resource
import select
import signal
import socket
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from ledgerstone.confinement.kernel import (
    Reach,
    bound_files,
    deny_calls,
    forbid_new_rights,
    leave_network,
    make_ready,
    set_limits,
)
from ledgerstone.confinement.limits import Ending, Limits
from ledgerstone.errors import LedgerstoneError

Task = Callable[[int, bytes], bytes]
"""What is done: given a descriptor of the bytes to work on and what was asked, it returns its answer."""

LONGEST_MESSAGE = 1 << 17
LONGEST_REASON = 2000
FEWEST_COLLECTED = 50_000
"""New objects after which a child looks for garbage: for most files never, and a few megabytes for the others."""
READY = b"ready"
"""What a keeper says when its libraries are there."""

_MEMORY, _OUTPUT, _FAILED = 10, 11, 12
_ABORTED = frozenset({-signal.SIGABRT, -signal.SIGILL, -signal.SIGTRAP})
"""How libraries end that are denied memory: PDFium by the first, other builds of it by the others."""
_NEARLY = 0.8
"""Of its memory: what is denied was asked for on top of what a child had. PDF forms in a circle end at 0.93."""
_ENDINGS = {0: Ending.DONE, _MEMORY: Ending.MEMORY, _OUTPUT: Ending.OUTPUT, _FAILED: Ending.FAILED}
_READABLE = (
    *("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/etc/fonts"),
    *("/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu"),
    *("/dev/null", "/dev/urandom", "/dev/zero"),
)
_LIBRARIES = ("/usr/lib", "/lib", "/lib64")


class Request(Struct, frozen=True, kw_only=True):
    """A piece of work.

    Attributes:
        asked: What the task is given beside the bytes.
        folder: A folder for it alone.
        limits: What it may use.
        prepare: What to make ready first, for this piece of work and all that follow.
    """

    asked: bytes
    prepare: tuple[str, ...] = ()
    folder: str
    limits: Limits


class Reply(Struct, frozen=True, kw_only=True):
    """How a piece of work ended.

    Attributes:
        ending: How.
        detail: The number of the signal, or what the task said of its failure; empty for none.
    """

    ending: Ending
    detail: str = ""


def main(descriptor: int, task: str) -> None:
    """Answer requests until whoever asks is gone.

    Args:
        descriptor: Of a socket to whoever asks.
        task: What is done, as `module:function`. The module has two functions more: `warm`, called after the first
            answer, and `prepare`, given names that an earlier answer called for.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    leave_network()
    make_ready()
    name, _, function = task.partition(":")
    module = importlib.import_module(name)
    work: Task = getattr(module, function)
    # Whoever asks may be gone at any time: then nobody is left to be told of it.
    with suppress(ConnectionError), socket.socket(fileno=descriptor) as line:
        line.send(READY)
        if not _answered(line, work, module.prepare):
            return
        # One file alone does not wait for this; where there was one, others mostly follow.
        module.warm()
        # What is there already is never collected: a child that looked at it would copy the pages that it lies on.
        gc.collect()
        gc.freeze()
        gc.set_threshold(FEWEST_COLLECTED)
        while _answered(line, work, module.prepare):
            pass


def _answered(line: socket.socket, work: Task, prepare: Callable[[tuple[str, ...]], None]) -> bool:
    """Answer one request; False where there is none any more."""
    message, descriptors, _, _ = socket.recv_fds(line, LONGEST_MESSAGE, 1)
    if not message:
        return False
    request = msgspec.msgpack.decode(message, type=Request)
    if request.prepare:
        prepare(request.prepare)
    answer = _file_in_memory()
    reply = _one(line, work, request, descriptors[0], answer)
    os.close(descriptors[0])
    socket.send_fds(line, [msgspec.msgpack.encode(reply)], [answer])
    os.close(answer)
    return True


def _file_in_memory() -> int:
    if hasattr(os, "memfd_create"):
        return os.memfd_create("answer", os.MFD_CLOEXEC)
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())


def _one(line: socket.socket, work: Task, request: Request, data: int, answer: int) -> Reply:
    """Do one piece of work in a child."""
    child = os.fork()
    if child == 0:
        line.close()
        os._exit(_confined(work, request, data, answer))
    in_time = _wait(line, child, request.limits.seconds)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
    _, status, used = os.wait4(child, 0)
    return _reply(os.waitstatus_to_exitcode(status), answer, in_time=in_time, used=used, limits=request.limits)


def _wait(line: socket.socket, child: int, seconds: float) -> bool:
    """Wait for a child; end with it where whoever asks is gone. Returns False where it took too long."""
    handle = os.pidfd_open(child)
    poll = select.poll()
    poll.register(handle, select.POLLIN)
    poll.register(line, select.POLLHUP)
    ready = [at for at, _ in poll.poll(seconds * 1000)]
    os.close(handle)
    if line.fileno() in ready:
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        sys.exit()
    return bool(ready)


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
    return Reply(ending=_ENDINGS[code], detail=_reason(answer) if code == _FAILED else "")


def _grown_bytes(used: resource.struct_rusage) -> int:
    """Return by how much a child grew at its peak beyond what it began with: the memory of this process."""
    try:
        _, resident, shared, *_ = map(int, Path("/proc/self/statm").read_text(encoding="ascii").split())
    except (OSError, ValueError):
        return 0
    # What this process itself had at its peak says nothing: that is handed down from whoever started it.
    return used.ru_maxrss * 1024 - (resident - shared) * resource.getpagesize()


def _reason(answer: int) -> str:
    return os.pread(answer, LONGEST_REASON, 0).decode("utf-8", "replace")


def _confined(work: Task, request: Request, data: int, answer: int) -> int:
    """Do the work in the child, and return its exit code."""
    try:
        os.setpgid(0, 0)
        _fall_silent()
        _give_up(request)
        made = work(data, request.asked)
        if len(made) > request.limits.answer_bytes:
            return _OUTPUT
        _write(answer, made)
    except MemoryError:
        return _MEMORY
    except OSError as error:
        return _OUTPUT if error.errno == errno.EFBIG else _failed(answer, error)
    except BaseException as error:  # noqa: BLE001 - whatever hostile bytes cause, its name is the answer
        return _failed(answer, error)
    return 0


def _failed(answer: int, error: BaseException) -> int:
    """Say why it failed: in words where they are ours, else by the kind of the error alone."""
    said = str(error) if isinstance(error, LedgerstoneError) else type(error).__name__
    os.ftruncate(answer, 0)
    os.pwrite(answer, said.encode("utf-8", "replace")[:LONGEST_REASON], 0)
    return _FAILED


def _write(answer: int, made: bytes) -> None:
    view, at = memoryview(made), 0
    while at < len(view):
        at += os.pwrite(answer, view[at:], at)


def _fall_silent() -> None:
    """What libraries print of a file would else stand on the terminal of whoever reads it; the keeper itself may."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 2)
    os.close(nothing)


def _give_up(request: Request) -> None:
    """Give up all that the work does not need; the order is the kernel's."""
    os.chdir(request.folder)
    os.environ["TMPDIR"] = request.folder
    tempfile.tempdir = request.folder
    tools = request.limits.tools
    set_limits(request.limits)
    forbid_new_rights()
    bound_files(
        Reach(
            read=(*_READABLE, *sys.path, sys.prefix, sys.base_prefix),
            write=(request.folder, "/dev/null"),
            execute=(*tools, *(_LIBRARIES if tools else ())),
        )
    )
    deny_calls(may_start=bool(tools))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
