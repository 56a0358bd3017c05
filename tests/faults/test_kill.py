"""A writer that is killed at any moment leaves an archive that verifies, with all that it acknowledged."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from ledgerstone.evidence.preservation.verify import Result, verify
from ledgerstone.storage.disk import DiskStore

WRITER = Path(__file__).with_name("keep_forever.py")
NOTES = 400
KILLS = 12


def run(root: Path, held: set[str], *, kill_after_s: float | None) -> set[str]:
    """Run the writer, kill it after a while, and return what it acknowledged."""
    with subprocess.Popen([sys.executable, WRITER, root, *sorted(held)], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        first = writer.stdout.readline()
        if kill_after_s is not None:
            time.sleep(kill_after_s)
            writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read()
    whole_lines = (first + rest).splitlines(keepends=True)
    return {digest for line in whole_lines if line.endswith("\n") for digest in line.split()}


def test_what_was_acknowledged_outlives_every_kill(tmp_path: Path):
    root = tmp_path / "archive"
    rng = random.Random(5)  # noqa: S311 - repeatable moments, no secret
    held: set[str] = set()
    for _ in range(KILLS):
        held |= run(root, held, kill_after_s=rng.random() * 0.05)
        store = DiskStore(root)
        found = verify(store, held, progress=lambda _: None, unfinished=store.pending.named())
        assert found.result is Result.INTACT, found.problems
        assert found.objects == len(held)
    held |= run(root, held, kill_after_s=None)
    assert len(held) == NOTES
    found = verify(DiskStore(root), held, progress=lambda _: None)
    assert (found.result, found.objects, found.unfinished) == (Result.INTACT, NOTES, ())
    assert list((tmp_path / "tmp" / "incoming").iterdir()) == []
