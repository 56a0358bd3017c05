"""The file of the compiled gazetteer: a magic line, a length, a JSON header, then plain arrays.

Invariant: `write` and `view` agree on `NUMBERS`, `DEGREES` and `TEXTS`; a file of another layout is refused, never half
read. The arrays are mapped, not loaded, so that opening costs nothing and many processes share the pages. They are
memory views, for a library of arrays would cost each process more than all that it holds of places. Numbers have the
byte order of the machine, on which the file is made and read.
"""

import mmap
import sys
from array import array
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, Literal

import msgspec
from msgspec import Struct

from ledgerstone.errors import UnreadableError

MAGIC: Final = b"ledgerstone gazetteer 2\n" if sys.byteorder == "little" else b"ledgerstone gazetteer 2 big\n"
ALIGNMENT: Final = 16
_LENGTH_BYTES: Final = 8

NUMBERS: Final[dict[str, Literal["Q", "I", "H", "B"]]] = {
    "name_hash": "Q",
    "name_place": "I",
    "name_since": "H",
    "name_until": "H",
    "geoname": "I",
    "population": "I",
    "kind": "B",
    "capital": "B",
}
"""Each with the type code of `array`."""
DEGREES: Final = ("latitude", "longitude")
TEXTS: Final = {"country": 2, "admin": 8}
"""Each with its width in bytes; shorter ones end in zeros."""
_SIZES: Final = (
    {name: array(code).itemsize for name, code in NUMBERS.items()} | dict.fromkeys(DEGREES, array("f").itemsize) | TEXTS
)
"""Bytes of one item."""


class Table(Struct, frozen=True, kw_only=True):
    """Where an array lies, from the end of the header, and how many items it has."""

    offset: int
    items: int


class Header(Struct, frozen=True, kw_only=True):
    """What the file was made from, and its arrays."""

    made_from: str
    tables: dict[str, Table]


class Texts(Struct, frozen=True, kw_only=True):
    """An array of texts of one width."""

    view: memoryview
    width: int

    def __getitem__(self, at: int) -> str:
        """Return the text at a number."""
        return bytes(self.view[at * self.width : (at + 1) * self.width]).rstrip(b"\0").decode("ascii")


class Arrays(Struct, frozen=True, kw_only=True):
    """The arrays of a file, by name."""

    numbers: Mapping[str, Sequence[int]]
    degrees: Mapping[str, Sequence[float]]
    texts: Mapping[str, Texts]


class Columns(Struct, frozen=True, kw_only=True):
    """What is written, by name."""

    numbers: Mapping[str, Sequence[int]]
    degrees: Mapping[str, Sequence[float]]
    texts: Mapping[str, Sequence[str]]


def write(path: Path, columns: Columns, *, made_from: str) -> None:
    """Write the arrays to a file beside `path` and put it in its place in one step."""
    arrays = {name: array(code, columns.numbers[name]).tobytes() for name, code in NUMBERS.items()}
    arrays |= {name: array("f", columns.degrees[name]).tobytes() for name in DEGREES}
    arrays |= {name: _texts(columns.texts[name], width) for name, width in TEXTS.items()}
    blocks, tables, offset = [], {}, 0
    for name, held in arrays.items():
        block = held + b"\0" * (-len(held) % ALIGNMENT)
        tables[name] = Table(offset=offset, items=len(held) // _SIZES[name])
        blocks.append(block)
        offset += len(block)
    header = msgspec.json.encode(Header(made_from=made_from, tables=tables))
    lead = len(MAGIC) + _LENGTH_BYTES + len(header)
    header += b" " * (-lead % ALIGNMENT)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".part")
    with beside.open("wb") as out:
        out.write(MAGIC + len(header).to_bytes(_LENGTH_BYTES, "little") + header)
        out.writelines(blocks)
    beside.replace(path)


def _texts(texts: Sequence[str], width: int) -> bytes:
    return b"".join(text.encode("ascii")[:width].ljust(width, b"\0") for text in texts)


def view(path: Path) -> Arrays:
    """Return the arrays of a file as views of its mapped bytes.

    Raises:
        UnreadableError: The file is of another layout; compile it anew.
        OSError: The file cannot be opened.
    """
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    if mapped[: len(MAGIC)] != MAGIC:
        raise UnreadableError(f"{path} is no gazetteer of this version: compile it anew")
    start = len(MAGIC) + _LENGTH_BYTES
    length = int.from_bytes(mapped[len(MAGIC) : start], "little")
    tables = msgspec.json.decode(mapped[start : start + length], type=Header).tables
    if set(tables) != set(_SIZES):
        raise UnreadableError(f"{path} holds other tables than this version reads: compile it anew")
    content = memoryview(mapped)[start + length :]
    held = {name: content[at.offset : at.offset + at.items * _SIZES[name]] for name, at in tables.items()}
    return Arrays(
        numbers={name: held[name].cast(code) for name, code in NUMBERS.items()},
        degrees={name: held[name].cast("f") for name in DEGREES},
        texts={name: Texts(view=held[name], width=width) for name, width in TEXTS.items()},
    )
