"""Two printed lines carry a whole checkpoint, and survive what print and typing do to them."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.evidence.preservation.log.checkpoint import Checkpoint, format_checkpoint, parse_signed
from ledgerstone.evidence.preservation.log.note import NoteError, Signer, format_note, signed, verified_by
from ledgerstone.evidence.preservation.log.printed import print_checkpoint, read_checkpoint

SIGNER, OLD = Signer("example.test/log", b"\x01" * 32), Signer("example.test/log", b"\x02" * 32)


def checkpoint(size: int, root: bytes, *signers: Signer):
    text = format_checkpoint(Checkpoint(origin="example.test/log", size=size, root=root))
    return parse_signed(format_note(signed(text, signers or [SIGNER])))


@given(st.integers(0, (1 << 63) - 1), st.binary(min_size=32, max_size=32))
def test_what_was_printed_is_read_back_with_its_signature(size, root):
    found = checkpoint(size, root)
    read = read_checkpoint("\n".join(print_checkpoint(found)).encode())
    assert read == found
    assert verified_by(read.note, SIGNER.vkey)


def test_a_note_is_read_as_it_is():
    found = checkpoint(7, bytes(32), OLD, SIGNER)
    assert read_checkpoint(found.data) == found
    assert read_checkpoint("\n".join(print_checkpoint(found)).encode()).note.signatures == (
        SIGNER.sign(found.note.text),
    )


def test_columns_lower_case_and_blank_lines_do_no_harm():
    found = checkpoint(1234567, bytes(range(32)))
    first, second = print_checkpoint(found)
    origin, size, root = first.split(" ", 2)
    narrow = "\n".join(["", origin, size, *textwrap.wrap(root.lower(), 23), "", *textwrap.wrap(second, 23), "", ""])
    assert read_checkpoint(narrow.encode()) == found


@given(st.integers(0, 400), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_a_letter_typed_wrong_never_passes(at, letter):
    found = checkpoint(1234567, bytes(range(32)))
    text = "\n".join(print_checkpoint(found))
    at %= len(text)
    wrong = text[:at] + letter + text[at + 1 :]
    try:
        read = read_checkpoint(wrong.encode())
    except NoteError:
        return
    assert read == found or not verified_by(read.note, SIGNER.vkey)


@pytest.mark.parametrize("data", [b"", b"x" * 5000, b"\xff\xfe", b"origin 5 ABC\nKEY 00000000 ABC", bytes(range(256))])
def test_other_files_hold_no_checkpoint(data):
    with pytest.raises(NoteError):
        read_checkpoint(data)


def test_a_group_left_out_is_said():
    first, second = print_checkpoint(checkpoint(5, bytes(range(32))))
    with pytest.raises(NoteError):
        read_checkpoint(f"{first.rsplit(' ', 2)[0]}\n{second}".encode())
    with pytest.raises(NoteError, match="left out or added"):
        read_checkpoint(f"{first}\n{second} ABCDE".encode())
