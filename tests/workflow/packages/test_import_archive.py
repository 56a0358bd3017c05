"""What another archive exported comes in with its own log and signatures, or not at all; logs are never merged."""

import json
import shutil
from pathlib import Path

import pytest

from ledgerstone.errors import StorageError
from ledgerstone.evidence.preservation.committed import committed
from ledgerstone.evidence.preservation.foreign import foreign_logs, foreign_store
from ledgerstone.evidence.preservation.holdings import holdings
from ledgerstone.evidence.preservation.log.reading import current, entries
from ledgerstone.storage.data_directory import DataDirectory

LETTER = "On 3 May 1994 about 300 houses were burned in Velmar, a teacher said. Twelve people were injured.\n"
TELEGRAM = "NORVIK, 4 May 1994. At least 32 people were killed in Velmar on 3 May 1994, the hospital said.\n"
NURSE = "A nurse in Orlan said on 5 May 1994 that nine people were wounded in Velmar.\n"
CENTRE = "Norvik Documentation Centre"
FOLDER = "norvik-documentation-centre"


def bring(ours, folder: Path, known_as: str = CENTRE) -> dict:
    return ours.one("import", "archive", folder, "--as", known_as)


def refused(ours, folder: Path, code: int, known_as: str = CENTRE) -> str:
    """Refuse an archive, and leave ours as it was."""
    before = everything(ours)
    said = ours.run("import", "archive", folder, "--as", known_as, code=code).stderr
    assert everything(ours) == before
    return said


def everything(program) -> dict[str, bytes]:
    archive = program.data / "archive"
    return {str(path.relative_to(archive)): path.read_bytes() for path in archive.rglob("*") if path.is_file()}


def logged(program) -> list[dict]:
    return [row["entry"] for row in program.rows("log", "show")]


def test_sources_come_in_with_what_is_said_of_them_and_from_whom(prepared, copy, ours):
    done = bring(ours, copy)
    assert (done["ingested"], done["already_held"], done["sealed"], done["withheld"]) == (2, 0, 0, 0)
    rows = {row["sha256"]: row for row in ours.rows("sources")}
    assert rows.keys() == {row["sha256"] for row in prepared.rows("sources")}
    telegram = next(row for row in rows.values() if row["publisher"])
    assert telegram["publisher"] == "Norvik Bell"
    assert telegram["origin"] == f"{CENTRE}: found in a cellar"
    assert {row["status"] for row in rows.values()} == {"read"}
    assert {row["visibility"] for row in rows.values()} == {"desk"}
    assert ours.rows("search", "teacher") != []
    assert ours.verified()["result"] == "intact"


def test_the_foreign_log_lies_beside_ours_as_it_was(prepared, copy, ours):
    done = bring(ours, copy)
    log = copy / "archive" / "log"
    kept = ours.data / "archive" / "foreign" / FOLDER / "log"
    names = {str(path.relative_to(log)) for path in log.rglob("*") if path.is_file()}
    assert {str(path.relative_to(kept)) for path in kept.rglob("*") if path.is_file()} == names - {"checkpoint"}
    assert all((kept / name).read_bytes() == (log / name).read_bytes() for name in names - {"checkpoint"})
    assert done["key"] == logged(prepared)[0]["vkey"]
    assert logged(ours)[0]["vkey"] != done["key"]


def test_our_log_says_whence_each_source_came(prepared, copy, imported):
    ours_logged = logged(imported)
    assert [entry["type"] for entry in ours_logged[:4]] == ["key", "fixity check", "ingestion", "ingestion"]
    objects = imported.data / "archive" / "objects" / "sha256"
    checkpoint = ours_logged[1]["object"]
    assert (objects / checkpoint[:2] / checkpoint).read_bytes() == (copy / "archive/log/checkpoint").read_bytes()
    said = json.loads((objects / ours_logged[2]["meta"][:2] / ours_logged[2]["meta"]).read_bytes())
    there = logged(prepared)[said["archive_index"]]
    assert (said["object"], said["archive_meta"]) == (there["object"], there["meta"])
    assert (said["archive"], said["archive_checkpoint"]) == (CENTRE, checkpoint)
    assert (objects / there["meta"][:2] / there["meta"]).is_file()
    named = [entry["object"] for entry in ours_logged if "object" in entry]
    assert len(named) == len(set(named))


