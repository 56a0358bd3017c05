"""Archives and compressed files that are bombs, that lie, or that point out of themselves."""

import bz2
import gzip
import io
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib

from hostile_file import MEBIBYTE, OUTSIDE, PLANTED, WORDS, HostileFile, packed

BOMB_BYTES = 60 * MEBIBYTE
"""More than may come out of a container whatever the ratio (50 MB)."""
NESTED = 12


def deflated(size: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = bytes(MEBIBYTE)
    return b"".join(packer.compress(block) for _ in range(size // MEBIBYTE)) + packer.flush()


def central(name: bytes, offset: int, stream: int, size: int, *, attributes: int = 0) -> bytes:
    fields = (0, 20, 0, 8, 0, 33, 0, stream, size, len(name), 0, 0, 0, 0, attributes, offset)
    return struct.pack("<4s6H3I5H2I", b"PK\1\2", *fields) + name


def local(name: bytes, stream: int, size: int) -> bytes:
    return struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 33, 0, stream, size, len(name), 0) + name


def with_directory(body: bytes, directory: bytes, count: int) -> bytes:
    return body + directory + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0)


def bomb() -> bytes:
    stream = deflated(BOMB_BYTES)
    body = local(b"zeros.txt", len(stream), BOMB_BYTES) + stream
    return with_directory(body, central(b"zeros.txt", 0, len(stream), BOMB_BYTES), 1)


def nested() -> bytes:
    data = packed({"letter.txt": WORDS})
    for depth in range(NESTED):
        data = packed({f"{depth}.zip": data, f"{depth}.txt": f"{WORDS} {depth}"})
    return data


def bombs_within() -> bytes:
    """A small archive of bombs that are packed as well as they pack what they hold."""
    blank = gzip.compress(bytes(BOMB_BYTES), mtime=0)
    return packed({f"{number}.gz": blank + gzip.compress(str(number).encode(), mtime=0) for number in range(2)})


def overlapping() -> bytes:
    """One stream that a thousand entries of the directory point to."""
    stream = deflated(MEBIBYTE)
    body = local(b"one.txt", len(stream), MEBIBYTE) + stream
    entries = [central(b"%04d.txt" % number, 0, len(stream), MEBIBYTE) for number in range(1000)]
    return with_directory(body, b"".join(entries), len(entries))


def quoted_headers() -> bytes:
    """Each member's stored bytes hold the headers of all that follow."""
    tail = b""
    for number in range(200):
        name = b"%03d.txt" % number
        tail = local(name, len(tail) + 5, len(tail) + 5)[:8] + b"\0\0" + local(name, len(tail), len(tail))[10:] + tail
    return tail + b"end"


def far_sizes() -> bytes:
    body = local(b"far.txt", 0xFFFFFFF0, 0xFFFFFFF0) + b"short"
    return with_directory(body, central(b"far.txt", 0, 0xFFFFFFF0, 0xFFFFFFF0), 1)


def a_directory_beyond_the_file() -> bytes:
    data = bytearray(packed({"a.txt": WORDS}))
    data[-6:-2] = struct.pack("<I", 0xFFFFFF00)
    return bytes(data)


def traversal() -> bytes:
    names = (f"../../../{PLANTED}", OUTSIDE, f"C:\\{PLANTED}", f"..\\..\\{PLANTED}", f"a/../../{PLANTED}")
    return packed({name: f"{WORDS} {number}" for number, name in enumerate(names)})


def links() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("door")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, OUTSIDE.rpartition("/")[0])
        archive.writestr(zipfile.ZipInfo(f"door/{PLANTED}"), WORDS)
    return out.getvalue()


def locked() -> bytes:
    data = bytearray(packed({"secret.txt": WORDS}))
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    return bytes(data)


def one_name() -> bytes:
    return packed({"a.txt": "First.", "b.txt": "Second."}).replace(b"b.txt", b"a.txt")


def names_with_controls() -> bytes:
    return (
        packed({"xxx1.txt": WORDS, "xxx2.txt": f"{WORDS} Again."})
        .replace(b"xxx1", b"\0\x1b[2")
        .replace(b"xxx2", b"\n\r\t\x07")
    )


