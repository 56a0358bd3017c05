"""Words in pictures are recognised where the machine can, and wait where it cannot. All papers invented."""

import pytest
from PIL import Image, ImageDraw, ImageFont

from ledgerstone.workflow.read_confined import NOT_YET_READ, READ, tesseract

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
    assert program.rows("verify")[0]["result"] == "intact"
