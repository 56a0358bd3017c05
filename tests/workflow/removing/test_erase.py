"""What a person asked to have erased is gone in every form, and the receipt says so without saying what it was."""

import json
import re
import shutil
from hashlib import sha256

import pytest

from ledgerstone.evidence.preservation.log.reading import entries
from ledgerstone.evidence.preservation.metadata import parse_metadata, salted_digest
from ledgerstone.storage.disk import DiskStore
from ledgerstone.workflow.regroup import SMALL

REQUEST = "the letter of Vonnegrad, 3 May 2031"
INDEXES = {"incidents.sqlite3", "copies.sqlite3", "search.sqlite3"}
BY = ("--by", "Ada Lind", "--request", REQUEST)


def log_of(program) -> list:
    return [entry for _, entry in entries(DiskStore(program.root / "archive"))]


def content(program, digest: str) -> bytes:
    return (program.root / f"archive/objects/sha256/{digest[:2]}/{digest}").read_bytes()


@pytest.fixture
def words(tmp_path, papers):
    made = tmp_path / "words.txt"
    made.write_text(f"{papers.in_text}\n{papers.in_place}\n{papers.far}\n", encoding="utf-8")
    return made


def other_source(program, papers) -> str:
    return next(row["id"] for row in program.rows("sources") if row["id"] != papers.source_of(program))


def test_no_word_of_what_was_erased_is_left_and_the_archive_is_intact(archive, papers):
    assert [word for word in papers.everywhere if not archive.holds(word)] == []
    receipt = archive.rows("erase", papers.source_of(archive), *BY)[0]
    assert archive.holds(*papers.everywhere, "Vonnegrad") == []
    found = archive.rows("verify")[0]
    assert (found["result"], found["problems"]) == ("intact", [])
    assert len(receipt["sources"]) == 1
    assert receipt["redactions"] == 0


def files_with(program, word: str) -> set[str]:
    return {path.name for path in (program.root / "index").iterdir() if word.encode() in path.read_bytes()}


def test_nothing_is_left_in_the_indexes_of_an_archive_of_many_papers(archive, papers, tmp_path):
    for number in range(SMALL + 1):
        words = f"On {1 + number % 28} March 1931 {number + 3} people were killed at the mill of Tarvel, he said.\n"
        pile = tmp_path / ("pile" if number < SMALL else "one more")
        pile.mkdir(exist_ok=True)
        (pile / f"{number}.txt").write_text(words, encoding="utf-8")
    # The indexes are made by the first paper that comes to many.
    for pile in ("pile", "one more"):
        archive.call("ingest", tmp_path / pile)
    source = papers.source_of(archive)
    assert files_with(archive, source) >= INDEXES
    archive.call("erase", source, *BY)
    assert archive.holds(*papers.everywhere) == []
    assert files_with(archive, source) == set()
    assert {path.name for path in (archive.root / "index").iterdir()} >= INDEXES
    assert archive.rows("verify")[0]["result"] == "intact"


def test_the_receipt_names_nobody_and_nothing(archive, papers, tmp_path):
    source = papers.source_of(archive)
    digest = sha256(papers.witness.encode()).hexdigest()
    archive.call("export", "bag", source, "--out", tmp_path / "for-zephyrandor", "--to", f"lawyer of {papers.in_text}")
    done = archive.run("erase", source, *BY, "--out", tmp_path / "receipt.json")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "receipt.json").read_text(encoding="utf-8")
    receipt = json.loads(text)
    names = (*papers.everywhere, "Vonnegrad", "Ada Lind", "zephyrandor", "lawyer", source, digest, papers.in_name)
    assert not [name for name in names if name.casefold() in text.casefold()]
    assert set(receipt) == {
        "kind",
        "time",
        "entry",
        "entries",
        "sources",
        "redactions",
        "objects",
        "decisions",
        "exports",
        "request",
        "request_salt",
        "packages",
        "checkpoint",
    }
    assert "for-zephyrandor" in done.stderr
    assert f"lawyer of {papers.in_text}" in done.stderr


def test_custodian_and_person_can_hold_the_receipt_against_the_log(archive, papers):
    source = papers.source_of(archive)
    receipt = archive.rows("erase", source, *BY)[0]
    log = log_of(archive)
    act, [erased] = log[receipt["entry"]], receipt["sources"]
    assert (act.type, act.object, act.time) == ("deaccession", None, receipt["time"])
    salt = bytes.fromhex(json.loads(content(archive, act.meta))["salt"])
    assert parse_metadata(content(archive, act.meta)) == {"kind": "erasure", "sources": 1, "redactions": 0}
    digest = sha256(papers.witness.encode()).hexdigest()
    assert log[erased["entry"]].object == digest
    assert erased["digest"] == salted_digest(digest, salt=salt)
    assert act.reason == receipt["request"]
    assert receipt["request"] == salted_digest(REQUEST, salt=bytes.fromhex(receipt["request_salt"]))
    assert receipt["checkpoint"] == (archive.root / "archive/log/checkpoint").read_text(encoding="utf-8")
    assert [entry.type for entry in log[receipt["entry"] :]] == ["deaccession"] * receipt["entries"]
    assert len(log) == receipt["entry"] + receipt["entries"]


