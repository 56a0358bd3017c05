"""Messages: headers as lines, the text, what is attached, what is wrong."""

from datetime import date

import pytest

from ledgerstone.evidence.reading.mail.message import read_message
from ledgerstone.evidence.reading.mail.recognition import mail_type
from ledgerstone.evidence.reading.model import Role

PLAIN = b"""Received: from mx.norvik.example by mx.velmar.example; Sat, 12 Mar 1994 10:05:00 +0400
From: "Varo, Ilen" <ilen@velmar.example>
To: desk@norvik.example
Cc: Orlan Society <orlan@norvik.example>
Subject: The market of Velmar
Date: Sat, 12 Mar 1994 10:00:00 +0400
Message-ID: <1@velmar.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

At least 32 people were killed in Velmar, the hospital said.

Others fled to Norvik.
"""


def mail(*headers: str, body: bytes = b"Words of the letter.\n") -> bytes:
    usual = ["From: Ilen Varo <ilen@velmar.example>", "Date: Sat, 12 Mar 1994 10:00:00 +0400", "MIME-Version: 1.0"]
    return "\n".join([*usual, *headers]).encode("utf-8", "surrogateescape") + b"\n\n" + body


def multipart(*parts: tuple[str, bytes], kind: str = "mixed", boundary: str = "b1") -> bytes:
    pieces = [f"--{boundary}\n{head}\n\n".encode() + body + b"\n" for head, body in parts]
    body = b"".join(pieces) + f"--{boundary}--\n".encode()
    return mail("Subject: Parts", f'Content-Type: multipart/{kind}; boundary="{boundary}"', body=body)


def words(reading, role):
    return [reading.text[region.start : region.end] for region in reading.regions if region.role is role]


def test_the_headers_that_matter_stand_above_the_text():
    reading = read_message(PLAIN)
    head, _, body = reading.text.partition("\n\n")
    assert head.splitlines() == [
        'From: "Varo, Ilen" <ilen@velmar.example>',
        "To: desk@norvik.example",
        "Cc: Orlan Society <orlan@norvik.example>",
        "Date: Sat, 12 Mar 1994 10:00:00 +0400",
        "Subject: The market of Velmar",
    ]
    assert body == "At least 32 people were killed in Velmar, the hospital said.\n\nOthers fled to Norvik."
    assert words(reading, Role.BODY) == body.split("\n\n")
    assert reading.warnings == ()


def test_title_author_and_date_come_from_the_headers():
    reading = read_message(PLAIN)
    assert reading.title == "The market of Velmar"
    assert words(reading, Role.TITLE) == ["The market of Velmar"]
    assert [region.author for region in reading.regions if region.role is Role.BYLINE] == ["Varo, Ilen"]
    assert words(reading, Role.DATELINE) == ["Date: Sat, 12 Mar 1994 10:00:00 +0400"]
    assert reading.published is not None
    assert reading.published.edtf == "1994-03-12"
    assert reading.published.earliest == date(1994, 3, 12)
    assert reading.published.wording == "Sat, 12 Mar 1994 10:00:00 +0400"


def test_the_date_is_the_day_where_the_sender_was():
    reading = read_message(PLAIN.replace(b"Date: Sat, 12 Mar 1994 10:00:00 +0400", b"Date: 13 Mar 94 00:30 +0400"))
    assert reading.published is not None
    assert reading.published.edtf == "1994-03-13"


def test_a_date_that_servers_contradict_is_said():
    reading = read_message(PLAIN.replace(b"by mx.velmar.example; Sat, 12 Mar 1994", b"by mx; Mon, 1 Apr 2002"))
    assert "its header Date says 1994-03-12, the first server received it on 2002-04-01" in reading.warnings


def test_a_date_that_is_none_is_said_and_not_guessed():
    reading = read_message(PLAIN.replace(b"Date: Sat, 12 Mar 1994 10:00:00 +0400", b"Date: someday"))
    assert reading.published is None
    assert "the header Date is no date: 'someday'" in reading.warnings
    assert "the first server received it on 1994-03-12" in reading.warnings


def test_a_header_that_stands_twice_is_shown_twice_and_the_first_is_taken():
    reading = read_message(mail("Subject: First of two", "Subject: Second of two"))
    assert "Subject: First of two\nSubject: Second of two" in reading.text
    assert reading.title == "First of two"
    assert words(reading, Role.TITLE) == ["First of two"]
    assert any("Subject stands 2 times" in warning for warning in reading.warnings)


def test_a_line_among_the_headers_that_is_none_is_said():
    reading = read_message(mail("no header at all", "Subject: Still read"))
    assert reading.title == "Still read"
    assert "a line among the headers is none: 'no header at all'" in reading.warnings


