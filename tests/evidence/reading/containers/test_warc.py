import base64
import bz2
import gzip
import hashlib
import io
import zlib
from pathlib import Path

import brotli
import pytest
from warcio.archiveiterator import ArchiveIterator

from ledgerstone.evidence.reading.containers.warc import open_warc

PAGE = b"<html><body><p>Orlan, 5 May. The bridge is closed.</p></body></html>\n" * 30
SAMPLES = Path(__file__).parents[5] / "shared" / "bench" / "preservation" / "warc-samples"


def record(kind, block, address="https://paper.example/1", **headers):
    lines = [f"WARC-Type: {kind}", "WARC-Date: 2015-04-24T13:05:06Z", f"Content-Length: {len(block)}"]
    if address:
        lines.append(f"WARC-Target-URI: {address}")
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return b"WARC/1.0\r\n" + "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def http(body, status="200 OK", **headers):
    headers = {"Content-Type": "text/html; charset=utf-8", **headers}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return f"HTTP/1.1 {status}\r\n".encode() + "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def page(number, body=PAGE, **headers):
    return record("response", http(body, **headers), f"https://paper.example/{number}")


def chunked(body, size=100):
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def test_a_response_has_its_address_time_and_media_type(open_with):
    result = open_with(open_warc, page(1))
    (member,) = result.members
    assert (member.path, member.address) == ("https://paper.example/1", "https://paper.example/1")
    assert (member.captured, member.media_type) == ("2015-04-24T13:05:06Z", "text/html")
    assert result.bytes[member.path] == PAGE
    assert result.warnings == ""


def test_a_resource_is_a_member_without_headers_of_http(open_with):
    data = record("resource", PAGE, "urn:scan:1", Content_Type="application/pdf")
    member = open_with(open_warc, data).members[0]
    assert (member.address, member.media_type, member.size) == ("urn:scan:1", "application/pdf", len(PAGE))


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress])
def test_compressed_as_one_or_not_it_is_read(open_with, pack):
    result = open_with(open_warc, pack(page(1) + page(2)))
    assert [m.path for m in result.members] == ["https://paper.example/1", "https://paper.example/2"]


def test_a_gzip_member_for_each_record_is_read(open_with):
    result = open_with(open_warc, gzip.compress(page(1)) + gzip.compress(page(2)))
    assert len(result.bytes) == 2


def test_other_records_are_counted(open_with):
    others = [
        record("warcinfo", b"software: x\r\n", None),
        record("request", b"GET / HTTP/1.1\r\n\r\n"),
        record("request", b"GET /a HTTP/1.1\r\n\r\n"),
        record("response", http(b"gone", status="404 Not Found")),
        record("revisit", http(b"")),
        record("response", b"20150424", "dns:paper.example"),
        record("<b>", b""),
    ]
    result = open_with(open_warc, b"".join(others) + page(1))
    assert len(result.members) == 1
    assert result.opened.warnings == (
        (
            "records that are not opened: 1 of unknown kind, 2 request, 1 response of another protocol than HTTP, "
            "1 response with status 404, 1 revisit, 1 warcinfo"
        ),
    )


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda body: zlib.compress(body)[2:-4]),
        ("br", brotli.compress),
        ("br, gzip", lambda body: gzip.compress(brotli.compress(body))),
        ("gzip", bytes),
        ("identity", bytes),
    ],
)
@pytest.mark.parametrize("in_chunks", [True, False])
def test_a_body_comes_out_as_a_browser_saw_it(open_with, coding, pack, in_chunks):
    body = pack(PAGE)
    headers = {"Content_Encoding": coding} | ({"Transfer_Encoding": "chunked"} if in_chunks else {})
    result = open_with(open_warc, page(1, chunked(body) if in_chunks else body, **headers))
    assert list(result.bytes.values()) == [PAGE]
    assert result.warnings == ""


def test_a_body_that_lost_its_chunks_before_it_was_stored_comes_out(open_with):
    result = open_with(open_warc, page(1, PAGE, Transfer_Encoding="chunked"))
    assert list(result.bytes.values()) == [PAGE]


@pytest.mark.parametrize("coding", ["zstd", "br"])
def test_a_coding_that_is_not_known_or_not_true_is_said(open_with, coding):
    result = open_with(open_warc, page(1, PAGE, Content_Encoding=coding))
    assert list(result.bytes.values()) == [PAGE]
    assert f"compressed with {coding}, which is not read here or not true" in result.warnings


def test_a_body_cut_off_is_kept_as_far_as_it_goes(open_with):
    cut = gzip.compress(PAGE)[:-20], brotli.compress(PAGE)[:-9]
    for body, coding in (
        (cut[0], {"Content_Encoding": "gzip"}),
        (cut[1], {"Content_Encoding": "br"}),
        (chunked(PAGE)[:-300], {}),
    ):
        headers = coding or {"Transfer_Encoding": "chunked"}
        result = open_with(open_warc, page(1, body, **headers))
        assert PAGE.startswith(next(iter(result.bytes.values())))
        assert "cut off" in result.warnings


def test_damage_between_two_chunks_is_said_and_the_rest_is_kept(open_with):
    body = b"5\r\nOrlan\r\n?\r\nNorvik"
    result = open_with(open_warc, page(1, body, Transfer_Encoding="chunked"))
    assert list(result.bytes.values()) == [b"Orlan?\r\nNorvik"]
    assert "damaged between two chunks" in result.warnings


def test_a_part_of_a_capture_is_said_to_be_one(open_with):
    data = record("response", http(PAGE), WARC_Segment_Number=1)
    assert "its other parts are records of their own" in open_with(open_warc, data).warnings


