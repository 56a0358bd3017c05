"""Openers of mail: attachments of a message, messages of a mailbox."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.evidence.reading.containers.model import Bounds
from ledgerstone.evidence.reading.mail import mailbox
from ledgerstone.evidence.reading.mail.mailbox import open_mbox, open_message
from ledgerstone.evidence.reading.mail.message import read_message

STAMP = b"From ilen@velmar.example Sat Mar 12 10:00:00 1994\n"
FIRST = b"From: ilen@velmar.example\nSubject: First\n\nWords of it.\n"
SECOND = b"From: dov@norvik.example\nSubject: Second\n\n>From here on it is quoted.\n\n>>From deeper.\nEnd.\n"
LETTER = b"""From: ilen@velmar.example
Subject: With attachments
Content-Type: multipart/mixed; boundary=b

--b

See what is attached.
--b
Content-Type: text/csv; name="=?utf-8?B?0YHQv9C40YHQvtC6LmNzdg==?="
Content-Disposition: attachment; modification-date="Fri, 11 Mar 1994 09:00:00 +0400"
Content-Transfer-Encoding: base64

dG93bixraWxsZWQKVmVsbWFyLDMyCg==
--b
Content-Type: message/rfc822

From: mara@orlan.example
Subject: Within

Inner words.
--b
Content-Type: image/png; name="../../etc/passwd"

