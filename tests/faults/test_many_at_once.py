"""Several ingests at once, a file of 10 GB, a hundred thousand files: nothing lost, nothing twice, little memory."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from memory import most_memory

KEEPER = Path(__file__).parent / "rig" / "keep_pile.py"
PROGRAM = Path(sys.executable).with_name("ledgerstone")
AT_ONCE, SHORT_AT_ONCE = 8, 3
OWN, SHARED = 2, 2
"""Files that each ingest has alone, and files that all of them have."""

MOST_MEMORY_BYTES = 200_000_000
LARGE_BYTES = 10_000_000_000
MANY_FILES = 100_000
A_FOLDER = 1000


def call(data: Path, *arguments: str | Path) -> str:
    done = subprocess.run([PROGRAM, "--data", data, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def data(tmp_path: Path) -> Path:
    call(tmp_path / "data", "init")
    return tmp_path / "data"


def pile_of(folder: Path, number: int) -> Path:
    folder.mkdir()
    for one in range(OWN):
        (folder / f"own-{one}.txt").write_text(f"Letter {one} of pile {number}.\n", encoding="utf-8")
    for one in range(SHARED):
        (folder / f"shared-{one}.txt").write_text(f"Notice {one} that everybody has.\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("at_once", [SHORT_AT_ONCE, pytest.param(AT_ONCE, marks=pytest.mark.long)])
def test_ingests_at_once_lose_nothing_and_keep_nothing_twice(data: Path, tmp_path: Path, closing_line, at_once: int):
    piles = [pile_of(tmp_path / f"pile-{number}", number) for number in range(at_once)]
    running = [
        subprocess.Popen([PROGRAM, "--data", data, "ingest", pile, "--json"], stdout=subprocess.PIPE, text=True)
        for pile in piles
    ]
    answers = [json.loads(process.communicate()[0]) for process in running]
    assert [process.returncode for process in running] == [0] * at_once
    expected = {sha256(path.read_bytes()).hexdigest() for pile in piles for path in pile.iterdir()}
    held = [json.loads(line)["sha256"] for line in call(data, "sources", "--json").splitlines()]
    assert sorted(held) == sorted(expected)
    assert sum(answer["ingested"] for answer in answers) == len(expected) == at_once * OWN + SHARED
    assert sum(answer["already_held"] for answer in answers) == (at_once - 1) * SHARED
    found = json.loads(call(data, "verify", "--json"))
    assert (found["result"], found["problems"]) == ("intact", [])
    closing_line(f"{at_once} ingests at once: {len(held)} of {len(expected)} sources held, each once")


def measured(data: Path, pile: Path) -> Iterator[tuple[str, int]]:
    """Yield the memory of ingest and verification."""
    yield "ingest", most_memory(PROGRAM, "--data", data, "ingest", pile)
    yield "verify", most_memory(PROGRAM, "--data", data, "verify")


def write_large(path: Path, size: int) -> None:
    """Write a file without holes, in which no two blocks are the same."""
    block = bytearray(os.urandom(1 << 20))
    with path.open("wb") as out:
        for number in range(-(-size // len(block))):
            block[:8] = number.to_bytes(8, "big")
            out.write(block[: size - out.tell()])


def test_memory_does_not_grow_with_a_file(data: Path, tmp_path: Path, closing_line):
    check_large(data, tmp_path / "pile", LARGE_BYTES // 50, closing_line)


@pytest.mark.long
def test_memory_does_not_grow_with_a_file_of_10_gb(data: Path, tmp_path: Path, closing_line):
    check_large(data, tmp_path / "pile", LARGE_BYTES, closing_line)


def check_large(data: Path, pile: Path, size: int, closing_line) -> None:
    pile.mkdir()
    large = pile / "large.bin"
    try:
        write_large(large, size)
        assert large.stat().st_blocks * 512 >= size
        used = dict(measured(data, pile))
    finally:
        # Nobody wants to find these among what pytest keeps of its last runs.
        for path in (large, *(data / "archive" / "objects").rglob("*")):
            if path.is_file():
                path.unlink()
    closing_line(f"a file of {size / 1e9:g} GB: {said(used)}")
    assert max(used.values()) < MOST_MEMORY_BYTES


@pytest.mark.long
def test_memory_does_not_grow_with_a_hundred_thousand_files(data: Path, tmp_path: Path, closing_line):
    for number in range(MANY_FILES):
        folder = tmp_path / "pile" / f"{number // A_FOLDER:03d}"
        if number % A_FOLDER == 0:
            folder.mkdir(parents=True)
        (folder / f"{number}.txt").write_text(f"Card {number} of an invented index.\n", encoding="utf-8")
    # Preservation alone: reading a hundred thousand cards and grouping them takes hours, and is no matter of this.
    used = {
        "keeping": most_memory(sys.executable, KEEPER, data, tmp_path / "pile"),
        "verify": most_memory(PROGRAM, "--data", data, "verify"),
    }
    held = len(call(data, "sources", "--json").splitlines())
    closing_line(f"{held:,} of {MANY_FILES:,} small files held: {said(used)}")
    assert held == MANY_FILES
    assert max(used.values()) < MOST_MEMORY_BYTES


def said(used: dict[str, int]) -> str:
    figures = ", ".join(f"{verb} {size / 1e6:.0f} MB" for verb, size in used.items())
    return f"{figures} of memory (at most {MOST_MEMORY_BYTES / 1e6:.0f})"
