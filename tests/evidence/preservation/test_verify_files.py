"""Verification of an archive on a disk: what can lie in a folder and in no bucket, and what a disk cannot read."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ledgerstone.errors import StorageError
from ledgerstone.evidence.preservation.log.entries import Entry, EntryType
from ledgerstone.evidence.preservation.log.note import Signer
from ledgerstone.evidence.preservation.log.writing import begin
from ledgerstone.evidence.preservation.objects import keep_bytes, object_key
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.evidence.preservation.verify.archive import verify
from ledgerstone.evidence.preservation.verify.results import Fault, Result, Verification
from ledgerstone.storage.disk import DiskStore

SIGNER = Signer("example.test/log", b"\x01" * 32)
TIME = "2026-01-02T03:04:05Z"
KEY = Entry(agent="0" * 16, type=EntryType.KEY, vkey=SIGNER.vkey.text, time=TIME)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    store = DiskStore(tmp_path / "archive")
    log = begin(store, SIGNER, KEY)
    kept = [keep_bytes(store, f"Note {number}.".encode()) for number in range(70)]
    log.append([Entry(agent="0" * 16, type=EntryType.INGESTION, object=one.sha256, time=TIME) for one in kept])
    store.settle()
    return store.root


def checked(store: Store) -> Verification:
    with ThreadPoolExecutor(2) as workers:
        return verify(store, workers=workers, progress=lambda _: None).verification


def an_object(root: Path) -> tuple[str, Path]:
    key = next(iter(DiskStore(root).list("objects/")))
    return key, root / key


@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_what_stands_in_the_place_of_an_object_is_damage(root: Path, kind: str):
    key, path = an_object(root)
    path.rename(root.parent / "moved")
    if kind == "link":
        path.symlink_to(root.parent / "moved")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.mkdir()
    found = checked(DiskStore(root))
    assert found.result is Result.DAMAGED
    assert key in {problem.path.rstrip("/") for problem in found.problems}


def test_extra_folders_links_and_pipes_are_named(root: Path):
    (root / "folder").mkdir()
    (root / "objects" / "link").symlink_to("sha256")
    os.mkfifo(root / "pipe")
    (root / "objects" / "sha256" / "00").mkdir(exist_ok=True)
    found = checked(DiskStore(root))
    assert [(one.what, one.path) for one in found.problems] == [
        (Fault.UNEXPECTED, path) for path in ("folder/", "objects/link", "pipe")
    ]


class Failing(DiskStore):
    """A disk that cannot read some objects."""

    def digests(self, folder: str, names):
        return ((name, *(("", 0) if name.startswith("0") else self.digest(f"{folder}{name}"))) for name in names)

    def digest(self, key: str) -> tuple[str, int]:
        if key.startswith("objects/sha256/0"):
            raise StorageError(f"cannot read {key}: Input/output error; mend the disk")
        return super().digest(key)


def test_what_cannot_be_read_is_undecided(root: Path):
    unread = [key for key in DiskStore(root).list("objects/") if key.startswith(object_key("0" * 64)[:16])]
    found = checked(Failing(root))
    assert unread
    assert found.result is Result.UNDECIDED
    assert {problem.path for problem in found.problems} == set(unread)


def test_a_file_in_the_place_of_an_archive_is_damage(tmp_path: Path):
    (tmp_path / "archive").write_bytes(b"a file where the archive must be")
    assert checked(DiskStore(tmp_path / "archive")).result is Result.DAMAGED
