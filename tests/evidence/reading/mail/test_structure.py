"""Parts of messages: their borders, and messages that were made to be expensive."""

import time

from ledgerstone.evidence.reading.mail.message import read_message
from ledgerstone.evidence.reading.mail.structure import DEEPEST, MOST_PARTS, find_parts, payload

HEAD = b"From: a@velmar.example\nDate: Sat, 12 Mar 1994 10:00:00 +0400\nSubject: x\n"
SOON_S = 10
"""Each of these takes a second or less; the limit in a confined process is 60."""


def kinds(data):
    structure = find_parts(data)
    return [(part.said.media_type, data[part.start : part.end]) for part in structure.parts if not part.children]


def test_the_line_end_before_a_delimiter_is_the_delimiters():
    data = (
        HEAD + b"Content-Type: multipart/mixed; boundary=b\n\npreamble\n--b\n\none\n--b\r\n\r\ntwo\r\n--b--\nepilogue"
    )
    assert [content for _, content in kinds(data)] == [b"one", b"two"]


def test_an_outer_delimiter_ends_inner_parts():
    data = HEAD + (
        b"Content-Type: multipart/mixed; boundary=out\n\n--out\nContent-Type: multipart/alternative; boundary=in\n\n"
        b"--in\n\none\n--out\n\ntwo\n--out--\n"
    )
    assert [content for _, content in kinds(data)] == [b"one", b"two"]


def test_a_boundary_that_begins_as_another_does_is_another():
    data = HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--bb\nstill one\n--b--\n"
    assert [content for _, content in kinds(data)] == [b"one\n--bb\nstill one"]


def test_a_part_of_nothing_is_nothing():
    data = HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b\n--b\n\ntwo\n--b--\n"
    assert [content for _, content in kinds(data)] == [b"one", b"", b"two"]
    assert read_message(data).text.endswith("\n\none\n\ntwo")
    assert read_message(data).warnings == ()


def test_parts_of_a_digest_are_messages():
    data = HEAD + b"Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: one\n\nWords\n--b--\n"
    assert [kind for kind, _ in kinds(data)] == ["message/rfc822"]


def test_an_attached_message_is_not_taken_apart():
    inner = b"Content-Type: multipart/mixed; boundary=i\n\n--i\n\nwords\n--i--\n"
    data = (
        HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\n" + inner + b"--b--"
    )
    assert kinds(data) == [("message/rfc822", inner[:-1])]


def test_a_message_that_was_cut_says_so():
    data = HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nThe first words"
    reading = read_message(data)
    assert reading.text.endswith("The first words")
    assert any("perhaps it was cut" in warning for warning in reading.warnings)


def test_a_multipart_without_a_boundary_says_so():
    reading = read_message(HEAD + b"Content-Type: multipart/mixed\n\nWords")
    assert any("no boundary" in warning for warning in reading.warnings)


def test_uuencode_is_undone():
    data = HEAD + b"Content-Transfer-Encoding: x-uuencode\n\nbegin 644 a.txt\n%5V]R9',\n`\nend\n"
    assert payload(data, find_parts(data).parts[0]).data == b"Words"


def ends_soon(data: bytes):
    begun = time.monotonic()
    reading = read_message(data)
    assert time.monotonic() - begun < SOON_S
    return reading


def test_multiparts_within_each_other_without_end_are_read_to_a_depth():
    levels = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number) for number in range(10_000)
    )
    reading = ends_soon(HEAD + levels + b"\nWords")
    assert any(f"more than {DEEPEST} others" in warning for warning in reading.warnings)


def test_a_hundred_thousand_parts_are_read_up_to_a_number():
    parts = b"--b\n\nx\n" * 100_000
    reading = ends_soon(HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + parts + b"--b--\n")
    assert any(f"more than {MOST_PARTS:,} parts" in warning for warning in reading.warnings)


def test_headers_without_end_are_read_up_to_a_number():
    reading = ends_soon(HEAD + b"".join(b"X-%d: words\n" % number for number in range(1_000_000)) + b"\nThe text.\n")
    assert reading.text.endswith("The text.")
    assert any("headers beyond" in warning for warning in reading.warnings)


def test_headers_made_to_be_expensive_end():
    for value in (b"(" * 60_000, b"=?" * 30_000, b"=?a?q?" * 10_000, b'"' * 60_000, b"<" * 60_000, b"a@" * 30_000):
        ends_soon(b"From: " + value + b"\nTo: " + value + b"\nSubject: " + value + b"\nDate: " + value + b"\n\nText\n")
    for value in (b';"' * 30_000, b"; a*0*=x" * 9000, b"; boundary*0=b" * 5000, b"; charset*99999999999999=1" * 999):
        ends_soon(HEAD + b"Content-Type: multipart/mixed" + value + b"\nContent-Disposition: a" + value + b"\n\nText\n")


def test_bodies_made_to_be_expensive_end():
    for line in (
        b">" * 390,
        b"> x",
        b"--",
        b"-" * 399 + b"x",
        b"From: a@b.example",
        b"Word: 12 March 1994",
        b"On x:",
        b"_____",
    ):
        ends_soon(HEAD + b"\n" + (line + b"\n") * (50_000 // (len(line) + 1)))
        ends_soon(HEAD + b"\n" + (line + b"\n\n") * (30_000 // (len(line) + 2)))