def test_a_text_without_a_blank_line_before_it_is_read():
    reading = read_message(b"From: a@b.example\nSubject: Short\nThe text begins here at once.\nIt goes on.\n")
    assert reading.text.endswith("The text begins here at once.\nIt goes on.")
    assert any("no blank line after the headers" in warning for warning in reading.warnings)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("=?koi8-r?B?8NLJ18XU?= =?KOI8-R?Q?=20=CD=C9=D2?=", "Привет мир"),
        ("=?windows-1251?Q?=CF=F0=E8=E2=E5=F2?=", "Привет"),
        ("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本"),
        ("=?utf-8?B?0J/RgNC40LI=?= =?utf-8?B?0LXRgg==?=", "Привет"),
        ("=?utf-8?B?0J/RgNC40LLQ?= =?utf-8?B?tdGC?=", "Привет"),
        ("=?utf-8*hy?Q?=D4=B5=D6=80=D5=A5=D5=AF?=", "Երեկ"),
        ("Re: =?utf-8?Q?caf=C3=A9?= (2)", "Re: café (2)"),
        ("=?utf-8?B?broken", "=?utf-8?B?broken"),
    ],
)
def test_encoded_words_are_decoded_also_where_a_letter_is_cut_in_two(raw, shown):
    assert read_message(mail(f"Subject: {raw}")).title == shown


def test_a_folded_header_is_one_line():
    reading = read_message(mail("Subject: =?koi8-r?B?8NLJ18XU?=\n =?koi8-r?Q?=2C?=\n\tVelmar"))
    assert reading.title == "Привет, Velmar"


def test_letters_in_a_header_without_encoding_are_read_by_the_declared_set():
    data = mail("Content-Type: text/plain; charset=windows-1251", "Subject: SUBJECT")
    reading = read_message(data.replace(b"SUBJECT", "Рынок в Велмаре".encode("cp1251")))
    assert reading.title == "Рынок в Велмаре"


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "utf-8", "x-none"])
def test_a_header_is_read_whatever_the_text_is_in(charset):
    data = mail(f"Content-Type: text/plain; charset={charset}", "Subject: Words + more", "To: SOMEBODY")
    reading = read_message(data.replace(b"SOMEBODY", "Мара Толен".encode()))
    assert reading.title == "Words + more"
    assert "To: Мара Толен\n" in reading.text


def test_a_name_with_a_comma_in_an_encoded_word_is_one_name():
    data = mail().replace(b"From: Ilen Varo <", b"From: =?utf-8?Q?Varo=2C_Ilen?= <")
    assert [r.author for r in read_message(data).regions if r.role is Role.BYLINE] == ["Varo, Ilen"]


def test_plain_text_is_taken_of_alternatives_that_say_the_same():
    html = b"<html><body><p>At least 32 people were killed in Velmar.</p></body></html>"
    plain = b"At least 32 people were killed in Velmar."
    reading = read_message(
        multipart(("Content-Type: text/plain", plain), ("Content-Type: text/html", html), kind="alternative")
    )
    assert reading.text.endswith("\n\nAt least 32 people were killed in Velmar.")
    assert reading.warnings == ()


def test_html_is_taken_where_the_plain_text_says_little():
    html = b"<html><body><p>At least 32 people were killed in Velmar.</p><p>Others fled.</p></body></html>"
    parts = (("Content-Type: text/plain", b"Your program shows no HTML."), ("Content-Type: text/html", html))
    reading = read_message(multipart(*parts, kind="alternative"))
    assert "Velmar.\n\nOthers fled." in reading.text
    assert "At least 32 people were killed in Velmar." in words(reading, Role.BODY)
    assert "shows no HTML" not in reading.text


def test_alternatives_that_say_different_things_are_told():
    html = b"<p>Nobody was hurt in Orlan on that day, all witnesses agree on this point and no one doubts it</p>"
    plain = b"At least 32 people were killed in Velmar, the hospital said to the agency."
    parts = (("Content-Type: text/plain", plain), ("Content-Type: text/html; charset=utf-8", html))
    reading = read_message(multipart(*parts, kind="alternative"))
    assert any("say different things" in warning for warning in reading.warnings)


def test_html_is_read_in_the_set_that_the_part_declares():
    page = "<html><head><meta charset=iso-8859-1></head><body><p>В Велмаре убиты 32 человека.</p></body></html>"
    data = mail("Subject: x", "Content-Type: text/html; charset=koi8-r", body=page.encode("koi8-r"))
    assert "В Велмаре убиты 32 человека." in read_message(data).text


