"""The body of an HTTP message as a browser would see it: without chunks, decompressed, a piece at a time.

A crawler stores a message as it came over the wire, or already without its chunks and its compression but with the
headers that speak of them. So what the headers say is believed where the bytes agree.

Source: RFC 9112, 7.1 (chunked); RFC 9110, 8.4 (content codings).
"""

import re
from collections.abc import Callable, Iterable, Iterator

import brotli

from ledgerstone.evidence.reading.containers.decompression import (
    CUT,
    Decompressor,
    Expansion,
    Inflater,
    Unbrotli,
    compression_of,
)
from ledgerstone.evidence.reading.containers.flow import Flow
from ledgerstone.evidence.reading.containers.unpacking import CHUNK, DamagedError

CHUNK_LINE = re.compile(rb"\s{0,8}([0-9A-Fa-f]{1,15})[ \t]{0,64}(?:;[^\r\n]{0,512})?\r?\n")
LONGEST_LINE = 1024
MOST_CODINGS = 8
"""Servers use one, seldom two; each takes a buffer and a level of calls."""
GZIP = frozenset({"gzip", "x-gzip"})
PLAIN_CODINGS = frozenset({"", "identity", "none"})
ZLIB_METHOD, ZLIB_CHECK = 8, 31
Say = Callable[[str], None]


def body(pieces: Iterable[bytes], *, transfer: str, coding: str, say: Say) -> Iterator[bytes]:
    """Yield the body in pieces.

    Args:
        pieces: The bytes after the headers.
        transfer: The Transfer-Encoding header; empty for none.
        coding: The Content-Encoding header; empty for none.
        say: Told where the bytes are not as the headers say.

    Raises:
        DamagedError: The body ends before its end, or cannot be decompressed.
    """
    if "chunked" in transfer.lower():
        pieces = _without_chunks(Flow(pieces), say)
    names = [name.strip().lower() for name in coding.split(",")]
    if len(names) > MOST_CODINGS:
        say(f"{len(names):,} codings are said to be upon each other, more than {MOST_CODINGS}: it came out as it was")
        names = []
    for name in reversed(names):
        pieces = _decoded(pieces, name, say)
    yield from pieces


def _without_chunks(flow: Flow, say: Say) -> Iterator[bytes]:
    is_first = True
    while True:
        line = flow.line(LONGEST_LINE)
        size = CHUNK_LINE.fullmatch(line)
        if size is None:
            if line or not is_first:
                yield from _as_it_stands(flow, line, is_first=is_first, say=say)
            return
        length = int(size[1], 16)
        if not length:
            return
        yield from flow.pieces(length, whole=True)
        flow.line(2)
        is_first = False


def _as_it_stands(flow: Flow, line: bytes, *, is_first: bool, say: Say) -> Iterator[bytes]:
    if not line:
        raise DamagedError(CUT)
    if not is_first:
        say("damaged between two chunks of its body")
    yield line
    while piece := flow.some(CHUNK):
        yield piece


def _decoded(pieces: Iterable[bytes], coding: str, say: Say) -> Iterator[bytes]:
    flow = Flow(pieces)
    head = flow.some(CHUNK)
    make = _decompressor(coding, head)
    if make is None:
        if coding not in {*PLAIN_CODINGS, *GZIP, "deflate"}:
            say(f"compressed with {coding[:40]}, which is not read here or not true: it came out as it was")
        yield head
        while piece := flow.some(CHUNK):
            yield piece
    elif head:
        yield from Expansion(flow.some, make, head)
    if flow.damage:
        raise DamagedError(flow.damage)


def _decompressor(coding: str, head: bytes) -> Callable[[], Decompressor] | None:
    """What undoes a coding; None where the bytes don't have it, as they were decompressed before they were stored."""
    if coding in GZIP:
        found = compression_of(head)
        return found.make if found and found.name == "gzip" else None
    if coding == "deflate":
        is_zlib = head[:1] and head[0] & 15 == ZLIB_METHOD and int.from_bytes(head[:2], "big") % ZLIB_CHECK == 0
        return lambda: Inflater(15 if is_zlib else -15)
    return Unbrotli if coding == "br" and _begins_as_brotli(head) else None


def _begins_as_brotli(head: bytes) -> bool:
    """Whether the first piece can be expanded; Brotli has no signature."""
    try:
        Unbrotli().decompress(head, CHUNK)
    except brotli.error:
        return False
    return True
