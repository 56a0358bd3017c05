"""Where a store keeps its bytes, for tests that act behind its back; and the fixtures that run a test on each store."""

import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from s3_server import BUCKET, S3Server

from ledgerstone.evidence.preservation.store import JournaledStore
from ledgerstone.storage.disk import DiskStore
from ledgerstone.storage.s3 import open_store


class DiskPlace:
    """A folder."""

    def __init__(self, folder: Path) -> None:
        self.root, self._tmp = folder / "archive", folder / "tmp"

    def store(self) -> JournaledStore:
        """Open a store on it, as a new process would."""
        return DiskStore(self.root, tmp=self._tmp)

    def read(self, key: str) -> bytes:
        return (self.root / key).read_bytes()

    def write(self, key: str, data: bytes) -> None:
        path = self.root / key
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            path.chmod(0o600)
        path.write_bytes(data)

    def delete(self, key: str) -> None:
        (self.root / key).unlink()

    def left_over(self) -> list[str]:
        """Name work in progress that still lies about."""
        return [path.name for path in self._tmp.rglob("*") if path.is_file()]


class S3Place:
    """A prefix of a bucket, and a folder for work in progress."""

    def __init__(self, server: S3Server, folder: Path, bucket: str = BUCKET) -> None:
        server.resume()
        prefix = secrets.token_hex(8)
        self.url = f"s3://{bucket}/{prefix}"
        self._server, self._path, self._tmp = server, f"/{bucket}/{prefix}/archive/", folder / "tmp"

    def store(self) -> JournaledStore:
        """Open a store on it, as a new process would."""
        return open_store(self.url, self._tmp)

    def read(self, key: str) -> bytes:
        status, _, data = self._server.request("GET", self._path + key)
        assert status == 200, key
        return data

    def write(self, key: str, data: bytes) -> None:
        assert self._server.request("PUT", self._path + key, data)[0] == 200, key

    def delete(self, key: str) -> None:
        assert self._server.request("DELETE", self._path + key)[0] == 204, key

    def left_over(self) -> list[str]:
        """Name work in progress that still lies about."""
        return [path.name for path in self._tmp.rglob("*") if path.is_file()]


Place = DiskPlace | S3Place


@pytest.fixture(scope="session", params=["disk", "s3"])
def new_place(request, tmp_path_factory) -> Callable[[], Place]:
    """Give what makes an empty place, on each kind of store in turn."""
    if request.param == "disk":
        return lambda: DiskPlace(tmp_path_factory.mktemp("place"))
    server = request.getfixturevalue("s3_server")
    return lambda: S3Place(server, tmp_path_factory.mktemp("place"))


@pytest.fixture
def place(new_place) -> Place:
    """Give an empty place, on each kind of store in turn."""
    return new_place()


@pytest.fixture
def store(place) -> JournaledStore:
    """Give an empty store, of each kind in turn."""
    return place.store()
