"""A full disk is said, leaves nothing half written, and what was kept before stays whole."""

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from rig.checking import complaints
from rig.taking_in import ALL_DIGESTS, make_archive, take_in

from ledgerstone.errors import StorageError
from ledgerstone.evidence.preservation.objects import keep
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.storage.disk import DiskStore

SMALL_DISK_BYTES, FREE_BYTES = 1 << 20, 1 << 16


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
    directory = make_archive(DataDirectory(small_disk / "data"))
    (directory.root / "ballast").write_bytes(bytes(SMALL_DISK_BYTES - FREE_BYTES - used(small_disk)))
    acknowledged: list[str] = []
    with pytest.raises(StorageError, match=r"No space left.*free space"):
        take_in(directory, acknowledged.extend)
    (directory.root / "ballast").unlink()
    assert len(acknowledged) < len(ALL_DIGESTS)
    assert complaints(directory.root, acknowledged) == []


@pytest.mark.parametrize("free", range(4096, 200_000, 20_000))
def test_however_full_the_disk_is_nothing_is_lost(small_disk: Path, free: int):
    directory = make_archive(DataDirectory(small_disk / "data"))
    (directory.root / "ballast").write_bytes(bytes(SMALL_DISK_BYTES - free - used(small_disk)))
    acknowledged: list[str] = []
    with suppress(StorageError):
        take_in(directory, acknowledged.extend)
    (directory.root / "ballast").unlink()
    assert complaints(directory.root, acknowledged) == []


def used(disk: Path) -> int:
    """Return the bytes that a file system has given away."""
    found = os.statvfs(disk)
    return (found.f_blocks - found.f_bfree) * found.f_frsize


def test_a_write_that_the_system_cuts_off_leaves_nothing(tmp_path: Path):
    store = DiskStore(tmp_path / "archive")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        keep(store, lambda: [b"y" * 8192] * 2)
        with pytest.raises(StorageError, match="cannot write"):
            store.sync()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(store.list("")) == []
    store.tidy(lambda _: False)
    assert not [path for path in (tmp_path / "tmp" / "incoming").rglob("*") if path.is_file()]
