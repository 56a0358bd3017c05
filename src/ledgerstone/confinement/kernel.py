"""What the Linux kernel can deny a process, asked for by system call: network, other processes, files.

Each function says whether the kernel now enforces what was asked; where it does not (an older kernel, another system,
a container that forbids it), the work goes on with what is left, and `doctor` says so. A denial holds for all
descendants and cannot be taken back.

Sources: unshare(2), landlock(7), seccomp(2); numbers of system calls from the kernel's own tables for x86-64 and arm64.
"""

import ctypes
import os
import platform
import resource
import stat
import struct
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ledgerstone.confinement.limits import Limits

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_NO_NEW_PRIVS, _PR_SET_DUMPABLE = 38, 4
MOST_OPEN_FILES = 256


@cache
def _libc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def make_ready() -> None:
    """Make what every child needs, once: what is there before a fork, no child makes anew."""
    libc, machine = _libc(), _MACHINES.get(platform.machine())
    if libc is None or machine is None:
        return
    for may_start in (False, True):
        _filter(machine, may_start=may_start)
    # A function is looked up at its first use.
    _ = libc.syscall, libc.prctl


def leave_network() -> bool:
    """Go into a network namespace of its own, without any interface that is up; as a user of a new user namespace."""
    libc = _libc()
    return libc is not None and (libc.unshare(_CLONE_NEWNET) == 0 or libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0)


def set_limits(limits: Limits) -> None:
    """Bound memory, processor time, files and core dumps of this process and its descendants.

    Memory is what comes on top of what the process has: that is the libraries, shared with whoever forked it.
    """
    seconds = int(limits.seconds) + 1
    bounds = (
        (resource.RLIMIT_DATA, _private_bytes() + limits.memory_bytes),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, max(limits.file_bytes, limits.answer_bytes)),
        (resource.RLIMIT_NOFILE, MOST_OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    )
    for which, most in bounds:
        hard = resource.getrlimit(which)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(ValueError, OSError):
            resource.setrlimit(which, (bound, bound))


def _private_bytes() -> int:
    """Return how much private memory this process has."""
    try:
        status = Path("/proc/self/status").read_bytes()
    except OSError:
        return 0
    # As bytes: each child would import the codec anew.
    _, found, after = status.partition(b"\nVmData:")
    return int(after.split(maxsplit=1)[0]) * 1024 if found else 0


def forbid_new_rights() -> bool:
    """Let no program that is started gain rights, and let no other process look into this one."""
    libc = _libc()
    if libc is None:
        return False
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    return bool(libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)


# Landlock: rights on files below named paths, all others denied.

_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_SELF = 444, 445, 446
_RULE_PATH_BENEATH = 1
_EXECUTE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 2, 1 << 3
_READ = _READ_FILE | _READ_DIR
_OF_FILES = _EXECUTE | 1 << 1 | _READ_FILE | 1 << 14 | 1 << 15
"""The rights that a rule on a file, not a folder, may name."""
_RIGHTS_OF_VERSION = ((5, 16), (3, 15), (2, 14), (1, 13))
"""From which version of the interface how many rights on files are known."""
_WITH_NETWORK, _WITH_SCOPES = 4, 6


class Reach(NamedTuple):
    """Which paths a process may read, write below, and execute."""

    read: Iterable[str]
    write: Iterable[str]
    execute: Iterable[str]


def bound_files(reach: Reach) -> bool:
    """Deny every file and folder but those within reach; and, where the kernel can, TCP and signals to others."""
    libc = _libc()
    version = -1 if libc is None else libc.syscall(_LANDLOCK_CREATE, None, 0, 1)
    if libc is None or version < 1:
        return False
    every = (1 << next(count for least, count in _RIGHTS_OF_VERSION if version >= least)) - 1
    attributes = struct.pack("=Q", every)
    if version >= _WITH_NETWORK:
        attributes += struct.pack("=Q", 0b11)
    if version >= _WITH_SCOPES:
        attributes += struct.pack("=Q", 0b11)
    rules = libc.syscall(_LANDLOCK_CREATE, ctypes.c_char_p(attributes), len(attributes), 0)
    if rules < 0:
        return False
    for paths, rights in (
        (reach.read, _READ),
        (reach.execute, _EXECUTE | _READ),
        (reach.write, every & ~_EXECUTE),
    ):
        for path in paths:
            _allow(libc, rules, path, rights)
    done = libc.syscall(_LANDLOCK_SELF, rules, 0) == 0
    os.close(rules)
    return bool(done)


