"""Lines of text for a terminal: wrapped by the cells that they take, so that wide scripts keep within the width."""

import shutil
import sys
from collections.abc import Iterator

from msgspec import Struct
from rich.cells import cell_len, chop_cells

from ledgerstone.cli.printable import printable

PLAIN_WIDTH = 80
"""Cells of a line where the output is no terminal."""

WIDEST = 100
"""Longer lines are hard to read, however wide the terminal."""

NARROWEST = 40


class TextLine(Struct, frozen=True, kw_only=True):
    """A line of text; headings are bold on a terminal."""

    text: str = ""
    bold: bool = False


def text_width() -> int:
    """Return how many cells a line may take."""
    if not sys.stdout.isatty():
        return PLAIN_WIDTH
    return min(max(shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns, NARROWEST), WIDEST)


def wrapped(text: str, width: int, *, indent: int = 0, hang: int = 0, bold: bool = False) -> Iterator[TextLine]:
    """Yield a text in lines.

    Args:
        text: On any number of lines; runs of white space count as one space.
        width: How many cells a line may take; a word that is longer is cut.
        indent: Blanks before each line.
        hang: More blanks before each line but the first.
        bold: Whether it is a heading.
    """
    held, before = "", " " * indent
    for word in _words(printable(text), max(1, width - indent - hang)):
        longer = f"{held} {word}" if held else word
        if held and cell_len(before + longer) > width:
            yield TextLine(text=before + held, bold=bold)
            held, before = word, " " * (indent + hang)
        else:
            held = longer
    yield TextLine(text=(before + held).rstrip(), bold=bold)


def _words(text: str, widest: int) -> Iterator[str]:
    for word in text.split():
        yield from chop_cells(word, widest) if cell_len(word) > widest else (word,)
