"""Tables in plain text: lines that tab stops or upright bars divide into the same number of cells.

Each row of a table most of whose rows give a date is a table of its own within the table, as the rows of a chronology
are lists of their own.
"""

from collections.abc import Iterator

from ledgerstone.evidence.reading.lines import Sheet
from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.parts.lists import gives_date
from ledgerstone.evidence.reading.parts.part import Part

DIVIDERS = "\t|"
FEWEST_ROWS = 2


def find_tables(sheet: Sheet) -> tuple[Part, ...]:
    """Return each run of two rows or more that have equally many cells, two or more."""
    return tuple(_tables(sheet)) if any(sign in sheet.text for sign in DIVIDERS) else ()


def _tables(sheet: Sheet) -> Iterator[Part]:
    first = 0
    shapes = [_shape(words) for words in sheet.every_words]
    for place in range(1, len(shapes) + 1):
        if place < len(shapes) and not sheet.starts_block(place) and shapes[place] == shapes[first]:
            continue
        if place - first >= FEWEST_ROWS and shapes[first]:
            yield Part(role=Role.TABLE, first=first, last=place - 1)
            yield from _dated_rows(sheet, first, place - 1)
        first = place


def _dated_rows(sheet: Sheet, first: int, last: int) -> Iterator[Part]:
    dated = [place for place in range(first, last + 1) if any(map(gives_date, _cells(sheet.words(place))))]
    if len(dated) * 2 > last + 1 - first:
        yield from (Part(role=Role.TABLE, first=place, last=place) for place in dated)


def _cells(words: str) -> list[str]:
    return [cell.strip() for cell in words.replace("|", "\t").split("\t")]


def _shape(words: str) -> tuple[int, ...] | None:
    counts = tuple([words.count(sign) for sign in DIVIDERS])
    return counts if any(counts) else None
