"""Recordings whose headers go round in circles or promise more than there is."""

import struct

from hostile_file import HostileFile


def box(kind: bytes, content: bytes, size: int | None = None) -> bytes:
    return struct.pack(">I", 8 + len(content) if size is None else size) + kind + content


def boxes_of_no_size() -> bytes:
    return box(b"ftyp", b"isom" + bytes(4)) + (b"\0\0\0\1moov" + bytes(8)) * 5000 + box(b"moov", b"", 0)


def boxes_within_boxes() -> bytes:
    data = b""
    for _ in range(2000):
        data = box(b"moov", data)[:60_000]
    return box(b"ftyp", b"isom" + bytes(4)) + b"".join(box(kind, data[:9000]) for kind in (b"moov", b"trak", b"mdia"))


def huge_box() -> bytes:
    return (
        box(b"ftyp", b"qt  " + bytes(4))
        + b"\0\0\0\1mdat"
        + b"\xff" * 8
        + box(b"moov", box(b"mvhd", b"\1" + b"\xff" * 40))
    )


def matroska_without_end() -> bytes:
    return (
        b"\x1aE\xdf\xa3\x01"
        + b"\xff" * 7
        + b"\x18S\x80g\x01"
        + b"\xff" * 7
        + b"\x15I\xa9f\x01"
        + b"\xff" * 7
        + b"\0" * 5000
    )


def wave_of_false_sizes() -> bytes:
    return (
        b"RIFF\xff\xff\xff\xffWAVE" + b"fmt \x10\0\0\0" + b"\1\0\0\0" + bytes(12) + b"data\xff\xff\xff\xff" + bytes(90)
    )


def tag_of_a_gigabyte() -> bytes:
    return b"ID3\4\0\0\x7f\x7f\x7f\x7f" + b"TIT2\x7f\x7f\x7f\x7f\0\0" * 50 + b"\xff\xfb\x90\x40" + bytes(500)


def flac_of_no_rate() -> bytes:
    return b"fLaC" + b"\0\0\0\x22" + bytes(34) + b"\x84\xff\xff\xff" + bytes(50)


def ogg_without_end() -> bytes:
    return (b"OggS\0\2" + b"\xff" * 20 + b"\xff" + b"\xff" * 255) * 60


RECORDINGS = (
    HostileFile(name="no-size.mp4", make=boxes_of_no_size, said="a recording"),
    HostileFile(name="within.mp4", make=boxes_within_boxes, said="a recording"),
    HostileFile(name="huge.mov", make=huge_box, said="a recording"),
    HostileFile(name="endless.mkv", make=matroska_without_end, said="a recording"),
    HostileFile(name="sizes.wav", make=wave_of_false_sizes, said="a recording"),
    HostileFile(name="tag.mp3", make=tag_of_a_gigabyte, said="a recording"),
    HostileFile(name="no-rate.flac", make=flac_of_no_rate, said="a recording"),
    HostileFile(name="endless.ogg", make=ogg_without_end, said="a recording"),
)
