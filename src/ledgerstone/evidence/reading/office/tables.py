"""Tables in documents: one line a row, cells parted by a tab, as in web pages; a table for the look is no table."""

from collections.abc import Iterator

from msgspec import Struct

from ledgerstone.evidence.reading.model import Asset, Role
from ledgerstone.evidence.reading.office.blocks import Block, merged, one_line
from ledgerstone.evidence.reading.office.pointing import in_line

FEWEST_ROWS = 2
MOST_IN_CELL = 5
"""Paragraphs; a cell of more is a text that stands in a frame."""
MOST_SPANNED = 64


class Cell(Struct, kw_only=True, eq=False):
    """A cell: its paragraphs, how many columns it spans, and whether it goes on the cell above (then it is empty)."""

    blocks: list[Block]
    span: int = 1
    goes_on: bool = False


class Table(Struct, kw_only=True, eq=False):
    """A table while it is read: its rows, and whether the last was deleted in a tracked change."""

    rows: list[list[Cell]]
    deleted: bool = False


def blocks_of(table: Table) -> list[Block]:
    """Return a table of data as one block, and what stands in a table for the look as its paragraphs.

    A table of data has two rows or more, more than one column, and no long texts in its cells (what
    `pages.elements.is_data_table` asks of web pages).
    """
    rows = [row for row in table.rows if any(block.words.strip() for cell in row for block in cell.blocks)]
    wide = sum(len(row) for row in rows) > len(rows)
    short = all(len(cell.blocks) <= MOST_IN_CELL for row in rows for cell in row)
    if len(rows) < FEWEST_ROWS or not wide or not short:
        return [block for row in rows for cell in row for block in cell.blocks]
    return [merged((_of_row(row) for row in rows), Role.TABLE)]


def _of_row(row: list[Cell]) -> Block:
    line = _line(row)
    points = any(block.assets for cell in row for block in cell.blocks)
    return Block(words=line, assets=tuple(_assets(row, line)) if points else ())


def _assets(row: list[Cell], line: str) -> Iterator[Asset]:
    """What the cells of a row point to, each in its cell."""
    start = 0
    for cell in row:
        for block in cell.blocks:
            yield from in_line(block.assets, line, start)
        for _ in range(min(cell.span, MOST_SPANNED)):
            start = line.find("\t", start) + 1 or len(line)


def _line(row: list[Cell]) -> str:
    cells: list[str] = []
    for cell in row:
        words = " ".join(one_line(block.words) for block in cell.blocks)
        cells += ["" if cell.goes_on else words, *[""] * (min(cell.span, MOST_SPANNED) - 1)]
    return "\t".join(cells).rstrip()
