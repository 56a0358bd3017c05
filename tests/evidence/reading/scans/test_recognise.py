"""Tesseract runs alone: with nothing of our environment, within its time, and what goes wrong is said."""

import pytest
from drawn_pages import draw
from PIL import Image

from ledgerstone.errors import UnreadableError
from ledgerstone.evidence.reading.scans import recognise as recognising
from ledgerstone.evidence.reading.scans.recognise import Tesseract, installed, recognise


@pytest.fixture
def program(tmp_path):
    """Give a program of a few lines in the place of Tesseract."""

    def make(script, seconds=60):
        path = tmp_path / "tool"
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        return Tesseract(path=str(path), folder=tmp_path, seconds=seconds)

    return make


def read(tool):
    return recognise(Image.new("L", (40, 40), 255), dpi=200, languages=("eng",), tool=tool)


def test_words_have_boxes_confidence_and_lines(tesseract, tmp_path):
    page = draw(("Velmar and Norvik", "in the morning"), "en", width=420)
    found = recognise(page, dpi=200, languages=("eng",), tool=Tesseract(path=tesseract, folder=tmp_path))
    assert found.text() == "Velmar and Norvik\nin the morning"
    assert [len(line.words) for line in found.lines] == [3, 3]
    assert found.confidence > 85
    for word in found.words():
        assert 0 <= word.frame.left < word.frame.right <= page.width
        assert 0 <= word.frame.top < word.frame.bottom <= page.height


def test_the_languages_are_listed(tesseract, tmp_path):
    listed = installed(Tesseract(path=tesseract, folder=tmp_path))
    assert {"eng", "rus", "hye"} <= set(listed)
    assert "osd" not in listed


def test_the_program_knows_nothing_of_our_environment(program, monkeypatch):
    monkeypatch.setenv("LEDGERSTONE_DATA", "/somewhere")
    said = installed(program("echo languages; env"))
    assert not any("LEDGERSTONE" in line or "somewhere" in line for line in said)
    assert "OMP_THREAD_LIMIT=1" in said


def test_a_program_that_spins_is_ended_by_the_kernel(program, monkeypatch):
    monkeypatch.setattr(recognising, "GRACE_SECONDS", 600)
    with pytest.raises(UnreadableError, match="ended after 1 s"):
        read(program("while :; do :; done", seconds=1))


def test_a_program_that_waits_is_ended(program, monkeypatch):
    monkeypatch.setattr(recognising, "GRACE_SECONDS", 0)
    with pytest.raises(UnreadableError, match="longer than 1 s"):
        read(program("exec sleep 60", seconds=1))


def test_what_goes_wrong_is_said(program, tmp_path):
    with pytest.raises(UnreadableError, match="cannot be started"):
        read(Tesseract(path=str(tmp_path / "nothing"), folder=tmp_path))
    with pytest.raises(UnreadableError, match="no data"):
        read(program("echo no data >&2; exit 1"))
    with pytest.raises(UnreadableError, match="no table"):
        read(program("exit 0"))


def test_a_table_that_is_not_one_gives_no_words(program):
    assert read(program("printf 'a\\tb\\n5\\t1\\n\\0\\n' > page.tsv")).lines == ()
