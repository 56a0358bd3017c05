"""The file of the compiled gazetteer: a magic line, a length, a JSON header, then plain little-endian arrays.

Invariant: `write` and `view` agree on `TABLES`; a file of another layout is refused, never half read. The arrays are
mapped, not loaded, so that opening costs nothing and many processes share the pages.
"""

import mmap
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
from msgspec import Struct

from ledgerstone.errors import UnreadableError

MAGIC: Final = b"ledgerstone gazetteer 2\n"
ALIGNMENT: Final = 16
_LENGTH_BYTES: Final = 8

TABLES: Final = {
    "name_hash": "<u8",
    "name_place": "<u4",
    "name_since": "<u2",
    "name_until": "<u2",
    "geoname": "<u4",
    "latitude": "<f4",
    "longitude": "<f4",
    "population": "<u4",
    "country": "S2",
    "admin": "S8",
    "kind": "u1",
    "capital": "u1",
}


class Table(Struct, frozen=True, kw_only=True):
    """Where an array lies, from the end of the header, and how many items it has."""

    offset: int
    items: int


class Header(Struct, frozen=True, kw_only=True):
    """What the file was made from, and its arrays."""

    made_from: str
    tables: dict[str, Table]


Arrays = Mapping[str, np.ndarray]


def write(path: Path, arrays: Arrays, *, made_from: str) -> None:
    """Write the arrays to a file beside `path` and put it in its place in one step."""
    blocks, tables, offset = [], {}, 0
    for name, kind in TABLES.items():
        block = np.ascontiguousarray(arrays[name], dtype=kind).tobytes()
        block += b"\0" * (-len(block) % ALIGNMENT)
        tables[name] = Table(offset=offset, items=len(arrays[name]))
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


def view(path: Path) -> dict[str, np.ndarray]:
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
    header = msgspec.json.decode(mapped[start : start + length], type=Header)
    if set(header.tables) != set(TABLES):
        raise UnreadableError(f"{path} holds other tables than this version reads: compile it anew")
    base = start + length
    return {
        name: np.frombuffer(mapped, dtype=TABLES[name], count=table.items, offset=base + table.offset)
        for name, table in header.tables.items()
    }
