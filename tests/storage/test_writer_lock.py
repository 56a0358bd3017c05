"""One writer at a time; a dead writer's lock is free."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ledgerstone.errors import StorageError
from ledgerstone.storage.writer_lock import writer_lock

HOLD = """
import sys
from pathlib import Path
from ledgerstone.storage.writer_lock import writer_lock
with writer_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_writer_is_told_who_writes_and_a_dead_one_holds_nothing(tmp_path: Path):
    path = tmp_path / "tmp" / "writer.lock"
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        said: list[str] = []
        with (
            pytest.raises(StorageError, match=f"number {other.pid}"),
            writer_lock(path, wait_s=0.3, waiting=said.append),
        ):
            pass
        assert said == [f"waiting for process {other.pid}, which is writing to this archive"]
        other.send_signal(signal.SIGKILL)
        other.wait()
    with writer_lock(path):
        pass


def test_a_lock_is_free_after_an_error(tmp_path: Path):
    path = tmp_path / "writer.lock"
    with pytest.raises(RuntimeError), writer_lock(path):
        raise RuntimeError
    with writer_lock(path):
        pass


def test_a_lock_that_cannot_be_made_says_what_to_do(tmp_path: Path):
    (tmp_path / "tmp").write_bytes(b"")
    with pytest.raises(StorageError, match="right to write"), writer_lock(tmp_path / "tmp" / "writer.lock"):
        pass
