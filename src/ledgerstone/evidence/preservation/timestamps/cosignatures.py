"""Cosignatures of witnesses on a checkpoint (C2SP tlog-cosignature, cosignature/v1, Ed25519).

A witness signs that at a moment the log was of this size and root, and only after it has seen that the log continues
what the witness signed before. Lines of a note by keys that nobody named say nothing, and are no fault.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from msgspec import Struct

from ledgerstone.evidence.preservation.log.checkpoint import SignedCheckpoint, parse_signed
from ledgerstone.evidence.preservation.log.note import Note, NoteError, Signature, VerifierKey, parse_vkey

COSIGNATURE = 0x04
"""The algorithm byte of a witness's key."""

_TIME_BYTES = 8
_SIGNATURE_BYTES = 64


class Cosignature(Struct, frozen=True, kw_only=True):
    """That a witness saw a checkpoint.

    Attributes:
        witness: Its public key.
        moment: When, by the witness's clock.
    """

    witness: VerifierKey
    moment: datetime


class Cosigned(Struct, frozen=True, kw_only=True):
    """A checkpoint with the cosignatures of the witnesses that were named."""

    signed: SignedCheckpoint
    cosignatures: tuple[Cosignature, ...]


def parse_witness(text: str) -> VerifierKey:
    """Return the public key of a witness that one line holds.

    Raises:
        NoteError: It is none.
    """
    found = parse_vkey(text.strip())
    if found.kind != COSIGNATURE:
        raise NoteError(f"the key of {found.name} is not one for cosignatures: its algorithm is {found.kind}, not 4")
    return found


def parse_cosigned(data: bytes, witnesses: Iterable[VerifierKey]) -> Cosigned:
    """Return the checkpoint that a note says, with the cosignatures of the witnesses that were named.

    Args:
        data: The note's bytes; who signed it as its log is not checked here.
        witnesses: Their public keys; lines by others are left out.

    Raises:
        NoteError: It is no checkpoint, or a line in the name of one of these witnesses is not by it.
    """
    signed = parse_signed(data)
    found = (
        _cosignature(signed.note, witness, line)
        for witness in witnesses
        for line in signed.note.signatures
        if (line.name, line.key_id) == (witness.name, witness.key_id)
    )
    return Cosigned(signed=signed, cosignatures=tuple(found))


def cosigned_message(text: str, seconds: int) -> bytes:
    """Return what a witness signs: that it saw this text of a checkpoint at a time, in seconds since 1970."""
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


def _cosignature(note: Note, witness: VerifierKey, line: Signature) -> Cosignature:
    if len(line.data) != _TIME_BYTES + _SIGNATURE_BYTES:
        raise NoteError(f"the cosignature of {witness.name} has {len(line.data)} bytes, not 72")
    seconds = int.from_bytes(line.data[:_TIME_BYTES], "big")
    if not witness.accepts(cosigned_message(note.text, seconds), line.data[_TIME_BYTES:]):
        raise NoteError(f"the cosignature in the name of {witness.name} is not by its key, or of another checkpoint")
    try:
        return Cosignature(witness=witness, moment=datetime.fromtimestamp(seconds, UTC))
    except (ValueError, OverflowError, OSError) as error:
        raise NoteError(f"the time of the cosignature of {witness.name} is none: {seconds}") from error
