"""Threats acted out through whole commands, where no test of a single part does it."""

import json
import shutil
import sqlite3
from contextlib import closing

from ledgerstone.evidence.preservation.log.entries import EntryType

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
