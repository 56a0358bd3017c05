"""An archive that leaves verifies on its own and opens as an archive, signs nothing, and the log says that it left."""

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.packages.packages import PackageKind, packages_holding

LETTER = "On 3 May 1994 about 300 houses were burned in Velmar, a teacher said. Twelve people were injured.\n"
TELEGRAM = "NORVIK, 4 May 1994. At least 32 people were killed in Velmar on 3 May 1994, the hospital said.\n"


@pytest.fixture(scope="session")
def copy(prepared, prepared_copy):
    """Give the copy as an archive of its own."""
    return type(prepared)(prepared_copy)


def test_the_copy_verifies_on_its_own_with_its_record(export, theirs):
    found, own = type(theirs)(export(theirs)).verified(), theirs.verified()
    assert found["result"] == own["result"] == "intact"
    assert found["entries"] == own["entries"] - 1
    assert theirs.rows("log", "show")[-1]["entry"]["type"] == "disclosure"


def test_the_copy_continues_into_the_archive(export, theirs):
    kept = export(theirs) / "archive" / "log" / "checkpoint"
    assert theirs.one("verify", "--against", kept)["result"] == "intact"


@pytest.mark.parametrize("asked", [("sources",), ("incidents",), ("search", "Velmar"), ("claims",)])
def test_the_copy_opens_as_an_archive(copy, prepared, asked):
    assert copy.rows(*asked) == prepared.rows(*asked) != []


def test_the_copy_tells_an_account(copy, prepared):
    incident = prepared.rows("incidents")[0]["id"]
    assert copy.one("account", incident) == prepared.one("account", incident)


def test_no_private_key_leaves(prepared, export, theirs):
    copy = type(prepared)(export(theirs))
    assert not (copy.data / "keys").exists()
    secrets = [path.read_bytes() for path in (theirs.data / "keys").iterdir()]
    assert len(secrets) == 2
    every = b"".join(path.read_bytes() for path in copy.data.rglob("*") if path.is_file())
    assert not any(secret.strip() in every for secret in secrets)


def test_the_copy_takes_nothing_in_because_it_has_no_key(prepared, export, theirs, tmp_path):
    copy = type(prepared)(export(theirs))
    paper = tmp_path / "paper.txt"
    paper.write_text("One more.\n", encoding="utf-8")
    assert "no private key" in copy.run("ingest", paper, code=1).stderr
    assert copy.verified()["result"] == "intact"


def test_the_record_of_a_copy_is_one_file_that_can_lie_on_a_medium_without_writing(theirs, export):
    with closing(sqlite3.connect(export(theirs) / "record.sqlite3")) as record:
        assert record.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert record.execute("SELECT count(*) FROM record_source").fetchone() == (2,)


def test_a_damaged_archive_does_not_leave(theirs, tmp_path):
    objects = (theirs.data / "archive" / "objects").rglob("*")
    damaged = next(path for path in objects if path.stat().st_size == len(TELEGRAM))
    damaged.chmod(0o600)
    damaged.write_bytes(b"?" * len(TELEGRAM))
    theirs.run("export", "archive", "--out", tmp_path / "copy", code=3)
    damaged.unlink()
    assert theirs.run("export", "archive", "--out", tmp_path / "copy", code=1).stderr
    assert not list(tmp_path.glob("copy*"))


def test_an_archive_with_an_edited_log_does_not_leave(theirs, tmp_path):
    tile = next((theirs.data / "archive" / "log" / "tile" / "0").rglob("3"))
    tile.chmod(0o600)
    data = bytearray(tile.read_bytes())
    data[0] ^= 1
    tile.write_bytes(data)
    assert theirs.run("export", "archive", "--out", tmp_path / "copy", code=3).returncode
    assert not list(tmp_path.glob("copy*"))


def test_what_is_sealed_leaves_as_ciphertext(sealed, export):
    copy = type(sealed)(export(sealed))
    assert copy.verified()["result"] == "intact"
    every = b"".join(path.read_bytes() for path in copy.data.rglob("*") if path.is_file())
    assert b"At least 32" in every
    assert not any(word in every for word in (b"houses", b"=A letter"))


def test_an_archive_leaves_whole(theirs, tmp_path):
    source = theirs.rows("sources")[0]["id"]
    assert "leaves whole" in theirs.run("export", "archive", "--out", tmp_path / "copy", source, code=2).stderr


def test_an_interrupted_run_left_a_folder_that_says_so(theirs, tmp_path):
    (tmp_path / "copy.partial").mkdir()
    assert "interrupted" in theirs.run("export", "archive", "--out", tmp_path / "copy", code=2).stderr
    assert (tmp_path / "copy.partial").is_dir()


def test_an_erasure_can_list_the_packages_that_hold_a_source(theirs, tmp_path):
    telegram = next(row["id"] for row in theirs.rows("sources") if row["publisher"])
    letter = next(row["id"] for row in theirs.rows("sources") if not row["publisher"])
    theirs.run("export", "bag", "--out", tmp_path / "for the court", telegram, "--to", "a court")
    theirs.run("export", "archive", "--out", tmp_path / "week 7")
    nurse = theirs.ingest("nurse.txt", "A nurse in Orlan said on 5 May 1994 that nine people were wounded.\n")
    theirs.run("export", "bag", "--out", tmp_path / "all")
    store = DataDirectory(theirs.data).store()

    def holding(source: str) -> list[tuple[PackageKind, str, str | None]]:
        return [(one.kind, one.folder, one.to) for one in packages_holding(store, source)]

    court = (PackageKind.BAG, "for the court", "a court")
    week, every = (PackageKind.ARCHIVE, "week 7", None), (PackageKind.BAG, "all", None)
    assert holding(telegram) == [court, week, every]
    assert holding(letter) == [week, every]
    assert holding(nurse) == [every]
    assert holding("sffffffffffff") == []


def test_the_log_itself_names_nobody_whom_a_package_was_for(theirs, tmp_path):
    theirs.run("export", "bag", "--out", tmp_path / "for Ada Lind", "--to", "Ada Lind")
    entry = theirs.rows("log", "show")[-1]["entry"]
    assert set(entry) <= {"agent", "first", "meta", "time", "type", "v"}
    assert "Ada" not in json.dumps(entry)
    said = Path(theirs.data / "archive" / "objects" / "sha256" / entry["meta"][:2] / entry["meta"]).read_bytes()
    assert hashlib.sha256(said).hexdigest() == entry["meta"]
    assert json.loads(said)["to"] == "Ada Lind"