def _allow(libc: ctypes.CDLL, rules: int, path: str, rights: int) -> None:
    try:
        at = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    allowed = rights if stat.S_ISDIR(os.fstat(at).st_mode) else rights & _OF_FILES
    libc.syscall(_LANDLOCK_ADD, rules, _RULE_PATH_BENEATH, ctypes.c_char_p(struct.pack("=Qi", allowed, at)), 0)
    os.close(at)


# seccomp: system calls that a reader never needs fail, as if the right to them were missing.


class _Machine(NamedTuple):
    """A kind of processor: its mark in the kernel, the number of clone, and the numbers of what is denied."""

    mark: int
    clone: int
    clone3: int
    starts: tuple[int, ...]
    denied: tuple[int, ...]


_MACHINES = {
    # fork, vfork, execve, execveat | socket, ptrace, process_vm_*, mount, umount2, unshare, setns, keys, bpf,
    # perf_event_open, userfaultfd, io_uring_*, kill, pidfd_open, pidfd_send_signal, pidfd_getfd
    "x86_64": _Machine(
        0xC000003E,
        56,
        435,
        (57, 58, 59, 322),
        (41, 101, 310, 311, 165, 166, 272, 308, 248, 249, 250, 321, 298, 323, 425, 426, 427, 62, 434, 424, 438),
    ),
    "aarch64": _Machine(
        0xC00000B7,
        220,
        435,
        (221, 281),
        (198, 117, 270, 271, 40, 39, 97, 268, 217, 218, 219, 280, 241, 282, 425, 426, 427, 129, 434, 424, 438),
    ),
}
_CLONE_THREAD = 0x00010000
_X32 = 0x40000000
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_EPERM, _ENOSYS = 0x00050000 | 1, 0x00050000 | 38
_STEP_BYTES = 8
_LOAD, _EQUAL, _AT_LEAST, _SET, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_AT_NUMBER, _AT_MARK, _AT_FIRST_ARGUMENT = 0, 4, 16
_SET_MODE_FILTER = 1
_SECCOMP = {"x86_64": 317, "aarch64": 277}


def deny_calls(*, may_start: bool) -> bool:
    """Deny sockets, tracing, namespaces, keys and signals to others; and new processes, unless a tool may be started.

    Threads stay possible. `forbid_new_rights` comes before.
    """
    libc, machine = _libc(), _MACHINES.get(platform.machine())
    if libc is None or machine is None:
        return False
    program = _filter(machine, may_start=may_start)
    head = struct.pack("@HP", len(program) // _STEP_BYTES, ctypes.addressof(program))
    return bool(libc.syscall(_SECCOMP[platform.machine()], _SET_MODE_FILTER, 0, ctypes.c_char_p(head)) == 0)


@cache
def _filter(machine: _Machine, *, may_start: bool) -> ctypes.Array[ctypes.c_char]:
    """Return the filter, its instructions one after the other."""
    denied = machine.denied if may_start else (*machine.denied, *machine.starts)
    program = [
        _step(_LOAD, _AT_MARK),
        _step(_EQUAL, machine.mark, yes=1),
        _step(_RETURN, _KILL),
        _step(_LOAD, _AT_NUMBER),
        _step(_AT_LEAST, _X32, no=1),
        _step(_RETURN, _KILL),
    ]
    for number in denied:
        program += [_step(_EQUAL, number, no=1), _step(_RETURN, _EPERM)]
    if not may_start:
        # What starts a thread is told from what starts a process by a flag; clone3 hides its flags in memory.
        program += [
            _step(_EQUAL, machine.clone3, no=1),
            _step(_RETURN, _ENOSYS),
            _step(_EQUAL, machine.clone, no=3),
            _step(_LOAD, _AT_FIRST_ARGUMENT),
            _step(_SET, _CLONE_THREAD, yes=1),
            _step(_RETURN, _EPERM),
        ]
    code = b"".join([*program, _step(_RETURN, _ALLOW)])
    return ctypes.create_string_buffer(code, len(code))


def _step(code: int, value: int, *, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("=HBBI", code, yes, no, value)
