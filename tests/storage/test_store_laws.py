"""The laws of every store: created once, whole or not at all, never overwritten, and gone when removed."""

from collections.abc import Iterator
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_places import Place

from ledgerstone.errors import NotFoundError, UsageError
from ledgerstone.evidence.preservation.store import JournaledStore

KEY = "objects/sha256/ab/note"
OTHER = "objects/sha256/cd/held"


def held(store: JournaledStore, key: str = KEY) -> bytes:
    return b"".join(store.get(key))


def keys(store: JournaledStore, prefix: str = "") -> list[str]:
    """List the keys, without the folders that a disk leaves empty."""
    return [key for key in store.list(prefix) if not key.endswith("/")]


@settings(max_examples=40)
@given(chunks=st.lists(st.binary(max_size=200), max_size=5))
def test_what_is_put_is_what_is_got(new_place, chunks: list[bytes]):
    place = new_place()
    store = place.store()
    assert store.put_once(KEY, chunks)
    assert held(store) == b"".join(chunks)
    store.sync()
    assert held(store) == held(place.store()) == place.read(KEY) == b"".join(chunks)


@pytest.mark.parametrize("size", [0, 1, 70_000, 25 * 1024 * 1024])
def test_contents_of_every_length_come_back_whole(place: Place, size: int):
    content = bytes(range(251)) * (size // 251 + 1)
    chunks = (content[at : min(at + 1_000_000, size)] for at in range(0, size, 1_000_000))
    store = place.store()
    assert store.put_once(KEY, chunks)
    for _ in range(2):
        assert store.digest(KEY) == (sha256(content[:size]).hexdigest(), size)
        store.sync()
    assert place.store().digest(KEY) == (sha256(content[:size]).hexdigest(), size)
    assert place.left_over() == ["pending"]


def test_a_key_is_created_once_and_never_overwritten(place: Place):
    store = place.store()
    assert store.put_once(KEY, [b"first"])
    assert not store.put_once(KEY, [b"second"])
    store.sync()
    assert not store.put_once(KEY, [b"third"])
    store.sync()
    assert held(place.store()) == b"first"


def test_nothing_is_visible_under_its_key_before_sync(place: Place):
    store = place.store()
    store.put_once(KEY, [b"bytes"])
    assert list(store.list("")) == []
    with pytest.raises(NotFoundError):
        held(place.store())
    store.sync()
    assert list(store.list("")) == [KEY]
    assert store.pending.named() == (KEY,)
    store.settle()
    assert store.pending.named() == ()
    assert place.left_over() == []


def test_a_source_that_fails_leaves_nothing(place: Place):
    def broken() -> Iterator[bytes]:
        yield b"half"
        raise ConnectionError

    store = place.store()
    with pytest.raises(ConnectionError):
        store.put_once(KEY, broken())
    store.sync()
    assert list(store.list("")) == []
    assert place.left_over() == []
    assert store.put_once(KEY, [b"whole"])


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
def test_keys_that_could_lead_elsewhere_are_refused(store: JournaledStore, key: str):
    with pytest.raises(UsageError):
        store.put_once(key, [b""])
    with pytest.raises(UsageError):
        list(store.get(key))
    with pytest.raises(UsageError):
        store.replace_if(key, None, b"")
    with pytest.raises(UsageError):
        store.remove(key)


def test_a_missing_key_is_said_to_be_missing(store: JournaledStore):
    with pytest.raises(NotFoundError):
        held(store)
    with pytest.raises(NotFoundError):
        store.digest(KEY)


def test_listing_names_every_key_in_order(place: Place):
    store = place.store()
    wanted = ["log/checkpoint", "log/tile/0/000", "log/tile/0/000.p/2", "objects/sha256/ab/1", "objects/sha256/ab/2"]
    for key in reversed(wanted):
        store.put_once(key, [key.encode()])
    store.sync()
    place.write("stray.txt", b"")
    assert list(store.list("")) == [*wanted, "stray.txt"]
    assert list(store.list("log/tile/0/000.p")) == ["log/tile/0/000.p/2"]
    assert list(store.list("objects/sha")) == wanted[3:]
    assert list(store.list("nothing/")) == []
    assert list(store.children("")) == ["log/", "objects/", "stray.txt"]
    assert list(store.children("log/tile/0/")) == ["000", "000.p/"]
    assert list(store.children("nothing/")) == []


def test_more_keys_than_one_answer_holds_are_listed_whole(store: JournaledStore):
    wanted = [f"objects/sha256/ab/{number:04d}" for number in range(1100)]
    for key in wanted:
        store.put_once(key, [b"x"])
    store.sync()
    assert list(store.list("objects/")) == wanted
    assert list(store.children("objects/sha256/ab/")) == [key[-4:] for key in wanted]


def test_digests_say_of_what_cannot_be_read_that_it_is_nothing(store: JournaledStore):
    store.put_once(KEY, [b"bytes"])
    store.sync()
    found = list(store.digests("objects/sha256/ab/", ["note", "gone"]))
    assert found == [("note", sha256(b"bytes").hexdigest(), 5), ("gone", "", 0)]


def test_bytes_are_replaced_only_where_they_are_the_old_ones(store: JournaledStore):
    assert not store.replace_if("log/checkpoint", b"none there", b"one")
    assert store.replace_if("log/checkpoint", None, b"one")
    assert not store.replace_if("log/checkpoint", None, b"one")
    assert not store.replace_if("log/checkpoint", None, b"two")
    assert not store.replace_if("log/checkpoint", b"other", b"two")
    assert store.replace_if("log/checkpoint", b"one", b"two")
    assert held(store, "log/checkpoint") == b"two"


def test_what_is_removed_is_gone_and_may_come_back(place: Place):
    store = place.store()
    store.put_once(KEY, [b"bytes"])
    store.sync()
    store.remove(KEY)
    store.remove(KEY)
    store.sync()
    assert keys(place.store()) == []
    assert store.put_once(KEY, [b"again"])
    store.sync()
    assert held(place.store()) == b"again"


def test_an_interrupted_ingest_is_tidied_up_by_the_next_writer(place: Place):
    store = place.store()
    for key in (KEY, OTHER):
        store.put_once(key, [key.encode()])
    store.sync()
    store.put_once("objects/sha256/ee/staged", [b"never synced"])
    store.put_once("objects/sha256/ee/long", [b"never synced" * 10_000])
    after = place.store()
    assert after.tidy(lambda key: key == OTHER) == (KEY,)
    assert keys(after) == [OTHER]
    assert after.pending.named() == ()
    assert place.left_over() == []
