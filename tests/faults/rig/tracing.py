"""Runs the subject under strace: to see every system call that it makes, or to have one of them go wrong.

A run is the same every time (`taking_in`), so the n-th call of a name is the same call in every run; the trace of each
run is looked at afterwards, to see that the call which went wrong was the one that was meant. strace's own filter by
path (`-P`) knows single paths and no folders, and here the paths are made while we run; so calls are counted, and
which of them touch the data directory is read from a first trace, where `-y` shows the path of each descriptor.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

FAULTS = Path(__file__).parents[1]
CALLS = "trace=%file,%desc"
START = (
    "import sys; from pathlib import Path; from ledgerstone.cli.django_setup import set_up; "
    "set_up(Path(sys.argv[1])); from rig.{module} import main; main()"
)
"""What a process of the rig runs; it needs Django, and no record."""

_CALL = re.compile(r"(\d+) +([a-z_0-9]+)\((.*)")


class Call(NamedTuple):
    """One system call of a trace: its name, the how-manieth of that name it is from 1, and the rest of its line."""

    name: str
    nth: int
    said: str


class Run(NamedTuple):
    """How one run of the subject ended: its exit code, what it acknowledged, its calls, and its words."""

    code: int
    acknowledged: frozenset[str]
    calls: tuple[Call, ...]
    words: str


def strace() -> str:
    """Return the path of strace; without it the test is skipped, or fails where nothing may be skipped."""
    found = shutil.which("strace")
    if found is not None:
        return found
    if os.environ.get("LEDGERSTONE_TEST_REQUIRE") == "1":
        pytest.fail("no strace, and LEDGERSTONE_TEST_REQUIRE is set")
    pytest.skip("no strace: apt-get install strace")


def environment() -> dict[str, str]:
    """Return the environment of a process of the rig, which does the same in every run."""
    return {**os.environ, "PYTHONPATH": str(FAULTS), "PYTHONHASHSEED": "0"}


class Nursery:
    """Runs of the subject, forked from one process that has everything imported.

    Args:
        folder: A folder of its own.
    """

    def __init__(self, folder: Path) -> None:
        self._strace, self._folder, self.acks = strace(), folder, folder / "acks"
        self._words = (folder / "words").open("w+", encoding="utf-8")
        self._process = subprocess.Popen(
            [sys.executable, "-c", START.format(module="nursery"), str(folder / "nowhere")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._words,
            text=True,
            env=environment(),
        )

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin
        self._process.stdin.close()
        assert self._process.wait() == 0
        self._words.close()

    def run(self, data: Path, mutant: str, *options: str) -> Run:
        """Run the subject under strace, with these options of it."""
        acks, trace = self.acks, self._folder / "trace"
        acks.write_bytes(b"")
        before = self._words.seek(0, os.SEEK_END)
        self._say(json.dumps({"data": str(data), "acks": str(acks), "mutant": mutant}))
        child = int(self._heard())
        command = [self._strace, "-f", "-y", "-o", str(trace), "-e", CALLS, *options, "-p", str(child)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as tracer:
            assert tracer.stderr
            attached = tracer.stderr.readline()
            os.kill(child, signal.SIGUSR1)
            assert "attached" in attached, attached
            code = int(self._heard())
            tracer.stderr.read()
        self._words.seek(before)
        lines = acks.read_text().splitlines(keepends=True)
        said = frozenset(digest for line in lines if line.endswith("\n") for digest in line.split())
        return Run(code, said, tuple(calls_of(trace)), self._words.read())

    def _say(self, line: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def _heard(self) -> str:
        assert self._process.stdout
        line = self._process.stdout.readline()
        assert line, self._words.read()
        return line


def calls_of(trace: Path) -> Iterator[Call]:
    """Yield the calls of a trace in their order: those of the process itself, without its threads and children.

    strace counts for each of these on its own.
    """
    counted: Counter[str] = Counter()
    itself = None
    for line in trace.read_text(encoding="utf-8", errors="backslashreplace").splitlines():
        found = _CALL.match(line)
        itself = itself or (found and found.group(1))
        if found and found.group(1) == itself:
            name = found.group(2)
            counted[name] += 1
            yield Call(name, counted[name], found.group(3))
