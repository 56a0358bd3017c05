"""What another archive said of a source goes with the source, too, where its log lies beside ours."""

import pytest

from ledgerstone.evidence.preservation.belongings import belongings, readable_belongings, redactions_of
from ledgerstone.evidence.preservation.log.reading import current, entries
from ledgerstone.storage.disk import DiskStore


def importing(archive, tmp_path):
    """Return a new archive that has imported another one."""
    archive.call("export", "archive", "--out", tmp_path / "copy")
    ours = type(archive)(tmp_path / "ours")
    ours.call("init")
    ours.call("user", "add", "Ada Lind")
    ours.call("import", "archive", tmp_path / "copy", "--as", "Norvik Documentation Centre")
    return ours


@pytest.fixture
def imported(archive, tmp_path):
    """Give an archive that has imported the witness's, with a recovery key of its own."""
    ours = importing(archive, tmp_path)
    (tmp_path / "shares").mkdir()
    ours.call("recovery", "new", "--out-dir", tmp_path / "shares")
    return ours


@pytest.fixture
def resealed(archive, papers, tmp_path):
    """Give an archive that has imported the witness's, in which the source and what quotes it were sealed."""
    archive.call("seal", papers.source_of(archive))
    return importing(archive, tmp_path)


def in_metadata(papers) -> tuple[str, ...]:
    return (papers.in_title, papers.in_name, papers.in_publisher)


@pytest.mark.parametrize(
    "act",
    [
        ("seal",),
        ("deaccession", "--by", "Ada Lind", "--reason", "it is theirs"),
        ("erase", "--by", "Ada Lind", "--request", "a letter"),
        ("redact", "--by", "Ada Lind", "--reason", "minors", "--passages", "0-1000"),
    ],
    ids=lambda act: act[0],
)
def test_what_another_archive_said_of_a_source_goes_with_it(imported, papers, act):
    assert [word for word in in_metadata(papers) if not imported.holds(word)] == []
    options = list(act[1:])
    if options[-1:] == ["0-1000"]:
        options[-1] = f"0-{len(papers.witness)}"
    imported.call(act[0], papers.source_of(imported), *options)
    assert imported.holds(*papers.everywhere) == []
    found = imported.rows("verify")[0]
    assert (found["result"], found["problems"]) == ("intact", [])


def test_what_another_archive_sealed_is_erased_with_all_its_ciphertexts(resealed):
    store = DiskStore(resealed.root / "archive")
    log = [entry for _, entry in entries(store)]
    sealed = next(entry.object for entry in log if entry.type == "seal")
    theirs = belongings(store, len(log), {sealed})
    assert len(theirs) >= 3, "the description, decisions and publications, as ciphertexts"
    assert readable_belongings(store, len(log), {sealed})
    receipt = resealed.rows("erase", sealed, "--by", "Ada Lind", "--request", "a letter")[0]
    assert receipt["objects"] == len(theirs) + 1
    assert not [one for one in theirs if list(resealed.root.rglob(one))]
    assert belongings(store, current(store).checkpoint.size, {sealed}) == ()
    assert resealed.rows("verify")[0]["result"] == "intact"


def test_other_sources_of_another_archive_keep_what_was_said_of_them(imported, papers):
    others = [row for row in imported.rows("sources") if row["id"] != papers.source_of(imported)]
    imported.call("erase", papers.source_of(imported), "--by", "Ada Lind", "--request", "a letter")
    assert imported.rows("sources") == others
    store = DiskStore(imported.root / "archive")
    log = list(entries(store))
    for row in others:
        assert readable_belongings(store, len(log), {row["sha256"]})
        assert redactions_of(log, {row["sha256"]}) == ()
