"""Entries: canonical by RFC 8785, strict both ways, bundled and taken apart again."""

import msgspec
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.evidence.preservation.holdings import Holdings, holdings
from ledgerstone.evidence.preservation.log.entries import (
    LONGEST_ENTRY,
    Entry,
    EntryError,
    EntryType,
    decode,
    encode,
    framed,
    ingestion_in,
    unframed,
)

digests = st.none() | st.binary(min_size=32, max_size=32).map(bytes.hex)
entries = st.builds(
    Entry,
    agent=st.binary(min_size=8, max_size=8).map(bytes.hex),
    meta=digests,
    object=digests,
    parent=digests,
    reason=digests,
    row=digests,
    sealed_as=digests,
    size=st.none() | st.integers(0, (1 << 53) - 1),
    time=st.datetimes().map(lambda at: at.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")),
    first=st.none() | st.just(True),
    latest=st.none() | st.just("2026-01-02T03:04:05Z"),
    type=st.sampled_from(EntryType),
    vkey=st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
)
PLAIN = Entry(agent="0" * 16, time="2026-01-02T03:04:05Z", type=EntryType.KEY)


@given(entries)
def test_an_entry_is_canonical_json_of_another_library_too(entry):
    data = encode(entry)
    assert data == rfc8785.dumps(msgspec.to_builtins(entry))
    assert decode(data) == entry


usual = st.builds(
    Entry,
    agent=st.binary(min_size=8, max_size=8).map(bytes.hex),
    first=st.none() | st.just(True),
    meta=digests,
    object=digests,
    size=st.none() | st.integers(0, (1 << 53) - 1),
    time=st.just("2026-01-02T03:04:05Z"),
    type=st.just(EntryType.INGESTION),
)


@given(usual | entries)
def test_the_quick_way_says_what_decoding_says(entry):
    data = encode(entry)
    found = ingestion_in(data)
    held = Holdings()
    if found is not None:
        assert decode(data) == entry
        assert found == (bool(entry.first), bytes.fromhex(entry.object), entry.meta and bytes.fromhex(entry.meta))
        held.add_ingestion(found)
        assert sorted(held.all_expected()) == sorted(holdings([(0, entry)]).all_expected())
    else:
        assert not is_usual(entry)


def is_usual(entry: Entry) -> bool:
    """Tell whether it is an ingestion of an object, and nothing is said but the usual."""
    bare = Entry(
        agent=entry.agent,
        first=entry.first,
        meta=entry.meta,
        object=entry.object,
        size=entry.size,
        time=entry.time,
        type=EntryType.INGESTION,
    )
    return bare == entry and entry.object is not None and entry.size is not None and entry.size < 10**15


@given(usual.filter(lambda entry: entry.object is not None), st.data())
def test_no_byte_changed_passes_the_quick_way_and_not_decoding(entry, draw):
    data = bytearray(encode(entry))
    data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    if ingestion_in(bytes(data)) is not None:
        decode(bytes(data))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        encode(PLAIN).replace(b'"agent":"0', b'"agent":"\xb0'),
        encode(PLAIN) + b" ",
        encode(PLAIN).replace(b'"v":1', b'"v":2'),
        encode(PLAIN).replace(b'"v":1', b'"v":1,"w":1'),
        encode(PLAIN).replace(b'"v":1', b'"v":1,"v":1'),
        encode(PLAIN).replace(b'"type":"key"', b'"type":"\\u006bey"'),
        encode(PLAIN).replace(b'"type":"key"', b'"type":"opinion"'),
        encode(PLAIN).replace(b'"agent":"0', b'"agent":"G'),
        encode(PLAIN).replace(b'"time":"2026-01-02T03:04:05Z"', b'"time":"2026-01-02T03:04:05\\n"'),
        b'{"v":1,' + encode(PLAIN)[1:].replace(b',"v":1', b""),
    ],
)
def test_what_is_not_in_the_one_form_is_no_entry(data):
    with pytest.raises(EntryError):
        decode(data)


def test_an_entry_longer_than_a_bundle_can_say_is_refused():
    with pytest.raises(EntryError, match="longer than"):
        encode(msgspec.structs.replace(PLAIN, vkey="x" * LONGEST_ENTRY))


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_a_bundle_gives_back_what_went_in(parts):
    bundle = b"".join(map(framed, parts))
    assert list(unframed(bundle)) == parts


@given(st.lists(st.binary(min_size=1, max_size=9), min_size=1, max_size=5), st.data())
def test_a_bundle_that_was_cut_is_said_to_be(parts, draw):
    bundle = b"".join(map(framed, parts))
    ends = {sum(len(one) + 2 for one in parts[:count]) for count in range(len(parts) + 1)}
    cut = draw.draw(st.sampled_from(sorted(set(range(len(bundle))) - ends)))
    with pytest.raises(EntryError, match="ends within"):
        list(unframed(bundle[:cut]))
