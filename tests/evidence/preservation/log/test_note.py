"""Signed notes: one form, real signatures, unknown signers let be."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.evidence.preservation.log.checkpoint import Checkpoint, format_checkpoint, parse_checkpoint
from ledgerstone.evidence.preservation.log.note import (
    Note,
    NoteError,
    Signer,
    format_note,
    make_vkey,
    parse_note,
    parse_vkey,
    signed,
    verified_by,
)

OURS, OTHER = Signer("example.test/log", b"\x01" * 32), Signer("witness.test/w", b"\x02" * 32)
TEXT = "example.test/log\n3\n" + base64.b64encode(bytes(32)).decode() + "\n"


def test_a_note_is_read_back_and_verified_by_its_signers_alone():
    note = signed(TEXT, [OURS, OTHER])
    assert parse_note(format_note(note)) == note
    assert verified_by(note, OURS.vkey)
    assert verified_by(note, OTHER.vkey)
    assert not verified_by(note, Signer("example.test/log", b"\x03" * 32).vkey)
    assert not verified_by(Note(text=TEXT + "more\n", signatures=note.signatures), OURS.vkey)


def test_a_false_signature_in_a_keys_name_spoils_a_true_one():
    true = OURS.sign(TEXT)
    false = OURS.sign("another text\n")
    assert not verified_by(Note(text=TEXT, signatures=(true, false)), OURS.vkey)


@given(st.binary(max_size=200))
def test_no_bytes_crash_the_parser(data):
    try:
        found = parse_note(data)
    except NoteError:
        return
    assert format_note(found) == data


GOOD = format_note(signed(TEXT, [OURS]))


@pytest.mark.parametrize(
    "data",
    [
        GOOD[:-1],
        GOOD + b"\n",
        GOOD.replace(b"\n\n", b"\n"),
        GOOD.replace(b"\n3\n", b"\n3\r\n"),
        GOOD.replace("— ".encode(), b"- "),
        GOOD.replace(b"=\n", b"\n"),
        GOOD.replace(b"example", b"ex\xffmple", 1),
        b"\n".join([GOOD[:-1]] + ["— x AAAAAAA=".encode()] * 101) + b"\n",
        b"x" * ((1 << 20) + 1),
    ],
)
def test_what_is_not_in_the_one_form_is_no_note(data):
    with pytest.raises(NoteError):
        parse_note(data)


def test_a_key_is_read_back_and_one_with_a_wrong_id_is_refused():
    text = OURS.vkey.text
    assert parse_vkey(text) == parse_vkey(text + "\n") == OURS.vkey
    with pytest.raises(NoteError, match="id"):
        parse_vkey(text.replace(OURS.vkey.key_id.hex(), "00000000"))
    for wrong in ("", "a+b", "a b+00000000+AA==", text[:-4], "+".join(text.split("+")[:2])):
        with pytest.raises(NoteError):
            parse_vkey(wrong)


def test_a_published_key_has_the_id_that_its_publisher_gives():
    # The verifier key of the Go checksum database, as Go's own tools carry it (golang.org/cmd/go, sum.golang.org).
    text = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
    key = parse_vkey(text)
    assert (key.name, key.text) == ("sum.golang.org", text)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\nb", "a\u2028b"])
def test_a_name_that_cannot_stand_in_a_note_is_refused(name):
    with pytest.raises(NoteError):
        make_vkey(name, bytes(32))


@given(st.integers(0, (1 << 63) - 1), st.binary(min_size=32, max_size=32))
def test_a_checkpoint_is_read_back(size, root):
    found = Checkpoint(origin="example.test/log", size=size, root=root)
    assert parse_checkpoint(format_checkpoint(found)) == found


@pytest.mark.parametrize(
    "text",
    ["", "a\n1\n", TEXT + "extension\n", TEXT.replace("\n3\n", "\n03\n"), TEXT.replace("\n3\n", "\n-3\n"),
     TEXT.replace("\n3\n", f"\n{1 << 63}\n"), TEXT.replace("AAA", "A A"), TEXT.replace("AAAA", ""),
     TEXT.replace("example.test/log", ""), TEXT.replace("\n3\n", "\n٣\n")],
)  # fmt: skip
def test_what_is_not_in_the_one_form_is_no_checkpoint(text):
    with pytest.raises(NoteError):
        parse_checkpoint(text)
