"""Cosignatures of a witness that is played with nothing of ours but the format."""

import base64
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ledgerstone.evidence.preservation.log.checkpoint import Checkpoint, format_checkpoint
from ledgerstone.evidence.preservation.log.note import NoteError, Signer, format_note, signed, verified_by
from ledgerstone.evidence.preservation.timestamps.cosignatures import parse_cosigned, parse_witness

LOG = Signer("example.test/log", b"\x01" * 32)
TEXT = format_checkpoint(Checkpoint(origin="example.test/log", size=12, root=bytes(range(32))))
NOTE = format_note(signed(TEXT, [LOG]))
SEEN = 1_767_323_045


class Witness:
    """Cosigns whatever it is shown (C2SP tlog-cosignature, cosignature/v1)."""

    def __init__(self, name: str = "witness.test/w", seed: bytes = b"\x07" * 32, kind: int = 4) -> None:
        self.name = name
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        public = bytes([kind]) + self._key.public_key().public_bytes_raw()
        self.key_id = sha256(name.encode() + b"\n" + public).digest()[:4]
        self.vkey = f"{name}+{self.key_id.hex()}+{base64.b64encode(public).decode()}"

    def line(self, text: str, seconds: int = SEEN) -> bytes:
        signature = self._key.sign(f"cosignature/v1\ntime {seconds}\n{text}".encode())
        data = self.key_id + seconds.to_bytes(8, "big") + signature
        return f"— {self.name} {base64.b64encode(data).decode()}\n".encode()


WITNESS, OTHER = Witness(), Witness("other.test/w", b"\x08" * 32)
KEY = parse_witness(WITNESS.vkey)


def test_a_witness_says_when_it_saw_which_checkpoint():
    found = parse_cosigned(NOTE + WITNESS.line(TEXT), [KEY])
    assert [(one.witness, one.moment) for one in found.cosignatures] == [
        (KEY, datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
    ]
    assert found.signed.checkpoint.size == 12
    assert verified_by(found.signed.note, LOG.vkey)


def test_lines_of_witnesses_that_nobody_named_are_let_be():
    cosigned = NOTE + OTHER.line(TEXT) + WITNESS.line(TEXT)
    assert len(parse_cosigned(cosigned, [KEY]).cosignatures) == 1
    assert parse_cosigned(cosigned, []).cosignatures == ()
    assert parse_cosigned(NOTE, [KEY]).cosignatures == ()
    assert len(parse_cosigned(cosigned, [KEY, parse_witness(OTHER.vkey)]).cosignatures) == 2


def test_a_cosignature_of_another_checkpoint_is_refused():
    other = format_checkpoint(Checkpoint(origin="example.test/log", size=13, root=bytes(range(32))))
    with pytest.raises(NoteError, match=r"in the name of witness.test/w is not by its key, or of another checkpoint"):
        parse_cosigned(NOTE + WITNESS.line(other), [KEY])


def test_a_cosignature_of_another_time_is_refused():
    line = WITNESS.line(TEXT)
    data = bytearray(base64.b64decode(line.split()[2]))
    data[11] ^= 1
    changed = f"— {WITNESS.name} {base64.b64encode(data).decode()}\n".encode()
    with pytest.raises(NoteError, match="is not by its key, or of another checkpoint"):
        parse_cosigned(NOTE + changed, [KEY])


def test_a_plain_signature_is_no_cosignature():
    plain = base64.b64encode(WITNESS.key_id + WITNESS._key.sign(TEXT.encode())).decode()  # noqa: SLF001 - its own
    with pytest.raises(NoteError, match="has 64 bytes, not 72"):
        parse_cosigned(NOTE + f"— {WITNESS.name} {plain}\n".encode(), [KEY])


def test_a_time_beyond_all_calendars_is_refused():
    with pytest.raises(NoteError, match=r"the time of the cosignature of witness\.test/w is none"):
        parse_cosigned(NOTE + WITNESS.line(TEXT, 1 << 62), [KEY])


def test_a_key_of_another_kind_is_no_witness():
    with pytest.raises(NoteError, match="is not one for cosignatures: its algorithm is 1, not 4"):
        parse_witness(Witness(kind=1).vkey)
    with pytest.raises(NoteError, match="the key's id is"):
        parse_witness(WITNESS.vkey.replace("witness.test", "witless.test"))
