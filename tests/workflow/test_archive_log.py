"""The record is tied to the log: what other hands change in it shows, and what it lost it takes in again."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from ledgerstone.errors import InconsistentError, NotFoundError, StorageError
from ledgerstone.evidence.preservation.log.entries import EntryType
from ledgerstone.evidence.preservation.log.reading import current, entries
from ledgerstone.evidence.preservation.objects import keep_bytes, object_key
from ledgerstone.evidence.preservation.verify.archive import Asked
from ledgerstone.evidence.preservation.verify.results import Fault, Result
from ledgerstone.record import find
from ledgerstone.record.find import logged
from ledgerstone.storage.private_keys import LOG_KEY, make_private_key
from ledgerstone.storage.writer_lock import writer_lock
from ledgerstone.workflow.add_user import add_user
from ledgerstone.workflow.archive_log import writing
from ledgerstone.workflow.judge import judge
from ledgerstone.workflow.publish import publish
from ledgerstone.workflow.taking_in import keep_files
from ledgerstone.workflow.verify_archive import verify_archive

WHO = "Ada Lind"


def verified(directory):
    return verify_archive(directory, Asked(quick=True), progress=lambda _: None)


def problems(directory) -> list[tuple[Fault, str]]:
    return [(problem.what, problem.path) for problem in verified(directory).problems]


@pytest.fixture
def judged(ingested, desk):
    """Give an archive with two judgements and a publication."""
    add_user(WHO)
    for row in find.incidents(**desk)[:1]:
        judge(ingested, row.id, "accept", by=WHO, reason="read it")
        judge(ingested, row.id, "reject", by=WHO, reason="read it again")
    publish(ingested, find.sources(**desk)[0].id, by=WHO)
    return ingested


def test_judgements_and_publications_are_in_the_log_without_a_name_or_a_word(judged):
    acts = [entry for _, entry in entries(judged.store()) if entry.row is not None]
    assert [entry.type for entry in acts] == [EntryType.JUDGEMENT] * 2 + [EntryType.PUBLICATION]
    assert len({entry.agent for entry in acts}) == 1
    everything = b"".join(path.read_bytes() for path in (judged.archive / "log").rglob("*") if path.is_file())
    assert WHO.encode() not in everything
    assert b"read it" not in everything
    assert verified(judged).result is Result.INTACT


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE record_judgement SET reason = 'another' WHERE id = %s",
        "UPDATE record_judgement SET decision = 'reject' WHERE id = %s",
        "UPDATE record_judgement SET at = '2001-01-01 00:00:00+00' WHERE id = %s",
    ],
)
def test_a_row_that_was_changed_by_sql_is_named(judged, desk, change):
    (incident,) = {row.subject for row in find.judgements(find.incidents(**desk)[0].id, **desk)}
    first = find.judgements(incident, **desk)[0].id
    with connection.cursor() as cursor:
        cursor.execute(change, [first])
    assert problems(judged) == [(Fault.DAMAGED, f"record/judgement/{first}")]


def test_a_row_that_was_removed_by_sql_is_named_even_with_its_tie(judged):
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM record_judgement WHERE supersedes_id IS NOT NULL")
        (last,) = cursor.fetchone()
        cursor.execute("DELETE FROM record_judgement WHERE id = %s", [last])
    assert problems(judged) == [(Fault.MISSING, f"record/judgement/{last}")]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM record_loggedrow WHERE key = %s", [last])
    assert problems(judged) == [(Fault.MISSING, "record/judgement")]


def test_a_row_that_was_added_by_sql_is_named(judged):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO record_judgement (id, subject, decision, reason, by_id, at)"
            " SELECT 'j000000000000', subject, decision, reason, by_id, at FROM record_judgement LIMIT 1"
        )
    assert problems(judged) == [(Fault.UNEXPECTED, "record/judgement/j000000000000")]


def test_a_publication_changed_by_sql_is_named(judged):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE record_publication SET snapshot = '{}'")
        cursor.execute("SELECT id FROM record_publication")
        (key,) = cursor.fetchone()
    assert problems(judged) == [(Fault.DAMAGED, f"record/publication/{key}")]


def test_a_source_added_or_removed_by_sql_is_named(ingested, desk):
    row = find.sources(**desk)[0]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE record_source SET sha256 = %s WHERE id = %s", ["0" * 64, row.id])
    assert sorted(problems(ingested)) == sorted(
        [(Fault.UNEXPECTED, f"record/source/{'0' * 64}"), (Fault.MISSING, f"record/source/{row.sha256}")]
    )


def test_what_the_log_took_in_and_the_record_lost_is_taken_in_by_the_next_writer(archive, desk, monkeypatch):
    (archive.folder / "a.txt").write_text(archive.telegram)

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(keep_files, "_on_record", cut)
        with pytest.raises(KeyboardInterrupt):
            archive.ingest()
    assert find.sources(**desk) == ()
    assert verified(archive.directory).result is Result.INTACT
    size = current(archive.directory.store()).checkpoint.size
    done = archive.ingest()
    assert (done.ingested, done.already_held, done.log_size) == (0, 1, size)
    (source,) = find.sources(**desk)
    assert [row.path for row in find.source(source.id, **desk).acquisitions] == ["a.txt"]
    assert source.status == "read"
    assert logged.position() == size


def test_rows_that_waited_for_the_log_are_logged_by_the_next_writer(judged):
    with connection.cursor() as cursor:
        cursor.execute('UPDATE record_loggedrow SET "index" = NULL')
    size = current(judged.store()).checkpoint.size
    with writing(judged) as archive:
        assert archive.log.size == size + 3
    assert logged.waiting() == ()


def test_a_clock_that_was_set_back_is_said_and_the_entry_keeps_both_times(ingested):
    late = datetime.now(UTC) + timedelta(days=2)
    with writing(ingested, clock=lambda: late) as archive:
        archive.commit([archive.entry(EntryType.FIXITY_CHECK)])
        archive.settle()
        assert archive.warnings == []
    with writing(ingested) as archive:
        archive.commit([archive.entry(EntryType.FIXITY_CHECK)])
        archive.settle()
        assert "set back" in archive.warnings[0]
    *_, (_, before), (_, after) = entries(ingested.store())
    assert before.latest is None
    assert after.time < before.time == after.latest
    with writing(ingested, clock=lambda: late + timedelta(days=1)) as archive:
        archive.commit([archive.entry(EntryType.FIXITY_CHECK)])
        archive.settle()
    *_, (_, last) = entries(ingested.store())
    assert last.latest is None
    assert verified(ingested).result is Result.INTACT


@pytest.mark.django_db(transaction=True)
def test_objects_whose_removal_was_committed_are_removed_by_the_next_writer(ingested, desk, monkeypatch):
    sha256 = find.sources(**desk)[0].sha256
    with writing(ingested) as archive:
        entry = archive.entry(EntryType.DEACCESSION)
        monkeypatch.setattr(archive.store, "remove", _cut)
        with pytest.raises(KeyboardInterrupt):
            archive.commit([_about(entry, sha256)], removing=[object_key(sha256)])
    assert (ingested.archive / object_key(sha256)).exists()
    found = verify_archive(ingested, Asked(), progress=lambda _: None)
    assert (found.result, found.unfinished) == (Result.INTACT, (object_key(sha256),))
    with writing(ingested):
        assert not (ingested.archive / object_key(sha256)).exists()
    assert verify_archive(ingested, Asked(), progress=lambda _: None).result is Result.INTACT


def test_an_object_whose_removal_was_not_committed_stays(ingested, desk):
    sha256 = find.sources(**desk)[0].sha256
    ingested.store().pending.add([object_key(sha256)])
    with writing(ingested):
        assert (ingested.archive / object_key(sha256)).exists()


def test_what_was_staged_and_not_committed_is_removed_by_the_next_writer(ingested):
    with writing(ingested) as archive:
        key = object_key(keep_bytes(archive.store, b"staged").sha256)
        archive.store.sync()
    assert (ingested.archive / key).exists()
    with writing(ingested):
        assert not (ingested.archive / key).exists()


def test_the_key_of_another_archive_writes_nothing(ingested):
    (ingested.keys / LOG_KEY).unlink()
    make_private_key(ingested.keys / LOG_KEY, "ledgerstone/0000000000000000", passphrase=None)
    before = current(ingested.store()).data
    with pytest.raises(InconsistentError, match="key of another archive"), writing(ingested):
        pass
    assert current(ingested.store()).data == before


def test_without_a_private_key_nothing_is_written_and_it_is_said(ingested):
    (ingested.keys / LOG_KEY).unlink()
    with pytest.raises(NotFoundError, match="private key"), writing(ingested):
        pass
    assert verified(ingested).result is Result.INTACT


def test_a_second_writer_is_told_who_writes(ingested):
    with (
        writer_lock(ingested.lock),
        pytest.raises(StorageError, match="another process"),
        writing(ingested, wait_s=0.2),
    ):
        pass


def _cut(_: str) -> None:
    raise KeyboardInterrupt


def _about(entry, sha256: str):
    return type(entry)(agent=entry.agent, time=entry.time, type=entry.type, object=sha256)
