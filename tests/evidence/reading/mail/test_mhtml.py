"""Web pages saved as one file."""

import io

from ledgerstone.evidence.reading.containers.model import Bounds
from ledgerstone.evidence.reading.mail.mhtml import open_mhtml, read_mhtml
from ledgerstone.evidence.reading.mail.recognition import mail_type
from ledgerstone.evidence.reading.model import Role

SAVED = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://herald.velmar.example/market
Subject: =?utf-8?Q?The_market?=
Date: Sat, 12 Mar 2022 10:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----MultipartBoundary--abc----"


------MultipartBoundary--abc----
Content-Type: text/html
Content-ID: <frame-1@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://herald.velmar.example/market

<!DOCTYPE html><html lang=3D"en"><head><meta charset=3D"utf-8"><title>The market</title></head><body>
<article><h1>The market</h1><p>At least 32 people were killed in Velmar, the hospital said=E2=80=A6</p></article>
</body></html>
------MultipartBoundary--abc----
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://herald.velmar.example/market.png

iVBORw0KGgo=
------MultipartBoundary--abc----
Content-Type: text/css
Content-Location: cid:css-1@mhtml.blink

p { color: red }
------MultipartBoundary--abc------
"""


def test_the_page_is_the_reading_and_its_address_and_moment_are_said():
    reading = read_mhtml(SAVED)
    assert reading.media_type == "multipart/related"
    assert reading.title == "The market"
    assert "At least 32 people were killed in Velmar, the hospital said…" in reading.text
    assert "color: red" not in reading.text
    assert any(region.role is Role.BODY for region in reading.regions)
    assert reading.warnings[:2] == (
        "saved from https://herald.velmar.example/market",
        "saved on Sat, 12 Mar 2022 10:00:00 -0000, as the file says",
    )
    assert reading.published is None


def test_each_resource_is_a_member_with_its_address(tmp_path):
    found = open_mhtml(io.BytesIO(SAVED), tmp_path, Bounds())
    assert [(m.path, m.address, m.media_type) for m in found.members] == [
        ("https://herald.velmar.example/market", "https://herald.velmar.example/market", "text/html"),
        ("https://herald.velmar.example/market.png", "https://herald.velmar.example/market.png", "image/png"),
        ("cid:css-1@mhtml.blink", None, "text/css"),
    ]
    assert (tmp_path / "2").read_bytes() == b"\x89PNG\r\n\x1a\n"


def test_a_saved_page_is_known_from_a_letter():
    assert mail_type(SAVED) == "multipart/related"
    assert mail_type(SAVED.replace(b"Saved by Blink", b"a@b.example").replace(b"Snapshot-", b"X-")) == "message/rfc822"


def test_a_page_that_word_saved_is_known_without_an_address():
    data = SAVED[SAVED.index(b"MIME-Version") :]
    assert mail_type(data) == "multipart/related"
    assert read_mhtml(data).warnings[:2] == (
        "saved from https://herald.velmar.example/market",
        "does not say when it was saved",
    )


def test_frames_are_said_and_not_read():
    frame = b"Content-Type: text/html\nContent-Location: https://herald.velmar.example/frame\n\n<p>Framed.</p>"
    reading = read_mhtml(SAVED.replace(b"Content-Type: text/css", frame + b"\n------MultipartBoundary--abc----"))
    assert "Framed." not in reading.text
    assert "1 more pages of HTML in it (frames): members, not read here" in reading.warnings


def test_a_saved_page_without_a_page_says_so():
    reading = read_mhtml(SAVED.replace(b"text/html", b"image/gif"))
    assert reading.text == ""
    assert "holds no page of HTML: kept, not read" in reading.warnings


def test_a_file_of_one_page_without_parts_is_read():
    head = b"Content-Location: https://velmar.example/\nContent-Type: text/html; charset=koi8-r\n\n"
    data = head + "<p>Велмар</p>".encode("koi8-r")
    assert read_mhtml(data).text == "Велмар"


def test_a_part_that_the_page_shows_by_its_identifier_is_named_by_its_address_as_members_are():
    frame = b'<p><img src="cid:pic@1"><img src="cid:bare@1"><iframe src="cid:none@1"></iframe></p></article>'
    page = SAVED.replace(b"</article>", frame.replace(b"=", b"=3D"))
    page = page.replace(b"image/png\n", b"image/png\nContent-ID: <pic@1>\n")
    page = page.replace(b"text/css\nContent-Location: cid:css-1@mhtml.blink", b"text/css\nContent-ID: <bare@1>")
    assert {asset.address for asset in read_mhtml(page).assets} == {
        "https://herald.velmar.example/market.png",
        "cid:none@1",
    }