def test_what_is_attached_is_listed_last_and_is_no_text():
    reading = read_message(
        multipart(
            ("Content-Type: text/plain", b"See the list."),
            ('Content-Type: text/plain; name="list.txt"\nContent-Disposition: attachment', b"Names of the list"),
            ("Content-Type: application/pdf\nContent-Disposition: attachment;\n filename*=koi8-r''%F2.pdf", b"%PDF-"),
            ("Content-Type: message/rfc822", b"From: c@d.example\nSubject: Within\n\nInner words"),
        )
    )
    assert reading.text.endswith("See the list.")
    assert reading.warnings == (
        "attachment 1: list.txt (text/plain)",
        "attachment 2: Р.pdf (application/pdf)".replace("Р", b"\xf2".decode("koi8-r")),
        "attachment 3: “Within” (message/rfc822)",
    )


def test_stretches_of_text_around_an_attachment_are_read_in_their_order():
    reading = read_message(
        multipart(
            ("Content-Type: text/plain", b"First stretch."),
            ("Content-Type: image/png\nContent-Transfer-Encoding: base64", b"iVBORw0KGgo="),
            ("Content-Type: text/html", b"<p>Second stretch.</p>"),
        )
    )
    assert reading.text.endswith("First stretch.\n\nSecond stretch.")
    assert words(reading, Role.BODY) == ["First stretch.", "Second stretch."]


@pytest.mark.parametrize(
    ("transfer", "body", "text", "said"),
    [
        ("base64", b"V29yZHMgb2YgYSBsZXR0ZXIu", "Words of a letter.", None),
        ("base64", b"V29y*ZHMgb2Yg\nYSBsZXR0ZXI", "Words of a letter", "broken base64: 1 signs"),
        ("base64", b"V29yZHM=\nfooter of a list", "Words", "more behind its end"),
        ("base64", b"V29yZHMgb", "Words ", "its last letters missing"),
        ("quoted-printable", b"W=6Frds =\nof it", "Words of it", None),
        ("quoted-printable", b"Words =XY of it", "Words =XY of it", "1 broken places"),
        ("x-unheard-of", b"Words", "Words", "x-unheard-of is not known"),
    ],
)
def test_transfer_encodings_are_undone_and_what_is_broken_is_said(transfer, body, text, said):
    reading = read_message(mail("Subject: x", f"Content-Transfer-Encoding: {transfer}", body=body))
    assert reading.text.endswith("\n\n" + text)
    assert bool(reading.warnings) == bool(said)
    assert said is None or said in reading.warnings[0]


def test_an_encrypted_message_says_so():
    parts = (("Content-Type: application/pgp-encrypted", b"Version: 1"), ("Content-Type: text/x-nothing", b"hQEM"))
    reading = read_message(multipart(*parts, kind="encrypted"))
    assert any("encrypted" in warning for warning in reading.warnings)


def test_mail_is_known_by_its_beginning():
    assert mail_type(PLAIN) == "message/rfc822"
    assert mail_type(b"From ilen@velmar.example Sat Mar 12 10:00:00 1994\n" + PLAIN) == "application/mbox"
    assert mail_type(b"From the town of Velmar at 10:00 came news.\nSubject to change.\n") is None
    assert mail_type(b"Subject: a play\n\nFrom: the first act on.\n") is None
    assert mail_type("Кому: всем".encode()) is None


HTML = """<html><head><base href="https://norvik.example/letters/"></head><body><p>The hospital has
<a href="https://hospital.velmar.example/list.pdf">a list of 32 names</a>.</p><p><img src="cid:map%401" alt="A map">
<img src="cid:lost@1" alt="A ruin"><img src="https://norvik.example/market.jpg" alt="The market"></p></body></html>"""
MAP = ("Content-Type: image/png\nContent-ID: <map@1>", b"png")


def pointed(reading):
    return [(asset.kind.value, asset.address, reading.text[asset.start :][:11]) for asset in reading.assets]


def test_links_and_pictures_of_html_that_the_message_does_not_bring_are_assets():
    page = ("Content-Type: text/html; charset=utf-8", HTML.encode())
    reading = read_message(multipart(page, MAP, kind="related"))
    assert [each[:2] for each in pointed(reading)] == [
        ("file", "https://hospital.velmar.example/list.pdf"),
        ("image", "cid:lost@1"),
        ("image", "https://norvik.example/market.jpg"),
    ]
    assert pointed(reading)[0][2] == "a list of 3"
    assert reading.base == "https://norvik.example/letters/"


def test_what_the_html_points_to_is_told_where_the_plain_text_is_read():
    plain = ("Content-Type: text/plain", b"Dear all,\n\nThe hospital has a list of 32 names.\n")
    page = ("Content-Type: text/html; charset=utf-8", HTML.encode())
    reading = read_message(multipart(plain, page, kind="alternative"))
    assert "Dear all" in reading.text
    assert pointed(reading)[0] == ("file", "https://hospital.velmar.example/list.pdf", "a list of 3")
    assert len(reading.assets) == len(HTML.split("cid:")) + 1
