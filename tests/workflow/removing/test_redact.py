"""A redaction says what it was made of and how much went; of what went, and of its original, no word is left."""

import json
import shutil
from hashlib import sha256

import pyrage
import pytest

from ledgerstone.evidence.preservation.log.reading import entries
from ledgerstone.evidence.preservation.metadata import parse_metadata, salted_digest
from ledgerstone.evidence.preservation.sealing import decrypt
from ledgerstone.storage.disk import DiskStore

BY = ("--by", "Ada Lind", "--reason", "the witness Thornbury asked for it")
ADA = pyrage.x25519.Identity.generate()


def log_of(program) -> list:
    return [entry for _, entry in entries(DiskStore(program.root / "archive"))]


def content(program, digest: str) -> bytes:
    return (program.root / f"archive/objects/sha256/{digest[:2]}/{digest}").read_bytes()


def opened(program, sealed_as: str, identity) -> bytes:
    out = bytearray()

    class Into:
        def write(self, data: bytes) -> int:
            out.extend(data)
            return len(data)

    decrypt([content(program, sealed_as)], Into(), identities=[str(identity)])
    return bytes(out)


@pytest.fixture
def words(tmp_path, papers):
    """Give a file with every word that is planted in the text."""
    made = tmp_path / "words.txt"
    made.write_text(f"\ufeff{papers.in_text.lower()}\n\n{papers.in_place}\n{papers.far}\n", encoding="utf-8")
    return made


def places_of(text: str, *words: str) -> str:
    """Return where words stand in a text, as people type it."""
    starts = [(at, word) for word in words for at in range(len(text)) if text.startswith(word, at)]
    return ",".join(f"{at}-{at + len(word)}" for at, word in starts)


def redacted_text(papers) -> str:
    withheld = papers.witness
    for word in (papers.in_text, papers.in_text.upper(), papers.in_place, papers.far):
        withheld = withheld.replace(word, f"[{len(word)} characters withheld]")
    return withheld


def test_no_word_of_the_original_is_left_but_what_the_redaction_says(archive, papers, words):
    assert [word for word in papers.everywhere if not archive.holds(word)] == []
    done = archive.rows("redact", papers.source_of(archive), "--words", words, *BY)[0]
    assert archive.holds(*papers.everywhere, "Thornbury") == [], "but in the redaction itself"
    assert content(archive, done["sha256"]).decode() == redacted_text(papers)
    found = archive.rows("verify")[0]
    assert (found["result"], found["problems"]) == ("intact", [])
    assert (done["passages"], done["nowhere"], done["again"]) == (5, [], [])


def test_passages_are_taken_out_where_they_are_named(archive, papers, tmp_path):
    places = places_of(papers.witness, papers.in_text, papers.in_text.upper(), papers.in_place, papers.far)
    table = tmp_path / "places.csv"
    pairs = [place.split("-") for place in places.split(",")]
    table.write_text("".join(f"{a},{b}\n" for a, b in [("start", "end"), *pairs]), encoding="utf-8")
    source = papers.source_of(archive)
    other = archive.copied(tmp_path / "other")
    for program, named in ((archive, ("--passages", places)), (other, ("--passages-file", table))):
        done = program.rows("redact", source, *named, *BY)[0]
        assert content(program, done["sha256"]).decode() == redacted_text(papers)
        assert program.holds(*papers.everywhere) == []
        assert done["characters"] == sum(int(end) - int(start) for start, end in pairs)


def test_the_log_names_the_parent_and_says_how_much_went(archive, papers, words):
    before = len(log_of(archive))
    done = archive.rows("redact", papers.source_of(archive), "--words", words, "--to", str(ADA.to_public()), *BY)[0]
    new = log_of(archive)[before:]
    act = next(entry for entry in new if entry.type == "redaction")
    parent = sha256(papers.witness.encode()).hexdigest()
    assert (act.object, act.parent, act.size) == (done["sha256"], parent, len(redacted_text(papers).encode()))
    said = parse_metadata(content(archive, act.meta))
    assert said == {
        "kind": "redaction",
        "object": done["sha256"],
        "parent": parent,
        "passages": done["passages"],
        "characters": done["characters"],
    }
    assert act.agent == next(entry.agent for entry in log_of(archive) if entry.type == "judgement")
    reason = next(entry for entry in new if entry.type == "seal" and entry.parent == act.object)
    words_of = opened(archive, reason.sealed_as, ADA)
    assert parse_metadata(words_of)["reason"] == BY[-1]
    assert act.reason == salted_digest(BY[-1], salt=bytes.fromhex(json.loads(words_of)["salt"]))
    assert opened(archive, done["sealed_as"], ADA) == papers.witness.encode()
    assert [entry.first for entry in new] == [True, *[None] * (len(new) - 1)], "one commit"


