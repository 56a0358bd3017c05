"""Ingest keeps what it acknowledges, says what it refuses, and goes on where it was interrupted."""

import errno
import os
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from ledgerstone.errors import StorageError, UsageError
from ledgerstone.evidence.preservation.objects import object_key
from ledgerstone.evidence.preservation.verify.archive import Asked
from ledgerstone.evidence.preservation.verify.results import Fault, Result
from ledgerstone.record import find
from ledgerstone.record.find import holdings
from ledgerstone.storage import disk
from ledgerstone.workflow import whole_bytes
from ledgerstone.workflow.taking_in import keep_files
from ledgerstone.workflow.taking_in.descriptions import Description
from ledgerstone.workflow.verify_archive import verify_archive


def verified(archive):
    return verify_archive(archive.directory, Asked(), progress=lambda _: None)


def test_files_are_kept_read_and_searchable(archive, desk):
    (archive.folder / "a.txt").write_text(archive.telegram)
    done = archive.ingest()
    (source,) = done.sources
    assert (done.ingested, done.already_held, done.refused, done.log_size) == (1, 0, (), 2)
    detail = find.source(source, **desk)
    assert detail.reading.text == archive.telegram
    assert detail.source.status == "read"
    claims = find.claims(source=source, **desk)
    assert claims
    for claim in claims:
        assert archive.telegram[claim.passage.start : claim.passage.end] == claim.passage.exact
    assert [row.source for row in find.search("hospital", 5, **desk)] == [source]
    assert verified(archive).result is Result.INTACT


def test_the_same_bytes_are_stored_once_and_a_second_run_adds_nothing(archive, desk):
    for name in ("a.txt", "b.txt"):
        (archive.folder / name).write_text(archive.telegram)
    first, second = archive.ingest(), archive.ingest()
    assert (first.ingested, first.already_held) == (1, 1)
    assert (second.ingested, second.already_held) == (0, 2)
    assert [row.path for row in find.source(first.sources[0], **desk).acquisitions] == ["a.txt", "b.txt"]


def test_another_publisher_of_the_same_bytes_is_another_acquisition(archive, desk):
    (archive.folder / "a.txt").write_text(archive.telegram)
    archive.ingest(said=Description(publisher="Norvik Bell"))
    (source,) = archive.ingest(said=Description(publisher="Velmar Post")).sources
    detail = find.source(source, **desk)
    assert [row.publisher for row in detail.acquisitions] == ["Norvik Bell", "Velmar Post"]
    assert detail.reading.context.publisher == "Norvik Bell"


def test_a_date_that_is_said_later_is_read_against(archive, desk):
    (archive.folder / "a.txt").write_text("On this day 30 years ago the mill at Velmar burned.\n")
    (source,) = archive.ingest().sources
    assert find.source(source, **desk).reading.context.published is None
    archive.ingest(said=Description(published="2024-05-03"))
    detail = find.source(source, **desk)
    assert detail.source.published == detail.reading.context.published.edtf == "2024-05-03"


def test_manifest_goes_before_sidecar_and_sidecar_before_options(archive, desk):
    for name in ("a.txt", "b.txt", "c.txt"):
        (archive.folder / name).write_text(archive.letter + name)
    (archive.folder / "manifest.csv").write_text("path,title\na.txt,From the manifest\n")
    for name in ("a.txt", "b.txt"):
        (archive.folder / f"{name}.meta.toml").write_text('title = "From the sidecar"\norigin = "Ada"\n')
    done = archive.ingest(manifest=archive.folder / "manifest.csv", said=Description(title="From the options"))
    found = {find.source(one, **desk).acquisitions[0].path: find.source(one, **desk).source for one in done.sources}
    assert {path: row.title for path, row in found.items()} == {
        "a.txt": "From the manifest",
        "b.txt": "From the sidecar",
        "c.txt": "From the options",
    }
    assert found["a.txt"].origin == "Ada"


def test_nothing_of_a_refused_row_is_kept_and_the_rest_is(archive):
    for name in ("1.txt", "2.txt", "4.txt"):
        (archive.folder / name).write_text(name)
    manifest = archive.folder / "manifest.csv"
    manifest.write_text("path,published\n1.txt,1994\n2.txt,1994-13-45\n3.txt,\n")
    done = archive.ingest(manifest=manifest)
    assert [refused.path for refused in done.refused] == ["2.txt", "3.txt"]
    assert done.ingested == 2
    assert len(list(holdings.expected_digests())) == 2


def test_an_unknown_column_keeps_nothing(archive):
    (archive.folder / "a.txt").write_text("x")
    manifest = archive.folder / "manifest.csv"
    manifest.write_text("path,colour\na.txt,green\n")
    with pytest.raises(UsageError, match="colour"):
        archive.ingest(manifest=manifest)
    assert not list(holdings.expected_digests())


