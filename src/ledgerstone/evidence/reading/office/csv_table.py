"""The reader of tables in plain text (CSV, TSV): rows as lines, cells parted by tabs.

RFC 4180 as it is practised: the divider is one of four and is found from the rows; a cell in quotes may hold
dividers, line ends and doubled quotes. A quotation mark that opens a cell and closes none is a sign like another.
Rows of unequal length stay as they are. Nothing is a formula.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from ledgerstone.evidence.reading.encodings import decode
from ledgerstone.evidence.reading.model import Reading, Role
from ledgerstone.evidence.reading.office.blocks import Block, Origin, as_reading, one_line, unread
from ledgerstone.evidence.reading.office.quota import MOST_THINGS
from ledgerstone.evidence.reading.parts.lists import MARK
from ledgerstone.evidence.reading.plain_text import MOST_CODE_POINTS

ORIGIN = Origin(media_type="text/csv", tool="csv", version="1")
DIVIDERS = (",", ";", "\t", "|")
PUNCTUATION = (",", ";")
SAMPLE_ROWS = 200
SAMPLE = 64 * 1024
FEWEST_ROWS = FEWEST_COLUMNS = 2
LEAST_EVEN = 0.8
"""Share of rows that have as many cells as most have, below which a text is no table."""
EXCEL_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""By which Excel lets a file name its divider."""


class Divided(Struct, frozen=True, kw_only=True):
    """How a text is divided into cells.

    Attributes:
        divider: The sign between two cells.
        cells: How many most rows have.
        even: Share of the rows that have so many.
    """

    divider: str
    cells: int
    even: float


def read_csv(data: bytes) -> Reading:
    """Return the reading of a table in plain text."""
    decoded = decode(data, limit=MOST_CODE_POINTS)
    text, warnings = decoded.text, list(decoded.warnings)
    named = EXCEL_LINE.match(text)
    found = Divided(divider=named[1], cells=0, even=1.0) if named else find_divider(text)
    if not text:
        return unread(ORIGIN, *(warnings or ["the file is empty"]))
    if named:
        warnings.append(f"its first line ({named[0].strip()}) names the divider and is left out")
    if found is None:
        warnings.append("no sign divides its lines into cells evenly: each line is one cell")
    lines: list[str] = []
    cells = 0
    for row in rows_of(text[named.end() :] if named else text, found.divider if found else None):
        cells += len(row)
        if cells > MOST_THINGS:
            warnings.append(f"more than {MOST_THINGS:,} cells: what follows is not read")
            break
        lines.append("\t".join(map(one_line, row)))
    words = "\n".join(line for line in lines if line.strip())
    return as_reading(ORIGIN, [Block(words=words, role=Role.TABLE)], warnings)


def find_divider(text: str) -> Divided | None:
    """Return how a text is divided into cells; None where no sign divides it evenly into two or more."""
    cut = len(text) > SAMPLE
    found = [each for each in (_divided(text[:SAMPLE], divider, cut=cut) for divider in DIVIDERS) if each]
    return max(found, key=lambda each: (round(each.even, 1), each.cells, each.even), default=None)


def _divided(text: str, divider: str, *, cut: bool) -> Divided | None:
    rows = [len(row) for row in islice(rows_of(text, divider), SAMPLE_ROWS) if any(map(str.strip, row))]
    rows = rows[:-1] if cut and 1 < len(rows) < SAMPLE_ROWS else rows
    if not rows:
        return None
    cells, times = max(Counter(rows).items(), key=lambda item: (item[1], item[0]))
    even = times / len(rows)
    return Divided(divider=divider, cells=cells, even=even) if cells > 1 and even >= LEAST_EVEN else None


def looks_like_table(text: str) -> bool:
    """Say whether a plain text is a table: two rows or more, all divided evenly, with words in two columns or more.

    A divider that a blank mostly follows is punctuation, and lines that begin as items of a list do are a list.
    """
    found = find_divider(text)
    if found is None or found.even < 1.0:
        return False
    rows = [row for row in islice(rows_of(text, found.divider), SAMPLE_ROWS) if any(map(str.strip, row))]
    filled = sum(sum(bool(row[place].strip()) for row in rows) * 2 > len(rows) for place in range(found.cells))
    punctuation = sum(cell.startswith(" ") for row in rows for cell in row[1:]) * 2 > len(rows)
    listed = sum(bool(MARK.match(row[0].lstrip())) for row in rows) * 2 > len(rows)
    return (
        len(rows) >= FEWEST_ROWS
        and filled >= FEWEST_COLUMNS
        and not listed
        and not (punctuation and found.divider in PUNCTUATION)
    )


def rows_of(text: str, divider: str | None) -> Iterator[list[str]]:
    """Yield the rows of a text, each as its cells.

    Args:
        text: The text.
        divider: The sign between two cells; None for rows of one cell.
    """
    sign = re.escape(divider) if divider else r"(?!)"
    plain = rf"[^\r\n{sign}]*+" if divider else r"[^\r\n]*+"
    quoted = rf"\"((?:[^\"]++|\"\")*+)\"[ ]{{0,9}}+(?={sign}|[\r\n]|\Z)"
    cell = re.compile(rf"[ ]{{0,9}}+{quoted}|({plain})")
    row: list[str] = []
    place = 0
    while place < len(text) or row:
        found = cell.match(text, place)
        if found is None:
            break
        row.append(found[2] if found[1] is None else found[1].replace('""', '"'))
        place = found.end()
        if divider and text.startswith(divider, place):
            place += 1
            continue
        place += 2 if text.startswith("\r\n", place) else 1
        yield row
        row = []
