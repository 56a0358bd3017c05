"""What is true of a store on a disk alone; what is true of every store stands in test_store_laws.py."""

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.errors import DamagedError, StorageError, UsageError
from ledgerstone.storage import durable
from ledgerstone.storage.disk import DiskStore
from ledgerstone.storage.keys import checked

KEY = "objects/sha256/ab/note"


@pytest.fixture
def store(tmp_path: Path) -> DiskStore:
    return DiskStore(tmp_path / "archive")


def held(store: DiskStore, key: str = KEY) -> bytes:
    return b"".join(store.get(key))


def test_objects_are_read_only(store: DiskStore):
    store.put_once(KEY, [b"bytes"])
    store.sync()
    assert not stat.S_IMODE((store.root / KEY).stat().st_mode) & 0o222


def test_a_file_system_without_syncfs_is_synced_file_by_file(store: DiskStore, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(durable, "_SYNCFS", None)
    store.put_once(KEY, [b"bytes"])
    store.sync()
    assert held(DiskStore(store.root)) == b"bytes"


@given(st.text(max_size=40))
def test_an_accepted_key_stays_below_the_root(key: str):
    try:
        accepted = checked(key)
    except UsageError:
        return
    root = Path("/root-of-store")
    assert Path(os.path.normpath(root / accepted)).is_relative_to(root)
    assert accepted.isascii()


@pytest.mark.parametrize("kind", ["link", "fifo", "folder"])
def test_what_is_no_file_is_never_read(store: DiskStore, kind: str):
    path = store.root / KEY
    path.parent.mkdir(parents=True)
    if kind == "link":
        (store.root / "elsewhere").write_bytes(b"bytes")
        path.symlink_to(store.root / "elsewhere")
    elif kind == "fifo":
        os.mkfifo(path)
    else:
        path.mkdir()
    with pytest.raises(DamagedError):
        held(store)


def test_listing_names_everything_also_what_does_not_belong(store: DiskStore):
    store.put_once(KEY, [b"bytes"])
    store.sync()
    (store.root / "empty").mkdir()
    (store.root / "objects" / "dangling").symlink_to("nowhere")
    Path(os.fsdecode(os.fsencode(store.root) + b"/\xff")).write_bytes(b"")
    assert list(store.list("")) == ["empty/", "objects/dangling", KEY, "\\xff"]
    assert list(store.list("objects/sha")) == [KEY]
    assert list(store.list("nothing/")) == []


def test_deep_folders_are_listed(store: DiskStore):
    folder = store.root
    folder.mkdir()
    for _ in range(1500):
        folder /= "d"
        folder.mkdir()
    depths = [key.count("/") for key in store.list("")]
    while folder != store.root:  # what cleans up after tests recurses, and would give up
        folder.rmdir()
        folder = folder.parent
    assert depths == [1500]


def test_a_folder_that_is_left_empty_is_named(store: DiskStore):
    store.put_once(KEY, [b"bytes"])
    store.sync()
    DiskStore(store.root).tidy(lambda _: False)
    assert list(store.list("")) == ["objects/sha256/ab/"]


def test_a_torn_journal_leads_nowhere(store: DiskStore, tmp_path: Path):
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    store.pending.path.parent.mkdir(parents=True)
    store.pending.path.write_bytes(b"../victim\n\xff\xfe\n/etc\nobjects/sha256/ab/to")
    assert store.tidy(lambda _: False) == ()
    assert victim.read_bytes() == b"mine"


def test_a_folder_in_the_way_is_a_storage_error(store: DiskStore):
    store.root.mkdir()
    (store.root / "objects").write_bytes(b"a file where a folder must be")
    store.put_once(KEY, [b"bytes"])
    with pytest.raises(StorageError, match="cannot make"):
        store.sync()