def test_a_manifest_needs_one_folder(archive):
    with pytest.raises(UsageError, match="one folder"):
        archive.ingest(archive.folder, archive.folder, manifest=archive.folder / "m.csv")


def test_a_sidecar_that_cannot_be_used_refuses_its_file(archive):
    (archive.folder / "a.txt").write_text("x")
    (archive.folder / "a.txt.meta.toml").write_text('colour = "green"\n')
    (archive.folder / "gone.txt.meta.toml").write_text('title = "x"\n')
    done = archive.ingest()
    assert [Path(one.path).name for one in done.refused] == ["a.txt", "gone.txt.meta.toml"]
    assert "line 1" in done.refused[0].reason
    assert not done.sources


def test_refusals_are_on_the_record_with_paths_that_are_no_text(archive, desk):
    (archive.folder / os.fsdecode(b"caf\xe9.txt")).write_text("x")
    (archive.folder / "empty.txt").write_text("")
    archive.ingest()
    rows = {Path(row.path).name: row.reason for row in find.refusals(**desk)}
    assert rows["empty.txt"] == "the file is empty"
    assert any(name.startswith("caf\\xe9") for name in rows)


def test_a_type_that_no_reader_knows_is_kept_with_a_warning(archive, desk):
    (archive.folder / "song.bin").write_bytes(bytes(range(256)) * 4)
    (source,) = archive.ingest().sources
    detail = find.source(source, **desk)
    assert detail.source.status == "not read"
    assert detail.reading.warnings


def test_a_full_disk_ends_the_run_and_keeps_what_went_before(archive, monkeypatch):
    monkeypatch.setattr(keep_files, "BATCH_FILES", 3)
    for number in range(5):
        (archive.folder / f"{number}.txt").write_text(str(number))
    written = []
    write = os.write

    def fill(descriptor: int, data: bytes) -> int:
        written.append(data)
        if bytes(data) == b"3":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(descriptor, data)

    monkeypatch.setattr(disk.os, "write", fill)
    with pytest.raises(StorageError, match="3 files of this run are kept"):
        archive.ingest()
    monkeypatch.undo()
    assert len(list(holdings.expected_digests())) == 3
    assert verified(archive).result is Result.INTACT
    assert archive.ingest().ingested == 2


def test_a_file_that_is_more_than_a_reader_takes_is_kept_and_not_read(archive, desk):
    with (archive.folder / "a.txt").open("wb") as file:
        file.truncate(whole_bytes.MOST_BYTES + 1)
    (source,) = archive.ingest().sources
    detail = find.source(source, **desk)
    assert detail.source.status == "not read"
    assert "more than the 100,000,000 bytes" in detail.reading.warnings[0]
    assert verified(archive).result is Result.INTACT


def test_an_interruption_loses_nothing_that_was_acknowledged(archive, monkeypatch):
    monkeypatch.setattr(keep_files, "BATCH_FILES", 2)
    for number in range(6):
        (archive.folder / f"{number}.txt").write_text(f"{archive.letter}{number}")
    seen = []

    def interrupt(count: int) -> None:
        seen.append(count)
        if len(seen) == 5:
            raise KeyboardInterrupt

    class Interrupting:
        def __init__(self, doing, *, total, unit):
            del doing, total, unit

        def __enter__(self):
            return interrupt

        def __exit__(self, *_):
            return None

    with pytest.raises(KeyboardInterrupt):
        archive.ingest(stage=Interrupting)
    assert len(list(holdings.expected_digests())) == 4
    assert verified(archive).result is Result.INTACT
    assert holdings.unread_count()
    done = archive.ingest()
    assert (done.ingested, done.already_held) == (2, 4)
    assert not holdings.unread_count()
    assert holdings.is_grouped()


def test_a_deleted_index_is_built_again(archive, desk):
    (archive.folder / "a.txt").write_text(archive.telegram)
    archive.ingest()
    shutil.rmtree(archive.directory.index)
    archive.ingest()
    assert find.search("hospital", 5, **desk)


def test_the_archive_is_not_ingested_into_itself(archive):
    (archive.folder / "a.txt").write_text("x")
    done = archive.ingest(archive.directory.root.parent)
    assert done.ingested == 1


def test_verify_names_an_object_that_is_missing_and_one_that_nobody_knows(archive):
    (archive.folder / "a.txt").write_text("x")
    archive.ingest()
    held = archive.directory.archive / object_key(sha256(b"x").hexdigest())
    stranger = archive.directory.archive / object_key("0" * 64)
    stranger.parent.mkdir()
    held.rename(stranger)
    found = verified(archive)
    assert found.result is Result.DAMAGED
    assert [problem.what for problem in found.problems] == [Fault.UNEXPECTED, Fault.MISSING]
