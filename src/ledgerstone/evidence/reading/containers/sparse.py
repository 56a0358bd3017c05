"""Sparse files in a TAR: which parts of a file are there, the rest being zeros.

Source: GNU tar 1.35, "Storing Sparse Files": the old format (in the header), pax 0.0 and 0.1 (in records), pax 1.0
(in the member's own bytes).
"""

from collections.abc import Iterator

from ledgerstone.evidence.reading.containers.flow import Flow
from ledgerstone.evidence.reading.containers.unpacking import CHUNK, DamagedError

BLOCK = 512
Extent = tuple[int, int]
"""Offset in the file as it comes out, and how many bytes are there."""
MOST_EXTENTS = 500_000
LONGEST_NUMBER = 21
NOT_READ = "the map of a sparse file is damaged"


def extents_of_header(flow: Flow, block: bytes) -> tuple[tuple[Extent, ...], int]:
    """Return the map in a header of the old format and the blocks after it, and the size of the whole file."""
    found = list(_fields(block[386:482]))
    goes_on = block[482] != 0
    whole = number_of(block[483:495])
    while goes_on:
        more = flow.read(BLOCK)
        if len(more) < BLOCK or len(found) > MOST_EXTENTS:
            raise DamagedError(NOT_READ)
        found += _fields(more[:504])
        goes_on = more[504] != 0
    return tuple(found), whole


def extents_of_pax(records: list[tuple[str, bytes]]) -> tuple[Extent, ...]:
    """Return the map in pax records: one list (0.1), or a record for each number (0.0)."""
    joined = dict(records).get("GNU.sparse.map")
    if joined is not None:
        numbers = [_decimal(number) for number in joined.split(b",") if number]
    else:
        keys = ("GNU.sparse.offset", "GNU.sparse.numbytes")
        numbers = [_decimal(value) for key, value in records if key in keys]
    return _pairs(numbers)


def extents_of_data(flow: Flow, size: int) -> tuple[Extent, ...]:
    """Return the map at the beginning of a member's own bytes (1.0), and pass over it to the next block."""
    start = flow.position
    count = _decimal(flow.line(LONGEST_NUMBER).strip())
    if count > MOST_EXTENTS or count * 4 > size:
        raise DamagedError(NOT_READ)
    numbers = [_decimal(flow.line(LONGEST_NUMBER).strip()) for _ in range(2 * count)]
    flow.skip(-(flow.position - start) % BLOCK)
    return _pairs(numbers)


def expanded(flow: Flow, extents: tuple[Extent, ...], size: int, whole_size: int) -> Iterator[bytes]:
    """Yield a sparse file's bytes.

    Raises:
        DamagedError: The map doesn't go forward, or says more than is there.
    """
    if sum(count for _, count in extents) > size:
        raise DamagedError(NOT_READ)
    at = 0
    for offset, count in extents:
        yield from _zeros(offset - at)
        yield from flow.pieces(count, whole=True)
        at = offset + count
    yield from _zeros(whole_size - at)


def _zeros(count: int) -> Iterator[bytes]:
    if count < 0:
        raise DamagedError(NOT_READ)
    piece = bytes(CHUNK)
    while count:
        yield piece[:count]
        count -= min(count, CHUNK)


def _fields(data: bytes) -> Iterator[Extent]:
    """Pairs of twelve bytes each, to the first that is empty."""
    for at in range(0, len(data), 24):
        if not data[at]:
            return
        yield number_of(data[at : at + 12]), number_of(data[at + 12 : at + 24])


def number_of(field: bytes) -> int:
    """Return a number of a header: octal digits, or base 256 where the first bit is set.

    Raises:
        DamagedError: It is neither, or below zero.
    """
    if field[0] & 0x80:
        if field[0] & 0x40:
            raise DamagedError("a number is below zero")
        return int.from_bytes(bytes([field[0] & 0x7F]) + field[1:], "big")
    try:
        return int(field.split(b"\0", 1)[0].strip(b" ") or b"0", 8)
    except ValueError as error:
        raise DamagedError("a number is damaged") from error


def _decimal(number: bytes) -> int:
    if not number.isdigit() or len(number) > LONGEST_NUMBER:
        raise DamagedError(NOT_READ)
    return int(number)


def _pairs(numbers: list[int]) -> tuple[Extent, ...]:
    if len(numbers) % 2 or len(numbers) > 2 * MOST_EXTENTS:
        raise DamagedError(NOT_READ)
    return tuple(zip(numbers[::2], numbers[1::2], strict=True))
