"""Foreign logs: names that lead nowhere else, and a view in which they look like logs of their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from ledgerstone.errors import DamagedError
from ledgerstone.evidence.preservation.foreign import (
    ForeignLog,
    ForeignStore,
    folder_name,
    foreign_logs,
    foreign_words,
)
from ledgerstone.evidence.preservation.holdings import Holdings
from ledgerstone.evidence.preservation.log.entries import Entry, EntryType
from ledgerstone.evidence.preservation.metadata import Words, metadata_object
from ledgerstone.evidence.preservation.objects import keep_bytes, object_key
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.storage.keys import checked

LOG = ForeignLog(name="centre", known_as="Centre", origin="centre.example/log", size=3, checkpoint="ab" * 32, vkey="v")
CHECK = Entry(agent="0" * 16, type=EntryType.FIXITY_CHECK, time="2031-02-03T04:05:06Z")


@given(st.text())
def test_a_folders_name_is_a_key_of_every_store_whatever_the_archive_is_called(known_as: str):
    name = folder_name(known_as)
    assert checked(f"foreign/{name}/log/checkpoints/1")
    assert "/" not in name
    assert folder_name(name) == name


def test_archives_with_other_letters_get_other_folders():
    assert folder_name("Norvik Documentation Centre") == "norvik-documentation-centre"
    assert folder_name("../../log") == "log"
    assert folder_name("Նորվիկ") != folder_name("Норвик")


def test_a_foreign_store_looks_like_one_of_its_own(store):
    kept = keep_bytes(store, b"the note")
    view = ForeignStore(store, "centre", kept.sha256)
    for key in ("log/checkpoints/3", "log/tile/0/000.p/3", "foreign/other/log/checkpoints/1"):
        assert view.put_once(key, [key.encode()])
    view.sync()
    assert b"".join(view.get("log/checkpoint")) == b"the note"
    assert list(view.list("log/")) == ["log/checkpoint", "log/checkpoints/3", "log/tile/0/000.p/3"]
    assert list(view.list("log/t")) == ["log/tile/0/000.p/3"]
    assert list(view.children("foreign/")) == ["other/"]
    assert b"".join(store.get("foreign/centre/log/checkpoints/3")) == b"log/checkpoints/3"
    assert view.digest(object_key(kept.sha256)) == (kept.sha256, 8)
    nested = ForeignStore(view, "other", kept.sha256)
    assert b"".join(nested.get("log/checkpoints/1")) == b"foreign/other/log/checkpoints/1"
    view.remove("log/checkpoints/3")
    view.sync()
    assert list(store.list("foreign/centre/log/c")) == []


def named(store: Store, *said: tuple[str, Words]) -> Holdings:
    """Return what a log adds up to that names these foreign checkpoints."""
    held = Holdings()
    for index, (checkpoint, words) in enumerate(said):
        meta = keep_bytes(store, metadata_object(words, salt=bytes(32))).sha256
        held.add(index, structs.replace(CHECK, object=checkpoint, meta=meta))
    return held


def test_the_checkpoint_that_stands_is_the_one_with_the_most_entries(store):
    later = structs.replace(LOG, size=9, checkpoint="cd" * 32)
    other = structs.replace(LOG, name="another", origin="another.example/log")
    said = [(one.checkpoint, foreign_words(one)) for one in (later, LOG, other)]
    held = named(store, *said, ("ef" * 32, {"kind": "something else"}))
    assert foreign_logs(store, held) == (other, later)


def test_what_is_said_of_a_foreign_log_leads_nowhere_else(store):
    words = {**foreign_words(LOG), "name": "../../log"}
    assert foreign_logs(store, named(store, (LOG.checkpoint, words)))[0].name == "log"


def test_what_cannot_be_understood_is_damage(store):
    held = named(store, (LOG.checkpoint, {"kind": "foreign log", "name": "x"}))
    with pytest.raises(DamagedError, match="cannot be understood"):
        foreign_logs(store, held)
    gone = Holdings()
    gone.add(0, structs.replace(CHECK, object="ab" * 32, meta="cd" * 32))
    with pytest.raises(DamagedError, match="gone"):
        foreign_logs(store, gone)