def test_redactions_and_ciphertexts_go_too(archive, papers, words):
    source = papers.source_of(archive)
    before = set(DiskStore(archive.root / "archive").list("objects/"))
    first = archive.rows("redact", source, "--words", words, "--by", "Ada Lind", "--reason", "Vonnegrad asked")[0]
    place = f"0-{len('VELMAR')}"
    second = archive.rows("redact", first["source"], "--passages", place, "--by", "Ada Lind", "--reason", "more")[0]
    receipt = archive.rows("erase", source, *BY)[0]
    assert (len(receipt["sources"]), receipt["redactions"]) == (3, 2)
    left = set(DiskStore(archive.root / "archive").list("objects/")) - before
    kinds = [parse_metadata((archive.root / "archive" / key).read_bytes())["kind"] for key in left]
    assert kinds == ["erasure"]
    assert archive.holds("houses burn") == []
    assert second["source"] not in {row["id"] for row in archive.rows("sources")}
    assert archive.rows("search", "houses burn") == []
    assert archive.rows("verify")[0]["result"] == "intact"


def test_an_erased_redaction_tells_that_its_original_is_still_sealed_here(archive, papers, words):
    source = papers.source_of(archive)
    made = archive.rows("redact", source, "--words", words, "--by", "Ada Lind", "--reason", "minors")[0]
    done = archive.run("erase", made["source"], *BY, "--json")
    assert source in done.stderr
    assert len(json.loads(done.stdout)["sources"]) == 1
    receipt = archive.rows("erase", source, *BY)[0]
    assert len(receipt["sources"]) == 2
    assert archive.rows("verify")[0]["result"] == "intact"


def test_packages_that_hold_it_are_listed_and_others_are_not(archive, papers, tmp_path):
    source, other = papers.source_of(archive), other_source(archive, papers)
    archive.call("export", "bag", other, "--out", tmp_path / "other-bag")
    archive.call("export", "bag", source, "--out", tmp_path / "their-bag", "--to", "district court")
    archive.call("export", "archive", "--out", tmp_path / "copy", "--to", "the other house")
    left = [at for at, entry in enumerate(log_of(archive)) if entry.type == "disclosure"]
    done = archive.run("erase", source, *BY, "--json")
    packages = json.loads(done.stdout)["packages"]
    assert [(one["entry"], one["kind"]) for one in packages] == [(left[1], "bag"), (left[2], "archive")]
    assert "district court" in done.stderr
    assert "other-bag" not in done.stderr


def test_exports_in_the_data_directory_go_and_nothing_else_there(archive, papers):
    source, other = papers.source_of(archive), other_source(archive, papers)
    exports = archive.root / "exports"
    exports.mkdir()
    archive.call("export", "bag", source, "--out", exports / "bag")
    archive.call("export", "bag", other, "--out", exports / "other-bag")
    archive.call("export", "archive", "--out", exports / "copy")
    for kind in ("claims", "sources", "annotations", "incidents"):
        (exports / f"{kind}.txt").write_text(archive.call("export", kind, "--for", "desk"), encoding="utf-8")
    (exports / "account.json").write_text(archive.call("account", archive.rows("incidents")[0]["id"], "--json"))
    (exports / "notes.txt").write_text("bring the stamps\n")
    (exports / "linked").symlink_to("/etc/hostname")
    assert len(archive.holds(papers.in_text)) > 5
    receipt = archive.rows("erase", source, *BY)[0]
    assert archive.holds(*papers.everywhere) == []
    assert sorted(path.name for path in exports.iterdir()) == ["linked", "notes.txt", "other-bag"]
    assert receipt["exports"] == 7
    assert (archive.root / "exports/other-bag/bagit.txt").is_file()
    assert archive.rows("verify")[0]["result"] == "intact"


def test_decisions_that_may_quote_it_lose_their_words_and_stay_decisions(archive, papers, words, tmp_path):
    source = papers.source_of(archive)
    incident = next(row["id"] for row in archive.rows("incidents") if source in row["sources"])
    claim = archive.rows("claims", "--source", other_source(archive, papers))[0]["id"]
    archive.call("judge", incident, "accept", "--by", "Ada Lind", "--reason", "Kestrelby was there with the witness")
    archive.call("judge", claim, "accept", "--by", "Ada Lind", "--reason", f"as {papers.in_text.upper()} says")
    archive.call("judge", claim, "reject", "--by", "Ada Lind", "--reason", "Brackenmoor says otherwise")
    (tmp_path / "pile").mkdir()
    (tmp_path / "pile" / f"{papers.in_name}.txt").symlink_to("/dev/null")
    archive.run("ingest", tmp_path / "pile")
    receipt = archive.rows("erase", source, "--words", words, *BY)[0]
    assert archive.holds(*papers.everywhere, "Kestrelby") == []
    assert archive.holds("Brackenmoor")
    assert receipt["decisions"] >= 4
    assert archive.rows("verify")[0]["result"] == "intact"
    assert archive.rows("claims", "--source", other_source_left(archive))[0]["status"] == "rejected"