def test_the_redaction_is_a_source_that_takes_along_what_is_harmless(archive, papers, words):
    source = papers.source_of(archive)
    said = ("--title", "Notes of a nurse", "--publisher", "Norvik Press")
    done = archive.rows("redact", source, "--words", words, *said, *BY)[0]
    row = next(row for row in archive.rows("sources") if row["id"] == done["source"])
    assert (row["title"], row["published"], row["language"], row["visibility"], row["origin"]) == (
        "Notes of a nurse",
        "1994-05-04",
        "en",
        "desk",
        None,
    )
    assert row["publisher"] == "Norvik Press"
    entry = next(entry for entry in log_of(archive) if entry.type == "ingestion" and entry.object == done["sha256"])
    assert parse_metadata(content(archive, entry.meta))["path"] == f"redacted-{source}.txt"
    counts = {
        row["value"]["wording"] for row in archive.rows("claims", "--source", done["source"], "--question", "killed")
    }
    assert counts == {"At least 32", "at least 40"}
    assert archive.rows("search", "houses burn")[0]["source"] == done["source"]


def test_a_publisher_is_taken_along_where_another_source_has_it_and_no_withheld_word_is_in_it(
    archive, papers, words, tmp_path
):
    (tmp_path / "third.txt").write_text("NORVIK, 6 May 1994. Nothing was seen.\n")
    archive.call("ingest", tmp_path / "third.txt", "--publisher", f"{papers.in_publisher} Press")
    source = papers.source_of(archive)
    other = archive.copied(tmp_path / "other")
    done = archive.rows("redact", source, "--words", words, *BY)[0]
    row = next(row for row in archive.rows("sources") if row["id"] == done["source"])
    assert row["publisher"] == f"{papers.in_publisher} Press"
    words.write_text(f"{papers.in_text}\n{papers.in_publisher}\n", encoding="utf-8")
    told = other.run("redact", source, "--words", words, *BY, "--json")
    done = json.loads(told.stdout)
    assert done["nowhere"] == [2]
    assert "nowhere in the text: 2" in told.stderr
    assert next(row for row in other.rows("sources") if row["id"] == done["source"])["publisher"] is None


def test_words_of_a_passage_that_stand_elsewhere_are_told(archive, papers):
    first = papers.witness.index(papers.in_text)
    passage = f"{first}-{first + len(papers.in_text)}"
    done = archive.run("redact", papers.source_of(archive), "--passages", passage, *BY, "--json")
    made = json.loads(done.stdout)
    text = content(archive, made["sha256"]).decode()
    still = [text[place["start"] : place["end"]].rstrip("., ") for place in made["again"]]
    assert [word.casefold() for word in still] == [papers.in_text.casefold()] * 2
    assert "still stand" in done.stderr
    assert papers.in_text not in done.stderr


def test_a_redaction_can_be_redacted_in_its_turn(archive, papers, words):
    place = places_of(papers.witness, papers.in_place)
    first = archive.rows("redact", papers.source_of(archive), "--passages", place, *BY)[0]
    second = archive.rows("redact", first["source"], "--words", words, *BY)[0]
    assert second["parent"] == first["source"]
    assert content(archive, second["sha256"]).decode() == redacted_text(papers)
    assert archive.holds(*papers.everywhere) == []
    assert archive.rows("verify")[0]["result"] == "intact"


def test_decisions_and_refusals_that_quote_what_is_withheld_lose_their_words(archive, papers, words, tmp_path):
    other = next(row["id"] for row in archive.rows("sources") if row["id"] != papers.source_of(archive))
    claim = archive.rows("claims", "--source", other)[0]["id"]
    archive.call("judge", claim, "accept", "--by", "Ada Lind", "--reason", f"as {papers.in_text} says, too")
    archive.call("judge", claim, "reject", "--by", "Ada Lind", "--reason", "a misprint, says Kestrelby")
    (tmp_path / "pile").mkdir()
    for name in (papers.in_text, papers.in_name):
        (tmp_path / "pile" / f"{name}.txt").symlink_to("/dev/null")
    assert len(json.loads(archive.run("ingest", tmp_path / "pile", "--json").stdout)["refused"]) == 2
    assert "record.sqlite3" in " ".join(archive.holds(papers.in_name))
    archive.call("redact", papers.source_of(archive), "--words", words, *BY)
    assert archive.holds(*papers.everywhere) == []
    assert archive.holds("Kestrelby")
    assert archive.rows("verify")[0]["result"] == "intact"


