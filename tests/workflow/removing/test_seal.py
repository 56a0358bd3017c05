"""What was sealed is readable by its recipients alone: no word of it is left in the archive, and its digest is."""

import json
import shutil
import sqlite3
from contextlib import closing
from hashlib import sha256

import pyrage
import pytest
from planted import FAR, IN_NAME, IN_TEXT, IN_TITLE, SECRETS, WITNESS, source_of

from ledgerstone.evidence.preservation.log.reading import entries
from ledgerstone.evidence.preservation.metadata import parse_metadata, salted_digest
from ledgerstone.evidence.preservation.sealing import decrypt
from ledgerstone.storage.disk import DiskStore

PLANTED = (*SECRETS, FAR)
ADA = pyrage.x25519.Identity.generate()


def log_of(program) -> list:
    return [entry for _, entry in entries(DiskStore(program.root / "archive"))]


def opened(program, sealed_as: str, identity) -> bytes:
    out = bytearray()

    class Into:
        def write(self, data: bytes) -> int:
            out.extend(data)
            return len(data)

    chunks = DiskStore(program.root / "archive").get(f"objects/sha256/{sealed_as[:2]}/{sealed_as}")
    decrypt(chunks, Into(), identities=[str(identity)])
    return bytes(out)


def test_no_word_of_a_sealed_source_is_left_and_the_archive_is_intact(archive):
    assert [word for word in PLANTED if not archive.holds(word)] == []
    source = source_of(archive)
    done = archive.rows("seal", source, "--to", str(ADA.to_public()), "--by", "Ada Lind")[0]
    assert archive.holds(*PLANTED) == []
    assert done["recipients"] == 2
    found = archive.rows("verify")[0]
    assert (found["result"], found["problems"]) == ("intact", [])
    shown = "".join(
        archive.call(*listing, "--json")
        for listing in (("sources",), ("claims",), ("incidents",), ("copies",), ("log", "show"))
    )
    assert not [word for word in PLANTED if word.lower() in shown.lower()]
    assert archive.run("source", source).returncode == 1
    assert json.loads(archive.call("search", IN_TEXT, "--json") or "null") is None


def test_no_word_is_left_where_another_program_has_the_record_open(archive):
    with (
        closing(sqlite3.connect(archive.root / "record.sqlite3")) as record,
        closing(sqlite3.connect(archive.root / "index/search.sqlite3")) as index,
    ):
        # With a connection open, the write-ahead log is not removed when the sealing process ends.
        assert record.execute("SELECT count(*) FROM record_source").fetchone() == (2,)
        assert index.execute("SELECT count(*) FROM indexed").fetchone() == (2,)
        archive.call("seal", source_of(archive))
        assert archive.holds(*PLANTED) == []
        assert (archive.root / "record.sqlite3-wal").exists()


@pytest.mark.long
def test_a_seal_that_a_reader_keeps_from_clearing_says_so_and_the_next_writer_clears(archive):
    source = source_of(archive)
    with closing(sqlite3.connect(archive.root / "record.sqlite3", isolation_level=None)) as record:
        record.execute("BEGIN")
        record.execute("SELECT count(*) FROM record_source").fetchone()
        done = archive.run("seal", source)
        assert done.returncode == 1
        assert "kept reading" in done.stderr
    archive.call("keys", "rotate")
    assert archive.holds(*PLANTED) == []
    assert archive.rows("verify")[0]["result"] == "intact"


def test_a_recipient_opens_bytes_words_and_rows_and_they_are_those_of_the_log(archive):
    before = log_of(archive)
    done = archive.rows("seal", source_of(archive), "--to", str(ADA.to_public()))[0]
    sealed = [entry for entry in log_of(archive)[len(before) :] if entry.type == "seal"]
    assert len(sealed) == done["objects"]
    assert opened(archive, done["sealed_as"], ADA) == WITNESS.encode()
    assert done["sha256"] == sha256(WITNESS.encode()).hexdigest() == sealed[0].object
    words = {}
    for entry in sealed[1:]:
        data = opened(archive, entry.sealed_as, ADA)
        assert sha256(data).hexdigest() == entry.object
        said = parse_metadata(data)
        words[said["kind"]] = said
        if entry.row is not None:
            assert salted_digest(said["text"], salt=bytes.fromhex(said["row_salt"])) == entry.row
            assert entry.row in {one.row for one in before}
    assert IN_TITLE in words["acquisition"]["title"]
    assert {said["row"] for said in words.values() if said["kind"] == "row"} <= {"judgement", "publication"}


