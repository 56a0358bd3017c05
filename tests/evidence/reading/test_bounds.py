"""Readings of pages that were made to be expensive end, with a warning where something was left out."""

import tracemalloc

import pytest

from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.plain_text import MOST_CODE_POINTS
from ledgerstone.evidence.reading.read import read

MEBIBYTE = 1024 * 1024


def test_one_line_of_200_mb_is_kept_and_not_read():
    data = b"a" * (200 * MEBIBYTE)
    tracemalloc.start()
    reading = read(data, name="line.txt")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert reading.text == ""
    assert f"{MOST_CODE_POINTS:,}" in reading.warnings[0]
    assert peak < 64 * MEBIBYTE


def test_one_long_line_is_one_paragraph():
    data = b"word " * (MEBIBYTE // 5)
    reading = read(data, name="line.txt")
    assert [region.role for region in reading.regions] == [Role.BODY]


def test_many_comments_are_all_read():
    page = "Title of it\n\nThe text of it.\n\n" + "".join(
        f"  {n}. R{n} said:\n\n    Words.\n\n" for n in range(1, 5001)
    )
    found = [region for region in read(page.encode(), name="page.txt").regions if region.role is Role.COMMENT]
    assert len(found) == 5000
    assert {region.parent for region in found} == {None}


def test_deep_answers_keep_their_parents():
    lines = ["Title of it\n\nThe text of it.\n\nComments\n"]
    lines += [f"{' ' * (2 + 2 * n)}• R{n} said:\n\n{' ' * (4 + 2 * n)}Words.\n" for n in range(300)]
    found = [r for r in read("\n".join(lines).encode(), name="page.txt").regions if r.role is Role.COMMENT]
    assert [region.parent for region in found] == [None, *range(1, 300)]


@pytest.mark.long
def test_brackets_quotes_and_blanks_without_end_are_read():
    for piece in ("[1", "[1 – ", "“", "said: ", "1. ", "\t", "– ", "(", "<p", "<div><ul><li>", "12 March ", "«a "):
        data = (piece * (200_000 // len(piece))).encode()
        assert read(data, name="page.txt").tool
        assert read(b"<html><body>" + data, name="page.html").tool
        assert read(data.replace(b" ", b"\n"), name="page.txt").tool