def other_source_left(program) -> str:
    return program.rows("sources")[0]["id"]


def test_sources_with_the_same_words_are_told(archive, papers, words, tmp_path):
    (tmp_path / "third.txt").write_text(f"NORVIK, 6 May 1994. {papers.in_text.title()} was heard.\n", encoding="utf-8")
    (tmp_path / "copied.txt").write_text(papers.witness.replace("32", "33"), encoding="utf-8")
    third = archive.rows("ingest", tmp_path / "third.txt")[0]["sources"][0]
    copied = archive.rows("ingest", tmp_path / "copied.txt")[0]["sources"][0]
    assert archive.rows("copies")
    done = archive.run("erase", papers.source_of(archive), "--words", words, *BY)
    repeating, standing = (line for line in done.stderr.splitlines() if "repeat" in line or "still stand" in line)
    assert copied in repeating
    assert set(re.findall(r"s[0-9a-f]{12}", standing)) == {third, copied}


def test_what_was_removed_before_can_be_erased_for_the_receipt(archive, papers, tmp_path):
    source = papers.source_of(archive)
    archive.call("export", "bag", source, "--out", tmp_path / "bag")
    archive.call("deaccession", source, "--by", "Ada Lind", "--reason", "Vonnegrad asked for it")
    receipt = archive.rows("erase", source, *BY)[0]
    assert len(receipt["packages"]) == 1
    assert archive.holds("Vonnegrad") == [], "the reason of the deaccession is gone with it"
    again = archive.rows("erase", source, *BY)[0]
    assert again["objects"] == 0
    salt = json.loads(content(archive, log_of(archive)[receipt["entry"]].meta))["salt"]
    digest = sha256(papers.witness.encode()).hexdigest()
    assert receipt["sources"][0]["digest"] == salted_digest(digest, salt=bytes.fromhex(salt)), "still to be checked"
    assert archive.rows("verify")[0]["result"] == "intact"


def test_what_was_erased_comes_in_again_only_where_somebody_asks_for_that(archive, papers, tmp_path):
    archive.call("erase", papers.source_of(archive), *BY)
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / f"{papers.in_name}.txt").write_text(papers.witness, encoding="utf-8")
    done = archive.run("ingest", tmp_path / "again", "--json")
    assert done.returncode == 1
    assert "--again" in json.loads(done.stdout)["refused"][0]["reason"]
    assert archive.holds(*papers.everywhere) == []


@pytest.mark.parametrize(
    ("change", "ending"),
    [
        ({"id": "s000000000000"}, (1, "no source")),
        ({"id": "claim"}, (2, "is a claim")),
        ({"by": "Nobody"}, (1, "no user")),
        ({"request": "\t"}, (2, "--request")),
        ({"words": "...\n"}, (2, "line 1")),
        ({"out": "there.json"}, (2, "nothing was erased")),
        ({"out": "nowhere/receipt.json"}, (2, "nothing was erased")),
        ({"out": "data/archive/receipt.json"}, (2, "nothing was erased")),
    ],
)
def test_what_cannot_be_erased_is_refused_before_anything_is_done(archive, papers, tmp_path, change, ending):
    source, other = papers.source_of(archive), other_source(archive, papers)
    claim = archive.rows("claims", "--source", source)[0]["id"]
    (tmp_path / "there.json").write_text("")
    (tmp_path / "list").write_text(change.get("words", ""))
    asked = change.get("id", source)
    options = ["--by", change.get("by", "Ada Lind"), "--request", change.get("request", REQUEST)]
    options += ["--words", tmp_path / "list"]
    options += ["--out", tmp_path / change["out"]] if "out" in change else []
    size = len(log_of(archive))
    done = archive.run("erase", other, claim if asked == "claim" else asked, *options)
    assert done.returncode == ending[0]
    assert ending[1] in done.stderr
    assert len(log_of(archive)) == size
    assert archive.holds(papers.in_text, papers.in_title)
    assert archive.rows("verify")[0]["result"] == "intact"


def test_an_erasure_that_dies_is_completed_by_the_next_writer_and_run_again_for_its_receipt(archive, papers, tmp_path):
    source = papers.source_of(archive)
    code, changed = archive.copied(tmp_path / "whole").killed_at(0, "erase", source, *BY)
    assert code == 0
    removals = [at for at, path in enumerate(changed, 1) if path.startswith("archive/objects")]
    checkpoint = [at for at, path in enumerate(changed, 1) if "checkpoint" in path]
    for count in sorted({*removals[:2], *checkpoint, len(changed) // 2, len(changed)}):
        copy = archive.copied(tmp_path / f"killed-{count}")
        assert copy.killed_at(count, "erase", source, *BY)[0] == 137
        assert copy.rows("verify")[0]["result"] == "intact"
        copy.call("keys", "rotate")
        assert copy.rows("verify")[0]["result"] == "intact"
        erased = [entry for entry in log_of(copy) if entry.type == "deaccession"]
        assert bool(copy.holds(*papers.everywhere)) != bool(erased)
        copy.call("erase", source, *BY)
        assert copy.holds(*papers.everywhere) == []
        shutil.rmtree(copy.root)
