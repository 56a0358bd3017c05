"""Bytes changed as damage and malice change them: flipped, cut, spliced, doubled, with lengths that lie."""

import io
import random
import zipfile
import zlib
from collections.abc import Callable, Sequence

LONGEST = 200_000
"""Bytes of a mutated sample: larger ones take more time than they find."""
ODD_NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 1 << 40, (1 << 64) - 1)
ODD_PIECES = (
    b"\0",
    b"\xff" * 8,
    b"<",
    b"]]>",
    b"\r\n\r\n",
    b"\x1b[2J",
    b"%PDF-",
    b"PK\3\4",
    b"\xe2\x80\xae",
    b"-1",
    b"9" * 30,
)

Change = Callable[[random.Random, bytes, Sequence[bytes]], bytes]


def _place(chance: random.Random, data: bytes) -> tuple[int, int]:
    """A stretch of some bytes, most often a short one."""
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + int(2 ** (chance.random() * 12)))


def _flipped(chance: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    changed = bytearray(data)
    for _each in range(chance.randint(1, 8)):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(chance: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _place(chance, data)
    return data[:start] if chance.random() < 0.3 else data[:start] + data[end:]


def _spliced(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    other = chance.choice(others)
    start, end = _place(chance, other)
    here, there = _place(chance, data)
    return data[:here] + other[start:end] + data[there:]


def _doubled(chance: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    start, end = _place(chance, data)
    return data[:start] + data[start:end] * chance.choice((2, 3, 50)) + data[end:]


def _odd_piece(chance: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    start, _end = _place(chance, data)
    return data[:start] + chance.choice(ODD_PIECES) + data[start:]


def _other_number(chance: random.Random, data: bytes, _: Sequence[bytes]) -> bytes:
    """Write a number over some bytes, as a length or an offset would stand there."""
    width, order = chance.choice((1, 2, 4, 8)), chance.choice(("little", "big"))
    start = chance.randrange(len(data) + 1)
    number = chance.choice(ODD_NUMBERS) & ((1 << 8 * width) - 1)
    return data[:start] + number.to_bytes(width, order) + data[start + width :]


def _members_swapped(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Pack a ZIP anew with its members' contents exchanged, and one of them changed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            contents = [archive.read(name)[:LONGEST] for name in names]
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        return _flipped(chance, data, others)
    if not contents:
        return data
    at = chance.randrange(len(contents))
    contents[at] = chance.choice(CHANGES)(chance, contents[at], others)
    if chance.random() < 0.2:
        chance.shuffle(contents)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in zip(names, contents, strict=True):
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


CHANGES: tuple[Change, ...] = (_flipped, _cut, _spliced, _doubled, _odd_piece, _other_number)


def mutated(chance: random.Random, samples: Sequence[bytes]) -> bytes:
    """Return one of the samples, changed a few times.

    Args:
        chance: Decides; the same one gives the same bytes.
        samples: What to begin with, and what to splice from.
    """
    data = chance.choice(samples)
    for _ in range(chance.choice((1, 1, 2, 4))):
        change = _members_swapped if data[:2] == b"PK" and chance.random() < 0.7 else chance.choice(CHANGES)
        data = change(chance, data, samples)[:LONGEST]
    return data
