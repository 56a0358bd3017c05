"""Words in pictures are recognised where the machine can, and wait where it cannot. All papers invented."""

import sqlite3
from contextlib import closing

import pytest
from PIL import Image, ImageDraw, ImageFont

from ledgerstone.workflow.readings.read_confined import NOT_YET_READ, READ, tesseract

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
LINES = ("At least 32 people were killed in Velmar", "on 3 May 1994, the hospital said.")


@pytest.fixture(scope="module")
def scan(tmp_path_factory):
    path = tmp_path_factory.mktemp("scan") / "scan.png"
    picture = Image.new("L", (1100, 260), 255)
    for number, line in enumerate(LINES):
        ImageDraw.Draw(picture).text((60, 60 + number * 60), line, font=ImageFont.truetype(FONT, 36), fill=0)
    picture.save(path, dpi=(200, 200))
    return path


@pytest.mark.skipif(tesseract() is None, reason="no Tesseract")
def test_the_words_of_a_scan_are_read_with_their_boxes_and_claims(program, scan):
    source = program.rows("ingest", scan)[0]["sources"][0]
    detail = program.rows("source", source)[0]
    assert " ".join(detail["reading"]["text"].split()) == " ".join(LINES)
    assert (detail["status"], detail["reading"]["tool"]) == (READ, "tesseract")
    assert {claim["question"] for claim in program.rows("claims", "--source", source)} >= {"killed"}
    assert program.rows("verify")[0]["result"] == "intact"


def test_without_tesseract_a_scan_is_kept_and_not_yet_read(program, scan, tmp_path):
    (tmp_path / "bin").mkdir()
    env = {"PATH": str(tmp_path / "bin")}
    source = program.rows("ingest", scan, env=env)[0]["sources"][0]
    detail = program.rows("source", source)[0]
    assert detail["status"] == NOT_YET_READ
    assert any("not yet read" in warning for warning in detail["reading"]["warnings"])
    pages = [{"number": 1, "start": 0, "end": 0, "width": 1100, "height": 260}]
    assert detail["reading"]["pages"] == program.rows("read", scan, env=env)[0]["pages"] == pages
    assert program.rows("verify")[0]["result"] == "intact"


@pytest.mark.skipif(tesseract() is None, reason="no Tesseract")
def test_what_waits_is_read_later_and_the_old_reading_stays(program, scan, tmp_path):
    (tmp_path / "bin").mkdir()
    source = program.rows("ingest", scan, env={"PATH": str(tmp_path / "bin")})[0]["sources"][0]
    [done] = program.rows("reread", "--pending")
    assert (done["source"], done["before"]["status"], done["after"]["status"]) == (source, NOT_YET_READ, READ)
    assert (done["same_text"], done["lost"], len(done["gained"])) == (False, [], done["after"]["claims"])
    assert done["after"]["claims"] > 0
    assert program.rows("reread", "--pending") == []
    with closing(sqlite3.connect(program.root / "record.sqlite3")) as record:
        assert record.execute("SELECT count(*) FROM record_readingrecord").fetchone() == (2,)


def test_a_source_that_is_read_again_without_need_is_as_it_was(program, tmp_path):
    (tmp_path / "a.txt").write_text(f"{' '.join(LINES)}\n", encoding="utf-8")
    source = program.rows("ingest", tmp_path / "a.txt")[0]["sources"][0]
    judged = program.rows("claims", "--question", "killed")[0]["id"]
    program.call("judge", judged, "accept", "--by", "Ada Lind", "--reason", "page 4")
    claims = program.rows("claims")
    [done] = program.rows("reread", source)
    assert (done["same_text"], done["lost"], done["gained"], done["before"]) == (True, [], [], done["after"])
    [cited] = done["cited"]
    assert (cited["claim"], cited["how"], cited["now"], cited["now_claim"]) == (
        judged,
        "same place",
        cited["was"],
        judged,
    )
    assert program.rows("claims") == claims
    assert program.run("reread").returncode == 2
    assert program.run("reread", "s000000000000").returncode == 1
    assert program.rows("verify")[0]["result"] == "intact"
