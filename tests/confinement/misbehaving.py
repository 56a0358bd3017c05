"""A task that does what hostile bytes might make a reader do, as it is asked. Run in a confined process alone."""

import ctypes
import os
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ledgerstone.confinement.tasks import UnpreparedError
from ledgerstone.errors import UnreadableError

PREPARED: list[str] = []
SEEN: list[str] = []
"""What the same process was asked before, of what may share one."""


def warm() -> None:
    pass


def prepare(names: tuple[str, ...]) -> None:
    PREPARED.extend(names)


def may_share(_: int, asked: bytes) -> bool:
    return asked.startswith(b"shared")


def act(descriptor: int, asked: bytes) -> bytes:
    said: Callable[..., object] = ACTS[asked.decode().partition(" ")[0]]
    return repr(said(descriptor, *asked.decode().split()[1:])).encode()


def fill_memory(_: int) -> int:
    return len([bytearray(10_000_000) for _ in range(1000)])


def abort_in_want(_: int) -> None:
    held = []
    try:
        while True:
            held.append(b"x" * 1_000_000)
    except MemoryError:
        os.abort()


def abort(_: int) -> None:
    os.abort()


def print_error(_: int, word: str) -> int:
    return os.write(2, word.encode())


def spin(_: int) -> None:
    while True:
        pass


def shut_folder(_: int) -> None:
    Path().chmod(0o500)


def write_file(_: int, megabytes: str) -> int:
    return Path("big").write_bytes(bytes(int(megabytes) * 1_000_000))


def thread(_: int) -> list[int]:
    found: list[int] = []
    one = threading.Thread(target=found.append, args=(7,))
    one.start()
    one.join()
    return found


def start(_: int, *command: str) -> int:
    return subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode


def fail(_: int, *words: str) -> None:
    raise UnreadableError(" ".join(words)) if words else ValueError("words of a hostile file")


def need(_: int, *names: str) -> list[str]:
    missing = [name for name in names if name not in PREPARED]
    if missing:
        raise UnpreparedError(missing)
    return PREPARED


def need_in_vain(_: int) -> None:
    raise UnpreparedError(["nothing"])


def lie(_: int) -> None:
    """Say that others may follow, as whatever takes over a process might; its line to the keeper is the only socket."""
    SEEN.append("lie")
    for one in range(3, 64):
        with suppress(OSError):
            if stat.S_ISSOCK(os.fstat(one).st_mode):
                os.write(one, b"s")
                os.write(one, b"d")
    time.sleep(0.2)


def share(_: int, *asked: str) -> tuple[int, list[str]]:
    """Do something where others are done as well, and say where and after what."""
    before = list(SEEN)
    SEEN.extend(asked[:1])
    match asked:
        case ("fail-after", word) if word in before:
            raise ValueError(word)
        case ("crash-after", word) if word in before:
            ctypes.string_at(0)
        case ("exit-after", word) if word in before:
            os._exit(0)
        case ("plant", name):
            # What takes over a process may do so once it was looked at.
            threading.Timer(0.2, Path(name).mkdir).start()
        case ("grow", megabytes):
            SEEN.append("x" * (int(megabytes) * 1_000_000))
    return os.getpid(), before


ACTS: dict[str, Callable[..., object]] = {
    "give": lambda descriptor: os.pread(descriptor, 100, 0),
    "much": lambda _, count: "x" * int(count),
    "memory": fill_memory,
    "abort_in_want": abort_in_want,
    "abort": abort,
    "print_error": print_error,
    "spin": spin,
    "sleep": lambda _, seconds: time.sleep(float(seconds)),
    "crash": lambda _: ctypes.string_at(0),
    "exit": lambda _: sys.exit(0),
    "fail": fail,
    "write": write_file,
    "shut": shut_folder,
    "thread": thread,
    "fork": lambda _: os.fork(),
    "start": start,
    "read": lambda _, path: len(Path(path).read_bytes()),
    "create": lambda _, path: Path(path).touch(),
    "connect": lambda _: socket.create_connection(("127.0.0.1", 9), timeout=1),
    "kill": lambda _, number: os.kill(int(number), 0),
    "environment": lambda _: sorted(os.environ),
    "here": lambda _: sorted(os.listdir()),  # noqa: PTH208 - the names alone
    "keeper": lambda _: os.getppid(),
    "need": need,
    "need_in_vain": need_in_vain,
    "shared": share,
    "lie": lie,
    "interfaces": lambda _: [name for _, name in socket.if_nameindex()],
}
