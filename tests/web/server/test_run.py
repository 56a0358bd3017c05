"""The process that serves: loopback alone, and a clean end."""

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

from ledgerstone.accountability.access import Role
from ledgerstone.errors import StorageError, UsageError
from ledgerstone.web.server.run import loopback, serve

PROGRAM = Path(sys.executable).parent / "ledgerstone"


@pytest.mark.parametrize(
    ("host", "address"), [("localhost", "127.0.0.1"), ("127.0.0.1", "127.0.0.1"), ("::1", "::1"), ("[::1]", "::1")]
)
def test_loopback_is_taken(host, address):
    assert loopback(host) == address


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.1", "example.org", ""])  # noqa: S104 - refused
def test_every_other_address_is_refused(host):
    with pytest.raises(UsageError, match="no login yet"):
        loopback(host)


def test_a_port_that_is_taken_is_named():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(StorageError, match=f"port {port}"):
            serve("127.0.0.1", port, role=Role.PUBLIC, announce=print)


@pytest.fixture
def served(tmp_path):
    """Give a server of an empty archive, its address, and the home directory that it runs in."""
    home = tmp_path / "home"
    home.mkdir()
    environment = {**os.environ, "HOME": str(home)}
    command = [str(PROGRAM), "--data", str(tmp_path / "data")]
    subprocess.run([*command, "init"], env=environment, check=True, capture_output=True)
    process = subprocess.Popen(
        [*command, "serve", "--port", "0"], env=environment, stderr=subprocess.PIPE, text=True, cwd=home
    )
    said = process.stderr.readline()
    yield process, re.search(r"http://\S+", said)[0], home
    if process.poll() is None:
        process.kill()
        process.wait()
    process.stderr.close()
    shutil.rmtree(tmp_path / "data")


def test_ctrl_c_ends_the_server_with_0_and_leaves_nothing_behind(served):
    process, address, home = served
    with urllib.request.urlopen(f"{address}en/") as answer:  # noqa: S310 - our own server
        assert answer.status == 200
        assert b"Working copy" in answer.read()
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 0
    assert list(home.iterdir()) == []
