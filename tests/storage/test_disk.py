"""The disk store: created once, whole or not at all, and never led out of its folder."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.errors import DamagedError, NotFoundError, StorageError, UsageError
from ledgerstone.storage import durable
from ledgerstone.storage.disk import DiskStore
from ledgerstone.storage.keys import checked

KEY = "objects/sha256/ab/note"


@pytest.fixture
def store(tmp_path: Path) -> DiskStore:
    return DiskStore(tmp_path / "archive")


def held(store: DiskStore, key: str = KEY) -> bytes:
    return b"".join(store.get(key))


def left_over(store: DiskStore) -> list[Path]:
    return [path for path in (store.root.parent / "tmp").rglob("*") if path.is_file()]


@given(chunks=st.lists(st.binary(max_size=200), max_size=5))
def test_what_is_put_is_what_is_got(chunks: list[bytes], tmp_path_factory: pytest.TempPathFactory):
    store = DiskStore(tmp_path_factory.mktemp("store") / "archive")
    assert store.put_once(KEY, chunks)
    assert held(store) == b"".join(chunks)
    store.sync()
    assert held(DiskStore(store.root)) == b"".join(chunks)


def test_a_key_is_created_once_and_never_overwritten(store: DiskStore):
    assert store.put_once(KEY, [b"first"])
    assert not store.put_once(KEY, [b"second"])
    store.sync()
    assert not store.put_once(KEY, [b"third"])
    store.sync()
    assert held(store) == b"first"


def test_nothing_is_visible_under_its_key_before_sync(store: DiskStore):
    store.put_once(KEY, [b"bytes"])
    assert list(store.list("")) == []
    store.sync()
    assert list(store.list("")) == [KEY]
    assert store.pending.named() == (KEY,)
    store.settle()
    assert store.pending.named() == ()
    assert left_over(store) == []


def test_objects_are_read_only(store: DiskStore):
    store.put_once(KEY, [b"bytes"])
    store.sync()
    assert not stat.S_IMODE((store.root / KEY).stat().st_mode) & 0o222


def test_a_source_that_fails_leaves_nothing(store: DiskStore):
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        store.put_once(KEY, broken())
    store.sync()
    assert list(store.list("")) == []
    assert left_over(store) == []
    assert store.put_once(KEY, [b"whole"])


def test_a_file_system_without_syncfs_is_synced_file_by_file(store: DiskStore, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(durable, "_SYNCFS", None)
    store.put_once(KEY, [b"bytes"])
    store.sync()
    assert held(DiskStore(store.root)) == b"bytes"


@pytest.mark.parametrize(
    "key",
    [
        "",
        "/etc/passwd",
        "../out",
        "a/../b",
        "a//b",
        "a/",
        ".hidden",
        "a\0b",
        "a\nb",
        "ü",
        "a" * 300,
        "a/" * 600 + "a",
        "a b",
    ],
)
def test_keys_that_could_lead_elsewhere_are_refused(store: DiskStore, key: str):
    with pytest.raises(UsageError):
        store.put_once(key, [b""])
    with pytest.raises(UsageError):
        list(store.get(key))


@given(st.text(max_size=40))
def test_an_accepted_key_stays_below_the_root(key: str):
    try:
        accepted = checked(key)
    except UsageError:
        return
    root = Path("/root-of-store")
    assert Path(os.path.normpath(root / accepted)).is_relative_to(root)
    assert accepted.isascii()


def test_a_missing_key_is_said_to_be_missing(store: DiskStore):
    with pytest.raises(NotFoundError):
        held(store)


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


def test_bytes_are_replaced_only_where_they_are_the_old_ones(store: DiskStore):
    assert store.replace_if("log/checkpoint", None, b"one")
    assert not store.replace_if("log/checkpoint", None, b"two")
    assert not store.replace_if("log/checkpoint", b"other", b"two")
    assert store.replace_if("log/checkpoint", b"one", b"two")
    assert held(store, "log/checkpoint") == b"two"


def test_an_interrupted_ingest_is_tidied_up_by_the_next_writer(store: DiskStore):
    other = "objects/sha256/cd/held"
    for key in (KEY, other):
        store.put_once(key, [key.encode()])
    store.sync()
    store.put_once("objects/sha256/ee/staged", [b"never synced"])
    after = DiskStore(store.root)
    assert after.tidy(lambda key: key == other) == (KEY,)
    assert list(after.list("")) == ["objects/sha256/ab/", other]
    assert after.pending.named() == ()
    assert left_over(after) == []


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
