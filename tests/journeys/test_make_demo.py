"""The demo, as `make demo` runs it: builds its archive, anew after an interruption and then once, serves, and ends."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, ROOT / "tools" / "demo.py")
NOTICE = "Invented papers for demonstration."


@pytest.fixture(scope="module")
def interrupted(tmp_path_factory) -> Path:
    """Give the folder of a demo that was killed while it built its archive."""
    folder = tmp_path_factory.mktemp("demo")
    environment = os.environ | {"DEMO_DATA": str(folder / "demo-data"), "DEMO_SERVE": "no"}
    with subprocess.Popen(COMMAND, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        process.stderr.readline()
        process.kill()
    assert not (folder / "demo-data" / "demo.state").exists()
    return folder


@pytest.fixture(scope="module")
def shown(interrupted) -> tuple[str, str, int, list[str]]:
    """Give what the next demo printed and showed, its exit code at SIGINT, and what was left in the folder."""
    folder = interrupted
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    environment = os.environ | {"DEMO_DATA": str(folder / "demo-data"), "PORT": port, "NO_COLOR": "1"}
    with subprocess.Popen(
        COMMAND,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        for line in process.stderr:
            if address := re.search(r"http://127\.0\.0\.1:\d+/", line):
                break
        with urllib.request.urlopen(address.group(), timeout=20) as answer:  # noqa: S310 - our own loopback address
            page = answer.read().decode()
        os.killpg(process.pid, signal.SIGINT)
        printed, _ = process.communicate(timeout=20)
    again = subprocess.run(
        COMMAND,
        cwd=folder,
        env=environment | {"DEMO_SERVE": "no"},
        capture_output=True,
        text=True,
        check=True,
    )
    return printed, page, process.returncode, [again.stdout, again.stderr, *sorted(p.name for p in folder.iterdir())]


def test_one_account_is_printed_question_by_question(shown):
    printed = shown[0]
    for heading in ("When", "Where", "Killed", "Injured", "Displaced", "Not known"):
        assert re.search(rf"^{heading}", printed, re.MULTILINE), heading
    assert re.search(r"\d+ independent lines?", printed)
    assert "Over 240" in printed
    assert "At least 34" in printed or "at least 34" in printed


def test_every_page_says_that_the_papers_are_invented(shown):
    assert NOTICE in shown[1]


def test_ctrl_c_ends_it_cleanly(shown):
    assert shown[2] == 0


def test_a_second_run_builds_nothing_and_prints_the_same(shown):
    stdout, stderr, *left = shown[3]
    assert "made an archive" not in stderr
    assert stdout.strip()
    assert shown[0].strip().endswith(stdout.strip())
    assert left == ["demo-data"]


@pytest.mark.usefixtures("shown")
def test_an_archive_that_no_demo_made_is_left_alone(interrupted, tmp_path):
    shutil.copytree(interrupted / "demo-data", tmp_path / "demo-data", symlinks=True)
    (tmp_path / "demo-data" / "demo.state").unlink()
    (tmp_path / "demo-data" / "ledgerstone.toml").unlink()
    environment = os.environ | {"DEMO_DATA": str(tmp_path / "demo-data"), "DEMO_SERVE": "no"}
    refused = subprocess.run(COMMAND, env=environment, capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert "no demo made" in refused.stderr
    assert (tmp_path / "demo-data" / "record.sqlite3").is_file()
