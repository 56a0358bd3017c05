"""Threats acted out through whole commands, where no test of a single part does it."""

import json
import shutil
import sqlite3
from contextlib import closing

import pyrage
import pytest

from ledgerstone.evidence.preservation.log.entries import EntryType
from ledgerstone.evidence.preservation.objects import object_key

INTACT, DAMAGED, NOT_ONE_HISTORY = 0, 3, 4


def test_yesterdays_database_is_missed_row_by_row(archive):
    archive.call("user", "add", "Ada Lind")
    archive.take_in("second.txt", "At least 14 people were killed in Velmar on 3 May 1994, the ministry said.\n")
    claim = json.loads(archive.call("claims", "--json").splitlines()[0])["id"]
    yesterday = archive.copy("yesterday")
    archive.call("judge", claim, "reject", "--by", "Ada Lind", "--reason", "a misprint")
    archive.lose_the_record()
    shutil.copyfile(yesterday.data / "record.sqlite3", archive.data / "record.sqlite3")
    assert archive.verified() == DAMAGED
    assert problems(archive) == ["missing"]


def test_the_same_words_of_description_have_another_digest_in_every_archive(archive, new_archive, words):
    other = new_archive("elsewhere")
    for one in (archive, other):
        one.take_in("described.txt", f"{words}\n", "--title", "Held in the customs house", "--published", "1994-05-04")
    ours, theirs = ([entry for entry in one.log() if entry.type is EntryType.INGESTION][-1] for one in (archive, other))
    assert ours.object == theirs.object
    assert None not in {ours.meta, theirs.meta}
    assert ours.meta != theirs.meta


def test_a_lost_archive_goes_on_from_its_copy_under_a_new_key(archive, tmp_path):
    kept = archive.kept()
    copy = archive.at(tmp_path / "new-machine")
    archive.call("export", "archive", "--out", copy.data, "--to", "the disk in the other house")
    envelope = (archive.data / "keys" / "log_key").read_bytes()
    shutil.rmtree(archive.data)
    copy.call("init")
    key = copy.data / "keys" / "log_key"
    key.touch(mode=0o600)
    key.write_bytes(envelope)
    copy.call("keys", "rotate")
    copy.take_in("second.txt", "The harbour master denied it on 4 May 1994.\n")
    assert copy.verified("--against", kept) == INTACT
    assert json.loads(copy.call("verify", "--json"))["notes"] == []


def test_an_object_deleted_by_hand_is_missed(archive, words):
    archive.object_of(words.encode()).unlink()
    assert archive.verified() == DAMAGED


def test_two_whole_histories_of_one_log_are_told_apart_by_a_checkpoint_of_either(archive):
    twin = archive.copy("twin")
    archive.take_in("second.txt", "The harbour master denied it on 4 May 1994.\n")
    twin.take_in("third.txt", "The harbour master said nothing on 4 May 1994.\n")
    ours, theirs = archive.kept(), twin.kept()
    assert (archive.verified("--against", ours), twin.verified("--against", theirs)) == (INTACT, INTACT)
    assert (archive.verified("--against", theirs), twin.verified("--against", ours)) == (
        NOT_ONE_HISTORY,
        NOT_ONE_HISTORY,
    )


def test_a_key_that_took_over_from_one_that_did_not_sign_it_is_said(archive):
    kept = archive.kept()
    (archive.data / "keys" / "log_key").unlink()
    archive.call("keys", "rotate", "--lost-key")
    done = archive.run("verify", "--json", "--against", kept)
    assert done.returncode == INTACT
    [note] = json.loads(done.stdout)["notes"]
    assert "took over without the signature of the key before it" in note


def test_a_recovery_key_put_in_place_of_ours_is_found_before_anything_is_sealed_to_it(archive):
    archive.set_up_recovery()
    [meta] = [entry.meta for entry in archive.log() if entry.type is EntryType.KEY and entry.meta is not None]
    path = archive.data / "archive" / object_key(meta)
    said = json.loads(path.read_bytes())
    path.chmod(0o600)
    theirs = str(pyrage.x25519.Identity.generate().to_public())
    path.write_text(json.dumps({**said, "recipient": theirs}), encoding="ascii")
    with pytest.raises(AssertionError, match="was changed"):
        archive.seal_the_paper()
    assert archive.verified() == DAMAGED


def test_a_recovery_key_that_a_thief_of_the_signing_key_logged_is_said_by_the_next_drill(archive):
    shares = archive.set_up_recovery()[:3]
    archive.seal_the_paper()
    options = [word for share in shares for word in ("--share", share)]
    assert "another recovery key" not in archive.run("recovery", "drill", *options).stderr
    archive.set_up_recovery("--replace")
    assert "another recovery key" in archive.run("recovery", "drill", *options).stderr


def test_a_sealed_source_does_not_open_with_what_lies_on_the_disk(archive, words):
    first, second, third, *_ = archive.set_up_recovery()
    asked = [archive.seal_the_paper()]
    archive.call("user", "add", "Ada Lind")
    asked += ["--by", "Ada Lind", "--reason", "a drill", "--out", archive.papers.with_name("opened")]
    refused = archive.run("disclose", *asked, "--share", first, "--share", second)
    assert refused.returncode != INTACT
    archive.call("disclose", *asked, "--share", first, "--share", second, "--share", third)
    assert archive.papers.with_name("opened").read_text(encoding="utf-8") == words
    assert EntryType.DISCLOSURE in {entry.type for entry in archive.log()}
    remains = b"".join(path.read_bytes() for path in archive.data.rglob("*") if path.is_file())
    assert words.encode() not in remains


def test_what_was_let_out_by_sql_is_named(archive):
    published = archive.copy("published")
    by_sql(archive, "UPDATE record_source SET visibility = 'public'")
    assert problems(archive) == ["unexpected"]
    [source] = published.call("sources", "--json").splitlines()
    published.call("user", "add", "Ada Lind")
    published.call("publish", json.loads(source)["id"], "--by", "Ada Lind")
    assert problems(published) == []


def by_sql(archive, statement: str) -> None:
    with closing(sqlite3.connect(archive.data / "record.sqlite3")) as connection, connection:
        assert connection.execute(statement).rowcount > 0


def problems(archive) -> list[str]:
    return [problem["what"] for problem in json.loads(archive.run("verify", "--json").stdout)["problems"]]