def test_the_same_archive_again_brings_what_is_new(theirs, copy, imported, export):
    ours, first = imported, copy
    size = len(logged(ours))
    again = bring(ours, first)
    assert (again["ingested"], again["already_held"], again["log_size"]) == (0, 2, size)
    theirs.ingest("nurse.txt", NURSE)
    done = bring(ours, export(theirs))
    assert (done["ingested"], done["already_held"]) == (1, 2)
    assert ours.verified()["result"] == "intact"
    older = ours.run("import", "archive", first, "--as", CENTRE)
    assert "older" in older.stderr
    assert ours.verified()["result"] == "intact"


def test_a_fork_of_a_known_history_is_refused(theirs, ours, export, tmp_path):
    fork = theirs.copied_to(tmp_path / "fork")
    theirs.ingest("nurse.txt", NURSE)
    bring(ours, export(theirs))
    for number in range(2):
        fork.ingest(f"{number}.txt", f"Another paper, number {number}.\n")
        assert "forked" in refused(ours, export(fork), 4)
    assert ours.verified()["result"] == "intact"


def test_an_archive_is_known_by_its_log_and_by_one_name(theirs, copy, imported, other, export):
    assert CENTRE in refused(imported, copy, 2, known_as="Another name")
    assert "nothing was imported" in refused(imported, export(other), 4)
    assert "our own" in refused(theirs, copy, 2)


def spoil(path: Path) -> None:
    """Change a file: of a checkpoint the size that it says, of anything else a bit in the middle."""
    path.chmod(0o600)
    data = bytearray(path.read_bytes())
    if b"\n\xe2\x80\x94 " in data:
        data[data.index(b"\n") + 1] += 1
    else:
        data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("archive/objects/sha256/*/*", 3),
        ("archive/log/checkpoint", 3),
        ("archive/log/checkpoints/3", 4),
        ("archive/log/tile/entries/000.p/*", 4),
        ("archive/log/tile/0/000.p/*", 3),
        ("archive/log/keys/*", 3),
    ],
)
def test_a_damaged_archive_is_refused_and_nothing_is_imported(copy, ours, pattern, code):
    spoil(next(copy.glob(pattern)))
    assert "nothing was imported" in refused(ours, copy, code)


@pytest.mark.parametrize("name", ["archive/log/tile/0/000.p/3", "archive/extra", "archive/objects/sha256/ab/cd"])
def test_an_archive_with_something_missing_or_put_there_is_refused(copy, ours, name):
    path = copy / name
    if path.exists():
        path.unlink()
    else:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"put there")
    assert "nothing was imported" in refused(ours, copy, 3)


def test_a_folder_without_an_archive_is_refused(ours, tmp_path):
    assert "no archive" in refused(ours, tmp_path / "nothing", 2)
    ours.run("import", "archive", tmp_path, code=2)
    ours.run("import", "archive", tmp_path, "--as", " ", code=2)


def test_what_is_sealed_there_stays_sealed(sealed, ours, export):
    copy = export(sealed)
    done = bring(ours, copy)
    assert (done["ingested"], done["sealed"]) == (2, 1)
    assert ours.verified()["result"] == "intact"
    every = b"".join(path.read_bytes() for path in ours.data.rglob("*") if path.is_file())
    assert b"At least 32" in every
    assert not any(word in every for word in (b"houses", b"=A letter"))
    assert len(ours.rows("sources")) == 1
    assert bring(ours, copy)["ingested"] == 0


