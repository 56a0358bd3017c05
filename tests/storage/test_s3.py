"""What is true of a store in a bucket alone: requests that fail, answers that are lost, buckets that keep versions."""

import subprocess
import sys
from pathlib import Path

import pytest
from s3_proxy import Spoiling, once, proxy
from s3_server import S3Server
from store_places import S3Place

from ledgerstone.errors import DamagedError, LedgerstoneError, NotFoundError, StorageError
from ledgerstone.storage import s3
from ledgerstone.storage.s3 import open_store

KEY, OTHER = "objects/sha256/ab/note", "objects/sha256/cd/other"
LOCK = (
    b"<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention>"
    b"<Mode>COMPLIANCE</Mode><Days>1</Days></DefaultRetention></Rule></ObjectLockConfiguration>"
)


@pytest.fixture
def place(s3_server: S3Server, tmp_path: Path) -> S3Place:
    return S3Place(s3_server, tmp_path)


@pytest.fixture(scope="session")
def locked(s3_server: S3Server) -> str:
    """Give a bucket whose operator has set a default retention."""
    s3_server.make_bucket("locked", {"x-amz-bucket-object-lock-enabled": "true"})
    assert s3_server.request("PUT", "/locked?object-lock", LOCK)[0] == 200
    return "locked"


def put(place: S3Place, key: str, data: bytes) -> None:
    store = place.store()
    store.put_once(key, [data])
    store.sync()
    store.settle()


def held(place: S3Place, key: str = KEY) -> bytes:
    return b"".join(place.store().get(key))


@pytest.mark.parametrize("size", [100, 100_000, 21 * 1024 * 1024])
def test_two_writers_of_one_key_agree_or_the_second_is_told(place: S3Place, size: int):
    first, same, differing = place.store(), place.store(), place.store()
    content = bytes(size)
    assert first.put_once(KEY, [content])
    assert same.put_once(KEY, [content])
    assert differing.put_once(KEY, [content, b"more"])
    first.sync()
    same.sync()
    with pytest.raises(DamagedError, match="other bytes"):
        differing.sync()
    assert held(place) == content


@pytest.mark.parametrize("size", [100, 100_000])
def test_a_put_whose_answer_is_lost_is_found_done(place: S3Place, s3_server, monkeypatch, size: int):
    with proxy(s3_server, Spoiling(lost=once(lambda method, _: method == "PUT"))) as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        put(place, KEY, bytes(size))
    assert place.read(KEY) == bytes(size)


@pytest.mark.parametrize("old", [None, b"old"])
def test_a_replacement_whose_answer_is_lost_is_found_done(place: S3Place, s3_server, monkeypatch, old: bytes | None):
    if old is not None:
        place.write("log/checkpoint", old)
    with proxy(s3_server, Spoiling(lost=once(lambda method, _: method == "PUT"))) as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        assert place.store().replace_if("log/checkpoint", old, b"new")
    assert place.read("log/checkpoint") == b"new"


def test_a_put_that_fails_is_named_by_the_journal_and_tidied_up(place: S3Place, s3_server, monkeypatch):
    store = place.store()
    for key in (KEY, OTHER):
        store.put_once(key, [key.encode()])
    with proxy(s3_server, Spoiling(refused=lambda method, path: method == "PUT" and path.endswith(OTHER))) as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        failing = place.store()
        for key in (KEY, OTHER):
            failing.put_once(key, [key.encode()])
        with pytest.raises(StorageError, match=f"cannot write {OTHER}"):
            failing.sync()
    monkeypatch.undo()
    after = place.store()
    assert after.pending.named() == (KEY, OTHER)
    assert after.tidy(lambda _: False) == (KEY,)
    assert list(after.list("")) == []


def test_what_the_store_does_not_let_go_stays_in_the_journal_and_keeps_nobody_from_writing(
    place: S3Place, s3_server, monkeypatch
):
    store = place.store()
    store.put_once(KEY, [b"interrupted"])
    store.sync()
    with proxy(s3_server, Spoiling(refused=lambda method, _: method == "DELETE")) as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        writer = place.store()
        with pytest.raises(StorageError, match=f"cannot remove {KEY}.*AccessDenied"):
            writer.remove(KEY)
        assert writer.tidy(lambda _: False) == ()
        writer.put_once(OTHER, [b"new"])
        writer.sync()
        writer.settle()
        assert writer.pending.named() == (KEY,)
    monkeypatch.undo()
    assert place.store().tidy(lambda key: key == OTHER) == (KEY,)
    assert list(place.store().list("")) == [OTHER]
    assert place.store().pending.named() == ()


