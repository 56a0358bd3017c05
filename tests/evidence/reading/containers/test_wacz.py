import gzip
import hashlib
import io
import json
import zipfile

import pytest

from ledgerstone.evidence.reading.containers.wacz import open_wacz

WARC = gzip.compress(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n", mtime=0)
PAGES = b'{"format": "json-pages-1.0", "id": "pages"}\n{"url": "https://paper.example/1", "title": "Orlan"}\n'
FILES = {"archive/data.warc.gz": WARC, "pages/pages.jsonl": PAGES}


def resource(path, data):
    return {"name": path, "path": path, "hash": "sha256:" + hashlib.sha256(data).hexdigest(), "bytes": len(data)}


def package_of(files):
    return json.dumps({"resources": [resource(path, data) for path, data in files.items()]}).encode()


def packed(files, package=None, digest=None):
    files = dict(files)
    package = package_of(files) if package is None else package
    if package:
        files["datapackage.json"] = package
        said = digest or "sha256:" + hashlib.sha256(package).hexdigest()
        files["datapackage-digest.json"] = json.dumps({"path": "datapackage.json", "hash": said}).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return out.getvalue()


def test_the_files_come_out_and_the_web_archive_among_them_is_named(open_with):
    result = open_with(open_wacz, packed(FILES))
    assert result.opened.tool == "wacz"
    assert result.bytes["archive/data.warc.gz"] == WARC
    assert [m.media_type for m in result.members] == ["application/warc", None, None, None]
    assert result.warnings == ""


def test_a_digest_that_differs_is_said(open_with):
    package = package_of(FILES)
    changed = {**FILES, "archive/data.warc.gz": WARC + b"more"}
    result = open_with(open_wacz, packed(changed, package))
    assert "archive/data.warc.gz: its digest is not the one that datapackage.json says" in result.warnings
    assert result.bytes["archive/data.warc.gz"] == WARC + b"more"


def test_a_package_that_was_changed_is_said(open_with):
    result = open_with(open_wacz, packed(FILES, digest="sha256:" + "0" * 64))
    assert "datapackage.json: its digest is not the one that datapackage-digest.json says" in result.warnings


def test_a_file_that_is_missing_and_one_that_is_not_listed_are_said(open_with):
    package = package_of({**FILES, "archive/second.warc.gz": b""})
    result = open_with(open_wacz, packed({**FILES, "extra.html": b"x"}, package))
    assert "archive/second.warc.gz: listed in datapackage.json, and did not come out" in result.warnings
    assert "extra.html: not listed in datapackage.json" in result.warnings


@pytest.mark.parametrize("package", [b"{", b"[]", b'{"resources": 3}', b"[" * 100_000, b'{"resources": "\xff"}'])
def test_a_package_that_cannot_be_read_is_said(open_with, package):
    assert "datapackage.json: cannot be read" in open_with(open_wacz, packed(FILES, package)).warnings


def test_a_digest_of_a_way_that_is_not_known_is_said(open_with):
    package = json.dumps({"resources": [{"path": path, "hash": "crc:1"} for path in FILES]}).encode()
    assert "no digest of it that can be compared" in open_with(open_wacz, packed(FILES, package)).warnings


def test_what_is_missing_is_said(open_with):
    result = open_with(open_wacz, packed({}, b""))
    assert "datapackage.json: missing" in result.warnings
    assert "pages/pages.jsonl: missing" in result.warnings


def test_many_differences_are_counted(open_with):
    many = {**FILES, **{f"{n}.html": b"x" for n in range(50)}}
    result = open_with(open_wacz, packed(many, package_of(FILES)))
    assert "30 more warnings about single members" in result.warnings


def test_a_list_of_pages_without_pages_is_said(open_with):
    files = {**FILES, "pages/pages.jsonl": PAGES.splitlines()[0]}
    assert "pages/pages.jsonl: lists no page" in open_with(open_wacz, packed(files)).warnings
    broken = {**FILES, "pages/pages.jsonl": b"{"}
    assert "pages/pages.jsonl: cannot be read" in open_with(open_wacz, packed(broken)).warnings
