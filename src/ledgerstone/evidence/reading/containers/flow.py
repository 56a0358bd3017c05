"""Bytes read forward, whether they lie in a file or come out of a compressed one."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import BinaryIO

from ledgerstone.evidence.reading.containers.decompression import CUT, Expanded, compression_of
from ledgerstone.evidence.reading.containers.model import Bounds
from ledgerstone.evidence.reading.containers.unpacking import CHUNK, DamagedError, Meter

HEAD = 8


class Flow:
    """Pieces read as one file, forward alone.

    Attributes:
        position: Bytes read so far.
        damage: Why the pieces ended before their end; None where they did not.
    """

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._piece = b""
        self._at = 0
        self.position = 0
        self.damage: str | None = None

    def _fill(self) -> bool:
        if self._at < len(self._piece):
            return True
        try:
            self._piece, self._at = next(self._pieces, b""), 0
        except DamagedError as damage:
            self._piece, self._at, self.damage = b"", 0, str(damage)
            self._pieces = iter(())
        return bool(self._piece)

    def some(self, most: int) -> bytes:
        """Return at least one and at most so many bytes; none at the end."""
        if most <= 0 or not self._fill():
            return b""
        taken = self._piece[self._at : self._at + most]
        self._at += len(taken)
        self.position += len(taken)
        return taken

    def read(self, count: int) -> bytes:
        """Return so many bytes; fewer at the end."""
        return b"".join(self.pieces(count))

    def pieces(self, count: int, *, whole: bool = False) -> Iterator[bytes]:
        """Yield so many bytes in pieces; fewer at the end.

        Raises:
            DamagedError: They are to be whole, and end before.
        """
        left = count
        while left:
            taken = self.some(left)
            if not taken:
                break
            left -= len(taken)
            yield taken
        if left and whole:
            raise DamagedError(CUT)

    def skip(self, count: int) -> int:
        """Pass over so many bytes; returns how many there were."""
        return sum(len(piece) for piece in self.pieces(count))

    def line(self, most: int) -> bytes:
        """Return bytes to the next line feed, with it; fewer at the end or where the line is longer."""
        found: list[bytes] = []
        left = most
        while left > 0 and self._fill():
            end = self._piece.find(b"\n", self._at, self._at + left) + 1
            found.append(self.some((end or self._at + left) - self._at))
            left -= len(found[-1])
            if end:
                break
        return b"".join(found)


def plain(stream: BinaryIO) -> Flow:
    """Return a file's bytes from its beginning."""
    stream.seek(0)
    return Flow(iter(partial(stream.read, CHUNK), b""))


def flow_of(stream: BinaryIO, bounds: Bounds) -> Flow:
    """Return a file's bytes, expanded where it is compressed; what comes out is held to the bounds."""
    stream.seek(0)
    compression = compression_of(stream.read(HEAD))
    stream.seek(0)
    if compression is None:
        return plain(stream)
    return Flow(Expanded(stream, compression, Meter(bounds, stream.tell)))


def size_of(stream: BinaryIO) -> Callable[[], int]:
    """Return a function that gives the size of the whole file."""
    size = stream.seek(0, 2)
    stream.seek(0)
    return lambda: size