def test_what_we_sealed_does_not_come_back(other, sealed, export):
    other.ingest("letter.txt", LETTER)
    other.ingest("nurse.txt", NURSE)
    done = bring(sealed, export(other))
    assert (done["ingested"], done["withheld"]) == (1, 1)
    every = b"".join(path.read_bytes() for path in sealed.data.rglob("*") if path.is_file())
    assert b"houses" not in every
    assert sealed.verified()["result"] == "intact"


def test_a_source_that_we_hold_gets_a_second_acquisition(copy, ours):
    ours.ingest("again.txt", TELEGRAM)
    done = bring(ours, copy)
    assert (done["ingested"], done["already_held"]) == (1, 1)
    telegram = ours.one("source", next(row["id"] for row in ours.rows("sources") if row["publisher"]))
    assert [one["path"] for one in telegram["acquisitions"]] == ["again.txt", "telegram.txt"]


def test_logs_that_the_other_archive_keeps_come_along(prepared, imported, other, export):
    ours = other
    done = bring(ours, export(imported), "Middle")
    assert done["ingested"] == 2
    nested = ours.data / "archive" / "foreign" / "middle" / "foreign" / FOLDER / "log" / "checkpoints" / "3"
    assert nested.read_bytes() == (prepared.data / "archive" / "log" / "checkpoints" / "3").read_bytes()
    assert ours.verified()["result"] == "intact"
    spoil(nested)
    assert str(nested.relative_to(ours.data / "archive")) in {
        problem["path"] for problem in ours.verified(code=4)["problems"]
    }


@pytest.mark.parametrize(
    ("name", "code"), [("checkpoints/3", 4), ("checkpoints/1", 4), ("tile/0/000.p/3", 3), ("tile/entries/000.p/3", 4)]
)
def test_verify_is_as_strict_about_a_foreign_log_as_about_ours(imported, name, code):
    path = imported.data / "archive" / "foreign" / FOLDER / "log" / name
    whole = path.read_bytes()
    path.unlink()
    assert {one["path"].startswith(f"foreign/{FOLDER}/log/") for one in imported.verified(code=3)["problems"]} == {True}
    path.write_bytes(whole)
    spoil(path)
    imported.run("verify", "--quick", code=code)
    path.write_bytes(whole)
    assert imported.verified()["result"] == "intact"


def test_verify_finds_a_foreign_log_that_is_gone_or_was_put_there(imported):
    foreign = imported.data / "archive" / "foreign"
    shutil.copytree(foreign / FOLDER, foreign / "somebody")
    assert {one["path"] for one in imported.verified(code=3)["problems"]} == {"foreign/somebody/"}
    shutil.rmtree(foreign)
    assert imported.verified(code=3)["problems"]


def test_a_crash_before_our_commit_leaves_nothing_of_the_foreign_log(imported, theirs, export):
    theirs.ingest("nurse.txt", NURSE)
    directory = DataDirectory(imported.data)
    store = directory.store()
    size = current(store).checkpoint.size
    view = foreign_store(store, foreign_logs(store, holdings(entries(store)))[0])
    view.put_once("log/checkpoints/5", [b"begun on"])
    store.sync()
    assert imported.verified()["result"] == "intact"
    held = committed(store, size)
    assert held(f"foreign/{FOLDER}/log/checkpoints/3")
    assert not held(f"foreign/{FOLDER}/log/checkpoints/5")
    assert not held("foreign/somebody/log/checkpoints/3")
    bring(imported, export(theirs))
    assert imported.verified()["result"] == "intact"


def test_nothing_of_a_foreign_log_is_ever_replaced(imported):
    store = DataDirectory(imported.data).store()
    view = foreign_store(store, foreign_logs(store, holdings(entries(store)))[0])
    with pytest.raises(StorageError, match="never replaced"):
        view.replace_if("log/checkpoint", None, b"")
