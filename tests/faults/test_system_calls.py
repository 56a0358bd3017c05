"""Each system call that touches the data directory is cut off or goes wrong once; what was acknowledged outlives it.

The subject is `rig.taking_in`. At every call in turn the process is killed, the disk answers with an error of its own
(EIO), and the disk is full (ENOSPC), all by `strace --inject`. After each: the archive verifies, every acknowledged
source is there and whole, and the next run completes.
"""

import re
import shutil
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from rig.checking import complaints
from rig.mutants import NONE
from rig.taking_in import ALL_DIGESTS, make_archive
from rig.tracing import Call, Nursery, Run

from ledgerstone.storage.data_directory import DataDirectory

KILL, EIO, ENOSPC = "signal=KILL", "error=EIO", "error=ENOSPC"
FAULTS = (KILL, EIO, ENOSPC)
KILLED = -9
FEWEST_POINTS = 1200
"""A trace that shows fewer was not of the whole run."""

RANDOM_NAME = re.compile(r"[0-9a-f]{32}(?![0-9a-f])")


class Bench:
    """Runs the subject on a fresh copy of one archive, always at the same place."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self._template = make_archive(DataDirectory(folder / "template")).root
        self.nursery = Nursery(folder)
        self.calls = [call for call in self.run().calls if str(self.data) in call.said]

    def run(self, *options: str) -> Run:
        """Run the subject."""
        shutil.rmtree(self.data, ignore_errors=True)
        shutil.copytree(self._template, self.data)
        return self.nursery.run(self.data, NONE, *options)

    def place(self, call: Call) -> tuple[str, int, frozenset[str]]:
        """Return which call it is, with its paths; names that are drawn anew in each run are left out."""
        found = re.findall(rf"{re.escape(str(self.data))}[^\s\",>)]*", RANDOM_NAME.sub("", call.said))
        return call.name, call.nth, frozenset(found)


@pytest.fixture
def bench(quick_disk: Path) -> Iterator[Bench]:
    made = Bench(quick_disk)
    yield made
    made.nursery.close()


def struck(bench: Bench, call: Call, fault: str) -> list[str]:
    """Let a call go wrong, and return what is wrong afterwards."""
    run = bench.run("-e", f"inject={call.name}:{fault}:when={call.nth}")
    last = run.calls[-1] if fault == KILL else next(one for one in run.calls if one[:2] == call[:2])
    assert bench.place(last) == bench.place(call), f"another call was struck than was meant: {last} for {call}"
    assert (run.code == KILLED) if fault == KILL else ("(INJECTED)" in last.said), (run, last)
    wrong = [] if run.code in {0, 1, KILLED} else [f"ended with {run.code}: {run.words}"]
    if run.code == 0 and run.acknowledged != set(ALL_DIGESTS):
        wrong.append("done, and not all is acknowledged")
    return [*wrong, *complaints(bench.data, run.acknowledged)]


def strike(bench: Bench, every: int) -> tuple[int, int, list[str]]:
    """Strike every so-manieth point; return how many passed, of how many, and what went wrong at the others."""
    points = list(product(bench.calls, FAULTS))
    assert len(points) >= FEWEST_POINTS
    failed, passed = [], 0
    for call, fault in points[::every]:
        wrong = struck(bench, call, fault)
        passed += not wrong
        failed += [f"{fault} at {call.name} {call.nth} ({call.said[:200]}): {one}" for one in wrong]
    return passed, len(points[::every]), failed


def test_every_seventh_call_may_go_wrong(bench: Bench, closing_line):
    passed, points, failed = strike(bench, 7)
    closing_line(f"system calls, every 7th point: {passed:,} of {points:,} injection points passed")
    assert not failed, "\n".join(failed)


@pytest.mark.long
def test_every_call_may_go_wrong(bench: Bench, closing_line):
    passed, points, failed = strike(bench, 1)
    closing_line(
        f"system calls: {passed:,} of {points:,} injection points passed "
        f"({len(bench.calls):,} calls that touch the data directory × KILL, EIO, ENOSPC)"
    )
    assert not failed, "\n".join(failed)
