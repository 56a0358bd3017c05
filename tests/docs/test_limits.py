"""What the archive does not detect, acted out: each limit of the threat model that a test can show."""

import json
import shutil
import sqlite3
from contextlib import closing
from hashlib import sha256

from ledgerstone.evidence.preservation.log.entries import Entry, EntryType
from ledgerstone.evidence.preservation.log.writing import open_log
from ledgerstone.evidence.preservation.objects import keep, object_key
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.storage.private_keys import own_signer

INTACT, DAMAGED, NOT_ONE_HISTORY = 0, 3, 4


def test_a_paper_that_was_forged_before_ingest_is_kept_as_it_came(archive, words):
    forged = archive.take_in("forged.txt", words.replace("14", "41"))
    assert archive.object_of(forged).read_bytes() == forged
    assert archive.verified() == INTACT


def test_a_full_rewrite_under_a_new_key_is_seen_by_whoever_kept_a_checkpoint_alone(archive, new_archive, words):
    kept = archive.kept()
    rewritten = new_archive("forger")
    rewritten.take_in("first.txt", words.replace("14", "1"))
    shutil.rmtree(archive.data)
    shutil.copytree(rewritten.data, archive.data)
    assert archive.verified() == INTACT
    assert archive.verified("--against", kept) == NOT_ONE_HISTORY


def test_a_rollback_is_seen_by_whoever_kept_a_later_checkpoint_alone(archive):
    yesterday = archive.copy("yesterday")
    earlier = archive.kept()
    archive.take_in("second.txt", "The harbour master denied it on 4 May 1994.\n")
    later = archive.kept()
    assert yesterday.verified() == INTACT
    assert yesterday.verified("--against", earlier) == INTACT
    assert yesterday.verified("--against", later) == NOT_ONE_HISTORY


def test_entries_that_a_thief_adds_with_the_current_key_are_signed_like_ours(archive):
    kept = archive.kept()
    stolen = DataDirectory(archive.data)
    store = stolen.store()
    log = open_log(store, own_signer(stolen.keys))
    planted = keep(store, lambda: [b"Nobody was held in the customs house.\n"])
    said = archive.log()[-1]
    entry = Entry(
        type=EntryType.INGESTION, time=said.time, agent=said.agent, object=planted.sha256, size=planted.size_bytes
    )
    log.append([entry])
    store.settle()
    archive.lose_the_record()
    assert archive.verified("--against", kept) == INTACT


def test_a_quick_check_does_not_see_a_damaged_object(archive, words):
    damaged = archive.object_of(words.encode())
    damaged.chmod(0o600)
    damaged.write_text(words.replace("14", "41"), encoding="utf-8")
    assert archive.verified("--quick") == INTACT
    assert archive.verified() == DAMAGED


def test_a_reading_changed_by_sql_is_seen_by_reading_the_original_again_alone(archive, words):
    with closing(sqlite3.connect(archive.data / "record.sqlite3")) as connection, connection:
        changed = connection.execute("UPDATE record_readingrecord SET text = replace(text, '14', '41')").rowcount
    assert changed == 1
    assert archive.verified() == INTACT
    assert json.loads(archive.call("read", archive.object_of(words.encode()), "--json"))["text"] == words


def test_an_embargo_lifted_by_sql_is_not_seen(archive):
    for until in ("'2099-01-01 00:00:00'", "NULL"):
        with closing(sqlite3.connect(archive.data / "record.sqlite3")) as connection, connection:
            assert connection.execute(f"UPDATE record_source SET embargo_until = {until}").rowcount == 1  # noqa: S608 - two texts of ours
        assert archive.verified() == INTACT


def test_a_bare_digest_confirms_a_document_that_somebody_holds(archive, words):
    held_by_somebody = words.encode()
    assert sha256(held_by_somebody).hexdigest() in {entry.object for entry in archive.log()}


def test_time_and_size_of_a_sealed_object_show(archive, words):
    archive.set_up_recovery()
    archive.seal_the_paper()
    held = sha256(words.encode()).hexdigest()
    ingestion, seal = (entry for entry in archive.log() if entry.object == held)
    assert (ingestion.size, seal.type) == (len(words), EntryType.SEAL)
    assert ingestion.time <= seal.time
    ciphertext = archive.data / "archive" / object_key(seal.sealed_as)
    assert ciphertext.stat().st_size > len(words)


def test_a_seal_does_not_reach_a_copy_that_was_made_before(archive, tmp_path, words):
    copy = archive.at(tmp_path / "copy")
    archive.call("export", "archive", "--out", copy.data)
    archive.set_up_recovery()
    archive.seal_the_paper()
    assert not archive.object_of(words.encode()).exists()
    assert copy.object_of(words.encode()).read_text(encoding="utf-8") == words


def test_acts_of_one_person_bear_one_id(archive):
    archive.call("user", "add", "Ada Lind")
    archive.take_in("second.txt", "At least 14 people were killed in Velmar on 3 May 1994, the ministry said.\n")
    claim = json.loads(archive.call("claims", "--json").splitlines()[0])["id"]
    for decision in ("accept", "reject"):
        archive.call("judge", claim, decision, "--by", "Ada Lind", "--reason", "page 4")
    agents = [entry.agent for entry in archive.log() if entry.type is EntryType.JUDGEMENT]
    assert len(agents) == 2
    assert len(set(agents)) == 1


def test_a_checkpoint_tells_how_many_entries_there_are(archive):
    assert archive.kept().read_text(encoding="utf-8").split("\n")[1] == str(len(archive.log()))


def test_what_is_not_sealed_lies_open_on_the_disk(archive, words):
    assert archive.object_of(words.encode()).read_text(encoding="utf-8") == words
    record = b"".join(path.read_bytes() for path in archive.data.glob("record.sqlite3*"))
    assert b"customs house" in record
