"""The two given texts, read where they lie beside the project; what they must show is told by counts and offsets."""

from collections import Counter
from pathlib import Path

import pytest

from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.read import read
from ledgerstone.evidence.references.judge import judge_references

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"the seed texts are not at {SEEDS}")


def seed(start):
    (path,) = SEEDS.glob(f"{start}_*.txt")
    data = path.read_bytes()
    reading = read(data, name=path.name)
    assert reading.text == data.decode()
    return reading


def of(reading, role):
    return [region for region in reading.regions if region.role is role]


def lines(reading, role):
    return [line for r in of(reading, role) for line in reading.text[r.start : r.end].splitlines() if line.strip()]


def test_the_page_shows_its_parts():
    reading = seed("000")
    assert len(of(reading, Role.TITLE)) == 1
    assert len(of(reading, Role.CAPTION)) == 2
    assert len(lines(reading, Role.LIST)) == 1 + 4
    assert len(of(reading, Role.POLICY)) == 1
    comments = of(reading, Role.COMMENT)
    assert [(comment.order, comment.parent) for comment in comments] == [(1, None), (2, None), (3, 2), (4, None)]
    assert all(comment.author for comment in comments)
    assert of(reading, Role.POLICY)[0].end < comments[0].start
    assert reading.published is None


def test_the_statement_shows_its_parts():
    reading = seed("003")
    assert len(lines(reading, Role.SIGNATURES)) == 9
    assert len(of(reading, Role.CLOSING_LINE)) == 1
    assert reading.published.edtf == "2020-01-12"
    assert len(of(reading, Role.REFERENCE_LIST)) == 1


def test_the_statements_references_are_judged():
    found = judge_references(seed("003"))
    assert [entry.number for entry in found.entries] == [1, 2, 3, 4, 5, 6]
    assert Counter(c.number for c in found.citations) == {1: 1, 2: 4, 5: 2, 6: 1, 7: 1, 8: 1, 9: 1, 10: 1}
    assert next(c.locator for c in found.citations if c.number == 2) == "chapter 5, 3"
    missing = [f.passage.exact for f in found.findings if f.rule == "citation-without-entry"]
    assert missing == ["[7]", "[8]", "[9]", "[10]"]
