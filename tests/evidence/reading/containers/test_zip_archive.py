import io
import zipfile
import zlib

import pytest

from ledgerstone.evidence.reading.containers import zip_directory
from ledgerstone.evidence.reading.containers.zip_archive import open_zip

METHODS = [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
LETTER = b"Velmar, 3 May. The town hall was closed.\n" * 50


def packed(members, method=zipfile.ZIP_DEFLATED, **options):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data, **options)
    return out.getvalue()


@pytest.mark.parametrize("method", METHODS)
def test_each_method_of_the_standard_library_comes_out_byte_for_byte(open_with, method):
    result = open_with(open_zip, packed([("a.txt", LETTER), ("b.txt", b"")], method))
    assert result.pairs == [("a.txt", LETTER), ("b.txt", b"")]
    assert result.opened.warnings == ()


def test_members_come_in_the_order_of_the_directory_and_folders_are_none(open_with):
    data = packed([("z.txt", b"1"), ("folder/", b""), ("folder/a.txt", b"2"), ("m.txt", b"3")])
    assert [m.path for m in open_with(open_zip, data).members] == ["z.txt", "folder/a.txt", "m.txt"]


def test_the_time_is_the_one_of_dos_without_a_zone(open_with):
    info = zipfile.ZipInfo("a.txt", (2015, 4, 24, 13, 5, 6))
    assert open_with(open_zip, packed([(info, b"1")])).members[0].modified == "2015-04-24T13:05:06"


def test_the_extended_timestamp_is_utc_and_wins(open_with):
    info = zipfile.ZipInfo("a.txt", (2015, 4, 24, 13, 5, 6))
    info.extra = b"UT\x05\x00\x01" + (1_429_880_706).to_bytes(4, "little")
    assert open_with(open_zip, packed([(info, b"1")])).members[0].modified == "2015-04-24T13:05:06Z"


def test_a_time_that_is_no_date_is_unknown(open_with):
    data = bytearray(packed([("a.txt", b"1")]))
    for at in (12, data.index(b"PK\1\2") + 14):
        data[at : at + 2] = b"\0\0"
    assert open_with(open_zip, bytes(data)).members[0].modified is None


def test_bytes_before_the_archive_shift_nothing(open_with):
    result = open_with(open_zip, b"#!/bin/sh\nexit\n" + packed([("a.txt", LETTER)]))
    assert result.bytes == {"a.txt": LETTER}


def test_a_comment_that_looks_like_an_end_is_a_comment(open_with):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", LETTER)
        archive.comment = b"PK\5\6 is how it ends"
    assert open_with(open_zip, out.getvalue()).bytes == {"a.txt": LETTER}


def test_zip64_headers_are_read(open_with, monkeypatch):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive, archive.open("a.txt", "w", force_zip64=True) as member:
        member.write(LETTER)
    assert open_with(open_zip, out.getvalue()).bytes == {"a.txt": LETTER}
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 1)
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 10)
    data = packed([("a.txt", LETTER), ("b.txt", LETTER)])
    assert zip_directory.END_64 in data
    for whole in (data, b"before" + data):
        result = open_with(open_zip, whole)
        assert (result.bytes, result.warnings) == ({"a.txt": LETTER, "b.txt": LETTER}, "")


@pytest.mark.parametrize("encoding", ["cp866", "cp1251"])
def test_names_without_a_flag_are_read_by_their_letters(open_with, encoding):
    names = ["Письмо из Норвика.txt", "Показания свидетеля, том второй.txt", "Список улиц города Велмар.txt"]
    data = packed([(name, b"1") for name in ["x" * len(n.encode(encoding)) + str(i) for i, n in enumerate(names)]])
    for number, name in enumerate(names):
        plain = ("x" * len(name.encode(encoding)) + str(number)).encode()
        data = data.replace(plain, name.encode(encoding) + str(number).encode())
    result = open_with(open_zip, data)
    assert [m.path for m in result.members] == [name + str(number) for number, name in enumerate(names)]
    assert encoding.upper() in result.warnings


def test_utf8_without_a_flag_is_utf8(open_with):
    name = "Նամակ Օրլանից.txt"
    plain = "x" * len(name.encode())
    data = packed([(plain, b"1")]).replace(plain.encode(), name.encode())
    result = open_with(open_zip, data)
    assert (result.members[0].path, result.warnings) == (name, "")


def test_the_unicode_field_names_a_member_where_it_was_made_for_its_name(open_with):
    def named(checksum):
        info = zipfile.ZipInfo("pismo.txt")
        field = b"\1" + checksum.to_bytes(4, "little") + "Письмо.txt".encode()
        info.extra = b"up" + len(field).to_bytes(2, "little") + field
        return open_with(open_zip, packed([(info, b"1")])).members[0].path

    assert named(zlib.crc32(b"pismo.txt")) == "Письмо.txt"
    assert named(0) == "pismo.txt"


def test_an_encrypted_member_is_left_out_with_the_reason(open_with):
    data = bytearray(packed([("open.txt", LETTER), ("shut.txt", LETTER)]))
    for at in (data.index(b"shut.txt") - 30 + 6, data.rindex(b"shut.txt") - 46 + 8):
        data[at] |= 1
    result = open_with(open_zip, bytes(data))
    assert result.bytes == {"open.txt": LETTER}
    assert "password" in result.left_out["shut.txt"]


def test_a_method_that_is_not_known_is_named(open_with):
    data = bytearray(packed([("a.txt", LETTER)]))
    data[8:10] = data[data.index(b"PK\1\2") + 10 : data.index(b"PK\1\2") + 12] = (93).to_bytes(2, "little")
    assert "Zstandard" in open_with(open_zip, bytes(data)).left_out["a.txt"]


def test_a_link_is_left_out_and_not_followed(open_with):
    info = zipfile.ZipInfo("link")
    info.create_system, info.external_attr = 3, 0o120777 << 16
    result = open_with(open_zip, packed([(info, b"/etc/passwd"), ("a.txt", LETTER)]))
    assert "not followed" in result.left_out["link"]
    assert result.bytes == {"a.txt": LETTER}


def test_the_same_bytes_give_the_same_opened(open_with):
    data = packed([("a.txt", LETTER), ("../b", b"2"), ("c.txt", b"3")])
    assert open_with(open_zip, data).opened == open_with(open_zip, data).opened


def test_an_empty_zip_has_no_members_and_no_warning(open_with):
    result = open_with(open_zip, packed([]))
    assert (result.members, result.warnings) == ((), "")


@pytest.mark.parametrize("data", [b"", b"PK", b"Velmar is no archive. " * 900])
def test_what_is_no_zip_says_so(open_with, data):
    result = open_with(open_zip, data)
    assert result.members == ()
    assert "not a ZIP" in result.warnings
