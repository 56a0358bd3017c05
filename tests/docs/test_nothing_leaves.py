"""What the pages promise of the machine: all writing stays in the data directory, and no connection is opened."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).with_name("ledgerstone")
CALLS = "openat,open,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,mknod,mknodat,connect"
WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|\b(?:creat|mkdir(?:at)?|rename\w*|(?:sym)?link(?:at)?|mknod(?:at)?)\(")
CONNECTS = re.compile(r"connect\(.*AF_INET")
PATHS = re.compile(r'"([^"]*)"')
OF_THE_SYSTEM = ("/dev/", "/proc/")


@pytest.fixture(scope="module")
def traced(tmp_path_factory) -> tuple[Path, list[str]]:
    """Give a data directory, and the system calls that ingesting and verifying made."""
    if shutil.which("strace") is None:
        if os.environ.get("LEDGERSTONE_TEST_REQUIRE") == "1":
            pytest.fail("no strace, and LEDGERSTONE_TEST_REQUIRE is set")
        pytest.skip("no strace: apt-get install strace")
    folder = tmp_path_factory.mktemp("traced")
    data, trace, paper = folder / "data", folder / "trace", folder / "paper.html"
    paper.write_text("<p>The ferry was held on 3 May 1994; 14 men were detained.</p>", encoding="utf-8")
    lines = []
    for arguments in (["init"], ["ingest", paper], ["verify"]):
        command = ["strace", "-f", "-qq", "-s", "4096", "-o", trace, "-e", f"trace={CALLS}"]
        done = subprocess.run(
            [*command, PROGRAM, "--data", data, *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        lines += trace.read_text(encoding="utf-8", errors="replace").splitlines()
    return data, lines


def test_all_that_is_written_lies_in_the_data_directory(traced: tuple[Path, list[str]]):
    data, lines = traced
    written = [path for line in lines if WRITES.search(line) for path in PATHS.findall(line)]
    within = [path for path in written if Path(path).is_relative_to(data)]
    assert len(within) > 20
    assert [path for path in written if path not in within and not path.startswith(OF_THE_SYSTEM)] == []


def test_no_connection_is_opened(traced: tuple[Path, list[str]]):
    assert [line for line in traced[1] if CONNECTS.search(line)] == []


@pytest.mark.parametrize(
    ("call", "found"),
    [
        ('7 openat(AT_FDCWD, "/elsewhere/copy", O_WRONLY|O_CREAT, 0600) = 3', ["/elsewhere/copy"]),
        ('7 rename("/data/a", "/home/b") = 0', ["/data/a", "/home/b"]),
        ('7 readlink("/elsewhere/copy", 0, 0) = -1', None),
    ],
)
def test_a_write_elsewhere_would_be_found(call: str, found: list[str] | None):
    assert (PATHS.findall(call) if WRITES.search(call) else None) == found


def test_a_connection_would_be_found():
    assert CONNECTS.search('7 connect(3, {sa_family=AF_INET, sin_addr=inet_addr("10.0.0.1")}, 16) = 0')