def test_a_capture_that_its_crawler_cut_is_said(open_with):
    data = record("response", http(PAGE), WARC_Truncated="length")
    assert "its crawler stopped before its end (length)" in open_with(open_warc, data).warnings


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_of_a_file_cut_off_the_records_before_come_out_and_the_last_in_part(open_with, pack):
    data = page(1) + page(2)
    result = open_with(open_warc, pack(data[:-500]))
    assert result.bytes["https://paper.example/1"] == PAGE
    assert PAGE.startswith(result.bytes["https://paper.example/2"])
    assert "cut off" in result.warnings


def test_after_a_wrong_length_the_next_record_is_found(open_with):
    damaged = page(2).replace(b"Content-Length: 2", b"Content-Length: 1")
    assert damaged != page(2)
    result = open_with(open_warc, page(1) + damaged + page(3))
    assert [m.path for m in result.members] == [f"https://paper.example/{n}" for n in (1, 2, 3)]
    assert "bytes are no record" in result.warnings


def test_a_record_without_a_length_is_passed_over(open_with):
    damaged = b"WARC/1.0\r\nWARC-Type: response\r\n\r\n"
    assert len(open_with(open_warc, damaged + page(1)).members) == 1


@pytest.mark.parametrize("encode", [base64.b32encode, base64.b64encode, lambda digest: digest.hex().encode()])
@pytest.mark.parametrize("name", ["sha1", "sha256", "md5"])
def test_the_digest_of_a_block_is_compared(open_with, name, encode):
    block = http(PAGE)
    digest = encode(hashlib.new(name, block).digest()).decode()
    right = record("response", block, WARC_Block_Digest=f"{name}:{digest}")
    assert open_with(open_warc, right).warnings == ""
    wrong = record("response", block[:-1] + b"X", WARC_Block_Digest=f"{name}:{digest}")
    assert "its digest is not that of its bytes" in open_with(open_warc, wrong).warnings


def test_an_address_is_no_path(open_with):
    result = open_with(open_warc, record("resource", PAGE, "../../etc/passwd"))
    assert result.bytes == {"../../etc/passwd": PAGE}


@pytest.mark.parametrize(
    "hostile",
    [
        b"WARC/1.0\r\nX: " + b"a" * 3_000_000 + b"\r\n\r\n",
        b"WARC/1.0\r\n" + b"X: a\r\n" * 400_000 + b"\r\n",
        b"a" * 3_000_000,
    ],
)
def test_a_header_without_an_end_ends(open_with, hostile):
    result = open_with(open_warc, page(1) + hostile + b"\r\n" + page(2))
    assert [m.path for m in result.members] == ["https://paper.example/1", "https://paper.example/2"]
    assert "bytes are no record" in result.warnings


def test_headers_of_http_without_an_end_are_no_capture(open_with):
    block = b"HTTP/1.1 200 OK\r\n" + b"X: a\r\n" * 400_000
    result = open_with(open_warc, record("response", block) + page(2))
    assert [m.path for m in result.members] == ["https://paper.example/2"]


@pytest.mark.parametrize("in_chunks", [True, False])
@pytest.mark.parametrize(("coding", "pack"), [("gzip", gzip.compress), ("br", brotli.compress)])
def test_a_bomb_in_a_body_ends_at_the_ratio(open_with, in_chunks, coding, pack):
    body = gzip.compress(pack(bytes(30_000_000)))
    headers = {"Content_Encoding": f"{coding}, gzip"} | ({"Transfer_Encoding": "chunked"} if in_chunks else {})
    data = page(1) + page(2, chunked(body, 10**6) if in_chunks else body, **headers)
    result = open_with(open_warc, data, free_bytes=10**6)
    assert list(result.bytes) == ["https://paper.example/1"]
    assert "bomb" in result.left_out["https://paper.example/2"]


def test_a_chunk_of_any_size_is_read_in_pieces(open_with):
    data = page(1, b"7fffffffffffff\r\n" + PAGE, Transfer_Encoding="chunked")
    result = open_with(open_warc, data)
    assert list(result.bytes.values()) == [PAGE]
    assert "cut off" in result.warnings


def test_many_records_end_at_the_bound(open_with):
    result = open_with(open_warc, page(1, b"x") * 3000, members=20)
    assert len(result.members) == 20
    assert "2,980 more members are not listed" in result.warnings


@pytest.mark.parametrize("data", [b"", b"WARC/1.0", b"Velmar is no archive.\n" * 900])
def test_what_is_no_warc_says_so(open_with, data):
    result = open_with(open_warc, data)
    assert result.members == ()
    assert "not a WARC" in result.warnings


@pytest.mark.skipif(not SAMPLES.exists(), reason="the shared samples are not here")
@pytest.mark.parametrize("name", ["example.warc", "example.warc.gz", "example.arc", "example.arc.gz"])
def test_samples_give_what_warcio_gives(open_with, name):
    data = (SAMPLES / name).read_bytes()
    expected = [
        (found.rec_headers.get_header("WARC-Target-URI"), found.content_stream().read())
        for found in ArchiveIterator(io.BytesIO(data), arc2warc=True)
        if found.rec_type == "response" and found.http_headers.get_statuscode() == "200"
    ]
    result = open_with(open_warc, data)
    assert result.pairs == expected
    assert expected


@pytest.mark.skipif(not SAMPLES.exists(), reason="the shared samples are not here")
@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("*arc*")))
def test_every_sample_ends_with_members_or_a_reason(open_with, name):
    result = open_with(open_warc, (SAMPLES / name).read_bytes())
    assert result.members or result.warnings
