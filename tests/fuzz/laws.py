"""The laws of our own parsers, for any bytes: where regions lie, that offsets lead back, that nothing is random."""

from msgspec import structs
from regions import check_regions

from ledgerstone.evidence.reading.model import Reading, Role
from ledgerstone.evidence.reading.read import read
from ledgerstone.evidence.references.judge import judge_references

FURNITURE = "\n\nShare this\n\n© 1994 The Varn Herald. All rights reserved.\n"
BEARS_CLAIMS = frozenset({Role.TITLE, Role.BODY, Role.CAPTION, Role.QUOTATION, Role.LIST, Role.TABLE, Role.COMMENT})


def hold_laws(data: bytes) -> Reading:
    """Read bytes, hold the reading and what the linter of statements finds in it to their laws, and return it."""
    reading = read(data, name="a.txt")
    check_regions(reading)
    assert reading.text or reading.warnings
    renamed = read(data, name="b")
    # A name decides nothing: that it says something else than the bytes is one more warning, the last.
    assert renamed == structs.replace(reading, warnings=reading.warnings[: len(renamed.warnings)])
    reading.text.encode("utf-8")
    hold_references(reading)
    return reading


def hold_references(reading: Reading) -> None:
    """Entries, citations and passages lie in the text, and say what stands there."""
    found = judge_references(reading)
    assert found == judge_references(reading)
    for entry in found.entries:
        assert entry.text == reading.text[entry.start : entry.end]
    for citation in found.citations:
        assert str(citation.number) in reading.text[citation.start : citation.end]
    for finding in found.findings:
        passage = finding.passage
        assert finding.reason
        assert passage is None or passage.exact == reading.text[passage.start : passage.end]


def hold_text_laws(page: str) -> None:
    """What a site prints below a text changes no region of it that can bear a claim."""
    page = page.replace("\0", "").lstrip("\ufeff")
    if not page.strip():
        return
    before = read(page.encode(), name="page.txt")
    hold_laws(page.encode())
    after = read((page + FURNITURE).encode(), name="page.txt")
    if before.media_type != after.media_type or not after.text.startswith(before.text):
        return
    assert _bearing(after, len(page.rstrip())) == _bearing(before, len(page.rstrip()))


def _bearing(reading: Reading, end: int) -> list[tuple[Role, int, int]]:
    return [(one.role, one.start, one.end) for one in reading.regions if one.role in BEARS_CLAIMS and one.start < end]
