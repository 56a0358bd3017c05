"""Sheets of a spreadsheet as a reading: the name of each as a caption, its rows as a table, its comments after it.

A row is a line, its cells parted by tabs; a cell's own line breaks and tabs are blanks. Rows without words are left
out. Nothing of a cell is ever calculated.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from ledgerstone.evidence.reading.model import Reading, Role
from ledgerstone.evidence.reading.office.blocks import Block, Origin, as_reading, one_line
from ledgerstone.evidence.reading.office.notes import comment_words
from ledgerstone.evidence.reading.office.quota import Quota

MOST_COLUMNS = 16_384
"""As Excel has them (XFD)."""


class Remark(Struct, frozen=True, kw_only=True):
    """A comment on a cell.

    Attributes:
        cell: Its place ("B3").
        words: The words.
        author: Who wrote it; None where the file does not say.
        date: When (ISO 8601); None where the file does not say.
        key: By which others name it.
        answers: The key of the one that it answers.
    """

    cell: str
    words: str
    author: str | None = None
    date: str | None = None
    key: str | None = None
    answers: str | None = None


class Oddities(Struct, kw_only=True):
    """What a person should be told of one sheet, in counts."""

    uncalculated: int = 0
    merged: int = 0
    hidden_rows: int = 0
    hidden_columns: int = 0


class Sheet(Struct, kw_only=True, eq=False):
    """A sheet while it is read; rows as lines of a text.

    Attributes:
        name: As the file gives it; "" where it has none.
        hidden: Whether it is not shown.
        rows: Lines, cells parted by tabs.
        remarks: The comments on its cells.
        odd: What a person should be told.
        reason: Why it was not read to its end; None where it was.
    """

    name: str
    hidden: bool = False
    rows: list[str]
    remarks: list[Remark]
    odd: Oddities
    reason: str | None = None

    @classmethod
    def named(cls, name: str, *, hidden: bool = False) -> "Sheet":
        """Return a sheet without rows."""
        return cls(name=name, hidden=hidden, rows=[], remarks=[], odd=Oddities())


def row_line(cells: list[str], quota: Quota) -> str:
    """Return a row as a line; "" where no cell has words; empty cells at its end are left out.

    Args:
        cells: Their words, each on one line; counted already.
        quota: What counts the tabs between them.

    Raises:
        EnoughError: The quota is used up.
    """
    quota.words("\t", len(cells))
    return "\t".join(cells).rstrip("\t")


def column_number(place: str) -> int | None:
    """Return the number of a cell's column, from 0 ("B3" is 1); None where the place is none."""
    number = 0
    for sign in place[:MOST_LETTERS]:
        if not "A" <= sign <= "Z":
            break
        number = number * 26 + ord(sign) - ord("A") + 1
    return number - 1 if 0 < number <= MOST_COLUMNS else None


MOST_LETTERS = 3


def sheets_reading(origin: Origin, sheets: Iterable[Sheet], warnings: Iterable[str] = ()) -> Reading:
    """Return the reading of a spreadsheet.

    Args:
        origin: Which reader, of what.
        sheets: In their order.
        warnings: What is to be said of the file as a whole.
    """
    blocks: list[Block] = []
    said = list(warnings)
    for sheet in sheets:
        blocks += _blocks(sheet)
        said += _warnings(sheet)
    return as_reading(origin, blocks, said)


def _blocks(sheet: Sheet) -> Iterator[Block]:
    rows = "\n".join(row for row in sheet.rows if row.strip())
    if not rows and not sheet.remarks:
        return
    yield Block(words=one_line(sheet.name), role=Role.CAPTION)
    yield Block(words=rows, role=Role.TABLE)
    for remark in sheet.remarks:
        words = comment_words([Block(words=remark.words)], author=remark.author, date=remark.date)
        if words:
            yield Block(
                words=f"{remark.cell}: {words}",
                role=Role.COMMENT,
                author=remark.author,
                key=remark.key,
                answers=remark.answers,
                label=remark.cell,
            )


def _warnings(sheet: Sheet) -> Iterator[str]:
    odd, name = sheet.odd, f"sheet {sheet.name!r}"
    if sheet.hidden:
        yield f"{name} is hidden in the file; it is read"
    if odd.hidden_rows or odd.hidden_columns:
        yield f"{name}: {odd.hidden_rows} rows and {odd.hidden_columns} columns are hidden in the file; they are read"
    if odd.merged:
        yield f"{name}: {odd.merged} areas of merged cells; the words stand in the first cell of each"
    if odd.uncalculated:
        yield f"{name}: {odd.uncalculated} formulas have no result in the file; their cells are empty"
    if sheet.reason:
        yield f"{name}: {sheet.reason}"
