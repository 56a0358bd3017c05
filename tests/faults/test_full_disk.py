"""A full disk is said, leaves nothing half written, and what was kept before stays whole."""

import os
import resource
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from ledgerstone.errors import StorageError
from ledgerstone.evidence.preservation.objects import keep
from ledgerstone.evidence.preservation.verify import Result, verify
from ledgerstone.storage.disk import DiskStore

SMALL_DISK_BYTES = 1 << 20


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of a megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK_BYTES}", "tmpfs", folder]
    if os.geteuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("a small file system can be mounted by root alone")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_keeps_what_was_kept_and_nothing_else(small_disk: Path):
    store = DiskStore(small_disk / "archive")
    first = keep(store, lambda: [b"kept before"]).sha256
    store.sync()
    store.settle()
    with pytest.raises(StorageError, match=r"No space left.*free space"):
        keep(store, lambda: [b"x" * 4096] * 1000)
    store.sync()
    assert not list((small_disk / "tmp" / "incoming").iterdir())
    found = verify(DiskStore(store.root), [first], progress=lambda _: None)
    assert (found.result, found.objects) == (Result.INTACT, 1)
    second = keep(store, lambda: [b"kept after space was freed"]).sha256
    store.sync()
    assert verify(store, [first, second], progress=lambda _: None).result is Result.INTACT


def test_a_write_that_the_system_cuts_off_leaves_nothing(tmp_path: Path):
    store = DiskStore(tmp_path / "archive")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        with pytest.raises(StorageError, match="cannot write"):
            keep(store, lambda: [b"y" * 8192] * 2)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    store.sync()
    assert list(store.list("")) == []
    assert not list((tmp_path / "tmp" / "incoming").iterdir())
