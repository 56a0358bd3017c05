"""A task that does what hostile bytes might make a reader do, as it is asked. Run in a confined process alone."""

import ctypes
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from ledgerstone.errors import UnreadableError

PREPARED: list[str] = []


def warm() -> None:
    pass


def prepare(names: tuple[str, ...]) -> None:
    PREPARED.extend(names)


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
    "prepared": lambda _: PREPARED,
    "interfaces": lambda _: [name for _, name in socket.if_nameindex()],
}
