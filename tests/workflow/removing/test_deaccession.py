"""What was removed by a logged act is gone, lawfully and wholly; and it does not come back unasked."""

import json
import shutil
from hashlib import sha256

import pytest

from ledgerstone.evidence.preservation.log.reading import entries
from ledgerstone.evidence.preservation.metadata import parse_metadata, salted_digest
from ledgerstone.storage.disk import DiskStore

WHY = "a scan of the wrong page"
BY = ("--by", "Ada Lind", "--reason", WHY)


def log_of(program) -> list:
    return [entry for _, entry in entries(DiskStore(program.root / "archive"))]


def removed(program) -> list:
    return [entry for entry in log_of(program) if entry.type == "deaccession"]


def ingested_again(program, papers, folder, *options):
    folder.mkdir()
    (folder / f"{papers.in_name}-copy.txt").write_text(papers.witness, encoding="utf-8")
    return program.run("ingest", folder, "--json", *options)


def test_no_word_of_what_was_removed_is_left_and_the_archive_is_intact(archive, papers):
    assert [word for word in papers.everywhere if not archive.holds(word)] == []
    source = papers.source_of(archive)
    done = archive.rows("deaccession", source, *BY)[0]
    assert archive.holds(*papers.everywhere) == []
    found = archive.rows("verify")[0]
    assert (found["result"], found["problems"]) == ("intact", [])
    assert done["sha256"] == sha256(papers.witness.encode()).hexdigest()
    assert not list(archive.root.rglob(done["sha256"]))
    assert source not in {row["id"] for row in archive.rows("sources")}


def test_the_log_says_who_removed_what_and_the_reason_stays_readable(archive, papers):
    agent = next(entry.agent for entry in log_of(archive) if entry.type == "judgement")
    done = archive.rows("deaccession", papers.source_of(archive), *BY)[0]
    acts = removed(archive)
    assert acts[0].object == done["sha256"]
    assert {entry.agent for entry in acts} == {agent}
    path = archive.root / f"archive/objects/sha256/{acts[0].meta[:2]}/{acts[0].meta}"
    said = parse_metadata(path.read_bytes())
    assert (said["kind"], said["object"], said["reason"]) == ("deaccession", done["sha256"], WHY)
    salt = bytes.fromhex(json.loads(path.read_bytes())["salt"])
    assert {entry.reason for entry in acts} == {salted_digest(WHY, salt=salt)}
    assert WHY.encode() not in b"".join(
        entry.read_bytes() for entry in (archive.root / "archive/log/tile/entries").rglob("*") if entry.is_file()
    )


def test_other_sources_stay_as_they_are(archive, papers):
    source = papers.source_of(archive)
    before = [row for row in archive.rows("sources") if row["id"] != source]
    archive.call("deaccession", source, *BY)
    assert archive.rows("sources") == before
    assert [row["sources"] for row in archive.rows("incidents")] == [[before[0]["id"]]]


def test_a_sealed_source_is_removed_with_its_ciphertexts(archive, papers):
    before = set(DiskStore(archive.root / "archive").list("objects/"))
    source = papers.source_of(archive)
    archive.call("seal", source)
    sealed = {entry.sealed_as for entry in log_of(archive) if entry.type == "seal"}
    assert all(list(archive.root.rglob(one)) for one in sealed)
    archive.call("deaccession", source, *BY)
    assert not [one for one in sealed if list(archive.root.rglob(one))]
    left = set(DiskStore(archive.root / "archive").list("objects/"))
    assert len(left - before) == 1, "the reason alone"
    assert archive.rows("verify")[0]["result"] == "intact"


def test_removed_bytes_come_in_again_only_where_somebody_asks_for_that(archive, papers, tmp_path):
    source = papers.source_of(archive)
    archive.call("deaccession", source, *BY)
    refused = ingested_again(archive, papers, tmp_path / "again")
    assert refused.returncode == 1
    assert "--again" in json.loads(refused.stdout)["refused"][0]["reason"]
    assert archive.holds(*papers.everywhere) == []
    done = ingested_again(archive, papers, tmp_path / "asked", "--again")
    assert done.returncode == 0
    assert json.loads(done.stdout)["ingested"] == 1
    assert archive.rows("verify")[0]["result"] == "intact"
    assert archive.rows("search", papers.in_text)[0]["source"] == source


