"""Pictures that say they are larger than they are, go round in circles, or are something else as well."""

import struct
import zlib
from collections.abc import Sequence
from io import BytesIO

from hostile_file import MEBIBYTE, WORDS, HostileFile, packed
from PIL import Image

PNG = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int, height: int, *chunks: bytes, rows: bytes = bytes(100)) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return PNG + head + b"".join(chunks) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def blank(kind: str, size: tuple[int, int] = (64, 64), **options: object) -> bytes:
    file = BytesIO()
    Image.new("L", size, 255).save(file, kind, **options)
    return file.getvalue()


def pixels_without_end() -> bytes:
    return png(60_000, 60_000)


def pixels_beyond_numbers() -> bytes:
    return png(0x7FFFFFFF, 0x7FFFFFFF)


def rows_that_are_not_there() -> bytes:
    return png(2_000, 2_000, rows=bytes(2_001 * 20))


def words_that_unpack() -> bytes:
    """Comments and a colour profile that unpack to 64 MB each."""
    blanks = zlib.compress(bytes(64 * MEBIBYTE), 9)
    profile = chunk(b"iCCP", b"a\0\0" + blanks)
    return png(64, 64, profile, *[chunk(b"zTXt", b"a\0\0" + blanks)] * 3, rows=bytes(65 * 64))


def picture_and_archive() -> bytes:
    return blank("PNG") + packed({"letter.txt": WORDS})


def picture_and_page() -> bytes:
    return blank("GIF") + b"<html><script>alert(1)</script><body>" + WORDS.encode()


def large_jpeg() -> bytes:
    data = bytearray(blank("JPEG"))
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = b"\xff\xdc\xff\xdc"
    return bytes(data)


def cut_jpeg() -> bytes:
    data = blank("JPEG", (600, 600))
    return data[: len(data) * 2 // 3]


def directory(entries: Sequence[tuple[int, int, int, int]], following: int) -> bytes:
    rows = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return struct.pack("<H", len(entries)) + rows + struct.pack("<I", following)


def pages_in_a_circle() -> bytes:
    return b"II*\0\x08\0\0\0" + directory(((256, 4, 1, 8), (257, 4, 1, 8), (273, 4, 1, 8), (279, 4, 1, 8)), 8)


def pages_without_end() -> bytes:
    entries = (
        (256, 4, 1, 1),
        (257, 4, 1, 1),
        (258, 3, 1, 8),
        (259, 3, 1, 1),
        (262, 3, 1, 1),
        (273, 4, 1, 8),
        (279, 4, 1, 1),
    )
    size = 2 + 12 * len(entries) + 4
    pages = (directory(entries, 8 + size * (number + 1)) for number in range(3000))
    return b"II*\0\x08\0\0\0" + b"".join(pages)


def strips_that_are_elsewhere() -> bytes:
    entries = (
        (256, 4, 1, 20_000),
        (257, 4, 1, 9_000),
        (258, 3, 1, 8),
        (259, 3, 1, 5),
        (262, 3, 1, 1),
        (273, 4, 0x7FFFFFFF, 0xFFFFFF00),
        (278, 4, 1, 1),
        (279, 4, 0x7FFFFFFF, 0xFFFFFF00),
    )
    return b"II*\0\x08\0\0\0" + directory(entries, 0)


def large_gif() -> bytes:
    data = bytearray(blank("GIF"))
    data[6:10] = b"\xff\xff\xff\xff"
    return bytes(data)


def false_webp() -> bytes:
    data = blank("WEBP", lossless=True)
    return data[:4] + b"\xff\xff\xff\x7f" + data[8:16] + b"\xff\xff\xff\xff" + data[20:]


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", 8 + len(content)) + kind + content


def false_heic() -> bytes:
    """Boxes that lie about their sizes, and a picture of 4,000 million by 4,000 million."""
    extents = box(b"ispe", bytes(4) + b"\xff" * 8)
    props = box(b"iprp", box(b"ipco", extents * 500) + box(b"ipma", bytes(4) + b"\xff" * 40))
    meta = box(b"meta", bytes(4) + box(b"hdlr", bytes(8) + b"pict" + bytes(13)) + props + b"\xff\xff\xff\xfeiloc")
    return box(b"ftyp", b"heic" + bytes(4) + b"mif1heic") + meta


PICTURES = (
    HostileFile(name="pixels.png", make=pixels_without_end, said="pixels|not yet read"),
    HostileFile(name="beyond-numbers.png", make=pixels_beyond_numbers, said="pixels|not yet read"),
    HostileFile(
        name="no-rows.png", make=rows_that_are_not_there, said="no words|not yet read|cannot be decoded", long=True
    ),
    HostileFile(name="words-that-unpack.png", make=words_that_unpack, said="cannot be decoded|not yet read"),
    HostileFile(name="archive.png", make=picture_and_archive, said="no words|not yet read"),
    HostileFile(name="page.gif", make=picture_and_page, said="no words|not yet read", long=True),
    HostileFile(name="large.jpg", make=large_jpeg, said="pixels|not yet read"),
    HostileFile(name="cut.jpg", make=cut_jpeg, said="cannot be decoded|not yet read"),
    HostileFile(name="circle.tif", make=pages_in_a_circle, said="no words|not yet read", long=True),
    HostileFile(name="pages.tif", make=pages_without_end, said="cannot be decoded|not yet read"),
    HostileFile(name="strips.tif", make=strips_that_are_elsewhere, said="cannot be decoded|not yet read"),
    HostileFile(name="large.gif", make=large_gif, said="pixels|not yet read"),
    HostileFile(name="false.webp", make=false_webp, said="cannot be decoded|not yet read"),
    HostileFile(name="false.heic", make=false_heic, said="cannot be decoded|not yet read"),
)
