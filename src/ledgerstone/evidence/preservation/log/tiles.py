"""Where tiles and entry bundles lie: path arithmetic of C2SP tlog-tiles, for tiles of height 8. Touches no store."""

from collections.abc import Iterator

from msgspec import Struct

PREFIX = "log/"
TILE_PREFIX = "log/tile/"
HEIGHT = 8
WIDTH = 1 << HEIGHT
"""Hashes in a full tile, and entries in a full bundle."""

ENTRIES = "entries"
_DIGITS = 1000


class TileAt(Struct, frozen=True, kw_only=True):
    """One tile or entry bundle.

    Attributes:
        level: Level of the tile, from 0; None for an entry bundle.
        index: Place within the level, from 0.
        width: How many hashes or entries it holds, 1 to 256.
    """

    level: int | None
    index: int
    width: int

    @property
    def key(self) -> str:
        """Its key in the store."""
        level = ENTRIES if self.level is None else str(self.level)
        partial = "" if self.width == WIDTH else f".p/{self.width}"
        return f"{TILE_PREFIX}{level}/{_number(self.index)}{partial}"


def tiles_of(size: int) -> Iterator[TileAt]:
    """Yield every bundle and tile of a tree, the bundles first, then level by level.

    Args:
        size: How many entries the tree has.
    """
    yield from _row(None, size)
    level, count = 0, size
    while count:
        yield from _row(level, count)
        level, count = level + 1, count >> HEIGHT


def edge_of(size: int) -> Iterator[TileAt]:
    """Yield the partial bundle and tiles at the right edge of a tree."""
    level, count = 0, size
    if count % WIDTH:
        yield TileAt(level=None, index=count >> HEIGHT, width=count % WIDTH)
    while count:
        if count % WIDTH:
            yield TileAt(level=level, index=count >> HEIGHT, width=count % WIDTH)
        level, count = level + 1, count >> HEIGHT


def _row(level: int | None, count: int) -> Iterator[TileAt]:
    for index in range(count >> HEIGHT):
        yield TileAt(level=level, index=index, width=WIDTH)
    if count % WIDTH:
        yield TileAt(level=level, index=count >> HEIGHT, width=count % WIDTH)


def _number(index: int) -> str:
    """Return an index as the specification writes it: 1234067 is x001/x234/067."""
    parts = [f"{index % _DIGITS:03d}"]
    while index := index // _DIGITS:
        parts.append(f"x{index % _DIGITS:03d}")
    return "/".join(reversed(parts))
