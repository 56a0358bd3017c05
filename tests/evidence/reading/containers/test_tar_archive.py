import gzip
import io
import tarfile

import pytest

from ledgerstone.evidence.reading.containers.tar_archive import open_tar

LETTER = bytes(range(256)) * 7
FORMATS = [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT]


def info_of(name, data=b"", **fields):
    info = tarfile.TarInfo(name)
    info.size = len(data)
    for field, value in fields.items():
        setattr(info, field, value)
    return info


def packed(members, form=tarfile.PAX_FORMAT, mode="w", **options):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode, format=form, **options) as archive:
        for info, data in members:
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def letters(count):
    return [(info_of(f"{number}.txt", LETTER + bytes([number])), LETTER + bytes([number])) for number in range(count)]


def pairs(members):
    return [(info.name, data) for info, data in members]


def header(name, size, kind, fill=b""):
    """A block of our own making, with a checksum that holds."""
    block = bytearray(512)
    block[: len(name)] = name
    block[100:108], block[108:116], block[116:124] = b"0000644\0", b"0000000\0", b"0000000\0"
    block[124:136], block[136:148] = b"%011o\0" % size, b"00000000000\0"
    block[148:156], block[156:157], block[257:265] = b" " * 8, kind, b"ustar\00000"
    block[345 : 345 + len(fill)] = fill
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


def padded(data):
    return data + bytes(-len(data) % 512)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_each_format_comes_out_byte_for_byte(open_with, form, mode):
    members = letters(5)
    result = open_with(open_tar, packed(members, form, mode))
    assert result.pairs == pairs(members)
    assert result.warnings == ""


