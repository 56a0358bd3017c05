"""An S3 server for the tests: SeaweedFS in one process, on this machine alone, gone with the test run.

Requests that are signed must be signed by a user that it knows; whoever does not sign may do everything, so that a
test can act behind the back of what it tests.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import quote

START_S = 60
TRIES = 3
BUCKET = "archive"
PORTS = ("master", "volume", "filer", "s3", "admin")
USERS = {
    "identities": [
        {
            "name": "keeper",
            "credentials": [{"accessKey": "keeper", "secretKey": "keeper-secret"}],
            "actions": ["Admin", "Read", "Write", "List"],
        },
        {
            "name": "reader",
            "credentials": [{"accessKey": "reader", "secretKey": "reader-secret"}],
            "actions": ["Read", "List"],
        },
        {"name": "anonymous", "actions": ["Admin", "Read", "Write", "List"]},
    ]
}


def weed() -> str | None:
    """Return the server's program; None where it is not installed."""
    return shutil.which("weed", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))


class S3Server:
    """One server; `start` returns when it takes what is put."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program, self._folder = program, folder
        self._process: subprocess.Popen[bytes] | None = None
        self._grpc_ports: list[int] = []
        self.port = 0

    @property
    def environment(self) -> dict[str, str]:
        """What an operator sets to use it."""
        return {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{self.port}",
            "AWS_ALLOW_HTTP": "true",
            "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "keeper",
            "AWS_SECRET_ACCESS_KEY": "keeper-secret",
        }

    def start(self) -> None:
        """Start it; ports may be taken between our looking and its binding, and then others are tried."""
        for attempt in range(TRIES):
            folder = self._folder / str(attempt)
            folder.mkdir()
            self._launch(folder)
            if self._is_ready():
                return
            self.stop()
        log = (folder / "log").read_text(errors="replace")
        raise AssertionError(f"the S3 server did not start: {log[-2000:]}")

    def stop(self) -> None:
        """End it at once: nobody needs its data, and a gentle end takes it ten seconds."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        for port in self._grpc_ports:
            for socket_file in Path("/tmp").glob(f"seaweedfs-*-{port}.sock"):  # noqa: S108 - where it puts them itself
                socket_file.unlink(missing_ok=True)

    def pause(self) -> None:
        """Have it do nothing, which else takes a fifth of a processor, until it is resumed."""
        if self._process is not None:
            self._process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Have it go on."""
        if self._process is not None:
            self._process.send_signal(signal.SIGCONT)

    def request(
        self, method: str, path: str, data: bytes = b"", headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """Ask it for something without signing."""
        self.resume()
        connection = HTTPConnection("127.0.0.1", self.port, timeout=START_S)
        try:
            connection.request(method, quote(path, safe="/?&="), data, headers or {})
            answer = connection.getresponse()
            return answer.status, dict(answer.headers), answer.read()
        finally:
            connection.close()

    def make_bucket(self, name: str, headers: dict[str, str] | None = None) -> None:
        assert self.request("PUT", f"/{name}", headers=headers)[0] == 200

    def _launch(self, folder: Path) -> None:
        ports = _free_ports(2 * len(PORTS))
        self._grpc_ports = ports[1::2]
        self.port = ports[2 * PORTS.index("s3")]
        users = folder / "users.json"
        users.write_text(json.dumps(USERS))
        data = folder / "data"
        data.mkdir()
        chosen = [f"-{name}.port={ports[2 * at]}" for at, name in enumerate(PORTS)]
        chosen += [f"-{name}.port.grpc={ports[2 * at + 1]}" for at, name in enumerate(PORTS)]
        # Where the tests are killed, it must not stay behind.
        leash = [found, "--pdeathsig", "KILL"] if (found := shutil.which("setpriv")) else []
        with (folder / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [
                    *leash,
                    self._program,
                    "mini",
                    f"-dir={data}",
                    "-ip=127.0.0.1",
                    "-ip.bind=127.0.0.1",
                    "-master.telemetry=false",
                    "-webdav=false",
                    "-admin.ui=false",
                    "-volume.max=100",
                    "-volume.preStopSeconds=0",
                    f"-s3.config={users}",
                    "-s3.autoCreateBucket=false",
                    "-s3.port.iceberg=0",
                    "-s3.port.lance=0",
                    f"-filer.localSocket={folder / 'filer'}",
                    f"-s3.localSocket={folder / 's3'}",
                    *chosen,
                ],
                cwd=folder,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def _is_ready(self) -> bool:
        until = time.monotonic() + START_S
        while time.monotonic() < until and self._process is not None and self._process.poll() is None:
            try:
                self.request("PUT", f"/{BUCKET}")
                if self.request("PUT", f"/{BUCKET}/ready", b"ready")[0] == 200:
                    return True
            except (OSError, HTTPException):
                pass
            time.sleep(0.1)
        return False


def _free_ports(count: int) -> list[int]:
    held = [socket.socket() for _ in range(count)]
    try:
        for one in held:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in held]
    finally:
        for one in held:
            one.close()
