"""The commands that the README and the docs show are run; a command that no page shows fails."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = Path(sys.executable).parent / "ledgerstone"
SHOWN = re.compile(r"^\$ (?:\.venv/bin/)?ledgerstone (.*)$", re.MULTILINE)
PAGES = ("README.md", "docs/tutorial/first-archive.md")


def shown(page: str) -> list[str]:
    return SHOWN.findall((ROOT / page).read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_of_a_page_run_in_their_order(page, tmp_path):
    (tmp_path / "demo").symlink_to(ROOT / "demo")
    commands = shown(page)
    assert len(commands) > 5
    for command in commands:
        done = subprocess.run(
            [PROGRAM, *shlex.split(command)], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{command}: {done.stderr}"
        assert done.stdout.strip() or done.stderr.strip(), command


def test_every_command_is_documented():
    listed = subprocess.run([PROGRAM, "--help"], capture_output=True, text=True, check=True).stdout
    reference = (ROOT / "docs" / "reference" / "command-line.md").read_text(encoding="utf-8")
    commands = re.findall(r"^  +([a-z]+) {2,}", listed, re.MULTILINE)
    assert len(commands) >= 18
    assert [c for c in commands if f"`{c}" not in reference] == []
