"""The paragraphs and tables of one stretch of an RTF file: its text, a header, a note, a text box."""

from msgspec import Struct

from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.office.blocks import Block
from ledgerstone.evidence.reading.office.docx_styles import BULLET, CONTENTS, HEADING, ROLES
from ledgerstone.evidence.reading.office.rtf_signs import mended
from ledgerstone.evidence.reading.office.tables import Cell, Table, blocks_of


class Flow(Struct, kw_only=True, eq=False):
    """A stretch while it is read: what is done, and the paragraph, cell, row and table that are open.

    Attributes:
        blocks: What is done.
        pieces: Of the open paragraph.
        mark: What stands before it as an item of a list; None for no item.
        style: The name of its style, in lower case.
        outline: Its rank as a heading, from 1; None for none.
        in_table: Whether it stands in a cell.
        cell: Blocks of the open cell.
        row: Cells of the open row.
        rows: Rows of the open table.
        after: Blocks of text boxes that stand in the open paragraph.
    """

    blocks: list[Block]
    pieces: list[str]
    cell: list[Block]
    row: list[Cell]
    rows: list[list[Cell]]
    after: list[Block]
    mark: str | None = None
    style: str = ""
    outline: int | None = None
    in_table: bool = False

    @classmethod
    def empty(cls) -> "Flow":
        """Return a stretch without anything."""
        return cls(blocks=[], pieces=[], cell=[], row=[], rows=[], after=[])

    def plain_paragraph(self) -> None:
        r"""Forget the properties of the paragraph (`\pard`)."""
        self.style, self.outline, self.in_table = "", None, False

    def end_paragraph(self) -> None:
        """End the open paragraph."""
        if not self.in_table:
            self.end_table()
        self._put(self.cell if self.in_table else self.blocks)

    def end_cell(self) -> None:
        """End the open cell."""
        self._put(self.cell)
        self.row.append(Cell(blocks=self.cell))
        self.cell = []

    def end_row(self) -> None:
        """End the open row."""
        self.rows.append(self.row)
        self.row = []

    def end_table(self) -> None:
        """End the open table, where one is."""
        if self.cell:
            self.row.append(Cell(blocks=self.cell))
            self.cell = []
        if self.row:
            self.end_row()
        if self.rows:
            self.blocks += blocks_of(Table(rows=self.rows))
            self.rows = []

    def end(self) -> list[Block]:
        """End all and return the blocks."""
        if "".join(self.pieces).strip() or self.after:
            self.end_paragraph()
        self.end_table()
        return self.blocks

    def _put(self, sink: list[Block]) -> None:
        words = mended("".join(self.pieces)).strip()
        mark = self.mark and self.mark.strip()
        mark = BULLET if mark and not any(map(str.isalnum, mark)) else mark
        self.pieces, self.mark = [], None
        if words:
            sink.append(self._block(words, mark))
        sink += self.after
        self.after = []

    def _block(self, words: str, mark: str | None) -> Block:
        named = HEADING.fullmatch(self.style)
        heading = int(named[1]) if named else self.outline
        role = Role.BOILERPLATE if CONTENTS.fullmatch(self.style) else ROLES.get(self.style)
        item = mark is not None and heading is None and role is None
        return Block(words=f"{mark} {words}" if mark else words, heading=heading, role=role, item=item)