def named_in_log(archive) -> str:
    [meta] = [entry.meta for entry in log_of(archive) if entry.type == "key" and entry.meta]
    return meta


def recovery_of(archive) -> str:
    meta = named_in_log(archive)
    return parse_metadata((archive.root / f"archive/objects/sha256/{meta[:2]}/{meta}").read_bytes())["recipient"]


def test_the_log_says_how_many_can_open_it_and_not_who(archive):
    archive.call("seal", source_of(archive), "--to", str(ADA.to_public()))
    assert archive.holds(str(ADA.to_public())) == []
    meta = next(entry.meta for entry in log_of(archive) if entry.type == "seal" and entry.meta)
    said = parse_metadata((archive.root / f"archive/objects/sha256/{meta[:2]}/{meta}").read_bytes())
    assert said == {"kind": "seal", "recipients": 2, "recovery": sha256(recovery_of(archive).encode()).hexdigest()}


def test_the_other_sources_stay_as_they_are(archive):
    before = [row for row in archive.rows("sources") if row["id"] != source_of(archive)]
    archive.call("seal", source_of(archive))
    assert archive.rows("sources") == before
    assert [row["sources"] for row in archive.rows("incidents")] == [[before[0]["id"]]]
    assert archive.rows("search", "hospital")[0]["source"] == before[0]["id"]


def test_a_sealed_source_is_not_sealed_again(archive):
    source = source_of(archive)
    archive.call("seal", source)
    size = len(log_of(archive))
    done = archive.run("seal", source)
    assert done.returncode == 1
    assert "sealed already" in done.stderr
    assert len(log_of(archive)) == size


def test_the_same_bytes_do_not_come_back_by_an_ingest(archive, tmp_path):
    archive.call("seal", source_of(archive))
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / f"{IN_NAME}-copy.txt").write_text(WITNESS, encoding="utf-8")
    done = archive.run("ingest", tmp_path / "again", "--json")
    assert done.returncode == 1
    assert "sealed" in json.loads(done.stdout)["refused"][0]["reason"]
    assert archive.holds(*PLANTED) == []
    assert archive.rows("verify")[0]["result"] == "intact"


