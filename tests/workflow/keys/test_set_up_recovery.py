"""The recovery key: k of n papers open what was sealed, fewer do not, and nothing of its secret is kept."""

import re

import pytest
from program import Program

from ledgerstone.evidence.preservation.recovery import combine, identity_of, recipient_of


@pytest.fixture
def papers(program, tmp_path):
    """Set a recovery key up, and give the files of its five shares."""
    (tmp_path / "stick").mkdir()
    program.call("recovery", "new", "--shares", "5", "--threshold", "3", "--out-dir", tmp_path / "stick")
    return sorted((tmp_path / "stick").iterdir())


@pytest.fixture
def sealed(program, papers, tmp_path) -> str:
    """Seal a source to the recovery key alone, and give its digest."""
    assert papers
    (tmp_path / "a.txt").write_text("Words of a witness, sealed.\n")
    source = program.rows("ingest", tmp_path / "a.txt")[0]["sources"][0]
    return program.rows("seal", source)[0]["sha256"]


def shares(*paths) -> list:
    return [part for path in paths for part in ("--share", path)]


def test_each_paper_is_a_file_for_its_owner_alone(papers):
    assert [path.name for path in papers] == [f"recovery-share-{number}-of-5.txt" for number in range(1, 6)]
    assert {path.stat().st_mode & 0o777 for path in papers} == {0o600}
    assert {len(path.read_text().split()) for path in papers} == {33}


def test_nothing_of_the_secret_lies_in_the_archive(program, papers):
    secret = combine(path.read_text() for path in papers)
    words = [path.read_text().strip() for path in papers]
    assert program.holds(identity_of(secret), secret.hex(), *words) == []
    files = [path.read_bytes() for path in program.root.rglob("*") if path.is_file()]
    assert not any(secret in data for data in files)


@pytest.mark.parametrize("chosen", [(0, 1, 2), (4, 2, 0), (0, 1, 2, 3, 4)])
def test_a_drill_with_enough_papers_opens_the_text_made_for_it(program, papers, chosen):
    found = program.rows("recovery", "drill", *shares(*(papers[one] for one in chosen)))[0]
    secret = combine(path.read_text() for path in papers)
    assert found == {"recipient": recipient_of(secret), "current": True, "opened": None}


def test_a_drill_opens_what_was_sealed_last_and_keeps_nothing(program, papers, sealed):
    before = {path: path.read_bytes() for path in program.root.rglob("*") if path.is_file()}
    found = program.rows("recovery", "drill", *shares(*papers[1:4]))[0]
    assert found["opened"] == sealed
    after = {path: path.read_bytes() for path in program.root.rglob("*") if path.is_file()}
    assert after == before


def test_a_drill_with_too_few_papers_fails(program, papers):
    done = program.run("recovery", "drill", *shares(*papers[:2]))
    assert done.returncode == 2
    assert "2 shares are too few: this set takes 3" in done.stderr


def test_papers_may_be_typed_as_they_are_printed(program):
    done = program.run("recovery", "new", "--shares", "3", "--threshold", "2")
    assert done.returncode == 0
    blocks = re.findall(r"^age1\w+\n((?:  .*\n)+)", done.stdout, re.MULTILINE)
    assert len(blocks) == 3
    assert program.rows("recovery", "drill", stdin="\n".join(blocks[1:]).upper())[0]["current"] is True
    assert program.run("recovery", "drill", stdin=blocks[0]).returncode == 2


def test_papers_of_another_set_fail(program, papers, begun, tmp_path):
    other = begun.copied(tmp_path / "other")
    (tmp_path / "theirs").mkdir()
    other.call("recovery", "new", "--out-dir", tmp_path / "theirs")
    theirs = sorted((tmp_path / "theirs").iterdir())
    done = program.run("recovery", "drill", *shares(*theirs[:3]))
    assert done.returncode == 2
    assert "another set" in done.stderr
    mixed = program.run("recovery", "drill", *shares(*papers[:2], theirs[2]))
    assert mixed.returncode == 2
    assert "share 3 is of another set" in mixed.stderr


def test_a_recovery_key_is_replaced_only_when_that_is_said_and_old_papers_open_old_seals(program, papers, sealed):
    done = program.run("recovery", "new")
    assert done.returncode == 2
    assert "--replace" in done.stderr
    program.call("recovery", "new", "--replace")
    found = program.rows("recovery", "drill", *shares(*papers[:3]))[0]
    assert (found["current"], found["opened"]) == (False, sealed)


def test_a_changed_sealed_object_fails_the_drill(program, papers, sealed):
    assert sealed
    for path in (program.root / "archive/objects").rglob("*"):
        if path.is_file() and path.read_bytes().startswith(b"age-encryption.org/"):
            path.chmod(0o600)
            path.write_bytes(path.read_bytes()[:-1] + b"\0")
    done = program.run("recovery", "drill", *shares(*papers[:3]))
    assert done.returncode == 3


def test_no_paper_is_written_over_another(program, papers):
    before = [path.read_bytes() for path in papers]
    done = program.run("recovery", "new", "--replace", "--out-dir", papers[0].parent)
    assert done.returncode == 2
    assert [path.read_bytes() for path in papers] == before
    # The key that is set up is still the one of these papers.
    assert program.rows("recovery", "drill", *shares(*papers[:3]))[0]["current"] is True


def test_an_exported_archive_knows_the_recovery_key(program, papers, tmp_path):
    program.call("export", "archive", "--out", tmp_path / "copy")
    copy = Program(tmp_path / "copy")
    assert copy.rows("recovery", "drill", *shares(*papers[:3]))[0]["current"] is True
    assert program.rows("verify")[0]["result"] == "intact"
