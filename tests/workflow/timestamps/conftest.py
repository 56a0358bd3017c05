"""An archive with two papers, a time authority, and the way of a query to it and back."""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.utils import timezone

from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.timestamps.request_timestamp import request_timestamp

# Tests are no package, and others play this authority, too.
sys.path.append(str(Path(__file__).parents[2] / "rigs"))

from time_authority import TimeAuthority


@pytest.fixture(scope="session")
def authority(tmp_path_factory) -> TimeAuthority:
    return TimeAuthority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def record() -> str:
    """Give the record on one database: nothing of it is in question here."""
    return "sqlite"


@pytest.fixture
def ask(ingested: DataDirectory, tmp_path: Path) -> Callable[..., bytes]:
    """Return a function that writes a query over the current checkpoint, and gives its bytes."""
    nonces = iter(range(1, 100))

    def write(at: datetime | None = None) -> bytes:
        number = next(nonces)
        out = tmp_path / f"{number}.tsq"
        request_timestamp(ingested, out=out, nonce=number.to_bytes(8, "big"), at=at or timezone.now())
        return out.read_bytes()

    return write


@pytest.fixture
def handed_in(tmp_path: Path) -> Callable[[bytes], Path]:
    """Return a function that gives the file of an answer."""

    def write(data: bytes) -> Path:
        file = tmp_path / "answer.tsr"
        file.write_bytes(data)
        return file

    return write
