"""Displacement figures of excerpts: the figure right, and figure with term and unit right.

idetect.py [--fraction 0.1] [--json] [--folds]
"""

import re
import zipfile
from collections.abc import Iterator

from lxml import etree
from sets import BENCH, FOLDS, asked, chosen, emit, emit_folds, fold, percent

from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Claim, Context, Question, Scope
from ledgerstone.evidence.reading.read import read
from ledgerstone.values.counts import CountValue

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MOVED = {Question.DISPLACED, Question.PROPERTY_LOST}
UNITS = {"people": "people", "households": "households", "buildings": "households"}
"""The set counts a house as the household in it."""
NAMES = ("figure right", "figure, term and unit right")
EXCERPT, FIGURE, TERM, UNIT = "D", "F", "G", "H"


def main() -> None:
    """Print the figures."""
    options = asked(__doc__, "idetect-dev")
    found: list[tuple[int, tuple[bool, bool]]] = []
    for row in rows():
        if not row.get(FIGURE, "").isdigit() or not chosen(row[EXCERPT], options.fraction):
            continue
        claim = first(row[EXCERPT])
        right = claim is not None and number(claim) == int(row[FIGURE])
        scope = claim.scope if claim else Scope()
        alike = same(scope.term, row[TERM]) and same(UNITS.get(scope.unit or ""), row[UNIT])
        found.append((fold(row[EXCERPT]), (right, right and alike)))
    for index, name in enumerate(NAMES):
        emit(name, share([hits[index] for _, hits in found]), as_json=options.json)
        if options.folds:
            emit_folds(name, [share([hits[index] for part, hits in found if part == k]) for k in range(FOLDS)])


def share(hits: list[bool]) -> float:
    """Return the share of excerpts that are right."""
    return percent(sum(hits), len(hits))


def first(excerpt: str) -> Claim | None:
    """Return the first claim that counts the displaced or their homes."""
    reading = read(excerpt.encode(), name="excerpt.txt", language="en")
    claims = extract(reading, find_mentions(reading, Context()), Context())
    counted = [claim for claim in claims if claim.question in MOVED and number(claim)]
    return next((c for c in counted if c.question is Question.DISPLACED), counted[0] if counted else None)


def number(claim: Claim) -> int | None:
    """Return a count's lower bound; of "up to 7,800", which has none, the upper."""
    value = claim.value
    if not isinstance(value, CountValue):
        return None
    return value.upper if value.lower is None else value.lower


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
