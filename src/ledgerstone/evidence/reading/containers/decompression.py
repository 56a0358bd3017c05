"""Compressed bytes as a flow of pieces: never more of them in memory than a piece, whatever the bytes declare.

What the libraries say of damaged bytes becomes a `DamagedError`. gzip (RFC 1952), bzip2 and xz may follow each other in
one file: they are read as one, as their own programs do.
"""

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol

import brotli
from msgspec import Struct

from ledgerstone.evidence.reading.containers.unpacking import CHUNK, DamagedError, Meter

CUT = "cut off: its bytes end before it does"
MOST_MEMORY = 256_000_000
"""Bytes that a decompressor may take: half of what a confined reader has. `xz -9` takes 64 MB."""
ERRORS = (zlib.error, lzma.LZMAError, brotli.error, OSError, EOFError, ValueError)


class Decompressor(Protocol):
    """What bz2 and lzma have in common."""

    @property
    def eof(self) -> bool:
        """Whether the end of the compressed bytes was reached."""

    @property
    def needs_input(self) -> bool:
        """Whether nothing comes out before more goes in."""

    @property
    def unused_data(self) -> bytes:
        """What was handed in after the end."""

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """Return at most so many bytes."""


class Inflater:
    """Deflate with the interface of bz2 and lzma.

    Args:
        wbits: zlib's: -15 raw, 31 gzip, 15 zlib.
    """

    def __init__(self, wbits: int) -> None:
        self._inner = zlib.decompressobj(wbits)
        self._may_have_more = False

    @property
    def eof(self) -> bool:
        """Whether the end was reached."""
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        """Whether nothing comes out before more goes in."""
        return not self._may_have_more

    @property
    def unused_data(self) -> bytes:
        """What was handed in after the end."""
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """Return at most so many bytes."""
        out = self._inner.decompress(self._inner.unconsumed_tail + data, max(0, max_length))
        # a full piece may leave up to 258 bytes within zlib without an unconsumed tail
        self._may_have_more = bool(self._inner.unconsumed_tail) or len(out) == max_length
        return out


class Unbrotli:
    """Brotli (RFC 7932) with the interface of bz2 and lzma."""

    unused_data = b""
    """None: bytes after the end are an error of the library's."""

    def __init__(self) -> None:
        self._inner = brotli.Decompressor()

    @property
    def eof(self) -> bool:
        """Whether the end was reached."""
        return bool(self._inner.is_finished())

    @property
    def needs_input(self) -> bool:
        """Whether nothing comes out before more goes in."""
        return bool(self._inner.can_accept_more_data())

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """Return about so many bytes at most: a block of its own more."""
        return bytes(self._inner.process(data, output_buffer_limit=max_length))


class Compression(Struct, frozen=True, kw_only=True):
    """A way to compress one file.

    Attributes:
        name: As people call it.
        magic: Its first bytes.
        make: A decompressor for one stream of it.
    """

    name: str
    magic: bytes
    make: Callable[[], Decompressor]


def _xz() -> Decompressor:
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=MOST_MEMORY)


COMPRESSIONS = (
    Compression(name="gzip", magic=b"\x1f\x8b", make=lambda: Inflater(31)),
    Compression(name="bzip2", magic=b"BZh", make=bz2.BZ2Decompressor),
    Compression(name="xz", magic=b"\xfd7zXZ\0", make=_xz),
)


def compression_of(head: bytes) -> Compression | None:
    """Return how bytes are compressed, by the first of them."""
    return next((known for known in COMPRESSIONS if head.startswith(known.magic)), None)


class Expansion:
    """The pieces of one compressed stream, and what is left after it.

    Args:
        read: Gives at most so many compressed bytes; none at the end.
        make: A decompressor.

    Attributes:
        rest: After the last piece: what was read and does not belong to the stream.
    """

    def __init__(self, read: Callable[[int], bytes], make: Callable[[], Decompressor], rest: bytes = b"") -> None:
        self._read = read
        self._make = make
        self.rest = rest

    def __iter__(self) -> Iterator[bytes]:
        """Yield pieces.

        Raises:
            DamagedError: The bytes are not whole.
        """
        decompressor = self._make()
        while not decompressor.eof:
            piece = self._next(decompressor)
            if piece:
                yield piece
        self.rest = decompressor.unused_data

    def _next(self, decompressor: Decompressor) -> bytes:
        data = b""
        if decompressor.needs_input:
            data, self.rest = self.rest or self._read(CHUNK), b""
            if not data:
                raise DamagedError(CUT)
        try:
            return decompressor.decompress(data, CHUNK)
        except ERRORS as error:
            raise DamagedError(f"damaged: {error}") from error


class Expanded:
    """A whole compressed file as pieces, several streams after each other as one.

    Attributes:
        trailing: Whether other bytes follow after the last stream; known after the last piece.
    """

    def __init__(self, stream: BinaryIO, compression: Compression, meter: Meter | None = None) -> None:
        self._stream = stream
        self._compression = compression
        self._meter = meter
        self.trailing = False

    def __iter__(self) -> Iterator[bytes]:
        """Yield pieces.

        Raises:
            DamagedError: The bytes are not whole.
            BoundReachedError: The meter says that they are too many.
        """
        rest = b""
        while True:
            expansion = Expansion(self._stream.read, self._compression.make, rest)
            for piece in expansion:
                if self._meter:
                    self._meter.add(len(piece))
                yield piece
            rest = self._after(expansion.rest)
            if not rest.startswith(self._compression.magic):
                self.trailing = bool(rest)
                return

    def _after(self, rest: bytes) -> bytes:
        """What follows a stream, without the zeros that tapes and xz pad with."""
        while not rest.strip(b"\0"):
            rest = self._stream.read(CHUNK)
            if not rest:
                return b""
        rest = rest.lstrip(b"\0")
        return rest + self._stream.read(CHUNK) if len(rest) < len(self._compression.magic) else rest
