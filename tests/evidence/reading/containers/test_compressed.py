import bz2
import gzip
import io
import lzma
import tarfile

import pytest

from ledgerstone.evidence.reading.containers.compressed import open_compressed
from ledgerstone.evidence.reading.dispatch import OPENERS, opener_of

WARC = b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: urn:1\r\nContent-Length: 1\r\n\r\nx\r\n\r\n"


def tar():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a"), io.BytesIO())
    return out.getvalue()


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
@pytest.mark.parametrize(("inner", "tools"), [(tar(), {"tar"}), (WARC, {"warc"}), (b"x", {"gzip", "bzip2", "xz"})])
def test_what_is_within_a_compressed_file_tells_how_it_is_opened(open_with, pack, inner, tools):
    result = open_with(open_compressed, pack(inner))
    assert result.opened.tool in tools
    assert len(result.members) == 1


def test_a_text_and_a_picture_are_no_containers():
    assert opener_of("text/plain") is None
    assert opener_of("image/png") is None
    assert opener_of("application/epub+zip") is None


MAIL = {"message/rfc822", "application/mbox"}
"""A letter without attachments holds nothing, which is no reason for a warning."""


@pytest.mark.parametrize("media_type", sorted(set(OPENERS) - MAIL))
@pytest.mark.parametrize("data", [b"", b"\0" * 3000, b"Velmar " * 3000, b"PK\3\4" * 900, b"\x1f\x8b" * 900])
def test_no_opener_raises_and_none_is_silent_about_what_it_cannot_open(open_with, media_type, data):
    result = open_with(opener_of(media_type), data)
    if data.strip(b"\0"):
        assert result.members or result.warnings
    assert result.opened.tool
    assert result.opened.version
