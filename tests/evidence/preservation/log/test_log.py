"""The log grows by commits, and what a store holds of it is the tree of its entries, byte for byte."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgerstone.errors import DamagedError, InconsistentError
from ledgerstone.evidence.preservation.log.checkpoint import CURRENT, kept_key, parse_signed
from ledgerstone.evidence.preservation.log.entries import Entry, EntryType, encode
from ledgerstone.evidence.preservation.log.merkle import leaf_hash, root_of, verify_consistency, verify_inclusion
from ledgerstone.evidence.preservation.log.note import Signer, verified_by
from ledgerstone.evidence.preservation.log.reading import (
    consistency_proof,
    current,
    encoded_entries,
    entries,
    inclusion_proof,
    root_at,
)
from ledgerstone.evidence.preservation.log.tiles import TileAt, tiles_of
from ledgerstone.evidence.preservation.log.writing import begin, kept_sizes, open_log, roll_forward
from ledgerstone.evidence.preservation.store import Store

SIGNER = Signer("example.test/log", b"\x01" * 32)
KEY = Entry(agent="0" * 16, type=EntryType.KEY, vkey=SIGNER.vkey.text, time="2026-01-02T03:04:05Z")


def entry(number: int) -> Entry:
    return Entry(agent="0" * 16, object=f"{number:064x}", type=EntryType.INGESTION, time="2026-01-02T03:04:05Z")


def tiles(store: Store) -> set[str]:
    return set(store.list("log/tile/"))


@pytest.mark.parametrize("batches", [(1,), (255,), (256,), (3, 252, 1, 300), (1,) * 9, (600, 65_000)])
def test_any_batches_make_the_tree_of_all_entries(store, batches):
    log = begin(store, SIGNER, KEY)
    roots = {1: current(store).checkpoint.root}
    wanted = [encode(msgspec.structs.replace(KEY, first=True))]
    for count in batches:
        new = [entry(len(wanted) + at) for at in range(count)]
        appended = log.append(new)
        assert (appended.first, appended.size) == (len(wanted), len(wanted) + count)
        wanted += map(encode, (msgspec.structs.replace(new[0], first=True), *new[1:]))
        roots[len(wanted)] = current(store).checkpoint.root
    assert [data for _, data in encoded_entries(store, 0, len(wanted))] == wanted
    hashes = [leaf_hash(data) for data in wanted]
    for size, root in roots.items():
        assert root == root_at(store, size) == root_of(hashes[:size])
        assert parse_signed(b"".join(store.get(kept_key(size)))).checkpoint.root == root
    assert kept_sizes(store) == sorted(roots)
    assert tiles(store) == {at.key for at in tiles_of(len(wanted))}
    assert verified_by(current(store).note, SIGNER.vkey)


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 700), st.data())
def test_proofs_from_tiles_verify(new_place, size, draw):
    store = new_place().store()
    log = begin(store, SIGNER, KEY)
    if size > 1:
        log.append([entry(number) for number in range(1, size)])
    hashes = [leaf_hash(data) for _, data in encoded_entries(store, 0, size)]
    index = draw.draw(st.integers(0, size - 1))
    within = draw.draw(st.integers(index + 1, size))
    proof = inclusion_proof(store, index, within)
    assert verify_inclusion(hashes[index], index, within, proof, root_of(hashes[:within]))
    proof = consistency_proof(store, index, within)
    assert verify_consistency(index, within, root_of(hashes[:index]), root_of(hashes[:within]), proof)


def test_a_log_is_opened_again_and_goes_on(store):
    begin(store, SIGNER, KEY).append([entry(1)])
    log = open_log(store, SIGNER)
    log.append([entry(2)])
    assert [one.object and int(one.object, 16) for _, one in entries(store)] == [None, 1, 2]
    assert [place for place, _ in entries(store, 1, 2)] == [1]


def test_the_key_of_another_archive_opens_nothing(store):
    begin(store, SIGNER, KEY)
    for other in (Signer("example.test/log", b"\x05" * 32), Signer("example.test/other", b"\x01" * 32)):
        with pytest.raises(InconsistentError, match="key of another archive"):
            open_log(store, other)


def test_a_second_beginning_is_refused(store):
    begin(store, SIGNER, KEY)
    with pytest.raises(InconsistentError):
        begin(store, SIGNER, KEY)


def test_a_successor_signs_with_the_old_key_once_and_alone_from_then_on(store):
    log = begin(store, SIGNER, KEY)
    new = Signer("example.test/log", b"\x07" * 32)
    log.append([msgspec.structs.replace(KEY, vkey=new.vkey.text)], successor=new)
    both = current(store).note
    assert verified_by(both, SIGNER.vkey)
    assert verified_by(both, new.vkey)
    log.append([entry(1)])
    assert [one.key_id for one in current(store).note.signatures] == [new.vkey.key_id]
    assert {key.rpartition("/")[2] for key in store.list("log/keys/")} == {
        f"{key.vkey.key_id.hex()}.vkey" for key in (SIGNER, new)
    }
    with pytest.raises(InconsistentError):
        open_log(store, SIGNER)


def test_a_signed_commit_whose_checkpoint_was_not_put_in_place_is_completed(store):
    log = begin(store, SIGNER, KEY)
    before = current(store).data
    log.append([entry(1)])
    after = current(store).data
    assert store.replace_if(CURRENT, after, before)
    assert not roll_forward(store, Signer("example.test/log", b"\x09" * 32))
    assert roll_forward(store, SIGNER)
    assert current(store).data == after
    assert not roll_forward(store, SIGNER)


def test_bytes_that_stand_where_a_tile_must_go_are_said_and_not_overwritten(store):
    log = begin(store, SIGNER, KEY)
    store.put_once("log/tile/0/000.p/2", [b"x" * 64])
    store.sync()
    with pytest.raises(DamagedError, match=r"log/tile/0/000\.p/2"):
        log.append([entry(1)])
    assert current(store).checkpoint.size == 1


def test_a_key_of_a_tile_is_that_of_the_specification():
    assert TileAt(level=0, index=1_234_067, width=256).key == "log/tile/0/x001/x234/067"
    assert TileAt(level=None, index=5, width=7).key == "log/tile/entries/005.p/7"
