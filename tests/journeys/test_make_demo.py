"""The demo, as `make demo` runs it: builds its archive once, prints an account, serves, ends cleanly at Ctrl-C."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOTICE = "Invented papers for demonstration."


@pytest.fixture(scope="module")
def shown(tmp_path_factory) -> tuple[str, str, int, list[str]]:
    """Give what the demo printed and showed, its exit code at SIGINT, and what was left in the folder."""
    folder = tmp_path_factory.mktemp("demo")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    environment = os.environ | {"DEMO_DATA": str(folder / "demo-data"), "PORT": port, "NO_COLOR": "1"}
    with subprocess.Popen(
        [sys.executable, ROOT / "tools" / "demo.py"],
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
        [sys.executable, ROOT / "tools" / "demo.py"],
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


def test_an_interrupted_demo_is_built_anew_and_a_stranger_is_left_alone(tmp_path):
    environment = os.environ | {"DEMO_DATA": str(tmp_path / "demo-data"), "DEMO_SERVE": "no"}
    command = [sys.executable, ROOT / "tools" / "demo.py"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        process.stderr.readline()
        process.kill()
    assert subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 0
    (tmp_path / "demo-data" / "demo.state").unlink()
    (tmp_path / "demo-data" / "ledgerstone.toml").unlink()
    refused = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert "no demo made" in refused.stderr
    assert (tmp_path / "demo-data" / "record.sqlite3").is_file()