def test_an_answer_that_ends_in_its_middle_is_never_taken_for_the_whole(place: S3Place, s3_server, monkeypatch):
    place.write(KEY, bytes(3_000_000))
    with proxy(s3_server, Spoiling(cut=lambda method, _: method == "GET")) as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        with pytest.raises(StorageError, match=f"cannot read {KEY}"):
            held(place)


def test_a_bucket_that_keeps_versions_lets_nothing_go_unsaid(locked: str, s3_server, tmp_path: Path):
    place = S3Place(s3_server, tmp_path, locked)
    put(place, KEY, b"sealed later")
    with pytest.raises(StorageError, match="keeps versions"):
        place.store().remove(KEY)
    with pytest.raises(NotFoundError):
        held(place)
    place.store().remove(KEY)
    put(place, KEY, b"once more")
    assert held(place) == b"once more"


def test_a_lock_hinders_no_writer(locked: str, s3_server, tmp_path: Path):
    place = S3Place(s3_server, tmp_path, locked)
    store = place.store()
    store.put_once(KEY, [b"interrupted"])
    store.sync()
    assert place.store().tidy(lambda _: False) == (KEY,)
    assert store.replace_if("log/checkpoint", None, b"one")
    assert store.replace_if("log/checkpoint", b"one", b"two")
    put(place, OTHER, b"after")
    assert list(place.store().list("")) == ["log/checkpoint", OTHER]


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"AWS_SECRET_ACCESS_KEY": "a wrong secret"}, "it refuses"),
        ({"AWS_ACCESS_KEY_ID": "nobody-we-know"}, "it refuses"),
        ({"AWS_ENDPOINT_URL": "http://127.0.0.1:9"}, "there is no connection"),
        ({"AWS_ALLOW_HTTP": "false"}, "AWS_ALLOW_HTTP=true"),
        ({"AWS_ACCESS_KEY_ID": ""}, "no credentials"),
    ],
)
def test_what_is_wrong_with_the_settings_is_said_without_a_secret(place, monkeypatch, variables, said):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    for doing in (
        lambda: held(place),
        lambda: put(place, KEY, b"x"),
        lambda: list(place.store().list("")),
        lambda: list(place.store().children("objects/")),
        lambda: place.store().replace_if(KEY, None, b"x"),
        lambda: place.store().remove(KEY),
    ):
        with pytest.raises(StorageError, match=said) as raised:
            doing()
        text = str(raised.value)
        assert not any(secret in text for secret in ("keeper-secret", "a wrong secret", "nobody-we-know", "<Error>"))


@pytest.mark.usefixtures("s3_server")
def test_a_bucket_that_is_not_there_is_said(tmp_path: Path):
    store = open_store("s3://no-such-bucket/x", tmp_path)
    store.put_once(KEY, [b"x"])
    for doing in (store.sync, lambda: list(store.get(OTHER)), lambda: list(store.list(""))):
        with pytest.raises(StorageError, match="no such bucket"):
            doing()


def test_who_may_only_read_can_read_and_is_told_why_not_more(place: S3Place, monkeypatch):
    put(place, KEY, b"bytes")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "reader")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "reader-secret")
    assert held(place) == b"bytes"
    for doing in (lambda: put(place, OTHER, b"x"), lambda: place.store().remove(KEY)):
        with pytest.raises(StorageError, match="AccessDenied"):
            doing()
    assert held(place) == b"bytes"


def test_a_folder_that_a_console_made_is_no_key_in_it(place: S3Place):
    place.write("objects/sha256/ab/", b"")
    put(place, KEY, b"bytes")
    assert list(place.store().children("objects/sha256/ab/")) == ["note"]
    assert list(place.store().list("objects/sha256/ab/")) == [KEY]


def test_long_contents_are_read_back_before_anybody_counts_on_them(place: S3Place, s3_server, monkeypatch):
    monkeypatch.setattr(s3, "WHOLE_BYTES", 100_000)
    with proxy(s3_server, Spoiling(cut=lambda method, _: method == "GET")) as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        with pytest.raises(LedgerstoneError, match="cannot read"):
            put(place, KEY, bytes(2_000_000))
    assert place.store().pending.named() == (KEY,)


def test_an_archive_on_a_disk_never_waits_for_what_speaks_with_buckets(tmp_path: Path):
    program = (
        "import sys; from pathlib import Path; from ledgerstone.storage.data_directory import DataDirectory; "
        f"DataDirectory(Path({str(tmp_path)!r})).create().store(); sys.exit('obstore' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
