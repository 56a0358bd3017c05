"""A disclosure opens what is sealed for a named person, outside the archive, and is logged before it is done."""

import pyrage
import pytest

from ledgerstone.evidence.preservation.log.reading import entries
from ledgerstone.evidence.preservation.metadata import parse_metadata, salted_digest
from ledgerstone.storage.disk import DiskStore

WITNESS = "Words of a witness, sealed: Quillonimyth.\n"
REASON = "the court of Velmar ordered Ostrelandor"
ADA = pyrage.x25519.Identity.generate()
BY = ("--by", "Ada Lind", "--reason", REASON)


@pytest.fixture
def key(tmp_path):
    path = tmp_path / "key.txt"
    path.write_text(f"# a key\n{ADA}\n")
    return path


@pytest.fixture
def shares(program, tmp_path) -> list:
    (tmp_path / "stick").mkdir()
    program.call("recovery", "new", "--shares", "3", "--threshold", "2", "--out-dir", tmp_path / "stick")
    return [part for path in sorted((tmp_path / "stick").iterdir())[:2] for part in ("--share", path)]


@pytest.fixture
def sealed(program, shares, tmp_path) -> dict:
    assert shares
    (tmp_path / "a.txt").write_text(WITNESS)
    source = program.rows("ingest", tmp_path / "a.txt")[0]["sources"][0]
    return program.rows("seal", source, "--to", str(ADA.to_public()))[0]


def log_of(program) -> list:
    return [entry for _, entry in entries(DiskStore(program.root / "archive"))]


def test_a_recipient_gets_the_bytes_and_the_log_says_so(program, sealed, key, tmp_path):
    out = tmp_path / "plain.txt"
    done = program.rows("disclose", sealed["source"], "--identity", key, "--out", out, *BY)[0]
    assert out.read_text() == WITNESS
    assert out.stat().st_mode & 0o777 == 0o600
    assert (done["sha256"], done["size"]) == (sealed["sha256"], len(WITNESS))
    disclosure = next(entry for entry in log_of(program) if entry.type == "disclosure")
    assert disclosure.object == sealed["sha256"]
    assert disclosure.agent != log_of(program)[0].agent
    assert program.holds("Quillonimyth", "Ostrelandor") == []
    assert program.rows("verify")[0]["result"] == "intact"


def test_the_recovery_key_opens_bytes_and_the_reason_of_an_earlier_disclosure(program, sealed, shares, key, tmp_path):
    program.call("disclose", sealed["source"], "--identity", key, "--out", tmp_path / "1", *BY)
    program.call("disclose", sealed["sha256"], *shares, "--out", tmp_path / "2", *BY)
    assert (tmp_path / "2").read_text() == WITNESS
    first = next(entry for entry in log_of(program) if entry.type == "disclosure")
    program.call("disclose", first.meta, *shares, "--out", tmp_path / "3", *BY)
    data = (tmp_path / "3").read_bytes()
    said = parse_metadata(data)
    assert said == {"kind": "disclosure", "object": sealed["sha256"], "reason": REASON}
    salt = bytes.fromhex(data.decode().partition('"salt":"')[2][:64])
    assert salted_digest(REASON, salt=salt) == first.reason
    # A recipient of the source is no recipient of the reason.
    refused = program.run("disclose", first.meta, "--identity", key, "--out", tmp_path / "4", *BY)
    assert refused.returncode == 2


def test_how_the_bytes_came_in_is_disclosed_by_the_digest_that_the_log_names(program, sealed, key, tmp_path):
    meta = next(entry.meta for entry in log_of(program) if entry.type == "ingestion")
    program.call("disclose", meta, "--identity", key, "--out", tmp_path / "said", *BY)
    assert parse_metadata((tmp_path / "said").read_bytes())["object"] == sealed["sha256"]


def refused(program, size: int, out, *arguments, code: int, because: str) -> None:
    done = program.run("disclose", *arguments, "--out", out, *BY)
    assert (done.returncode, because in done.stderr) == (code, True), done.stderr
    assert len(log_of(program)) == size
    assert not out.exists()


def test_what_is_refused_is_neither_written_nor_logged(program, sealed, shares, key, tmp_path):
    size, out = len(log_of(program)), tmp_path / "plain"
    other = tmp_path / "other.txt"
    other.write_text(f"{pyrage.x25519.Identity.generate()}\n")
    source = sealed["source"]
    refused(program, size, out, source, "--identity", other, code=2, because="cannot be opened with this key")
    refused(program, size, out, source, *shares[:2], code=2, because="too few")
    refused(program, size, out, source, code=2, because="--identity")
    refused(program, size, out, source, "--identity", key, *shares, code=2, because="--identity")
    refused(program, size, out, "0" * 64, "--identity", key, code=1, because="is not sealed")
    inside = program.root / "tmp/plain"
    refused(program, size, inside, source, "--identity", key, code=2, because="within the archive")
    (tmp_path / "empty").write_text("# nothing\n")
    refused(program, size, out, source, "--identity", tmp_path / "empty", code=2, because="no identity")


def test_a_file_that_is_there_is_not_overwritten(program, sealed, key, tmp_path):
    out = tmp_path / "plain"
    out.write_text("mine")
    done = program.run("disclose", sealed["source"], "--identity", key, "--out", out, *BY)
    assert done.returncode == 2
    assert out.read_text() == "mine"


def test_nobody_unknown_discloses(program, sealed, key, tmp_path):
    done = program.run(
        "disclose", sealed["source"], "--identity", key, "--out", tmp_path / "x", "--by", "Nobody", "--reason", "none"
    )
    assert done.returncode == 1
    assert "no user" in done.stderr


def test_a_changed_ciphertext_is_not_disclosed(program, sealed, key, tmp_path):
    cipher = sealed["sealed_as"]
    path = program.root / f"archive/objects/sha256/{cipher[:2]}/{cipher}"
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    size = len(log_of(program))
    refused(program, size, tmp_path / "x", sealed["source"], "--identity", key, code=2, because="run `verify`")


def test_what_was_removed_is_said_to_be_removed(program, sealed, key, tmp_path):
    program.call("deaccession", sealed["source"], *BY)
    done = program.run("disclose", sealed["sha256"], "--identity", key, "--out", tmp_path / "plain", *BY)
    assert done.returncode == 1
    assert "removed from this archive" in done.stderr
    assert not (tmp_path / "plain").exists()
