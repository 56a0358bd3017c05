"""Whatever is changed on the disk, the command says so: exit code 3, and the path."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ledgerstone.evidence.preservation.objects import keep, object_key
from ledgerstone.storage.data_directory import DataDirectory

PROGRAM = Path(sys.executable).with_name("ledgerstone")


@pytest.fixture
def held(tmp_path: Path) -> tuple[DataDirectory, list[Path]]:
    directory = DataDirectory(tmp_path / "data").create()
    store = directory.store()
    kept = [keep(store, lambda n=n: [f"Note {n}".encode()]).sha256 for n in range(3)]
    store.sync()
    store.settle()
    return directory, [directory.archive / object_key(sha256) for sha256 in kept]


def verified(directory: DataDirectory) -> tuple[int, list[str]]:
    """Return the exit code and the paths of the problems."""
    done = subprocess.run(
        [PROGRAM, "--data", directory.root, "verify", "--json"], capture_output=True, text=True, check=False
    )
    return done.returncode, [problem["path"] for problem in json.loads(done.stdout)["problems"]]


def write(path: Path, content: bytes) -> None:
    path.chmod(0o600)
    path.write_bytes(content)


CHANGES: tuple[tuple[str, Callable[[list[Path]], None], int], ...] = (
    ("a flipped bit", lambda paths: write(paths[0], b"\x4f" + paths[0].read_bytes()[1:]), 1),
    ("a truncation", lambda paths: write(paths[0], b""), 1),
    ("a growth", lambda paths: write(paths[0], paths[0].read_bytes() + b"\0"), 1),
    ("a swap", lambda paths: paths[0].rename(paths[1]), 1),
    ("an extra file", lambda paths: write_extra(paths[0].with_name("note")), 1),
)


def write_extra(path: Path) -> None:
    path.write_bytes(b"")


def test_an_untouched_archive_is_intact(held: tuple[DataDirectory, list[Path]]):
    assert verified(held[0]) == (0, [])


@pytest.mark.parametrize(
    ("change", "problems"), [change[1:] for change in CHANGES], ids=[change[0] for change in CHANGES]
)
def test_a_change_is_found(held: tuple[DataDirectory, list[Path]], change: Callable[[list[Path]], None], problems: int):
    directory, paths = held
    change(paths)
    code, found = verified(directory)
    assert code == 3
    assert len(found) == problems
