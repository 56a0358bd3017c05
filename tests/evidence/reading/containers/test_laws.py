"""What holds of every container, whatever is in it."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledgerstone.evidence.reading.containers.compressed import open_compressed
from ledgerstone.evidence.reading.containers.single import open_single
from ledgerstone.evidence.reading.containers.tar_archive import open_tar
from ledgerstone.evidence.reading.containers.zip_archive import open_zip
from ledgerstone.evidence.reading.dispatch import OPENERS, opener_of

SIGNS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="/\\")
NAMES = st.text(SIGNS, min_size=1, max_size=60).filter(lambda name: name.strip(". ") != "")
CONTENTS = st.one_of(
    st.binary(max_size=3000),
    st.builds(lambda piece, times: piece * times, st.binary(max_size=40), st.integers(0, 5000)),
)
MEMBERS = st.dictionaries(NAMES, CONTENTS, max_size=8)
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def zip_of(members, method):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tar_of(members, mode, form):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode, format=form) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


@FEW
@given(members=MEMBERS, method=st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, 14]))
def test_what_zipfile_packs_comes_out_byte_for_byte(open_with, members, method):
    assert open_with(open_zip, zip_of(members, method)).pairs == list(members.items())


@FEW
@given(
    members=MEMBERS,
    mode=st.sampled_from(["w", "w:gz", "w:bz2", "w:xz"]),
    form=st.sampled_from([tarfile.GNU_FORMAT, tarfile.PAX_FORMAT]),
)
def test_what_tarfile_packs_comes_out_byte_for_byte(open_with, members, mode, form):
    assert open_with(open_tar, tar_of(members, mode, form)).pairs == list(members.items())


@FEW
@given(data=CONTENTS, pack=st.sampled_from([gzip.compress, bz2.compress, lzma.compress]))
def test_what_is_compressed_comes_out_byte_for_byte(open_with, data, pack):
    assert list(open_with(open_single, pack(data)).bytes.values()) == [data]


@FEW
@given(members=MEMBERS, cut=st.floats(0, 1), form=st.sampled_from([tarfile.GNU_FORMAT, tarfile.PAX_FORMAT]))
def test_what_comes_out_of_a_cut_tar_was_packed(open_with, members, cut, form):
    data = tar_of(members, "w", form)
    pairs = open_with(open_tar, data[: int(len(data) * cut)]).pairs
    assert pairs == list(members.items())[: len(pairs)]


@FEW
@given(members=MEMBERS, cut=st.floats(0, 1))
def test_what_comes_out_of_a_cut_zip_was_packed(open_with, members, cut):
    data = zip_of(members, zipfile.ZIP_DEFLATED)
    pairs = open_with(open_zip, data[: int(len(data) * cut)]).pairs
    assert [found for _, found in pairs] == list(members.values())[: len(pairs)]


SEEDS = [
    zip_of({"a.txt": b"Velmar " * 30, "b": b""}, zipfile.ZIP_DEFLATED),
    zip_of({"a.txt": b"Velmar " * 30}, zipfile.ZIP_LZMA),
    tar_of({"a.txt": b"Velmar " * 30, "n" * 150: b"b"}, "w", tarfile.PAX_FORMAT),
    tar_of({"a.txt": b"Velmar " * 30, "n" * 150: b"b"}, "w:gz", tarfile.GNU_FORMAT),
    gzip.compress(b"Velmar " * 30),
    lzma.compress(b"Velmar " * 30),
    (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a/\r\nContent-Length: 60\r\n\r\n"
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n\r\n"
    ),
]


@settings(FEW, max_examples=200)
@given(
    seed=st.sampled_from(SEEDS),
    changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=9)), max_size=6),
    media_type=st.sampled_from(sorted(OPENERS)),
)
def test_no_change_of_bytes_makes_an_opener_raise(open_with, seed, changes, media_type):
    data = bytearray(seed)
    for place, new in changes:
        at = int(place * len(data))
        data[at : at + len(new)] = new
    once = open_with(opener_of(media_type), bytes(data), free_bytes=10**6)
    again = open_with(opener_of(media_type), bytes(data), free_bytes=10**6)
    assert once.opened == again.opened


@FEW
@given(members=MEMBERS, most=st.integers(0, 20_000), each=st.integers(0, 9000), number=st.integers(0, 9))
def test_no_more_comes_out_than_the_bounds_say(open_with, members, most, each, number):
    for opener, data in (
        (open_zip, zip_of(members, zipfile.ZIP_DEFLATED)),
        (open_compressed, tar_of(members, "w:gz", tarfile.GNU_FORMAT)),
    ):
        result = open_with(opener, data, bytes=most, member_bytes=each, members=number)
        assert len(result.members) <= number
        assert sum(len(found) for _, found in result.pairs) <= most
        assert all(len(found) <= each for _, found in result.pairs)