def cut_off() -> bytes:
    data = packed({f"{number}.txt": f"{WORDS} {number} " * 20 for number in range(5)})
    return data[: len(data) // 2]


def tar_of(*members: tuple[tarfile.TarInfo, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode, format=tarfile.PAX_FORMAT) as archive:
        for member, data in members:
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return out.getvalue()


def tar_member(name: str, kind: bytes = tarfile.REGTYPE, target: str = "") -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, target
    return member


def tar_links() -> bytes:
    outside = OUTSIDE.rpartition("/")[0]
    return tar_of(
        (tar_member("door", tarfile.SYMTYPE, outside), b""),
        (tar_member(f"door/{PLANTED}"), WORDS.encode()),
        (tar_member("hard", tarfile.LNKTYPE, "/etc/passwd"), b""),
        (tar_member(f"../{PLANTED}"), f"{WORDS} Up.".encode()),
        (tar_member(OUTSIDE), f"{WORDS} Away.".encode()),
    )


def tar_devices() -> bytes:
    kinds = {"null": tarfile.CHRTYPE, "disk": tarfile.BLKTYPE, "pipe": tarfile.FIFOTYPE}
    return tar_of(*((tar_member(name, kind), b"") for name, kind in kinds.items()))


def tar_of_holes() -> bytes:
    """A file of some bytes that says it is a terabyte of holes."""
    member = tar_member("holes.txt")
    said = {"GNU.sparse.major": "0", "GNU.sparse.minor": "1", "GNU.sparse.size": str(1 << 40)}
    member.pax_headers = {**said, "GNU.sparse.name": "holes.txt", "GNU.sparse.map": f"0,5,{(1 << 40) - 5},5"}
    return tar_of((member, b"a" * 10))


def tar_of_false_sizes() -> bytes:
    data = bytearray(tar_of((tar_member("far.txt"), WORDS.encode())))
    data[124:136] = b"\x80" + (1 << 62).to_bytes(11, "big")
    data[148:156] = b" " * 8
    data[148:156] = b"%06o\0 " % sum(data[:512])
    return bytes(data)


def tar_bomb() -> bytes:
    return tar_of((tar_member("zeros"), bytes(BOMB_BYTES)), mode="w:gz")


def tar_in_three_coats() -> bytes:
    return gzip.compress(bz2.compress(lzma.compress(tar_of((tar_member("letter.txt"), WORDS.encode())))), mtime=0)


def gzip_bomb() -> bytes:
    return gzip.compress(bytes(BOMB_BYTES), mtime=0)


def gzip_in_gzip() -> bytes:
    """A bomb that gives a smaller one: ten thousand to one, twice."""
    return gzip.compress(gzip.compress(bytes(BOMB_BYTES * 2), mtime=0), mtime=0)


def many_gzips() -> bytes:
    """Members without a byte in them, one after the other."""
    return gzip.compress(b"", mtime=0) * 20_000


def bzip2_bomb() -> bytes:
    return bz2.compress(bytes(BOMB_BYTES))


def xz_bomb() -> bytes:
    return lzma.compress(bytes(BOMB_BYTES), preset=0)


def xz_of_much_memory() -> bytes:
    """A dictionary of 1.5 GB, asked for by a file of some bytes."""
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 4096}]
    data = bytearray(lzma.compress(WORDS.encode(), filters=filters))
    at = data.index(b"\x21\x01", 12)
    data[at + 2] = 39
    header = 12
    length = (data[header] + 1) * 4
    data[header + length - 4 : header + length] = struct.pack("<I", zlib.crc32(data[header : header + length - 4]))
    return bytes(data)


def cut_compressed() -> bytes:
    return bz2.compress(WORDS.encode() * 200)[:-9]


def seven_zip_of_false_numbers() -> bytes:
    """A header that lies a terabyte away, with a checksum that is right."""
    start = struct.pack("<QQI", 1 << 40, 1 << 40, 0)
    return b"7z\xbc\xaf\x27\x1c\0\4" + struct.pack("<I", zlib.crc32(start)) + start + b"\x01\x04\x06" * 20


def seven_zip_of_noise() -> bytes:
    header = bytes(range(256)) * 4
    start = struct.pack("<QQI", 0, len(header), zlib.crc32(header))
    return b"7z\xbc\xaf\x27\x1c\0\4" + struct.pack("<I", zlib.crc32(start)) + start + header


def crowd() -> bytes:
    return packed({f"{number}.txt": f"{number}" for number in range(10_500)}, zipfile.ZIP_STORED)


ARCHIVES = (
    HostileFile(name="bomb.zip", make=bomb, said="a bomb"),
    HostileFile(name="nested.zip", make=nested, said=""),
    HostileFile(name="bombs-within.zip", make=bombs_within, said="a bomb"),
    HostileFile(name="overlapping.zip", make=overlapping, said="shares bytes with another member"),
    HostileFile(name="quoted-headers.zip", make=quoted_headers, said="directory is lost"),
    HostileFile(name="far-sizes.zip", make=far_sizes, said="10 bytes came out, 4,294,967,280 were said"),
    HostileFile(name="directory-beyond.zip", make=a_directory_beyond_the_file, said="directory is lost"),
    HostileFile(name="traversal.zip", make=traversal, said="lead out of the container"),
    HostileFile(name="links.zip", make=links, said="link"),
    HostileFile(name="locked.zip", make=locked, said="password"),
    HostileFile(name="one-name.zip", make=one_name, said="paths that several members have"),
    HostileFile(name="controls.zip", make=names_with_controls, said=""),
    HostileFile(name="cut-off.zip", make=cut_off, said="cut off"),
    HostileFile(name="links.tar", make=tar_links, said="link"),
    HostileFile(name="devices.tar", make=tar_devices, said="a device"),
    HostileFile(name="holes.tar", make=tar_of_holes, said="a bomb"),
    HostileFile(name="false-sizes.tar", make=tar_of_false_sizes, said="cut off"),
    HostileFile(name="bomb.tar.gz", make=tar_bomb, said="a bomb", long=True),
    HostileFile(name="coats.tar.xz.bz2.gz", make=tar_in_three_coats, said=""),
    HostileFile(name="bomb.gz", make=gzip_bomb, said="a bomb"),
    HostileFile(name="twice.gz", make=gzip_in_gzip, said="a bomb", long=True),
    HostileFile(name="empties.gz", make=many_gzips, said="the file is empty"),
    HostileFile(name="bomb.bz2", make=bzip2_bomb, said="a bomb", long=True),
    HostileFile(name="bomb.xz", make=xz_bomb, said="a bomb", long=True),
    HostileFile(name="memory.xz", make=xz_of_much_memory, said="[Mm]emory"),
    HostileFile(name="cut.bz2", make=cut_compressed, said="cut off"),
    HostileFile(name="far.7z", make=seven_zip_of_false_numbers, said="damaged"),
    HostileFile(name="noise.7z", make=seven_zip_of_noise, said="damaged"),
    HostileFile(name="crowd.zip", make=crowd, said="not listed: 500 more", long=True),
)
