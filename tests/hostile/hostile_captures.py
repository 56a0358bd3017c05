"""Captures of the web and transcripts that lie about their lengths, their digests and their times."""

import gzip
import json

from hostile_file import FETCHED, MEBIBYTE, PLANTED, WORDS, HostileFile, packed

PAGE = f"<html><body><p>{WORDS}</p></body></html>".encode()


def record(block: bytes, *, kind: str = "response", length: int | None = None, address: str = FETCHED) -> bytes:
    said = len(block) if length is None else length
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nContent-Length: {said}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def http(body: bytes, *headers: str) -> bytes:
    return "\r\n".join(("HTTP/1.1 200 OK", "Content-Type: text/html", *headers, "", "")).encode() + body


def false_length() -> bytes:
    return record(http(PAGE), length=10**15) + record(http(PAGE))


def negative_length() -> bytes:
    return record(http(PAGE), length=-5) + record(http(PAGE))


def far_chunks() -> bytes:
    return record(http(b"FFFFFFFFFFFFFFFF\r\n" + PAGE, "Transfer-Encoding: chunked"))


def body_bomb() -> bytes:
    """A page that its server compressed, in a record that is compressed as well."""
    body = gzip.compress(bytes(60 * MEBIBYTE), mtime=0)
    return gzip.compress(record(http(body, "Content-Encoding: gzip")), mtime=0)


def coats_without_end() -> bytes:
    return record(http(PAGE, "Content-Encoding: " + ", ".join(["gzip", "br", "deflate"] * 500)))


def headers_without_end() -> bytes:
    return record(http(PAGE, *(f"X-{number}: {'a' * 200}" for number in range(20_000))))


def addresses_that_lead_out() -> bytes:
    places = (f"file:///var/tmp/{PLANTED}", f"../../{PLANTED}", f"http://velmar.example/{'a' * 70_000}")
    return b"".join(record(http(PAGE + bytes([65 + n])), address=place) for n, place in enumerate(places)) + b"WARC/1.0"


def false_digests() -> bytes:
    resources = [{"name": "a", "path": f"../../{PLANTED}", "hash": "sha256:" + "0" * 64, "bytes": -1}]
    return packed(
        {
            "archive/data.warc.gz": gzip.compress(record(http(PAGE)), mtime=0),
            "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n' + b"[" * 50_000 + b"\n{]",
            "datapackage.json": json.dumps({"resources": resources}),
        }
    )


def deep_package() -> bytes:
    return packed({"pages/pages.jsonl": b"{}\n", "datapackage.json": b'{"resources":' + b"[" * 200_000})


def times_that_run_backwards() -> bytes:
    cues = "".join(f"{99 - n}:00:00.000 --> 00:00:00.000\n<v {'a' * 300}>{WORDS}\n\n" for n in range(50))
    return f"WEBVTT\n\n{cues}99999:99:99.999 --> 0:0:0\n<script>fetch('{FETCHED}')</script>\n".encode()


def times_that_are_none() -> bytes:
    one = f"1\n00:00:01,000 --> 00:00:02,000\n{WORDS}\n\n"
    return (one + f"2\n99:99:99,999 --> -1:00:00,000\n{WORDS}\n\n" * 40 + "3\n" + "00:00:01,000 --> " * 2000).encode()


CAPTURES = (
    HostileFile(name="length.warc", make=false_length, said="cut off"),
    HostileFile(name="negative.warc", make=negative_length, said="no record"),
    HostileFile(name="chunks.warc", make=far_chunks, said=""),
    HostileFile(name="body-bomb.warc.gz", make=body_bomb, said="a bomb"),
    HostileFile(name="coats.warc", make=coats_without_end, said="1,500 codings"),
    HostileFile(name="headers.warc", make=headers_without_end, said="not opened"),
    HostileFile(name="addresses.warc", make=addresses_that_lead_out, said="no record"),
    HostileFile(name="digests.wacz", make=false_digests, said="did not come out"),
    HostileFile(name="deep.wacz", make=deep_package, said="cannot be read"),
    HostileFile(name="backwards.vtt", make=times_that_run_backwards, said="cues end before they begin"),
    HostileFile(name="no-times.srt", make=times_that_are_none, said="without a time"),
)