@pytest.mark.parametrize(
    "act", [("seal",), ("redact", "--words", "words.txt", "--by", "Ada Lind", "--reason", "asked")]
)
def test_nothing_is_sealed_without_a_recovery_key(program, tmp_path, act):
    for name, text in (("witness.txt", WITNESS), ("words.txt", f"{IN_TEXT}\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    source = program.rows("ingest", tmp_path / "witness.txt")[0]["sources"][0]
    command, *options = (tmp_path / word if word == "words.txt" else word for word in act)
    done = program.run(command, source, *options)
    assert done.returncode == 1
    assert "recovery new" in done.stderr
    assert program.holds(IN_TEXT)


@pytest.mark.parametrize("wrong", ["gone", "changed"])
def test_nothing_is_sealed_to_a_recovery_key_that_somebody_put_there(archive, wrong):
    meta = named_in_log(archive)
    path = archive.root / f"archive/objects/sha256/{meta[:2]}/{meta}"
    if wrong == "gone":
        path.unlink()
    else:
        path.chmod(0o600)
        path.write_bytes(path.read_bytes().replace(recovery_of(archive).encode(), str(ADA.to_public()).encode()))
    done = archive.run("seal", source_of(archive))
    assert done.returncode == 3
    assert meta in done.stderr
    assert archive.holds(IN_TEXT)


def test_what_is_no_recipient_is_refused_before_anything_is_done(archive, tmp_path):
    (tmp_path / "list").write_text(f"# two\n{ADA.to_public()}\nage1nobody\n")
    for wrong in (("--to", "age1nobody"), ("--to", str(ADA)), ("--to-file", tmp_path / "list")):
        done = archive.run("seal", source_of(archive), *wrong)
        assert done.returncode == 2
        assert "no recipient of age" in done.stderr
    assert archive.holds(IN_TEXT)


def test_damaged_bytes_are_not_sealed(archive):
    digest = sha256(WITNESS.encode()).hexdigest()
    path = archive.root / f"archive/objects/sha256/{digest[:2]}/{digest}"
    path.chmod(0o600)
    path.write_bytes(WITNESS.encode().replace(b"32", b"33"))
    size = len(log_of(archive))
    done = archive.run("seal", source_of(archive))
    assert done.returncode == 3
    assert "nothing was sealed" in done.stderr
    assert len(log_of(archive)) == size
    assert path.exists()


def test_a_changed_ciphertext_is_damage(archive):
    done = archive.rows("seal", source_of(archive))[0]
    path = archive.root / f"archive/objects/sha256/{done['sealed_as'][:2]}/{done['sealed_as']}"
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    found = archive.run("verify", "--json")
    assert found.returncode == 3
    assert json.loads(found.stdout)["problems"][0]["path"].endswith(done["sealed_as"])


def test_plaintext_that_somebody_puts_back_is_unexpected(archive):
    done = archive.rows("seal", source_of(archive))[0]
    path = archive.root / f"archive/objects/sha256/{done['sha256'][:2]}/{done['sha256']}"
    path.parent.mkdir(exist_ok=True)
    path.write_text(WITNESS, encoding="utf-8")
    found = archive.run("verify", "--json")
    assert found.returncode == 3
    assert json.loads(found.stdout)["problems"][0]["what"] == "unexpected"


def test_a_row_that_was_changed_without_a_seal_is_still_found(archive):
    archive.call("user", "add", "Bo Ern")
    other = next(row["id"] for row in archive.rows("sources") if row["id"] != source_of(archive))
    claim = archive.rows("claims", "--source", other)[0]["id"]
    archive.call("judge", claim, "accept", "--by", "Bo Ern", "--reason", "page 4")
    archive.call("seal", source_of(archive))
    database = archive.root / "record.sqlite3"
    data = database.read_bytes()
    database.write_bytes(data.replace(b"page 4", b"page 5"))
    assert archive.run("verify", "--json").returncode == 3


def settled(copy) -> None:
    """See that the next writer completes a seal that died, and that it is one thing or the other."""
    assert copy.rows("verify")[0]["result"] == "intact"
    copy.call("keys", "rotate")
    assert copy.rows("verify")[0]["result"] == "intact"
    sealed = [entry for entry in log_of(copy) if entry.type == "seal"]
    assert bool(copy.holds(*PLANTED)) != bool(sealed)
    if sealed:
        assert copy.run("seal", sealed[0].object).returncode == 1
    else:
        copy.call("seal", source_of(copy))
        assert copy.holds(*PLANTED) == []


def test_a_seal_that_dies_is_completed_by_the_next_writer_or_never_was(archive, tmp_path):
    source = source_of(archive)
    whole = archive.copied(tmp_path / "whole")
    code, changed = whole.killed_at(0, "seal", source)
    assert code == 0
    removals = [at for at, path in enumerate(changed, 1) if path.startswith("archive/objects")]
    checkpoint = [at for at, path in enumerate(changed, 1) if "checkpoint" in path]
    for count in sorted({*removals[:2], *checkpoint, len(changed) // 2, len(changed)}):
        copy = archive.copied(tmp_path / f"killed-{count}")
        assert copy.killed_at(count, "seal", source)[0] == 137
        settled(copy)
        shutil.rmtree(copy.root)


@pytest.mark.long
def test_a_seal_may_die_at_every_point(archive, tmp_path):
    source = source_of(archive)
    _, changed = archive.copied(tmp_path / "whole").killed_at(0, "seal", source)
    for count in range(1, len(changed) + 1):
        copy = archive.copied(tmp_path / f"killed-{count}")
        assert copy.killed_at(count, "seal", source)[0] == 137
        settled(copy)
        shutil.rmtree(copy.root)


def test_a_record_that_is_made_anew_from_the_log_knows_what_is_sealed(archive):
    source = source_of(archive)
    archive.call("seal", source)
    for name in ("record.sqlite3", "record.sqlite3-wal", "record.sqlite3-shm"):
        (archive.root / name).unlink(missing_ok=True)
    archive.call("init")
    archive.call("user", "add", "Ada Lind")
    archive.call("keys", "rotate")
    assert source not in {row["id"] for row in archive.rows("sources")}
    assert "sealed already" in archive.run("seal", source).stderr
    assert archive.holds(*PLANTED) == []
