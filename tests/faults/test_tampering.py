"""Whatever somebody changes in an archive is found, every time, and by its path; with the signing key, by `--against`.

Acts and their places are drawn at random, from seeds that a failure names. `rig.tampering` says what each act is.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from rig.checking import verified
from rig.tampering import ACTS, SEEN_FROM_ELSEWHERE, Act, Copy, Original, copied, original

from ledgerstone.evidence.preservation.verify.archive import Asked
from ledgerstone.evidence.preservation.verify.results import Result
from ledgerstone.storage.disk import DiskStore

PROGRAM = Path(sys.executable).with_name("ledgerstone")
SHORT_CASES, LONG_CASES = 20, 200
"""Of each of the eleven acts."""

ALL_ACTS = (*ACTS, *SEEN_FROM_ELSEWHERE)


@pytest.fixture
def made(quick_disk: Path) -> Original:
    return original(quick_disk)


def copy_of(made: Original, seed: str) -> Copy:
    """Give a fresh copy of the archive, and what a seed draws."""
    root = made.root.parent / "copy" / "archive"
    shutil.rmtree(root.parent, ignore_errors=True)
    root.parent.mkdir()
    return Copy(made, copied(made.root, root), Random(seed))  # noqa: S311 - repeatable, no secret


def overlooked(made: Original, act: Act, number: int) -> str | None:
    """Do an act, and return what was not found of it."""
    copy = copy_of(made, f"{act.__name__} {number}")
    paths = act(copy)
    store = DiskStore(copy.root)
    if act in SEEN_FROM_ELSEWHERE:
        assert verified(store).result is Result.INTACT, "an act that shows by itself needs no checkpoint from elsewhere"
    found = verified(store, asked=Asked(against=made.kept[-1]) if act in SEEN_FROM_ELSEWHERE else None)
    named = {problem.path for problem in found.problems}
    if found.result is Result.INTACT or not paths <= named:
        return f"{act.__name__}, seed {number}: {found.result}, {sorted(paths)} changed, {sorted(named)} named"
    return None


def tamper(made: Original, cases: int) -> tuple[str, list[str]]:
    """Do every act so many times; return the figures, and what was overlooked."""
    found = [overlooked(made, act, number) for act in ALL_ACTS for number in range(cases)]
    missed = [one for one in found if one is not None]
    return f"tampering: {len(found) - len(missed):,} of {len(found):,} cases found, {len(ALL_ACTS)} acts", missed


def test_an_untouched_archive_is_intact(made: Original):
    store = DiskStore(copy_of(made, "none").root)
    assert verified(store).result is Result.INTACT
    assert [verified(store, asked=Asked(against=kept)).result for kept in made.kept] == [Result.INTACT] * len(made.kept)


def test_tampering_is_found(made: Original, closing_line):
    figures, missed = tamper(made, SHORT_CASES)
    closing_line(f"{figures} (short form)")
    assert not missed, "\n".join(missed)


@pytest.mark.long
def test_tampering_is_found_in_over_two_thousand_cases(made: Original, closing_line):
    figures, missed = tamper(made, LONG_CASES)
    closing_line(figures)
    assert not missed, "\n".join(missed)


@pytest.mark.parametrize("act", ALL_ACTS, ids=lambda act: act.__name__)
def test_the_command_says_so_with_its_exit_code(made: Original, act: Act, tmp_path: Path):
    copy = copy_of(made, f"{act.__name__} command")
    act(copy)
    kept = tmp_path / "checkpoint"
    kept.write_bytes(made.kept[-1].data)
    command = [PROGRAM, "--data", copy.root.parent, "verify", "--json", "--against", kept]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in ({4} if act in SEEN_FROM_ELSEWHERE else {3, 4}), done