def test_what_came_in_again_is_for_the_desk_alone_and_can_be_sealed_or_removed(archive, papers, tmp_path):
    source = papers.source_of(archive)
    assert next(row for row in archive.rows("sources") if row["id"] == source)["visibility"] == "public"
    archive.call("deaccession", source, *BY)
    ingested_again(archive, papers, tmp_path / "again", "--again")
    assert next(row for row in archive.rows("sources") if row["id"] == source)["visibility"] == "desk"
    other = archive.copied(tmp_path / "other")
    archive.call("seal", source)
    other.call("deaccession", source, *BY)
    for one in (archive, other):
        assert one.holds(papers.in_text, papers.in_name) == []
        assert one.rows("verify")[0]["result"] == "intact"


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({"id": "s000000000000"}, 1, "no source"),
        ({"by": "Nobody"}, 1, "no user"),
        ({"reason": "  "}, 2, "--reason"),
        ({"id": "claim"}, 2, "is a claim"),
        ({"id": "incident"}, 2, "is an incident"),
    ],
)
def test_what_cannot_be_removed_is_refused_before_anything_is_done(archive, papers, change, code, words):
    source = papers.source_of(archive)
    ids = {
        "claim": archive.rows("claims", "--source", source)[0]["id"],
        "incident": archive.rows("incidents")[0]["id"],
    }
    asked = change.get("id", source)
    size = len(log_of(archive))
    by, why = change.get("by", "Ada Lind"), change.get("reason", WHY)
    done = archive.run("deaccession", ids.get(asked, asked), "--by", by, "--reason", why)
    assert (done.returncode, words in done.stderr) == (code, True), done.stderr
    assert len(log_of(archive)) == size
    assert archive.holds(papers.in_text)


def test_what_was_removed_is_not_removed_again(archive, papers):
    source = papers.source_of(archive)
    archive.call("deaccession", source, *BY)
    size = len(log_of(archive))
    done = archive.run("deaccession", source, *BY)
    assert done.returncode == 1
    assert "removed" in done.stderr
    assert archive.run("seal", source).returncode == 1
    assert len(log_of(archive)) == size


def test_bytes_that_somebody_puts_back_are_unexpected(archive, papers):
    done = archive.rows("deaccession", papers.source_of(archive), *BY)[0]
    path = archive.root / f"archive/objects/sha256/{done['sha256'][:2]}/{done['sha256']}"
    path.parent.mkdir(exist_ok=True)
    path.write_text(papers.witness, encoding="utf-8")
    found = archive.run("verify", "--json")
    assert found.returncode == 3
    assert json.loads(found.stdout)["problems"][0]["what"] == "unexpected"


def test_a_removal_that_dies_is_completed_by_the_next_writer_or_never_was(archive, papers, tmp_path):
    source = papers.source_of(archive)
    code, changed = archive.copied(tmp_path / "whole").killed_at(0, "deaccession", source, *BY)
    assert code == 0
    removals = [at for at, path in enumerate(changed, 1) if path.startswith("archive/objects")]
    checkpoint = [at for at, path in enumerate(changed, 1) if "checkpoint" in path]
    for count in sorted({*removals[:2], *checkpoint, len(changed) // 2, len(changed)}):
        copy = archive.copied(tmp_path / f"killed-{count}")
        assert copy.killed_at(count, "deaccession", source, *BY)[0] == 137
        assert copy.rows("verify")[0]["result"] == "intact"
        copy.call("keys", "rotate")
        assert copy.rows("verify")[0]["result"] == "intact"
        assert bool(copy.holds(*papers.everywhere)) != bool(removed(copy))
        shutil.rmtree(copy.root)


def test_a_record_that_is_made_anew_from_the_log_knows_what_was_removed(archive, papers, tmp_path):
    archive.call("deaccession", papers.source_of(archive), *BY)
    for name in ("record.sqlite3", "record.sqlite3-wal", "record.sqlite3-shm"):
        (archive.root / name).unlink(missing_ok=True)
    archive.call("init")
    archive.call("keys", "rotate")
    assert ingested_again(archive, papers, tmp_path / "again").returncode == 1
    assert archive.holds(*papers.everywhere) == []