@pytest.mark.parametrize(
    ("change", "ending"),
    [
        ({"id": "s000000000000"}, (1, "no source")),
        ({"id": "claim"}, (2, "is a claim")),
        ({"by": "Nobody"}, (1, "no user")),
        ({"reason": " "}, (2, "--reason")),
        ({"passages": "0-100000"}, (2, "outside the text")),
        ({"passages": "9-9"}, (2, "no passage")),
        ({"passages": "nine"}, (2, "START-END")),
        ({"passages": ""}, (2, "START-END")),
        ({"words": "***\n"}, (2, "line 1")),
        ({"words": "Nobodyhere\n"}, (2, "nothing would be withheld")),
        ({"title": "Notes of Zephyrandor"}, (2, "title")),
        ({"publisher": "ZEPHYRANDOR Press"}, (2, "publisher")),
        ({"to": "age1nobody"}, (2, "no recipient")),
    ],
)
def test_what_cannot_be_redacted_is_refused_before_anything_is_done(archive, papers, tmp_path, change, ending):
    source = papers.source_of(archive)
    claim = archive.rows("claims", "--source", source)[0]["id"]
    asked = change.get("id", source)
    options = ["--by", change.get("by", "Ada Lind"), "--reason", change.get("reason", "the witness asked for it")]
    if "words" in change:
        (tmp_path / "list").write_text(change["words"])
        options += ["--words", tmp_path / "list"]
    else:
        options += ["--passages", change.get("passages", places_of(papers.witness, papers.in_text))]
    options += [part for name in ("title", "publisher", "to") if name in change for part in (f"--{name}", change[name])]
    size = len(log_of(archive))
    done = archive.run("redact", claim if asked == "claim" else asked, *options)
    assert done.returncode == ending[0]
    assert ending[1] in done.stderr
    assert len(log_of(archive)) == size
    assert archive.holds(papers.in_text, papers.in_title)
    assert archive.rows("verify")[0]["result"] == "intact"


def test_a_message_names_no_word_that_is_withheld(archive, papers, words):
    words.write_text(f"{papers.in_text}\nNobodyhere\n***\n")
    done = archive.run("redact", papers.source_of(archive), "--words", words, *BY)
    assert done.returncode == 2
    assert not [word for word in (papers.in_text, "Nobodyhere") if word in done.stderr + done.stdout]


def test_what_is_sealed_or_has_no_text_is_refused_with_what_to_do(archive, papers, tmp_path):
    (tmp_path / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    scan = archive.rows("ingest", tmp_path / "scan.png")[0]["sources"][0]
    done = archive.run("redact", scan, "--passages", "0-4", *BY)
    assert (done.returncode, "no text" in done.stderr) == (1, True)
    source = papers.source_of(archive)
    archive.call("seal", source)
    done = archive.run("redact", source, "--passages", "0-4", *BY)
    assert (done.returncode, "disclose" in done.stderr) == (1, True)
    archive.call("deaccession", source, *BY)
    done = archive.run("redact", source, "--passages", "0-4", *BY)
    assert (done.returncode, "removed" in done.stderr) == (1, True)


def test_a_redaction_that_dies_is_completed_by_the_next_writer_or_never_was(archive, papers, words, tmp_path):
    source = papers.source_of(archive)
    command = ("redact", source, "--words", words, *BY)
    code, changed = archive.copied(tmp_path / "whole").killed_at(0, *command)
    assert code == 0
    removals = [at for at, path in enumerate(changed, 1) if path.startswith("archive/objects")]
    checkpoint = [at for at, path in enumerate(changed, 1) if "checkpoint" in path]
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "more.txt").write_text("Nothing was seen in Velmar on 9 May 1994.\n")
    for count in sorted({*removals[:1], *checkpoint[-1:], len(changed)}):
        copy = archive.copied(tmp_path / f"killed-{count}")
        assert copy.killed_at(count, *command)[0] == 137
        assert copy.rows("verify")[0]["result"] == "intact"
        copy.call("ingest", tmp_path / "more")
        assert copy.rows("verify")[0]["result"] == "intact"
        acts = [entry for entry in log_of(copy) if entry.type == "redaction"]
        assert bool(copy.holds(*papers.everywhere)) != bool(acts)
        assert bool(acts) == bool([row for row in copy.rows("search", "houses burn") if row["source"] != source])
        shutil.rmtree(copy.root)
