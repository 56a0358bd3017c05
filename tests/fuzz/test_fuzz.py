"""The fuzz run with one seed, for some seconds; `make fuzz` runs it with others, for longer."""

import os
import random
import subprocess
import sys
from pathlib import Path

from laws import hold_text_laws
from mutation import mutated

import fuzz

HERE = Path(__file__).parent
FUZZ = HERE / "fuzz.py"
PLACES = os.pathsep.join(str(HERE.parent / name) for name in ("hostile", "rigs"))
SECONDS = 8
LONGEST_S = 600
"""The run counts its own time; a machine that does much else beside it takes longer to begin and to end."""


def run(folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    named = {"FUZZ_SEED": "19940503", "FUZZ_FOUND": str(folder), "PYTHONPATH": PLACES, **env}
    return subprocess.run(
        [sys.executable, FUZZ],
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST_S,
        env={**os.environ, **named},
    )


def test_no_mutated_sample_ends_the_main_process_or_breaks_a_law(tmp_path, closing_line):
    done = run(tmp_path / "found", FUZZ_SECONDS=str(SECONDS))
    for line in done.stdout.splitlines():
        closing_line(f"fuzz: {line}")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "FOUND" not in done.stdout


def test_what_breaks_a_law_is_written_down_with_its_bytes(tmp_path):
    run_so_far = fuzz.Fuzz(1, tmp_path / "found")

    def fail() -> None:
        raise ValueError("planted")

    fuzz.attempt(run_so_far, b"bytes of it", fail)
    [finding] = run_so_far.findings
    path = Path(finding.partition(":")[0])
    assert path.read_bytes() == b"bytes of it"
    assert "ValueError: planted" in path.with_suffix(".why.txt").read_text(encoding="utf-8")


def test_the_same_seed_gives_the_same_bytes():
    samples = [b"The market of Velmar. " * 40, b"PK\3\4" + bytes(50)]
    once, again = (
        [mutated(random.Random(seed), samples) for seed in range(50)]  # noqa: S311 - for tests
        for _ in range(2)
    )
    assert once == again
    assert len(set(once)) > 40


def test_bytes_that_are_no_text_may_be_told_so_for_their_name_alone():
    hold_text_laws("T\0\1")
