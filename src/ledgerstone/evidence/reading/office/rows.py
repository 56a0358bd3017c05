"""The rows of a table of incidents, each a region of its own, as `parts.tables` makes them in plain text.

A table is one of incidents where most of its rows give a date. Which columns give it is seen from its first rows, so
that a sheet of a hundred thousand rows is looked at once, in those columns alone.
"""

from ledgerstone.evidence.reading.model import Region, Role
from ledgerstone.evidence.reading.parts.lists import MARK, gives_date

SAMPLE_ROWS = 100
SAMPLE_COLUMNS = 64
MOST_ROWS = 100_000
"""A register of more is read as one table; a region a row would fill the memory."""
LONGEST_CELL = 400
"""A longer cell tells what happened; its date is in another."""


def dated_rows(text: str, table: Region) -> list[Region]:
    """Return the rows of a table that give a date, where most of them do; none else.

    Args:
        text: The text.
        table: A table, a line a row, cells parted by tabs.
    """
    lines = text[table.start : table.end].split("\n")
    if len(lines) == 1 or len(lines) > MOST_ROWS:
        return []
    columns = _dated_columns(lines[:SAMPLE_ROWS])
    found: list[Region] = []
    start = table.start
    for line in lines:
        if any(map(_gives_date, _cells(line, columns))):
            first = start + len(line) - len(line.lstrip())
            found.append(Region(role=Role.TABLE, start=first, end=start + len(line.rstrip())))
        start += len(line) + 1
    return found if len(found) * 2 > len(lines) else []


def is_chronology(words: str) -> bool:
    """Say whether most lines of a list give a date.

    Args:
        words: The list, a line an item or a part of one.
    """
    lines = words.split("\n")
    dated = sum(_gives_date(MARK.sub("", line, count=1)) for line in lines[:SAMPLE_ROWS])
    return dated * 2 > min(len(lines), SAMPLE_ROWS)


def _dated_columns(lines: list[str]) -> frozenset[int]:
    return frozenset(
        place
        for line in lines
        for place, cell in enumerate(line.split("\t")[:SAMPLE_COLUMNS])
        if cell and _gives_date(cell.strip())
    )


def _cells(line: str, columns: frozenset[int]) -> list[str]:
    return [cell.strip() for place, cell in enumerate(line.split("\t")) if cell and place in columns]


def _gives_date(words: str) -> bool:
    return len(words) <= LONGEST_CELL and gives_date(words)
