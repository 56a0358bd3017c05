"""The program in a process that was forked from one in which its libraries are imported: a command starts at once.

A test that drives the program by hundreds of commands spends most of its time on imports. What runs here is the whole
program, each command in a process of its own with its own arguments, folder, environment and streams; only what is
imported, the models of Django among it, and what is the same for every archive stands ready. Each command reads its own
settings. What is about the start itself, about signals or about limits runs the installed program.
"""

import array
import atexit
import gc
import importlib
import json
import os
import pkgutil
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from threading import Lock

from django import conf
from django.db import connections
from django.utils.functional import empty

from ledgerstone.cli.django_setup import set_up_pages
from ledgerstone.confinement import keeper, pool
from ledgerstone.evidence.claims.packs.checking import check_packs
from ledgerstone.workflow.readings import reading_task

LIBRARIES = (
    "django",
    "django.contrib.staticfiles.apps",
    "django.core.management.commands.migrate",
    "django.core.serializers.json",
    "django.core.serializers.python",
    "django.db.backends.sqlite3.base",
    "django.db.models",
    "django.template.loader",
    "django.urls",
    "csp.apps",
    "csp.checks",
    "rich.console",
    "trafilatura",
    "ledgerstone.cli.main",
)
"""What every command imports."""
PARTS = ("values", "evidence", "accountability", "storage", "record", "exchange", "workflow", "cli")
SETTINGS = "ledgerstone.web.server.settings"
OFTEN_ASKED = ("az", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "sv", "tr")
"""Languages whose models stand ready: the short papers of tests leave them open more often than papers do."""
STARTING = Lock()
LONGEST_REQUEST = 1 << 20
STREAMS = 3


