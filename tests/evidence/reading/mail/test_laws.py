"""Laws of every reading of mail: it never raises, is deterministic, and its regions lie in its text."""

import io

from hypothesis import given, settings
from hypothesis import strategies as st
from regions import check_regions

from ledgerstone.evidence.reading.containers.model import Bounds
from ledgerstone.evidence.reading.mail.mailbox import open_mbox, open_message
from ledgerstone.evidence.reading.mail.message import read_message
from ledgerstone.evidence.reading.mail.mhtml import open_mhtml, read_mhtml
from ledgerstone.evidence.reading.mail.recognition import mail_type

PIECES = (
    b"From: Ilen Varo <ilen@velmar.example>\n",
    b"From ilen@velmar.example Sat Mar 12 10:00:00 1994\n",
    b"Subject: =?koi8-r?B?8NLJ18XU?= =?utf-8?Q?=D0?=\n",
    b"Date: Sat, 12 Mar 1994 10:00:00 +0400\n",
    b"Received: x; Sat, 99 Mar 1994\n",
    b"Content-Type: multipart/mixed; boundary=b\n",
    b'Content-Type: multipart/alternative; boundary="c"\n',
    b"Content-Type: multipart/related; start=<r>; boundary=d\n",
    b"Content-Type: text/html; charset=iso-8859-1\n",
    b"Content-Type: text/plain; charset*0=utf; charset*1=-8; name*=x''%FF\n",
    b"Content-Type: message/rfc822\n",
    b"Content-Transfer-Encoding: base64\n",
    b"Content-Transfer-Encoding: quoted-printable\n",
    b"Content-Transfer-Encoding: x-uuencode\n",
    b"Content-Disposition: attachment; filename=a.txt\n",
    b"Content-Location: https://velmar.example/\n",
    b"\n",
    b"\r\n",
    b"--b\n",
    b"--b--\n",
    b"--c\n",
    b"--c--\n",
    b"--d\n",
    b"<html><body><p>At least 32 people were killed.</p><blockquote>quoted</blockquote>\n",
    b"At least 32 people were killed in Velmar, the hospital said.\n",
    b"V29yZHM=\n",
    b"begin 644 a\n%5V]R9',\n`\nend\n",
    b"=D0=9F =\n",
    b"On 12 March 1994, Ilen Varo wrote:\n",
    b"> quoted words\n",
    b"> > deeper words\n",
    b"-- \n",
    b"-----Original Message-----\nFrom: Mara\nSent: 11 March 1994\nTo: Ilen\n",
    b"  1. Ilen said:\n",
    b"\xd0\x92\xff\xc0",
    b"\0",
)
letters = st.lists(st.sampled_from(PIECES) | st.binary(max_size=12), max_size=30).map(b"".join)


@settings(max_examples=300)
@given(letters)
def test_any_letter_gives_a_reading_with_its_regions_in_the_text(data):
    for reader in (read_message, read_mhtml):
        reading = reader(data)
        check_regions(reading)
        assert reading.text or reading.warnings
        reading.text.encode()


@given(letters)
def test_reading_mail_is_deterministic(data):
    assert read_message(data) == read_message(data)
    assert mail_type(data) == mail_type(data)


@given(letters)
def test_any_letter_can_be_opened(tmp_path_factory, data):
    for opener in (open_message, open_mbox, open_mhtml):
        folder = tmp_path_factory.mktemp("members")
        found = opener(io.BytesIO(data), folder, Bounds(members=20))
        assert {member.file for member in found.members if member.file} == {path.name for path in folder.iterdir()}
        assert all((folder / member.file).stat().st_size == member.size for member in found.members if member.file)
