"""The archives are packed by libarchive itself, damaged and cut by the tests."""

import base64
import struct
import subprocess
import sys
import zlib

import pytest

from ledgerstone.evidence.reading.containers import seven_zip
from ledgerstone.evidence.reading.containers.seven_zip import open_seven_zip

needs_libarchive = pytest.mark.skipif(not seven_zip.HAS_LIBRARY, reason="libarchive is not installed")
LETTER = b"Velmar, 6 May. The school opens again.\n" * 50


def packed(tmp_path, members, options="", links=()):
    libarchive = pytest.importorskip("libarchive")
    path = tmp_path / "packed.7z"
    with libarchive.file_writer(str(path), "7zip", options=options) as archive:
        for name, data in members:
            archive.add_file_from_memory(name, len(data), data, mtime=1_429_880_706)
        for link in links:
            archive.add_files(str(link), pathname=link.name)
    return path.read_bytes()


@needs_libarchive
def test_the_library_is_found_where_no_program_may_be_started_to_look_for_it():
    unable = "import ctypes.util; ctypes.util.find_library = lambda name: None; "
    look = "from ledgerstone.evidence.reading.containers import seven_zip; print(seven_zip.HAS_LIBRARY)"
    done = subprocess.run([sys.executable, "-c", unable + look], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"


def test_without_the_library_the_archive_is_kept_and_the_reason_said(open_with, monkeypatch):
    monkeypatch.setattr(seven_zip, "HAS_LIBRARY", False)
    result = open_with(open_seven_zip, b"7z\xbc\xaf\x27\x1c")
    assert result.members == ()
    assert result.opened.warnings == (seven_zip.NOT_INSTALLED,)


@needs_libarchive
@pytest.mark.parametrize("method", ["store", "deflate", "bzip2", "lzma1", "lzma2", "ppmd"])
def test_each_method_comes_out_byte_for_byte(open_with, tmp_path, method):
    members = [("a.txt", LETTER), ("письма/Նամակ.txt", LETTER[:40])]
    result = open_with(open_seven_zip, packed(tmp_path, members, f"7zip:compression={method}"))
    assert result.pairs == members
    assert result.members[0].modified == "2015-04-24T13:05:06Z"
    assert result.warnings == ""


@needs_libarchive
def test_paths_that_lead_outside_are_words_and_links_are_not_followed(open_with, tmp_path):
    link = tmp_path / "link"
    link.symlink_to("/etc/passwd")
    members = [("../up.txt", LETTER), ("/etc/passwd", LETTER)]
    result = open_with(open_seven_zip, packed(tmp_path, members, links=[link]))
    assert set(result.bytes) == {"../up.txt", "/etc/passwd"}
    assert result.left_out == {"link": "a link: not followed"}


@needs_libarchive
def test_a_wrong_checksum_is_said(open_with, tmp_path):
    data = packed(tmp_path, [("a.txt", LETTER)], "7zip:compression=store")
    changed = data.replace(LETTER[:20], LETTER[1:21], 1)
    assert changed != data
    result = open_with(open_seven_zip, changed)
    assert result.bytes == {"a.txt": LETTER[1:21] + LETTER[20:]}
    assert "a.txt: its checksum" in result.warnings


@needs_libarchive
def test_damage_of_which_the_library_says_nothing_is_said_without_a_reason(open_with):
    start = struct.pack("<QQI", 1 << 40, 1 << 40, 0)
    head = b"7z\xbc\xaf\x27\x1c\0\4" + struct.pack("<I", zlib.crc32(start)) + start
    data = head + b"\x01\x04\x06" * 20
    result = open_with(open_seven_zip, data)
    assert result.members == ()
    assert result.opened.warnings == ("damaged",)


@needs_libarchive
def test_a_file_cut_off_says_so(open_with, tmp_path):
    data = packed(tmp_path, [("a.txt", LETTER)])
    result = open_with(open_seven_zip, data[: len(data) // 2])
    assert result.bytes == {}
    assert "damaged" in result.warnings


@needs_libarchive
def test_a_bomb_ends_at_the_ratio(open_with, tmp_path):
    data = packed(tmp_path, [("a.txt", LETTER), ("zeros", bytes(30_000_000))])
    result = open_with(open_seven_zip, data, free_bytes=10**6)
    assert result.bytes == {"a.txt": LETTER}
    assert "bomb" in result.left_out["zeros"]


@needs_libarchive
def test_what_must_be_expanded_to_be_passed_over_is_counted(open_with, tmp_path):
    data = packed(tmp_path, [("a", LETTER), ("zeros", bytes(30_000_000)), ("b", LETTER)])
    for bounds in ({"member_bytes": 10_000}, {"members": 1}):
        result = open_with(open_seven_zip, data, free_bytes=10**6, **bounds)
        assert result.bytes == {"a": LETTER}
        assert "bomb" in result.warnings
    result = open_with(open_seven_zip, data, member_bytes=10_000)
    assert list(result.bytes) == ["a", "b"]


ENCRYPTED_TEXTS = (
    "H+sCUCma9-E$p{#jsO4v000006#xJL00000XHWK3w<sXhw&b|(rfka;a(jJ5-~faGc3l7ffinlL56<&)Nsh@@z`JXm_(=M++m4(Vhgnqo^ab3s"
    "<YGTjy~YCVTqhvY6}XjR00HG4>D1v$O2fJkt0YKD9+zTBeAUhsw2mh#5$MopbX!ocMbk8~c$+Gou^3gW(L}dN=Z->c8)N4aFXQZ)cwFZI000*T"
    "5CI8(00#>J00AK(0T>K`g#Z8"
)
ENCRYPTED_WITH_NAMES = (
    "H+sCUCma9--qxMzpa1{>00000DgXcg00000)WtR?@mD1lD&GU=-DinnTX-QIBUC9Bab>ynjK|l*b(Pg8+Y&N;f62s+xU<S%yoB07RM4vZjlDGS"
    "fzOLFl{`4}j8Oe8m|<llscb|)eT5T{!(~2b-i@09zLEed_H?L5V)1E%1W@-5a29EN#+$mvnuG<{6?Ip)7jO%k4zcTB`-eF?3b*daUy5NC2GAX("
    "l*a~|JwW#s?30fae}u!;7X}ak34o9Q2MYlJ0VD?T2LTdO52Hem|1R#GgY9SUT6=S+k_>=_000"
)
"""Two texts packed by py7zr 1.1.4 with AES; in the second the list of names too."""


@needs_libarchive
def test_what_is_encrypted_is_left_out_with_the_reason(open_with):
    result = open_with(open_seven_zip, base64.b85decode(ENCRYPTED_TEXTS))
    assert result.bytes == {}
    assert set(result.left_out.values()) == {"encrypted: it opens with a password alone"}
    result = open_with(open_seven_zip, base64.b85decode(ENCRYPTED_WITH_NAMES))
    assert (result.members, result.warnings) == ((), "encrypted: it opens with a password alone")


@needs_libarchive
def test_members_end_at_the_bound(open_with, tmp_path):
    data = packed(tmp_path, [(str(number), b"x") for number in range(300)])
    result = open_with(open_seven_zip, data, members=20)
    assert len(result.members) == 20
    assert "280 more members are not listed" in result.warnings


@needs_libarchive
@pytest.mark.parametrize("at", range(0, 200, 7))
def test_damage_anywhere_ends_with_a_warning_or_whole(open_with, tmp_path, at):
    data = bytearray(packed(tmp_path, [("a.txt", LETTER), ("b.txt", LETTER * 2)]))
    at %= len(data)
    data[at] ^= 0x55
    result = open_with(open_seven_zip, bytes(data))
    if not result.warnings and not result.left_out:
        assert [zlib.crc32(found) for _, found in result.pairs] == [zlib.crc32(LETTER), zlib.crc32(LETTER * 2)]
