"""Archives that are cut off, lie, or are bombs: what is true comes out, within the bounds, and the rest is said."""

import io
import struct
import time
import zipfile
import zlib

import pytest

from ledgerstone.evidence.reading.containers import zip_archive
from ledgerstone.evidence.reading.containers.zip_archive import open_zip

LETTER = bytes(range(256)) * 40
MEGABYTE = 1_000_000


def packed(members, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def streamed(members):
    """Packed into a pipe: lengths and checksums follow the bytes."""

    class Pipe(io.RawIOBase):
        def __init__(self):
            self.data = bytearray()

        def writable(self):
            return True

        def write(self, data):
            self.data += data
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return bytes(pipe.data)


def central(name, local_offset, packed_size, size, checksum, *, method=8):  # noqa: PLR0913  the fields of the format
    fields = (0, 20, 0, method, 0, 33, checksum, packed_size, size, len(name), 0, 0, 0, 0, 0, local_offset)
    return struct.pack("<4s6H3I5H2I", b"PK\1\2", *fields) + name


def local(name, packed_size, size, checksum, method=8):
    return struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, method, 0, 33, checksum, packed_size, size, len(name), 0) + name


def with_directory(body, directory, count):
    return body + directory + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0)


def deflated(data):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def test_paths_that_lead_outside_are_words(open_with):
    names = ["../../outside.txt", "/etc/passwd", "C:\\Windows\\a.dll", "..\\up.txt", "a/../../b", "1", "folder/2"]
    result = open_with(open_zip, packed([(name, name.encode()) for name in names]))
    assert result.pairs == [(name, name.encode()) for name in names]
    assert "paths that lead out of the container, kept as words and followed nowhere: ../../outside.txt and 4 more" in (
        result.warnings
    )


def test_members_of_one_path_are_all_kept(open_with):
    with pytest.warns(UserWarning, match="Duplicate"):
        data = packed([("a.txt", b"first"), ("a.txt", b"second")])
    result = open_with(open_zip, data)
    assert result.pairs == [("a.txt", b"first"), ("a.txt", b"second")]
    assert "paths that several members have, each of them listed: a.txt" in result.warnings


def test_a_name_that_cannot_be_stored_is_mended(open_with):
    data = packed([("xxxxx.txt", b"1")]).replace(b"xxxxx.txt", b"a\0b\xffc.txt")
    assert "\0" not in open_with(open_zip, data).members[0].path


@pytest.mark.parametrize("pack", [packed, streamed])
def test_of_a_file_cut_off_the_members_before_the_cut_come_out(open_with, pack):
    members = [(f"{number}.txt", LETTER + bytes([number])) for number in range(5)]
    data = pack(members)
    third = data.index(b"3.txt")
    result = open_with(open_zip, data[: third + 60])
    assert result.pairs == members[:3]
    assert "cut off" in result.left_out["3.txt"]
    assert "directory is lost" in result.warnings


def test_of_a_directory_cut_off_every_member_comes_out(open_with):
    members = [(f"{number}.txt", LETTER) for number in range(5)]
    data = packed(members)
    assert open_with(open_zip, data[: data.index(b"PK\1\2") + 20]).pairs == members


def test_damage_in_the_directory_is_said_and_what_is_before_it_comes_out(open_with):
    data = packed([(f"{number}.txt", LETTER) for number in range(3)])
    at = data.rindex(b"PK\1\2")
    result = open_with(open_zip, data[:at] + b"XX" + data[at + 2 :])
    assert list(result.bytes) == ["0.txt", "1.txt"]
    assert "directory is damaged" in result.warnings


def test_a_wrong_checksum_is_said_and_the_bytes_are_kept(open_with):
    data = packed([("a.txt", LETTER)], zipfile.ZIP_STORED).replace(LETTER[:50], LETTER[1:51], 1)
    result = open_with(open_zip, data)
    assert result.bytes["a.txt"] == LETTER[1:51] + LETTER[50:]
    assert "a.txt: its checksum" in result.warnings