\x89PNG
--b--
"""


def opened(opener, data, folder, **bounds):
    return opener(io.BytesIO(data), folder, Bounds(**bounds))


def test_attachments_and_attached_messages_are_members(tmp_path):
    found = opened(open_message, LETTER, tmp_path)
    assert [(m.path, m.media_type, m.file) for m in found.members] == [
        ("список.csv", "text/csv", "1"),
        ("part 2 (message/rfc822)", "message/rfc822", "2"),
        ("../../etc/passwd", "image/png", "3"),
    ]
    assert (tmp_path / "1").read_bytes() == b"town,killed\nVelmar,32\n"
    assert found.members[0].modified == "1994-03-11T09:00:00"
    assert found.members[0].size == 22
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1", "2", "3"]


def test_an_attached_message_can_be_read_as_one(tmp_path):
    opened(open_message, LETTER, tmp_path)
    assert read_message((tmp_path / "2").read_bytes()).title == "Within"


def test_files_that_stand_uuencoded_in_the_text_are_members_and_no_text(tmp_path):
    letter = FIRST + b"\nbegin 644 list.txt\n%5V]R9',\n`\nend\n\nWords behind it.\n"
    found = opened(open_message, letter, tmp_path)
    assert [(m.path, m.media_type) for m in found.members] == [("list.txt", "application/octet-stream")]
    assert (tmp_path / "1").read_bytes() == b"Words"
    reading = read_message(letter)
    assert reading.text.endswith("Words of it.\n\nbegin 644 list.txt\nend\n\nWords behind it.")
    assert "attachment 1: list.txt (application/octet-stream)" in reading.warnings


def test_a_message_without_attachments_has_no_members(tmp_path):
    assert opened(open_message, FIRST, tmp_path).members == ()
    assert opened(open_message, b"", tmp_path).members == ()


def test_each_message_of_a_mailbox_is_a_member_at_its_offset(tmp_path):
    data = STAMP + FIRST + b"\n" + STAMP.replace(b"12 10", b"13 11") + SECOND + b"\n"
    found = opened(open_mbox, data, tmp_path)
    assert [m.path for m in found.members] == [
        "message 1 at byte 0.eml",
        f"message 2 at byte {len(STAMP + FIRST) + 1}.eml",
    ]
    assert [m.modified for m in found.members] == ["1994-03-12T10:00:00", "1994-03-13T11:00:00"]
    assert (tmp_path / "1").read_bytes() == FIRST
    assert (tmp_path / "2").read_bytes() == SECOND.replace(b">From", b"From")
    assert found.warnings == ("2 lines “>From ” lost a mark",)


def test_a_line_of_the_text_is_no_beginning_of_a_message(tmp_path):
    letter = FIRST + b"\nFrom the beginning it was clear.\nIt was.\n"
    found = opened(open_mbox, STAMP + letter + b"\n", tmp_path)
    assert len(found.members) == 1
    assert (tmp_path / "1").read_bytes() == letter


def test_mailboxes_with_other_line_ends_and_stamps_are_opened(tmp_path):
    stamps = (b"From - Sat Mar 12 10:00:00 1994\n", b"From 123@xxx Sat Mar 12 10:00:00 +0400 1994\n", b"From ilen\n")
    data = b"\n".join(stamp + FIRST for stamp in stamps).replace(b"\n", b"\r\n")
    assert len(opened(open_mbox, data, tmp_path).members) == 3


def test_what_is_no_mailbox_says_so(tmp_path):
    found = opened(open_mbox, b"Words of a letter.\n", tmp_path)
    assert found.members == ()
    assert "no mailbox" in found.warnings[0]


def test_members_stay_within_the_bounds(tmp_path):
    data = (STAMP + FIRST + b"\n") * 5
    few = opened(open_mbox, data, tmp_path, members=2)
    assert len(few.members) == 2
    assert few.warnings == ("3 more members are not listed: 2 is the bound",)
    (tmp_path / "b").mkdir()
    small = opened(open_mbox, data, tmp_path / "b", bytes=2 * len(FIRST))
    assert [member.file for member in small.members] == ["1", "2", None]
    assert "come out of it" in (small.members[2].reason or "")
    assert "the rest is not opened" in small.warnings[0]
    assert sorted(path.name for path in (tmp_path / "b").iterdir()) == ["1", "2"]
    (tmp_path / "c").mkdir()
    assert opened(open_mbox, data, tmp_path / "c", member_bytes=10).members[0].file is None


def test_a_mailbox_of_several_stretches_comes_out_as_it_went_in(tmp_path):
    letters = [b"Subject: %d\n\n" % number + b"Words of it.\n\n" * (number * 3000) + b"End.\n" for number in range(40)]
    letters[5:6] = [b"Subject: long\n\n" + b"x" * 2_500_000 + b">From y\nEnd.\n"]
    found = opened(open_mbox, b"".join(STAMP + letter + b"\n" for letter in letters), tmp_path)
    assert [(tmp_path / str(member.file)).read_bytes() for member in found.members] == letters
    assert found.warnings == ()


@pytest.mark.parametrize("block", [1, 2, 3, 7, 64])
def test_where_a_stretch_ends_changes_nothing(tmp_path, monkeypatch, block):
    monkeypatch.setattr(mailbox, "BLOCK", block)
    data = (STAMP + FIRST + b"\n" + STAMP + SECOND + b"\n\n").replace(b"\n", b"\r\n")
    opened(open_mbox, data, tmp_path)
    assert (tmp_path / "1").read_bytes() == FIRST.replace(b"\n", b"\r\n")
    assert (tmp_path / "2").read_bytes() == SECOND.replace(b">From", b"From").replace(b"\n", b"\r\n") + b"\r\n"


letters = st.lists(
    st.sampled_from([b"Words.", b"", b"From here", b">From there", b">>From x", b"x" * 70_000]), max_size=8
)


@given(st.lists(letters, min_size=1, max_size=4))
def test_messages_that_were_escaped_come_out_as_they_were(tmp_path_factory, bodies):
    folder = tmp_path_factory.mktemp("mbox")
    written = [b"Subject: x\n\n" + b"\n".join(lines) + b"\nEnd.\n" for lines in bodies]

    def escaped(letter: bytes) -> bytes:
        lines = letter.split(b"\n")
        return b"\n".join(b">" + line if line.lstrip(b">").startswith(b"From ") else line for line in lines)

    data = b"".join(STAMP + escaped(letter) + b"\n" for letter in written)
    found = opened(open_mbox, data, folder)
    assert [(folder / str(member.file)).read_bytes() for member in found.members] == written
