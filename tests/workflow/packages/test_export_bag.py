"""A bag that leaves is a bag to everybody, proves what it holds, and holds nothing readable of what is sealed."""

import csv
import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import bagit
import pytest

LETTER = "On 3 May 1994 about 300 houses were burned in Velmar, a teacher said. Twelve people were injured.\n"
TELEGRAM = "NORVIK, 4 May 1994. At least 32 people were killed in Velmar on 3 May 1994, the hospital said.\n"


def lines(bag: Path) -> list[dict]:
    return [json.loads(line) for line in (bag / "data" / "metadata.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="session")
def bag(prepared, tmp_path_factory) -> Path:
    """Give a bag of all sources, not to be changed."""
    program = prepared.copied_to(tmp_path_factory.mktemp("bag") / "data")
    out = program.data.with_name("bag")
    done = program.one("export", "bag", "--out", out, "--to", "a court")
    assert (done["sources"], done["sealed"], done["log_size"]) == (2, 0, 3)
    return out


@pytest.fixture
def copy(bag, tmp_path) -> Path:
    """Give a copy of that bag."""
    return Path(shutil.copytree(bag, tmp_path / "copy"))


def report(program, path: Path, code: int = 0) -> dict:
    return program.one("export", "bag", "--check", path, code=code)


def test_the_bag_is_one_to_the_library_of_congress(bag):
    found = bagit.Bag(str(bag))
    found.validate()
    assert found.version_info == (1, 0)
    assert found.is_valid()


def test_the_sources_are_in_it_byte_for_byte_under_names_of_ours(bag):
    held = {line["sha256"]: bag / line["file"] for line in lines(bag)}
    assert {path.read_text(encoding="utf-8") for path in held.values()} == {LETTER, TELEGRAM}
    assert all(hashlib.sha256(path.read_bytes()).hexdigest() == sha256 for sha256, path in held.items())
    assert all(not set("%\n\u202e/\\") & set(path.name) for path in held.values())
    assert {path.suffix for path in held.values()} == {".txt"}


def test_the_list_says_what_the_record_says(bag):
    telegram = next(line for line in lines(bag) if line["size"] == len(TELEGRAM))
    assert (telegram["publisher"], telegram["origin"]) == ("Norvik Bell", "found in a cellar")
    said = json.loads((bag / telegram["said"][0]).read_bytes())
    assert (said["path"], said["publisher"]) == ("telegram.txt", "Norvik Bell")
    entry = json.loads((bag / "ledgerstone" / "entries" / f"{telegram['entries'][0]}.json").read_bytes())
    assert entry["object"] == telegram["sha256"]
    assert entry["meta"] in telegram["said"][0]


def test_a_receiver_without_an_archive_checks_bag_and_proofs(bag, tmp_path, prepared):
    elsewhere = type(prepared)(tmp_path / "nothing")
    found = report(elsewhere, bag)
    assert found["valid"]
    assert found["warnings"] == []
    assert found["membership"]["proven"] == 2
    shown = json.loads(prepared.run("log", "show", "--json").stdout.splitlines()[0])
    assert found["membership"]["keys"] == [shown["entry"]["vkey"]]


def by_the_page(proof: Path) -> subprocess.CompletedProcess[str]:
    """Run the program of the page on reading a bag."""
    page = (Path(__file__).parents[3] / "docs" / "how-to" / "read-a-bag.md").read_text(encoding="utf-8")
    program = page.partition("```python\n")[2].partition("```")[0]
    return subprocess.run([sys.executable, "-I", "-c", program, proof], check=False, capture_output=True, text=True)


def test_the_program_of_the_page_checks_a_proof_without_us(bag, copy):
    for line in lines(bag):
        for place in line["entries"]:
            done = by_the_page(bag / "ledgerstone" / "proofs" / f"{place}.tlog-proof")
            assert json.loads(done.stdout)["object"] == line["sha256"]
    changed(copy, "ledgerstone/proofs/1.tlog-proof", b"index 1", b"index 2")
    assert by_the_page(copy / "ledgerstone" / "proofs" / "1.tlog-proof").returncode == 1


def changed(copy: Path, name: str, old: bytes, new: bytes) -> None:
    """Change a file, and let manifest and tag manifest agree with the change."""
    path = copy / name
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_bytes(path.read_bytes().replace(old, new))
    after = hashlib.sha256(path.read_bytes()).hexdigest()
    assert before != after
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        at = copy / manifest
        was = hashlib.sha256(at.read_bytes()).hexdigest()
        at.write_text(at.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
        now = hashlib.sha256(at.read_bytes()).hexdigest()
        tags = copy / "tagmanifest-sha256.txt"
        tags.write_text(tags.read_text(encoding="utf-8").replace(was, now), encoding="utf-8")


def test_a_source_that_was_changed_with_its_digests_is_still_found(copy, prepared):
    name = next(line["file"] for line in lines(copy) if line["size"] == len(TELEGRAM))
    changed(copy, name, b"At least 32", b"At least 12")
    bagit.Bag(str(copy)).validate()
    found = report(prepared, copy, code=3)
    assert [one["path"] for one in found["problems"]] == [name]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("ledgerstone/checkpoint", b"\n3\n", b"\n4\n"),
        ("ledgerstone/proofs/1.tlog-proof", b"index 1", b"index 2"),
        ("ledgerstone/proofs/2.tlog-proof", b"@v1", b"@v2"),
    ],
)
def test_proofs_that_were_changed_prove_nothing(copy, prepared, name, old, new):
    changed(copy, name, old, new)
    bagit.Bag(str(copy)).validate()
    assert name in {one["path"] for one in report(prepared, copy, code=3)["problems"]}


def test_a_key_that_was_exchanged_does_not_fit_the_signature(copy, prepared, prepared_empty):
    key = next((copy / "ledgerstone" / "keys").iterdir())
    other = next((prepared_empty.data / "archive" / "log" / "keys").iterdir()).read_bytes()
    changed(copy, str(key.relative_to(copy)), key.read_bytes(), other)
    assert "ledgerstone/checkpoint" in {one["path"] for one in report(prepared, copy, code=3)["problems"]}


def test_a_link_in_a_bag_is_not_followed(copy, prepared):
    name = next(line["file"] for line in lines(copy))
    outside = copy.with_name("outside")
    (copy / name).rename(outside)
    (copy / name).symlink_to(outside)
    found = report(prepared, copy, code=3)
    assert any(one["path"] == name and "link" in one["detail"] for one in found["problems"])


def test_only_the_sources_asked_for_leave(theirs, tmp_path):
    chosen = next(row for row in theirs.rows("sources") if row["publisher"])
    theirs.run("export", "bag", "--out", tmp_path / "bag", chosen["id"][:8], chosen["sha256"])
    assert [line["id"] for line in lines(tmp_path / "bag")] == [chosen["id"]]
    assert b"houses" not in b"".join(p.read_bytes() for p in (tmp_path / "bag").rglob("*") if p.is_file())
    assert theirs.verified()["result"] == "intact"


def test_of_a_sealed_source_the_ciphertext_leaves_and_no_word(sealed, tmp_path):
    done = sealed.one("export", "bag", "--out", tmp_path / "bag")
    assert (done["sources"], done["sealed"]) == (2, 1)
    bagit.Bag(str(tmp_path / "bag")).validate()
    line = next(line for line in lines(tmp_path / "bag") if "sealed_as" in line)
    cipher = (tmp_path / "bag" / line["file"]).read_bytes()
    assert line["file"].endswith("-sealed.age")
    assert hashlib.sha256(cipher).hexdigest() == line["sealed_as"]
    assert cipher.startswith(b"age-encryption.org/v1")
    every = b"".join(p.read_bytes() for p in (tmp_path / "bag").rglob("*") if p.is_file())
    assert not any(word in every for word in (b"houses", b"letter\\n", b"=A letter"))
    assert "Ledgerstone-Sealed-Sources: 1\n" in (tmp_path / "bag" / "bag-info.txt").read_text(encoding="utf-8")
    assert report(sealed, tmp_path / "bag")["valid"]


def test_nothing_is_written_over_and_nothing_of_a_failure_is_left(theirs, tmp_path):
    (tmp_path / "there").mkdir()
    assert "is there already" in theirs.run("export", "bag", "--out", tmp_path / "there", code=2).stderr
    theirs.run("export", "bag", "--out", tmp_path / "no", "sffffffffffff", code=1)
    size = theirs.rows("log", "show")[-1]["index"]
    damaged = next(
        path for path in (theirs.data / "archive" / "objects").rglob("*") if path.stat().st_size == len(TELEGRAM)
    )
    damaged.chmod(0o600)
    damaged.write_bytes(b"?" * len(TELEGRAM))
    theirs.run("export", "bag", "--out", tmp_path / "no", code=3)
    assert not list(tmp_path.glob("no*"))
    assert theirs.rows("log", "show")[-1]["index"] == size


def test_a_package_is_not_for_the_public(theirs, tmp_path):
    theirs.run("export", "bag", "--out", tmp_path / "bag", "--for", "public", code=2)
    theirs.run("export", "bag", code=2)
    theirs.run("export", "claims", "--out", tmp_path / "bag", code=2)
    assert list(csv.reader(theirs.run("export", "sources").stdout.splitlines()))[1:] == []
    assert not (tmp_path / "bag").exists()
