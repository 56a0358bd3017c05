"""A writer with large batches that is killed at any moment leaves all that it acknowledged, and can go on."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rig.checking import verified
from rig.keep_forever import NOTES
from rig.taking_in import make_archive, missing_of
from rig.tracing import START, environment

from ledgerstone.evidence.preservation.verify.results import Result
from ledgerstone.storage.data_directory import DataDirectory

SHORT_KILLS, LONG_KILLS = 5, 60
LATEST_S = 0.3
"""A run that nobody kills takes about a second."""


def run(directory: DataDirectory, *, kill_after_s: float | None) -> set[str]:
    """Run the writer, kill it after a while, and return what it acknowledged."""
    command = [sys.executable, "-c", START.format(module="keep_forever"), directory.root]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment()) as writer:
        assert writer.stdout
        first = writer.stdout.readline()
        if kill_after_s is not None:
            time.sleep(kill_after_s)
            writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read()
    whole_lines = (first + rest).splitlines(keepends=True)
    return {digest for line in whole_lines if line.endswith("\n") for digest in line.split()}


def outlive(root: Path, kills: int) -> int:
    """Kill the writer again and again; return how many notes there are when it has come to its end."""
    directory = make_archive(DataDirectory(root))
    rng = random.Random(5)  # noqa: S311 - repeatable moments, no secret
    held: set[str] = set()
    for _ in range(kills):
        held |= run(directory, kill_after_s=rng.random() * LATEST_S)
        store = directory.store()
        found = verified(store, unfinished=store.pending.named)
        assert found.result is Result.INTACT, found.problems
        assert missing_of(held, store) == set()
    held |= run(directory, kill_after_s=None)
    store = directory.store()
    found = verified(store)
    assert (found.result, found.objects, store.pending.named()) == (Result.INTACT, len(held), ())
    assert not [path for path in (directory.tmp / "incoming").rglob("*") if path.is_file()]
    return len(held)


def test_what_was_acknowledged_outlives_some_kills(tmp_path: Path, closing_line):
    assert outlive(tmp_path / "data", SHORT_KILLS) == NOTES
    closing_line(f"kills at any moment of large batches: {SHORT_KILLS} of {SHORT_KILLS} lost nothing (short form)")


@pytest.mark.long
def test_what_was_acknowledged_outlives_every_kill(tmp_path: Path, closing_line):
    assert outlive(tmp_path / "data", LONG_KILLS) == NOTES
    closing_line(f"kills at any moment of large batches: {LONG_KILLS} of {LONG_KILLS} lost nothing")
