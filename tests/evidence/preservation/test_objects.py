"""Objects: the same bytes once, under their own digest, and never bytes that changed meanwhile."""

from collections.abc import Iterator
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_places import Place

from ledgerstone.errors import DamagedError, RefusedError
from ledgerstone.evidence.preservation.objects import digest_of_key, keep, object_key
from ledgerstone.evidence.preservation.store import Store


@settings(max_examples=40)
@given(content=st.binary(max_size=300))
def test_bytes_are_found_under_their_digest(new_place, content: bytes):
    store = new_place().store()
    kept = keep(store, lambda: [content[:7], content[7:]])
    store.sync()
    assert kept.sha256 == sha256(content).hexdigest()
    assert kept.size_bytes == len(content)
    assert b"".join(store.get(object_key(kept.sha256))) == content


def test_same_bytes_are_stored_once(store: Store):
    first = keep(store, lambda: [b"the same"])
    second = keep(store, lambda: [b"the ", b"same"])
    store.sync()
    third = keep(store, lambda: [b"the same"])
    store.sync()
    assert [first.created, second.created, third.created] == [True, False, False]
    assert len(list(store.list("objects/"))) == 1


@given(st.binary(min_size=32, max_size=32).map(bytes.hex))
def test_a_key_names_its_digest(digest: str):
    assert digest_of_key(object_key(digest)) == digest


@pytest.mark.parametrize(
    "key",
    ["objects/sha256/ab/cd" + "0" * 62, "objects/sha256/ab/ab", "objects/sha256/AB/AB" + "0" * 62, "log/checkpoint"],
)
def test_other_keys_name_no_digest(key: str):
    assert digest_of_key(key) is None


@pytest.mark.parametrize("digest", ["", "ab", "A" * 64, "0" * 63 + "\n", "../" + "0" * 61])
def test_what_is_no_digest_has_no_key(digest: str):
    with pytest.raises(ValueError, match="SHA-256"):
        object_key(digest)


MUCH = b"much " * 100_000
"""Few bytes are compared with those of the first reading, many by their digest."""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"before", b"after"),
        (b"before", b"befor"),
        (b"before", b"before and more"),
        (b"before", MUCH),
        (MUCH, b"after"),
        (MUCH, MUCH[:-1]),
        (MUCH, MUCH.replace(b"m", b"M", 1)),
    ],
)
def test_a_file_that_changes_once_is_read_again(store: Store, before: bytes, after: bytes):
    readings = iter([before, after, after, after])
    kept = keep(store, lambda: [next(readings)])
    store.sync()
    assert kept.sha256 == sha256(after).hexdigest()
    assert list(store.list("")) == [object_key(kept.sha256)]


@pytest.mark.parametrize("start", [b"", MUCH])
def test_a_file_that_goes_on_changing_is_refused_and_nothing_of_it_kept(store: Store, start: bytes):
    def growing() -> Iterator[bytes]:
        content.append(b"more")
        yield from content

    content = [start]
    with pytest.raises(RefusedError, match=r"notes\.txt.*changed"):
        keep(store, growing, name="notes.txt")
    store.sync()
    assert list(store.list("")) == []


def test_bytes_that_are_held_but_damaged_are_not_acknowledged(place: Place):
    kept = keep(place.store(), lambda: [b"bytes"])
    place.write(object_key(kept.sha256), b"bytez")
    with pytest.raises(DamagedError, match="copy"):
        keep(place.store(), lambda: [b"bytes"])
