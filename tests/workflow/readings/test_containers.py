"""What is in a container becomes a source of its own, says of what it was a part, and goes the way of all sources."""

import json
import zipfile
from email.message import EmailMessage
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from ledgerstone.evidence.preservation.log.reading import entries
from ledgerstone.storage.disk import DiskStore
from ledgerstone.workflow.readings.keep_members import DEEPEST

TEACHER = "On 3 May 1994 about 300 houses were burned in Velmar, a teacher said.\n"
GUARD = "The quay was closed on 3 May 1994; 14 men were held in the customs house.\n"


def zipped(members: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in members.items():
            archive.writestr(path, data)
    return out.getvalue()


def ingested(program, path: Path, data: bytes, *options: str) -> dict:
    path.write_bytes(data)
    return json.loads(program.call("ingest", path, "--json", *options))


def held(program) -> dict[str, dict]:
    return {row["sha256"]: row for row in program.rows("sources")}


def digest(data: bytes | str) -> str:
    return sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def acquired(program, sha256_hex: str) -> list[dict]:
    return program.rows("source", held(program)[sha256_hex]["id"])[0]["acquisitions"]


def test_members_of_members_are_sources_with_their_path_and_their_container(program, tmp_path):
    inner = zipped({"deep/guard.txt": GUARD.encode()})
    outer = zipped({"letters/teacher.txt": TEACHER.encode(), "inner.zip": inner})
    done = ingested(program, tmp_path / "box.zip", outer, "--publisher", "Norvik Bell", "--title", "A box")
    assert (done["ingested"], done["refused"]) == (1, [])
    assert set(held(program)) == {digest(outer), digest(inner), digest(TEACHER), digest(GUARD)}
    [teacher], [guard] = acquired(program, digest(TEACHER)), acquired(program, digest(GUARD))
    assert (teacher["path"], teacher["part_of"]) == ("letters/teacher.txt", digest(outer))
    assert (guard["path"], guard["part_of"]) == ("deep/guard.txt", digest(inner))
    assert (teacher["publisher"], teacher["title"], guard["publisher"]) == ("Norvik Bell", None, "Norvik Bell")
    assert held(program)[digest(TEACHER)]["id"] in {row["source"] for row in program.rows("search", "teacher")}
    parents = {entry.object: entry.parent for _, entry in entries(DiskStore(program.root / "archive"))}
    assert (parents[digest(GUARD)], parents[digest(inner)]) == (digest(inner), digest(outer))
    assert program.rows("verify")[0]["result"] == "intact"


def test_the_container_is_kept_whole_and_its_text_is_the_list_of_its_members(program, tmp_path):
    data = zipped({"b.txt": b"Two.\n", "a/../../evil.txt": b"x"})
    ingested(program, tmp_path / "box.zip", data)
    detail = program.rows("source", held(program)[digest(data)]["id"])[0]
    assert detail["reading"]["text"].splitlines() == ["b.txt", "a/../../evil.txt"]
    stored = program.root / f"archive/objects/sha256/{digest(data)[:2]}/{digest(data)}"
    assert stored.read_bytes() == data
    assert not list(tmp_path.rglob("evil.txt"))


def test_attachments_of_a_letter_are_sources_and_the_letter_is_read(program, tmp_path):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "ada@example.org", "ben@example.org", "From Velmar"
    message["Date"] = "Tue, 03 May 1994 10:00:00 +0000"
    message.set_content(GUARD)
    message.add_attachment(TEACHER.encode(), maintype="text", subtype="plain", filename="teacher.txt")
    data = message.as_bytes()
    ingested(program, tmp_path / "letter.eml", data)
    letter = held(program)[digest(data)]
    assert (letter["media_type"], letter["title"], letter["status"]) == ("message/rfc822", "From Velmar", "read")
    assert acquired(program, digest(TEACHER))[0]["part_of"] == digest(data)
    assert {row["source"] for row in program.rows("search", "customs")} == {letter["id"]}


def test_a_second_run_brings_nothing_new(program, tmp_path):
    data = zipped({"teacher.txt": TEACHER.encode()})
    ingested(program, tmp_path / "box.zip", data)
    before = len(program.rows("log", "show"))
    done = ingested(program, tmp_path / "again.zip", data)
    assert done["ingested"] == 0
    assert len(held(program)) == 2
    # That the same bytes were called something else is a second acquisition, and all that is new.
    assert len(program.rows("log", "show")) == before + 1


def test_what_lies_too_deep_stays_in_the_innermost_container(program, tmp_path):
    data = TEACHER.encode()
    for depth in range(DEEPEST + 2):
        data = zipped({f"{depth}.zip" if depth else "teacher.txt": data})
    ingested(program, tmp_path / "nested.zip", data)
    assert len(held(program)) == DEEPEST + 1
    assert digest(TEACHER) not in held(program)
    assert program.rows("verify")[0]["result"] == "intact"


@pytest.mark.parametrize("act", [("deaccession", "--reason"), ("erase", "--request")], ids=["deaccession", "erase"])
def test_a_member_that_was_removed_does_not_come_back_out_of_its_container(program, tmp_path, act):
    data = zipped({"teacher.txt": TEACHER.encode()})
    ingested(program, tmp_path / "box.zip", data)
    command, why = act
    program.call(command, held(program)[digest(TEACHER)]["id"], "--by", "Ada Lind", why, "it was asked for")
    ingested(program, tmp_path / "again.zip", data, "--title", "Once more")
    assert digest(TEACHER) not in held(program)
    assert program.rows("verify")[0]["result"] == "intact"


def test_an_erasure_says_which_container_still_holds_the_words(program, tmp_path):
    data = zipped({"teacher.txt": TEACHER.encode()})
    ingested(program, tmp_path / "box.zip", data)
    member, box = (held(program)[one]["id"] for one in (digest(TEACHER), digest(data)))
    done = program.run("erase", member, "--by", "Ada Lind", "--request", "a letter")
    assert done.returncode == 0
    assert f"still here: {box}" in done.stderr


def test_an_erased_container_takes_its_members_along(program, tmp_path):
    inner = zipped({"guard.txt": GUARD.encode()})
    data = zipped({"teacher.txt": TEACHER.encode(), "inner.zip": inner})
    ingested(program, tmp_path / "box.zip", data)
    receipt = program.rows("erase", held(program)[digest(data)]["id"], "--by", "Ada Lind", "--request", "a letter")[0]
    assert len(receipt["sources"]) == 4
    assert held(program) == {}
    assert program.holds("a teacher said", "customs house") == []
    assert program.rows("verify")[0]["result"] == "intact"


def capture(words: str, when: str, address: str = "https://paper.example/fire") -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + words.encode()
    head = f"WARC-Type: response\r\nWARC-Date: {when}\r\nWARC-Target-URI: {address}\r\nContent-Length: {len(block)}"
    return b"WARC/1.0\r\n" + head.encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def test_when_a_page_was_captured_is_a_date_by_which_it_was_seen_and_not_one_of_publication(program, tmp_path):
    undated = "The quay of Orlan was closed, and 14 men were held in the customs house.\n"
    twice = capture(undated, "2016-04-24T13:05:06Z") + capture(undated, "2015-02-01T00:00:00Z")
    ingested(program, tmp_path / "crawl.warc", twice + capture(TEACHER, "2015-02-01T00:00:00Z"))
    whole = program.rows("source", held(program)[digest(undated)]["id"])[0]
    seen = [(one["value"]["edtf"], one["where"], one["of"]) for one in whole["reading"]["dates"]]
    assert seen == [("2015-02-01", "capture: WARC-Date", "seen")]
    assert whole["published"] is None
    assert sorted(one["captured"] for one in whole["acquisitions"]) == ["2015-02-01T00:00:00Z", "2016-04-24T13:05:06Z"]
    assert "captured 2015-02-01T00:00:00Z" in program.call("source", whole["id"])
    assert program.rows("verify")[0]["result"] == "intact"
