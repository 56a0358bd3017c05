"""What a command waits for before it begins: no more than what it needs is imported."""

import subprocess
import sys
from pathlib import Path

import pytest

GROUPING = {"numpy", "ledgerstone.workflow.regroup", "ledgerstone.evidence.incidents.grouping"}
PAGES = {"django.urls", "django.http", "django.core.mail", "csp.checks", "ledgerstone.web.portal"}
READERS = {"lxml", "babel", "ledgerstone.evidence.reading.dispatch"}
SELDOM = {"rich.console", "asn1crypto", "cryptography.x509"}
"""What shows a bar on a terminal, and what checks timestamps."""
IMPORTED = """
import sys
from ledgerstone.cli.main import run
for command in {commands!r}:
    assert run(["--data", {data!r}, *command.split()]) == 0, command
sys.stdout.write(chr(10) + " ".join(sys.modules))
"""


def imported(data: Path, *commands: str) -> set[str]:
    """Run commands in one process, and give all that it imported."""
    code = IMPORTED.format(commands=commands, data=str(data))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> tuple[Path, set[str]]:
    """Give a new archive, and what was imported until it was there."""
    data = tmp_path_factory.mktemp("start") / "data"
    return data, imported(data, "init")


def test_a_new_archive_waits_for_neither_grouping_nor_pages_nor_readers(made: tuple[Path, set[str]]):
    assert made[1] & (GROUPING | PAGES | READERS) == set()


def test_listings_wait_for_neither_grouping_nor_pages_nor_readers(made: tuple[Path, set[str]]):
    commands = ("sources", "claims", "incidents", "copies", "search Velmar", "verify", "log show", "user list")
    assert imported(made[0], *commands) & (GROUPING | PAGES | READERS | SELDOM) == set()


def test_what_brings_in_and_decides_loads_grouping_when_something_is_to_be_grouped(
    made: tuple[Path, set[str]], tmp_path: Path
):
    known = imported(made[0], f"ingest {tmp_path}", "user add Ada")
    assert known & (GROUPING | PAGES | READERS) == set()
