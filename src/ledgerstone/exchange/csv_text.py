"""CSV for spreadsheets: RFC 4180, and no cell that a spreadsheet would run as a formula.

A text that begins with = + - @, a tab or a carriage return gets an apostrophe before it (OWASP, "CSV injection"):
the words come from the world, and whoever opens the file must not run them. A number of ours is left as it is.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

Cell = str | int | float | None


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Yield the head and each row as a line of CSV; None is an empty cell."""
    yield _line(columns)
    for row in rows:
        yield _line([guarded(cell) for cell in row])


def guarded(cell: Cell) -> str:
    """Return a cell that no spreadsheet runs."""
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return str(cell)
    # A spreadsheet passes over blanks before it looks for a formula.
    starts = cell.startswith(FORMULA_STARTS) or cell.lstrip().startswith(FORMULA_STARTS)
    return f"'{cell}" if starts else cell


def _line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()
