"""The whole command `ingest`, with the record and the index, cut off or failing at points drawn from all its calls.

After each: `verify` finds nothing, the sources that were acknowledged are there, and the same command, given again,
takes in the rest. Points are calls that touch the data directory, made by the process itself.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from rig.tracing import CALLS, Call, calls_of, strace

PROGRAM = Path(sys.executable).with_name("ledgerstone")
FAULTS = ("signal=KILL", "error=EIO", "error=ENOSPC")
POINTS, SEED = 50, 2026
MOST_PASSED_OVER = 0.1
"""A command with a database is not the same in every run: at such a share of the points another call may come."""

BEFORE = {"letter.txt": "A letter from Velmar, 2 May 1994.\n", "list.txt": "A list of names.\n"}
AFTER = {
    "telegram.txt": "NORVIK, 4 May 1994. At least 32 people were killed in Velmar on 3 May 1994, the hospital said.\n",
    "report.txt": "On 3 May 1994 about 300 houses were burned in Velmar, a teacher said.\n",
    "page.html": "<html><body><h1>Velmar</h1><p>The mill was burned in the night of 3 May 1994.</p></body></html>\n",
    "photograph.bin": "\0\1\2 invented" * 10_000,
    "book.txt": "A page of the Norvik Bell, and it was said in the town.\n" * 40,
}


class Outcome(NamedTuple):
    """How a struck command ended, and whether what was struck touched the data directory."""

    code: int
    printed: str
    words: str
    struck: bool


class CommandBench:
    """The command on a fresh copy of one archive, always at the same place.

    Args:
        folder: A folder of its own.
    """

    def __init__(self, folder: Path) -> None:
        self._strace, self._folder = strace(), folder
        self.data, self.papers = folder / "data", folder / "papers"
        self.papers.mkdir()
        self._write(BEFORE)
        self._template = folder / "template"
        assert self.program("init", data=self._template).returncode == 0
        assert self.program("ingest", self.papers, data=self._template).returncode == 0
        self._write(AFTER)

    def _write(self, files: dict[str, str]) -> None:
        for name, content in files.items():
            (self.papers / name).write_text(content, encoding="utf-8")

    def program(self, *arguments: str | Path, data: Path | None = None, under: tuple[str, ...] = ()):
        """Run the program."""
        return subprocess.run(
            [*under, PROGRAM, "--data", data or self.data, *arguments],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONHASHSEED": "0"},
        )

    def struck(self, *inject: str, watched: str = CALLS) -> tuple[Outcome, list[Call]]:
        """Run `ingest` on a fresh copy, under strace, which writes down the watched calls."""
        shutil.rmtree(self.data, ignore_errors=True)
        shutil.copytree(self._template, self.data)
        trace = self._folder / "trace"
        under = (self._strace, "-f", "-y", "-o", str(trace), "-e", watched, *inject)
        done = self.program("ingest", self.papers, "--json", under=under)
        calls = list(calls_of(trace))
        hit = calls[-1:] if done.returncode < 0 else [call for call in calls if "(INJECTED)" in call.said]
        struck = any(f"{self.data}/" in call.said for call in hit)
        return Outcome(done.returncode, done.stdout, done.stderr, struck), calls

    def points(self) -> list[tuple[Call, str]]:
        """Draw the points."""
        outcome, calls = self.struck()
        assert outcome.code == 0, outcome
        touching = [call for call in calls if f"{self.data}/" in call.said]
        rng = Random(SEED)  # noqa: S311 - repeatable, no secret
        return [(call, rng.choice(FAULTS)) for call in rng.sample(touching, POINTS)]

    def sources(self) -> set[str]:
        """Return the digests of the sources that the record shows."""
        done = self.program("sources", "--json")
        assert done.returncode == 0, done.stderr
        return {json.loads(line)["sha256"] for line in done.stdout.splitlines()}

    def wrong_after(self, outcome: Outcome) -> list[str]:
        """Return what is wrong after a command that was struck."""
        foreseen = "Traceback" not in outcome.words or not outcome.struck
        wrong = [] if foreseen else [f"nobody foresaw it: {outcome.words}"]
        held = self.sources()
        acknowledged = len(BEFORE) + (len(AFTER) if outcome.printed.endswith("\n") else 0)
        wrong += [] if len(held) >= acknowledged else [f"{len(held)} sources of {acknowledged} acknowledged are there"]
        for doing in (("verify",), ("ingest", self.papers), ("verify",)):
            done = self.program(*doing)
            if done.returncode != 0:
                wrong.append(f"{doing[0]}: exit code {done.returncode}: {done.stdout}{done.stderr}")
        complete = self.sources()
        if not held <= complete or len(complete) != len(BEFORE) + len(AFTER):
            wrong.append(f"the next run came to {len(complete)} sources")
        return wrong


@pytest.fixture
def bench(quick_disk: Path) -> CommandBench:
    return CommandBench(quick_disk)


def strike(bench: CommandBench) -> tuple[str, list[str]]:
    """Strike some points; return the figures, and what went wrong."""
    failed, passed, passed_over = [], 0, 0
    points = bench.points()
    for call, fault in points:
        outcome, _ = bench.struck("-e", f"inject={call.name}:{fault}:when={call.nth}", watched=f"trace={call.name}")
        wrong = bench.wrong_after(outcome)
        passed_over += not outcome.struck
        passed += outcome.struck and not wrong
        failed += [f"{fault} at {call.name} {call.nth} ({call.said[:200]}): {one}" for one in wrong]
    assert passed_over <= max(1, MOST_PASSED_OVER * len(points))
    said = f", at {passed_over} another call came" if passed_over else ""
    return f"whole command `ingest`: {passed} of {len(points)} injection points passed{said}", failed


@pytest.mark.long
def test_the_whole_command_may_go_wrong_at_fifty_points(bench: CommandBench, closing_line):
    figures, failed = strike(bench)
    closing_line(figures)
    assert not failed, "\n".join(failed)
