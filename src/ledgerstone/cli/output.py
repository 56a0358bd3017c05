"""What goes to stdout (data) and to stderr (messages): JSON lines, or text that is plain and aligned.

Texts come from the world: no control character of theirs reaches a terminal. Colour is used on a terminal alone,
and not where NO_COLOR is set or the terminal is dumb.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

import click
from msgspec import Struct
from msgspec.json import Encoder
from rich.cells import cell_len

from ledgerstone.cli.printable import printable

Row = TypeVar("Row", bound=Struct)

_GAP = "  "
_WIDEST_COLUMN = 60
_BATCH = 200
_ENCODER = Encoder()


def emit_rows(rows: Iterable[Row], *, as_json: bool, printer: Callable[[Iterable[Row]], None]) -> None:
    """Write rows: as JSON, one object a line, or by the printer.

    Args:
        rows: What was found.
        as_json: Whether the user asked for JSON.
        printer: Writes the rows as text.
    """
    if as_json:
        for row in rows:
            emit_json(row)
    else:
        printer(rows)


def emit_one(row: Row, *, as_json: bool, printer: Callable[[Row], None]) -> None:
    """Write one row: as one JSON object, or by the printer."""
    if as_json:
        emit_json(row)
    else:
        printer(row)


def emit_json(row: Struct) -> None:
    """Write one JSON object on one line, in UTF-8 whatever the locale."""
    sys.stdout.flush()
    sys.stdout.buffer.write(_ENCODER.encode(row) + b"\n")


def line(text: str = "", *, bold: bool = False) -> None:
    """Write one line of text to stdout."""
    shown = printable(text)
    click.echo(click.style(shown, bold=True) if bold and _coloured() else shown, color=_coloured())


def message(text: str) -> None:
    """Write one line to stderr."""
    click.echo(printable(text), err=True)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write an aligned table to stdout: columns two spaces apart, the last one as long as it needs.

    Args:
        columns: Heads, as many as each row has cells.
        rows: Cells; a line break in a cell is shown as a space.
    """
    head = tuple(columns)
    for at, batch in enumerate(_batches(rows)):
        cells = [tuple(printable(" ".join(cell.split())) for cell in row) for row in batch]
        widths = [
            min(_WIDEST_COLUMN, max(cell_len(cell) for cell in column)) for column in zip(head, *cells, strict=True)
        ]
        if at == 0:
            line(_aligned(head, widths), bold=True)
        for row in cells:
            line(_aligned(row, widths))


def path_shown(path: str | os.PathLike[str]) -> str:
    """Return a path as text that every stream can carry: bytes that are no UTF-8 are shown as escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell + " " * (width - cell_len(cell)) for cell, width in zip(cells, widths, strict=True)]
    return _GAP.join([*padded[:-1], cells[-1]]).rstrip()


def _batches(rows: Iterable[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    """Yield rows by the hundred, so that a long listing begins at once; at least one batch, for the head."""
    batch: list[Sequence[str]] = []
    first = True
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch, first = [], False
    if batch or first:
        yield batch


def _coloured() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