@pytest.mark.parametrize("said", [3, 10**9])
def test_a_size_that_lies_is_said_and_bounds_nothing(open_with, said):
    stream = deflated(LETTER)
    checksum = zlib.crc32(LETTER)
    body = local(b"a.txt", len(stream), said, checksum) + stream
    result = open_with(open_zip, with_directory(body, central(b"a.txt", 0, len(stream), said, checksum), 1))
    assert result.bytes == {"a.txt": LETTER}
    assert f"{len(LETTER):,} bytes came out, {said:,} were said" in result.warnings


def test_a_packed_size_beyond_the_file_leaves_the_member_out(open_with):
    body = local(b"a.txt", 10**9, 10**9, 0, method=0) + b"short"
    result = open_with(open_zip, with_directory(body, central(b"a.txt", 0, 4 * 10**9, 10**9, 0, method=0), 1))
    assert "cut off" in result.left_out["a.txt"]


def test_damaged_bytes_leave_one_member_out(open_with):
    data = bytearray(packed([("a.txt", LETTER), ("b.txt", LETTER)]))
    data[40:48] = b"\xff" * 8
    result = open_with(open_zip, bytes(data))
    assert "damaged" in result.left_out["a.txt"]
    assert result.bytes == {"b.txt": LETTER}


def test_an_offset_that_leads_nowhere_leaves_one_member_out(open_with):
    stream = deflated(LETTER)
    body = local(b"a", len(stream), len(LETTER), zlib.crc32(LETTER)) + stream
    directory = central(b"a", 0, len(stream), len(LETTER), zlib.crc32(LETTER)) + central(b"b", 2**31, 5, 5, 0)
    result = open_with(open_zip, with_directory(body, directory, 2))
    assert result.bytes == {"a": LETTER}
    assert "not where the directory says" in result.left_out["b"]


def test_another_name_in_the_members_own_header_is_said(open_with):
    data = packed([("invoice.txt", LETTER)]).replace(b"invoice.txt", b"payload.exe", 1)
    assert "invoice.txt: named otherwise" in open_with(open_zip, data).warnings


def test_entries_that_share_one_stream_come_out_once(open_with):
    """Fifield 2019, section 3.1: full overlap."""
    stream = deflated(bytes(MEGABYTE))
    checksum = zlib.crc32(bytes(MEGABYTE))
    body = local(b"0", len(stream), MEGABYTE, checksum) + stream
    directory = b"".join(central(b"%d" % n, 0, len(stream), MEGABYTE, checksum) for n in range(500))
    result = open_with(open_zip, with_directory(body, directory, 500), ratio=5000.0)
    assert list(result.bytes) == ["0"]
    assert len(result.left_out) == 499
    assert set(result.left_out.values()) == {"shares bytes with another member, as in a bomb"}


def quoted_overlap(count, kernel_size):
    """Fifield 2019, section 3.2: each file's stream quotes the next one's header as stored bytes, and goes on in it."""
    plain, kernel = bytes(kernel_size), deflated(bytes(kernel_size))
    entries = [(b"%04d" % (count - 1), len(kernel), kernel_size, zlib.crc32(plain))]
    body, offsets = local(*entries[0]) + kernel, [0]
    for number in reversed(range(count - 1)):
        header = body[: 30 + 4]
        quote = b"\0" + struct.pack("<HH", len(header), len(header) ^ 0xFFFF)
        stream = quote + body
        plain = header + plain
        name = b"%04d" % number
        entry = (name, len(stream), len(plain), zlib.crc32(plain))
        body = local(*entry) + stream
        offsets = [0, *(offset + 34 + 5 for offset in offsets)]
        entries.insert(0, entry)
    directory = b"".join(central(e[0], o, *e[1:]) for e, o in zip(entries, offsets, strict=True))
    return with_directory(body, directory, count)


