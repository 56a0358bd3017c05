import bz2
import gzip
import io
import lzma
import time
import zlib

import pytest

from ledgerstone.evidence.reading.containers.single import UNNAMED, open_single

LETTER = b"Norvik, 4 May. The road is open again.\n" * 3000
PACKERS = [gzip.compress, bz2.compress, lzma.compress]


@pytest.mark.parametrize("pack", PACKERS)
def test_one_file_comes_out_byte_for_byte(open_with, pack):
    result = open_with(open_single, pack(LETTER))
    assert result.pairs == [(UNNAMED, LETTER)]
    assert result.warnings == ""


@pytest.mark.parametrize("pack", PACKERS)
def test_streams_after_each_other_are_one_file(open_with, pack):
    assert open_with(open_single, pack(LETTER) + pack(b"end")).bytes == {UNNAMED: LETTER + b"end"}


@pytest.mark.parametrize("pack", PACKERS)
def test_zeros_after_it_are_padding_and_other_bytes_are_said(open_with, pack):
    assert open_with(open_single, pack(LETTER) + bytes(1024)).warnings == ""
    result = open_with(open_single, pack(LETTER) + bytes(9) + b"hidden")
    assert result.bytes == {UNNAMED: LETTER}
    assert "other bytes follow" in result.warnings


def test_gzip_says_a_name_and_a_time(open_with):
    out = io.BytesIO()
    with gzip.GzipFile("../Norvik.txt", "wb", fileobj=out, mtime=1_429_880_706) as packer:
        packer.write(LETTER)
    data = out.getvalue().replace(b"Norvik.txt", "Письмо.t".encode("cp1251") + b"xt", 1)
    result = open_with(open_single, data)
    assert result.members[0].path.endswith("Письмо.txt")
    assert result.members[0].modified == "2015-04-24T13:05:06Z"


@pytest.mark.parametrize("pack", PACKERS)
def test_of_a_file_cut_off_all_before_the_cut_is_kept(open_with, pack):
    whole = b"".join(zlib.crc32(b"%d" % n).to_bytes(4, "big") for n in range(600_000))
    data = pack(whole)
    result = open_with(open_single, data[: len(data) // 2])
    found = result.bytes[UNNAMED]
    assert len(found) > 0
    assert whole.startswith(found)
    assert "cut off" in result.warnings


def test_a_wrong_checksum_is_said(open_with):
    data = bytearray(gzip.compress(LETTER))
    data[-6] ^= 1
    result = open_with(open_single, bytes(data))
    assert "incorrect data check" in result.warnings or "incorrect length check" in result.warnings


def test_ten_gigabytes_of_zeros_end_at_the_bound_fast(open_with):
    block = zlib.compressobj(9, zlib.DEFLATED, -15)
    megabyte = block.compress(bytes(10**6)) + block.flush(zlib.Z_FULL_FLUSH)
    data = b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + megabyte * 10_000
    started = time.process_time()
    result = open_with(open_single, data)
    assert time.process_time() - started < 3
    assert "bomb" in result.left_out[UNNAMED]
    assert result.members[0].size < 60_000_000


def test_a_file_that_is_too_large_is_left_out(open_with):
    result = open_with(open_single, gzip.compress(LETTER), member_bytes=1000)
    assert "larger than 1,000 bytes" in result.left_out[UNNAMED]


def test_a_dictionary_larger_than_the_memory_is_not_made(open_with):
    filters = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 20}]
    data = bytearray(lzma.compress(LETTER, filters=filters, check=lzma.CHECK_NONE))
    header = 12
    assert data[header + 2 : header + 4] == b"\x21\x01"
    data[header + 4] = 40
    size = (data[header] + 1) * 4
    data[header + size - 4 : header + size] = zlib.crc32(data[header : header + size - 4]).to_bytes(4, "little")
    result = open_with(open_single, bytes(data))
    assert "Memory usage limit" in result.warnings


def test_a_gzip_of_itself_ends_after_one_level(open_with):
    inner = LETTER
    for _ in range(50):
        inner = gzip.compress(inner)
    result = open_with(open_single, inner)
    assert len(result.members) == 1
    assert result.bytes[UNNAMED][:2] == b"\x1f\x8b"


@pytest.mark.parametrize("data", [b"", b"\x1f", b"Velmar"])
def test_what_is_not_compressed_says_so(open_with, data):
    result = open_with(open_single, data)
    assert result.members == ()
    assert "compressed neither" in result.warnings


@pytest.mark.parametrize("magic", [b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0"])
def test_a_beginning_alone_gives_an_empty_file_and_a_warning(open_with, magic):
    result = open_with(open_single, magic)
    assert result.bytes == {UNNAMED: b""}
    assert "cut off" in result.warnings
