"""A tree that grows entry by entry and gives off bundles and tiles as they fill. Writer and verifier share it."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from ledgerstone.evidence.preservation.log.entries import framed, unframed
from ledgerstone.evidence.preservation.log.merkle import HASH_BYTES, Frontier, leaf_hash, root_of
from ledgerstone.evidence.preservation.log.tiles import HEIGHT, WIDTH, TileAt


class Made(Struct, frozen=True):
    """A bundle or tile with its bytes."""

    at: TileAt
    data: bytes


class Growth:
    """The tree, its right edge, and what fills up on the way."""

    def __init__(self) -> None:
        self.frontier = Frontier()
        self._bundle: list[bytes] = []
        self._edges: list[list[bytes]] = [[]]

    @property
    def size(self) -> int:
        """How many entries there are."""
        return self.frontier.size

    def root(self) -> bytes:
        """Return the root of the tree."""
        return self.frontier.root()

    def add(self, data: bytes) -> list[Made]:
        """Add an encoded entry.

        Returns:
            The bundle and the tiles that it fills; mostly none.
        """
        leaf = leaf_hash(data)
        completed = self.frontier.add(leaf)
        self._bundle.append(framed(data))
        self._edges[0].append(leaf)
        if len(self._bundle) < WIDTH:
            return []
        return self._filled(completed)

    def partial(self) -> Iterator[Made]:
        """Yield the partial bundle and tiles at the right edge, in the order of `tiles.edge_of`."""
        if self._bundle:
            at = TileAt(level=None, index=self.size >> HEIGHT, width=len(self._bundle))
            yield Made(at, b"".join(self._bundle))
        for level, hashes in enumerate(self._edges):
            if hashes:
                at = TileAt(level=level, index=self.size >> (HEIGHT * (level + 1)), width=len(hashes))
                yield Made(at, b"".join(hashes))

    def restore(self, size: int, edge: Mapping[int | None, bytes]) -> None:
        """Take up a tree where it was left.

        Args:
            size: How many entries it has.
            edge: The bytes of the partial tiles at its right edge by their levels; None for the bundle.
        """
        levels = max((level for level in edge if level is not None), default=0)
        self._edges = [split(edge.get(level, b"")) for level in range(levels + 1)]
        self._bundle = [framed(data) for data in unframed(edge.get(None, b""))]
        self.frontier = Frontier(size, [node for hashes in reversed(self._edges) for node in _complete(hashes)])

    def _filled(self, completed: list[bytes]) -> list[Made]:
        """Give off the full bundle and the full tiles; each full tile adds its root to the level above."""
        last = (self.size - 1) >> HEIGHT
        made = [Made(TileAt(level=None, index=last, width=WIDTH), b"".join(self._bundle))]
        self._bundle = []
        level = 0
        while len(self._edges[level]) == WIDTH:
            at = TileAt(level=level, index=(self.size - 1) >> (HEIGHT * (level + 1)), width=WIDTH)
            made.append(Made(at, b"".join(self._edges[level])))
            self._edges[level] = []
            level += 1
            if level == len(self._edges):
                self._edges.append([])
            self._edges[level].append(completed[HEIGHT * level - 1])
        return made


def split(tile: bytes) -> list[bytes]:
    """Return the hashes of a tile."""
    return [tile[at : at + HASH_BYTES] for at in range(0, len(tile), HASH_BYTES)]


def _complete(hashes: list[bytes]) -> Iterator[bytes]:
    """Yield the roots of the complete subtrees that a row of hashes falls into, the largest first."""
    at = 0
    for height in reversed(range(HEIGHT)):
        width = 1 << height
        if len(hashes) & width:
            yield root_of(hashes[at : at + width])
            at += width