def test_a_quoted_overlap_comes_out_once(open_with):
    data = quoted_overlap(200, MEGABYTE)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert sum(info.file_size for info in archive.infolist()) > 200 * MEGABYTE
        quoting = archive.getinfo("0150")
    # Unpacked here, since Python's own reader refuses what overlaps in its later versions.
    start = quoting.header_offset + len(local(b"0150", 0, 0, 0))
    assert zlib.decompress(data[start : start + quoting.compress_size], -zlib.MAX_WBITS).endswith(bytes(1000))
    result = open_with(open_zip, data, ratio=5000.0)
    assert [(path, len(found)) for path, found in result.pairs] == [("0000", MEGABYTE + 199 * 34)]
    assert len(result.left_out) == 199


def test_a_bomb_ends_at_the_ratio_and_what_was_before_stays(open_with):
    data = packed([("letter.txt", LETTER), ("zeros", bytes(30 * MEGABYTE)), ("after.txt", LETTER)])
    result = open_with(open_zip, data, free_bytes=MEGABYTE, ratio=50.0)
    assert result.bytes == {"letter.txt": LETTER}
    assert "bomb" in result.left_out["zeros"]
    assert result.members[1].size < 4 * MEGABYTE
    assert "the rest is not opened" in result.warnings


def test_a_member_that_is_too_large_is_left_out_and_the_others_come(open_with):
    data = packed([("large", LETTER * 20), ("small", LETTER)])
    result = open_with(open_zip, data, member_bytes=len(LETTER))
    assert result.bytes == {"small": LETTER}
    assert "larger than" in result.left_out["large"]


def test_all_members_together_end_at_the_bound(open_with):
    data = packed([(f"{number}", LETTER) for number in range(10)])
    result = open_with(open_zip, data, bytes=3 * len(LETTER))
    assert list(result.bytes) == ["0", "1", "2"]
    assert "more than 30,720 bytes come out" in result.warnings


def test_a_nested_archive_is_a_member_and_is_not_opened(open_with):
    inner = packed([("a.txt", LETTER)])
    for _ in range(20):
        inner = packed([("inner.zip", inner)])
    result = open_with(open_zip, inner)
    assert [m.path for m in result.members] == ["inner.zip"]


def test_a_hundred_thousand_entries_end_at_the_bound(open_with):
    data = local(b"0", 1, 1, zlib.crc32(b"1"), 0) + b"1"
    directory = central(b"0", 0, 1, 1, zlib.crc32(b"1"), method=0) * 100_000
    started = time.process_time()
    result = open_with(open_zip, with_directory(data, directory, 100_000 & 0xFFFF), members=1000)
    assert time.process_time() - started < 5
    assert len(result.members) == 1000
    assert "entries that are not listed: 33,464 more; 1,000 is the bound" in result.warnings


def test_headers_of_folders_alone_end_too(open_with, monkeypatch):
    monkeypatch.setattr(zip_archive, "MOST_HEADERS", 500)
    result = open_with(open_zip, local(b"folder/", 0, 0, 0) * 2000)
    assert result.members == ()
    assert "more than 500 headers" in result.warnings


def test_a_path_longer_than_any_system_has_is_cut(open_with):
    result = open_with(open_zip, packed([("n" * 60_000, b"1"), ("../" + "n" * 4000, b"2")]))
    assert [len(m.path) for m in result.members] == [4096, 4003]
    assert "paths longer than 4,096 are cut" in result.warnings
    assert max(map(len, result.opened.warnings)) < 400


def test_a_dictionary_larger_than_the_memory_is_not_made(open_with):
    data = bytearray(packed([("a.txt", LETTER)], zipfile.ZIP_LZMA))
    at = 30 + len("a.txt") + 5
    data[at : at + 4] = b"\xff\xff\xff\xff"
    assert "dictionary" in open_with(open_zip, bytes(data)).left_out["a.txt"]