@pytest.mark.parametrize("form", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_long_names_are_whole(open_with, form):
    name = "письма/" + "очень-длинное-имя-" * 12 + ".txt"
    result = open_with(open_tar, packed([(info_of(name, b"1"), b"1"), (info_of("b", b"2"), b"2")], form))
    assert result.pairs == [(name, b"1"), ("b", b"2")]


def test_the_time_of_a_pax_header_has_fractions_and_is_utc(open_with):
    info = info_of("a", b"1", mtime=1_429_880_706.5)
    assert open_with(open_tar, packed([(info, b"1")])).members[0].modified == "2015-04-24T13:05:06.500000Z"


@pytest.mark.parametrize("encoding", ["cp866", "cp1251"])
def test_names_that_are_not_utf8_are_read_by_their_letters(open_with, encoding):
    names = ["Письмо из Норвика.txt", "Показания свидетеля, том второй.txt", "Список улиц города Велмар.txt"]
    data = packed([(info_of(name, b"1"), b"1") for name in names], tarfile.GNU_FORMAT, encoding=encoding)
    result = open_with(open_tar, data)
    assert [m.path for m in result.members] == names
    assert encoding.upper() in result.warnings


def test_links_and_devices_are_left_out_and_never_followed(open_with):
    members = [
        (info_of("a", LETTER), LETTER),
        (info_of("symbolic", type=tarfile.SYMTYPE, linkname="/etc/passwd"), b""),
        (info_of("hard", type=tarfile.LNKTYPE, linkname="a"), b""),
        (info_of("null", type=tarfile.CHRTYPE, devmajor=1, devminor=3), b""),
        (info_of("disk", type=tarfile.BLKTYPE), b""),
        (info_of("pipe", type=tarfile.FIFOTYPE), b""),
        (info_of("folder", type=tarfile.DIRTYPE), b""),
        (info_of("symbolic/b", LETTER), LETTER),
    ]
    result = open_with(open_tar, packed(members))
    assert result.pairs == [("a", LETTER), ("symbolic/b", LETTER)]
    assert result.left_out == {
        "symbolic": "a symbolic link to /etc/passwd: not followed",
        "hard": "a hard link to a: not followed",
        "null": "a device: left where it is",
        "disk": "a device: left where it is",
        "pipe": "a pipe: left where it is",
    }


def test_paths_that_lead_outside_and_paths_twice_are_words(open_with):
    names = ["../up", "/etc/cron.d/job", "a", "a"]
    result = open_with(open_tar, packed([(info_of(name, b"1"), b"1") for name in names]))
    assert [m.path for m in result.members] == names
    assert (
        "paths that lead out of the container, kept as words and followed nowhere: ../up and 1 more" in result.warnings
    )
    assert "paths that several members have, each of them listed: a" in result.warnings


@pytest.mark.parametrize("compress", [bytes, gzip.compress])
def test_of_an_archive_cut_off_the_members_before_the_cut_come_out(open_with, compress):
    members = letters(4)
    data = packed(members, tarfile.USTAR_FORMAT)
    cut = data[: 2 * (512 + 2048) + 512 + 100]
    result = open_with(open_tar, compress(cut))
    assert result.pairs == pairs(members[:2])
    assert "cut off" in result.left_out["2.txt"]
    assert "cut off" in result.warnings


def test_of_compressed_bytes_cut_off_the_members_before_the_cut_come_out(open_with):
    members = [(info_of(str(n), bytes([n]) * 10**6), bytes([n]) * 10**6) for n in range(4)]
    data = gzip.compress(packed(members))
    result = open_with(open_tar, data[: len(data) * 5 // 8])
    assert result.pairs == pairs(members[:2])
    assert "cut off" in result.warnings


def test_after_a_damaged_header_the_next_one_is_found(open_with):
    members = letters(3)
    data = bytearray(packed(members, tarfile.USTAR_FORMAT))
    data[2560 : 2560 + 512] = b"\xff" * 512
    result = open_with(open_tar, bytes(data))
    assert result.pairs == [pairs(members)[0], pairs(members)[2]]
    assert "bytes are damaged" in result.warnings


def test_bytes_after_the_end_mark_are_said(open_with):
    data = packed(letters(1)) + b"hidden"
    assert "follow after its end mark" in open_with(open_tar, data).warnings


def test_a_missing_end_mark_is_said(open_with):
    data = packed(letters(1), tarfile.USTAR_FORMAT)[:2560]
    assert "without an end mark" in open_with(open_tar, data).warnings


def test_an_old_sparse_file_comes_out_with_its_holes(open_with):
    block = bytearray(header(b"holes", 1024, b"S"))
    block[257:265] = b"ustar  \0"
    block[386:410] = b"%011o\0%011o\0" % (1000, 512)
    block[410:434] = b"%011o\0%011o\0" % (5000, 512)
    block[483:495] = b"%011o\0" % 9000
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    parts = b"a" * 512 + b"b" * 512
    result = open_with(open_tar, bytes(block) + parts + packed(letters(1)))
    assert result.pairs[0] == ("holes", bytes(1000) + b"a" * 512 + bytes(3488) + b"b" * 512 + bytes(3488))
    assert result.pairs[1:] == pairs(letters(1))


def test_an_old_sparse_file_may_have_more_parts_than_its_header_holds(open_with):
    block = bytearray(header(b"holes", 1024, b"S"))
    places = [(at * 1000, 100) for at in range(10)]
    fields = [b"%011o\0%011o\0" % place for place in places]
    block[386:482], block[482] = b"".join(fields[:4]), 1
    block[483:495] = b"%011o\0" % 9100
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    more = b"".join(fields[4:])
    data = bytes(block) + padded(more) + padded(b"a" * 1000) + packed(letters(1))
    result = open_with(open_tar, data)
    assert result.pairs == [("holes", (b"a" * 100 + bytes(900)) * 9 + b"a" * 100), *pairs(letters(1))]


@pytest.mark.parametrize("records", [[("size", "-5")], [("size", "9" * 30)], [("GNU.sparse.map", "1,2,3")]])
def test_a_header_that_cannot_be_true_costs_one_member(open_with, records):
    result = open_with(open_tar, pax(*records) + header(b"a", 0, b"0") + packed(letters(1)))
    assert result.pairs == pairs(letters(1))
    assert "a header is damaged" in result.warnings


@pytest.mark.parametrize("time", ["nan", "soon", "1e300"])
def test_a_time_that_is_no_time_is_unknown(open_with, time):
    result = open_with(open_tar, pax(("mtime", time)) + header(b"a", 0, b"0") + bytes(1024))
    assert result.members[0].modified is None


def pax_record(key, value):
    text = f" {key}={value}\n".encode()
    length = len(text) + len(str(len(text) + len(str(len(text)))))
    return str(length).encode() + text


def pax(*records):
    data = b"".join(pax_record(key, value) for key, value in records)
    return header(b"pax", len(data), b"x") + padded(data)


SPARSE_PAX = {
    "0.0": [
        ("GNU.sparse.size", 6000),
        ("GNU.sparse.numblocks", 2),
        ("GNU.sparse.offset", 100),
        ("GNU.sparse.numbytes", 500),
        ("GNU.sparse.offset", 2000),
        ("GNU.sparse.numbytes", 24),
    ],
    "0.1": [("GNU.sparse.size", 6000), ("GNU.sparse.name", "holes"), ("GNU.sparse.map", "100,500,2000,24")],
}


@pytest.mark.parametrize("version", sorted(SPARSE_PAX))
def test_a_sparse_file_of_pax_records_comes_out_with_its_holes(open_with, version):
    data = pax(*SPARSE_PAX[version]) + header(b"holes", 524, b"0") + padded(b"a" * 524) + bytes(1024)
    result = open_with(open_tar, data)
    assert result.pairs == [("holes", bytes(100) + b"a" * 500 + bytes(1400) + b"a" * 24 + bytes(3976))]


def test_a_sparse_file_with_its_map_in_its_bytes_comes_out_with_its_holes(open_with):
    records = [("GNU.sparse.major", 1), ("GNU.sparse.minor", 0), ("GNU.sparse.name", "holes")]
    contents = padded(b"2\n100\n500\n2000\n24\n") + b"a" * 524
    member = header(b"GNUSparseFile.0/holes", len(contents), b"0") + padded(contents)
    data = pax(*records, ("GNU.sparse.realsize", 6000)) + member + packed(letters(1))
    result = open_with(open_tar, data)
    assert result.pairs[0] == ("holes", bytes(100) + b"a" * 500 + bytes(1400) + b"a" * 24 + bytes(3976))
    assert result.pairs[1:] == pairs(letters(1))


@pytest.mark.parametrize("places", ["100,500,50,24", "0,999999", "1,x", "7"])
def test_a_map_that_does_not_fit_leaves_the_member_out(open_with, places):
    data = pax(("GNU.sparse.size", 6000), ("GNU.sparse.map", places)) + header(b"holes", 524, b"0") + bytes(1024)
    result = open_with(open_tar, data + packed(letters(1)))
    assert result.pairs[-1:] == pairs(letters(1))
    assert "holes" not in result.bytes


def test_a_file_of_holes_alone_ends_at_the_bound(open_with):
    data = pax(("GNU.sparse.size", 10**18), ("GNU.sparse.map", "0,0")) + header(b"holes", 0, b"0") + bytes(1024)
    result = open_with(open_tar, data, free_bytes=10**6)
    assert "bomb" in result.left_out["holes"]


def test_a_pax_header_is_read_in_time_that_grows_with_its_length(open_with):
    """CVE-2024-6232: digits without an end, and records of two bytes."""
    hostile = [b"1" * 1_000_000, b"2 " * 500_000, b"11 a=bcdef\n" * 90_000]
    data = b"".join(header(b"pax", len(h), b"x") + padded(h) + header(b"a", 1, b"0") + padded(b"1") for h in hostile)
    result = open_with(open_tar, data + bytes(1024))
    assert [m.path for m in result.members] == ["a", "a", "a"]
    assert "a pax header is damaged" in result.warnings


def test_a_header_larger_than_any_honest_one_is_passed_over(open_with):
    data = header(b"long", 5_000_000, b"L") + padded(bytes(5_000_000)) + header(b"a", 1, b"0") + padded(b"1")
    result = open_with(open_tar, data + bytes(1024))
    assert result.pairs == [("a", b"1")]
    assert "is passed over" in result.warnings


def test_a_size_below_zero_is_no_header(open_with):
    block = bytearray(header(b"a", 0, b"0"))
    block[124:136] = b"\xff" * 12
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    assert "not a TAR" in open_with(open_tar, bytes(block) * 3).warnings


def test_a_bomb_ends_at_the_ratio_and_what_was_before_stays(open_with):
    members = [*letters(1), (info_of("zeros", bytes(10**7)), bytes(10**7)), *letters(1)]
    result = open_with(open_tar, gzip.compress(packed(members)), free_bytes=10**6, ratio=50.0)
    assert result.pairs == pairs(letters(1))
    assert "bomb" in result.left_out["zeros"]
    assert "the rest is not opened" in result.warnings


def test_many_members_end_at_the_bound_and_the_rest_is_counted(open_with):
    data = header(b"a", 0, b"0") * 20_000 + bytes(1024)
    result = open_with(open_tar, data, members=50)
    assert len(result.members) == 50
    assert "19,950 more members are not listed" in result.warnings


def test_a_member_that_is_too_large_is_left_out_and_the_others_come(open_with):
    members = [(info_of("large", LETTER * 100), LETTER * 100), *letters(1)]
    result = open_with(open_tar, packed(members), member_bytes=10_000)
    assert result.pairs == pairs(letters(1))
    assert "larger than 10,000 bytes" in result.left_out["large"]


@pytest.mark.parametrize("data", [b"", b"Velmar", b"Velmar is no archive. " * 900])
def test_what_is_no_tar_says_so(open_with, data):
    result = open_with(open_tar, data)
    assert result.members == ()
    assert "not a TAR" in result.warnings