def run_warm(
    arguments: Sequence[str | Path],
    *,
    stdin: str = "",
    env: dict[str, str] | None = None,
    cwd: Path | None = None,
    dies_at: tuple[Path, int] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run the program with these arguments, as `subprocess.run` would.

    Args:
        arguments: The command line.
        stdin: What it is given.
        env: Variables beside those of the test.
        cwd: Its folder; None for that of the test.
        dies_at: A folder and a count: the program says "at PATH" on its standard error before it changes a name under
            the folder, and dies before the change with this number; 0 is never.
    """
    words = [os.fspath(one) for one in arguments]
    asked = {"arguments": words, "env": {**os.environ, **(env or {})}, "cwd": os.fspath(cwd or Path.cwd())}
    if dies_at is not None:
        asked |= {"under": os.fspath(dies_at[0]), "dies_at": dies_at[1]}
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        given.write(stdin.encode())
        given.seek(0)
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as line:
            line.connect(_server())
            streams = array.array("i", [one.fileno() for one in (given, out, errors)])
            line.sendmsg([json.dumps(asked).encode()], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, streams)])
            code = int(line.recv(16) or b"1")
        out.seek(0)
        errors.seek(0)
        said = [one.read().decode(errors="backslashreplace") for one in (out, errors)]
    return subprocess.CompletedProcess(["ledgerstone", *words], code, *said)


def _server() -> str:
    """Give the address of the process that others are forked from; any thread may ask."""
    with STARTING:
        return _started()


@cache
def _started() -> str:
    """Start it, once for all tests of a worker."""
    address = f"\0ledgerstone-warm-{os.getpid()}"
    process = subprocess.Popen([sys.executable, __file__, address[1:]], stdout=subprocess.PIPE)
    assert process.stdout
    assert process.stdout.readline() == b"ready\n"
    atexit.register(process.kill)
    return address


def serve(name: str) -> None:
    """Answer requests until killed, or until whoever started this is gone."""
    set_up_pages(Path("no-archive"))
    for module in LIBRARIES:
        importlib.import_module(module)
    import_ours()
    check_packs()
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    listening.bind(f"\0{name}")
    listening.listen()
    parent = os.getppid()
    nursery(f"{name}-nursery")
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    pool.start_keeper = partial(from_nursery, f"\0{name}-nursery")
    listening.settimeout(5)
    while os.getppid() == parent:
        try:
            line, _ = listening.accept()
        except TimeoutError:
            continue
        if os.fork() == 0:
            os._exit(answer(line))
        line.close()
        reap()


def start_warm_keeper(line: int, task: str) -> pool.Running:
    """Start a keeper for a pool in the test's own process: forked, where the program would start one anew."""
    return from_nursery(f"{_server()}-nursery", line, task)


def nursery(name: str) -> None:
    """Start a process in which the readers stand ready, and which forks a keeper of them for whoever asks."""
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    listening.bind(f"\0{name}")
    listening.listen()
    listening.settimeout(5)
    parent = os.getpid()
    if os.fork():
        listening.close()
        return
    os.environ.clear()
    os.environ.update(pool.ENVIRONMENT)
    reading_task.warm()
    reading_task.prepare(OFTEN_ASKED)
    gc.freeze()
    gc.set_threshold(keeper.FEWEST_COLLECTED)
    while os.getppid() == parent:
        try:
            line, _ = listening.accept()
        except TimeoutError:
            continue
        task, descriptors, _, _ = socket.recv_fds(line, LONGEST_REQUEST, 1)
        child = os.fork()
        if child == 0:
            os.setsid()
            line.close()
            listening.close()
            keeper.main(descriptors[0], task.decode(), is_warm=True)
            os._exit(0)
        os.close(descriptors[0])
        line.send(str(child).encode())
        line.close()
        reap()
    os._exit(0)


class Born:
    """A keeper that the nursery forked, and takes note of the end of."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def wait(self) -> int:
        return 0


def from_nursery(address: str, line: int, task: str) -> Born:
    """Start a keeper, as the pool does."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as asking:
        asking.connect(address)
        socket.send_fds(asking, [task.encode()], [line])
        return Born(int(asking.recv(16)))


def reap() -> None:
    """Take note of what ended."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def answer(line: socket.socket) -> int:
    """Run one command in a child, and say its exit code."""
    request, streams, _, _ = socket.recv_fds(line, LONGEST_REQUEST, STREAMS)
    child = os.fork()
    if child == 0:
        become(json.loads(request), streams)
    _, status = os.waitpid(child, 0)
    line.send(str(os.waitstatus_to_exitcode(status)).encode())
    return 0


def become(asked: dict, streams: Sequence[int]) -> None:
    """Be the program; never returns."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.environ.clear()
    os.environ.update(asked["env"])
    os.chdir(asked["cwd"])
    sys.argv = ["ledgerstone", *asked["arguments"]]
    forget_settings()
    if "under" in asked:
        sys.addaudithook(death(asked["under"], asked["dies_at"]))
    os._exit(code_of(asked["arguments"]))


def forget_settings() -> None:
    """Have the settings read anew, which name the archive: nothing was asked of it yet."""
    sys.modules.pop(SETTINGS)
    conf.settings._wrapped = empty  # noqa: SLF001 - Django names no other way
    connections.__dict__.pop("settings", None)
    connections.__init__()


def code_of(arguments: Sequence[str]) -> int:
    """Run the program and end it as the interpreter would: with its connections closed and its words written."""
    try:
        return importlib.import_module("ledgerstone.cli.main").run(arguments)
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else 1
    except Exception:  # noqa: BLE001  # whatever it is, the interpreter would show it and go on to end
        traceback.print_exc()
        return 1
    finally:
        if conf.settings.configured:
            connections.close_all()
        sys.stdout.flush()
        sys.stderr.flush()


def death(under: str, count: int) -> Callable[[str, tuple], None]:
    """Give a hook that tells of each change of a name under a folder, and dies at one."""
    seen = 0

    def hook(event: str, about: tuple) -> None:
        nonlocal seen
        if event in {"os.rename", "os.link", "os.remove"} and str(about[0]).startswith(under):
            seen += 1
            sys.stderr.write(f"at {os.path.relpath(about[0], under)}\n")
            sys.stderr.flush()
            if seen == count:
                os._exit(137)

    return hook


def import_ours() -> None:
    """Import each module of ours that a command may need."""
    for part in PARTS:
        package = importlib.import_module(f"ledgerstone.{part}")
        for found in pkgutil.walk_packages(package.__path__, f"ledgerstone.{part}."):
            if not found.name.endswith((".compile", "__main__")):
                importlib.import_module(found.name)


if __name__ == "__main__":
    serve(sys.argv[1])
