"""The commands that the README and the tutorial show are run; a command that no page shows fails."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from warm import run_warm

ROOT = Path(__file__).parents[2]
PROGRAM = Path(sys.executable).parent / "ledgerstone"
SHOWN = re.compile(r"^\$ (?:\.venv/bin/)?ledgerstone (.*)$", re.MULTILINE)


def shown(page: str) -> list[str]:
    return SHOWN.findall((ROOT / page).read_text(encoding="utf-8"))


def installed(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([PROGRAM, *arguments], cwd=folder, capture_output=True, text=True, check=False)


def warm(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return run_warm(arguments, cwd=folder)


@pytest.mark.parametrize(("page", "run"), [("README.md", installed), ("docs/tutorial/first-archive.md", warm)])
def test_the_commands_of_a_page_run_in_their_order(page, run, tmp_path):
    (tmp_path / "demo").symlink_to(ROOT / "demo")
    commands = shown(page)
    assert len(commands) > 5
    for command in commands:
        done = run(shlex.split(command), tmp_path)
        assert done.returncode == 0, f"{command}: {done.stderr}"
        assert done.stdout.strip() or done.stderr.strip(), command


def test_every_command_is_documented():
    listed = subprocess.run([PROGRAM, "--help"], capture_output=True, text=True, check=True).stdout
    reference = (ROOT / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
    commands = re.findall(r"^  +([a-z]+) {2,}", listed, re.MULTILINE)
    assert len(commands) >= 18
    assert [c for c in commands if f"`{c}" not in reference] == []
