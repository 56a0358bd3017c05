"""`ledgerstone verify` with its options, over an archive with and without its record."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from warm import run_warm


def call(data: Path, *arguments: str | Path) -> subprocess.CompletedProcess:
    return run_warm(["--data", data, "verify", *arguments])


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("verify")
    (root / "papers").mkdir()
    for number in range(12):
        (root / "papers" / f"{number}.txt").write_text(f"Note {number}.\n", encoding="utf-8")
    for arguments in (("init",), ("ingest", root / "papers")):
        run_warm(["--data", root / "data", *arguments]).check_returncode()
    return root / "data"


@pytest.fixture
def copy(made, tmp_path) -> Path:
    """Give the folder `archive` alone, as an outsider gets it."""
    shutil.copytree(made / "archive", tmp_path / "data" / "archive")
    return tmp_path / "data"


def spoil(data: Path, count: int = 1) -> list[Path]:
    paths = sorted(path for path in (data / "archive" / "objects").rglob("*") if path.is_file())[:count]
    for path in paths:
        path.chmod(0o600)
        path.write_bytes(b"?")
    return paths


def test_a_copy_of_the_archive_alone_verifies_and_says_that_there_is_no_record(copy):
    done = call(copy, "--json")
    found = json.loads(done.stdout)
    assert (done.returncode, found["result"], found["entries"], found["objects"]) == (0, "intact", 13, 24)
    assert "no record" in done.stderr
    assert not (copy / "tmp").exists()


def test_the_log_alone_is_checked_in_a_moment(copy):
    spoil(copy)
    done = call(copy, "--quick", "--json")
    assert (done.returncode, json.loads(done.stdout)["objects"]) == (0, 0)
    assert call(copy).returncode == 3


def test_a_sample_prints_its_seed_and_the_seed_chooses_the_same(copy):
    spoil(copy, 24)
    first = call(copy, "--sample", "40%", "--json")
    seed = re.search(r"seed ([0-9]+)", first.stderr).group(1)
    again = call(copy, "--sample", "40", "--seed", seed, "--json")
    assert first.stdout == again.stdout
    found = json.loads(first.stdout)
    assert found["sample"] == {"percent": 40.0, "seed": int(seed)}
    assert len(found["problems"]) < 24


@pytest.mark.parametrize(
    "arguments",
    [("--sample", "0%"), ("--sample", "101%"), ("--sample", "many"), ("--seed", "7"), ("--against", "gone")],
)
def test_a_call_that_makes_no_sense_is_exit_2(copy, arguments):
    assert call(copy, *arguments).returncode == 2


def test_against_a_kept_checkpoint_a_rollback_is_exit_4(made, copy, tmp_path):
    kept = tmp_path / "kept"
    shutil.copy(made / "archive" / "log" / "checkpoint", kept)
    assert call(copy, "--against", kept).returncode == 0
    first = copy / "archive" / "log" / "checkpoints" / "1"
    checkpoint = copy / "archive" / "log" / "checkpoint"
    checkpoint.chmod(0o600)
    checkpoint.write_bytes(first.read_bytes())
    assert call(copy, "--quick").returncode == 4
    done = call(copy, "--quick", "--against", kept)
    assert done.returncode == 4
    assert "13" in done.stdout


def test_a_note_and_a_problem_stand_on_one_line_each(copy):
    (copy / "archive" / "objects" / "a\nb").write_text("x", encoding="utf-8")
    done = call(copy)
    assert done.returncode == 3
    assert len(done.stdout.splitlines()) == 2
