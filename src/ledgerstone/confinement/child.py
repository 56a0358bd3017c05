"""What a child of a keeper does: it gives up what it does not need, works, and ends or waits for more.

Before each piece of work it says whether others may follow, while nothing of the bytes was parsed by any library: what
hostile bytes make of the child afterwards cannot take that back.
"""

import errno
import os
import resource
import socket
import sys
import tempfile

from msgspec import Struct

from ledgerstone.confinement.kernel import Reach, bound_files, deny_calls, forbid_new_rights, set_limits
from ledgerstone.confinement.limits import MEGABYTE, Limits
from ledgerstone.confinement.messages import LONGEST_MESSAGE, Request
from ledgerstone.confinement.tasks import Task, UnpreparedError
from ledgerstone.errors import LedgerstoneError

SHARED, ALONE, DONE = b"s", b"a", b"d"
"""What a child says: others may follow this piece of work, or none may; and that it is done and waits for the next."""

MEMORY, OUTPUT, FAILED, UNPREPARED, USED = range(10, 15)
"""How a child ends that has no answer; the last, where it was given what must be alone and had worked before."""

LONGEST_REASON = 2000
MOST_GROWN = 32 * MEGABYTE
"""A child that needed more than this for one piece of work is not used for another: each has the same memory."""

_READABLE = (
    *("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/etc/fonts"),
    *("/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu"),
    *("/dev/null", "/dev/urandom", "/dev/zero"),
)
_LIBRARIES = ("/usr/lib", "/lib", "/lib64")


class Piece(Struct, frozen=True, kw_only=True):
    """A piece of work.

    Attributes:
        asked: What the task is given beside the bytes.
        data: A descriptor of the bytes.
        answer: A descriptor of the file for the answer.
    """

    asked: bytes
    data: int
    answer: int


def live(line: socket.socket, task: Task, request: Request, first: Piece) -> int:
    """Do the first piece of work and what follows, in the child; return its exit code.

    Args:
        line: To the keeper.
        task: What is done.
        request: The folder and the limits, which hold for all that follow.
        first: The first piece of work.
    """
    try:
        os.setpgid(0, 0)
        _fall_silent()
        _give_up(request)
    except OSError as error:
        return _failed(first.answer, error)
    begun = _most_kilobytes()
    piece: Piece | None = first
    while piece is not None:
        shares = _shares(task, piece)
        line.send(SHARED if shares else ALONE)
        if not shares and piece is not first:
            return USED
        code = _worked(task, piece, request.limits)
        if code or not shares or _most_kilobytes() - begun > MOST_GROWN // 1024:
            return code
        os.close(piece.data)
        os.close(piece.answer)
        line.send(DONE)
        piece = _next(line)
    return 0


def give(line: socket.socket, piece: Piece) -> None:
    """Hand a child that waits its next piece of work.

    Raises:
        OSError: It is gone.
    """
    socket.send_fds(line, [piece.asked], [piece.data, piece.answer])


def _next(line: socket.socket) -> Piece | None:
    asked, descriptors, _, _ = socket.recv_fds(line, LONGEST_MESSAGE, 2)
    return Piece(asked=asked, data=descriptors[0], answer=descriptors[1]) if descriptors else None


def _shares(task: Task, piece: Piece) -> bool:
    try:
        return task.may_share(piece.data, piece.asked)
    except Exception:  # noqa: BLE001 - what hostile bytes cause is said when the work itself meets them
        return False


def _worked(task: Task, piece: Piece, limits: Limits) -> int:
    """Do a piece of work; the exit code that stands for how it ended."""
    try:
        made = task.work(piece.data, piece.asked)
        if len(made) > limits.answer_bytes:
            return OUTPUT
        _write(piece.answer, made)
    except MemoryError:
        return MEMORY
    except UnpreparedError as error:
        _say(piece.answer, str(error))
        return UNPREPARED
    except OSError as error:
        return OUTPUT if error.errno == errno.EFBIG else _failed(piece.answer, error)
    except BaseException as error:  # noqa: BLE001 - whatever hostile bytes cause, its name is the answer
        return _failed(piece.answer, error)
    return 0


def _failed(answer: int, error: BaseException) -> int:
    """Say why it failed: in words where they are ours, else by the kind of the error alone."""
    _say(answer, str(error) if isinstance(error, LedgerstoneError) else type(error).__name__)
    return FAILED


def _say(answer: int, words: str) -> None:
    os.ftruncate(answer, 0)
    os.pwrite(answer, words.encode("utf-8", "replace")[:LONGEST_REASON], 0)


def _write(answer: int, made: bytes) -> None:
    view, at = memoryview(made), 0
    while at < len(view):
        at += os.pwrite(answer, view[at:], at)


def _most_kilobytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


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
