"""Displacement figures of excerpts: the figure right, and figure with term and unit right."""

import re
import zipfile
from collections.abc import Iterator

from lxml import etree
from sets import BENCH, asked, chosen, emit, percent

from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Claim, Context, Question
from ledgerstone.evidence.reading.read import read
from ledgerstone.values.counts import CountValue

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MOVED = {Question.DISPLACED, Question.PROPERTY_LOST}
UNITS = {"people": "people", "households": "households", "buildings": "households"}
"""The set counts a house as the household in it."""
EXCERPT, FIGURE, TERM, UNIT = "D", "F", "G", "H"


def main() -> None:
    """Print the figures."""
    options = asked(__doc__, "idetect-dev")
    excerpts = right = whole = 0
    for row in rows():
        if not row.get(FIGURE, "").isdigit() or not chosen(row[EXCERPT], options.fraction):
            continue
        excerpts += 1
        claim = first(row[EXCERPT])
        if claim is None or not isinstance(claim.value, CountValue) or claim.value.lower != int(row[FIGURE]):
            continue
        right += 1
        whole += same(claim.scope.term, row[TERM]) and same(UNITS.get(claim.scope.unit or ""), row[UNIT])
    emit("figure right", percent(right, excerpts), as_json=options.json)
    emit("figure, term and unit right", percent(whole, excerpts), as_json=options.json)


def first(excerpt: str) -> Claim | None:
    """Return the first claim that counts the displaced or their homes."""
    reading = read(excerpt.encode(), name="excerpt.txt", language="en")
    claims = extract(reading, find_mentions(reading, Context()), Context())
    counted = [c for c in claims if c.question in MOVED and isinstance(c.value, CountValue) and c.value.lower]
    return next((c for c in counted if c.question is Question.DISPLACED), counted[0] if counted else None)


def same(ours: str | None, theirs: str) -> bool:
    """Compare two words without case and spaces."""
    return re.sub(r"\W", "", (ours or "").lower()) == re.sub(r"\W", "", theirs.lower())


def rows() -> Iterator[dict[str, str]]:
    """Yield the sheet's rows, by the letter of the column."""
    with zipfile.ZipFile(BENCH / "idetect-dev" / "idmc_fully_labelled.xlsx") as book:
        shared = etree.fromstring(book.read("xl/sharedStrings.xml"))
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    words = ["".join(t.text or "" for t in item.iter(f"{MAIN}t")) for item in shared.iter(f"{MAIN}si")]
    for row in list(sheet.iter(f"{MAIN}row"))[1:]:
        found = {}
        for cell in row.iter(f"{MAIN}c"):
            value = cell.findtext(f"{MAIN}v")
            if value is not None:
                found[cell.get("r")[0]] = words[int(value)] if cell.get("t") == "s" else value
        yield found


if __name__ == "__main__":
    main()
