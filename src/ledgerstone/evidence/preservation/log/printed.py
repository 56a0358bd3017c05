"""A checkpoint as two lines that a newspaper can print, and a reader can type back in.

Line 1: origin, size, root. Line 2: id of the key, signature. Root and signature are in the letters A to Z and 2 to 7
(RFC 4648, base32, without padding), in groups of five, because those survive print, sight and typing. Spaces, line
breaks within a group and lower case do no harm. A mistake in typing shows, because the signature then is false.
"""

import base64
import binascii
import re

from ledgerstone.evidence.preservation.log.checkpoint import (
    Checkpoint,
    SignedCheckpoint,
    format_checkpoint,
    parse_signed,
)
from ledgerstone.evidence.preservation.log.merkle import HASH_BYTES
from ledgerstone.evidence.preservation.log.note import KEY_ID_BYTES, Note, NoteError, Signature, format_note

_GROUP = 5
_SIGNATURE_BYTES = 64
_LONGEST = 4096
_LINES = re.compile(
    r"\s*(?P<origin>\S{1,200})\s+(?P<size>[0-9]{1,19})\s+(?P<root>[A-Za-z2-7\s]{52,200}?)\s+"
    r"KEY\s+(?P<key>[0-9a-fA-F]{8})\s+(?P<signature>[A-Za-z2-7\s]{103,400})\s*\Z"
)


def print_checkpoint(signed: SignedCheckpoint) -> tuple[str, str]:
    """Return the two lines of a checkpoint; of several signatures, the last one: the current key's."""
    found, signature = signed.checkpoint, signed.note.signatures[-1]
    first = f"{found.origin} {found.size} {_grouped(found.root)}"
    return first, f"KEY {signature.key_id.hex()} {_grouped(signature.data)}"


def read_checkpoint(data: bytes) -> SignedCheckpoint:
    """Return the checkpoint that a file kept elsewhere holds: a signed note, or the two lines.

    Raises:
        NoteError: It holds none; signatures are not checked here.
    """
    try:
        return parse_signed(data)
    except NoteError as as_note:
        if len(data) > _LONGEST:
            raise
        found = _LINES.match(data.decode("utf-8", "replace"))
        if found is None:
            raise NoteError(f"neither the two lines of a printed checkpoint nor a signed note: {as_note}") from as_note
    return _of_lines(found)


def _of_lines(found: re.Match[str]) -> SignedCheckpoint:
    root = _ungrouped(found["root"], HASH_BYTES)
    checkpoint = Checkpoint(origin=found["origin"], size=int(found["size"]), root=root)
    signature = Signature(
        name=checkpoint.origin,
        key_id=bytes.fromhex(found["key"])[:KEY_ID_BYTES],
        data=_ungrouped(found["signature"], _SIGNATURE_BYTES),
    )
    return parse_signed(format_note(Note(text=format_checkpoint(checkpoint), signatures=(signature,))))


def _grouped(data: bytes) -> str:
    letters = base64.b32encode(data).decode("ascii").rstrip("=")
    return " ".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def _ungrouped(text: str, length: int) -> bytes:
    letters = "".join(text.split()).upper()
    try:
        data = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except binascii.Error as error:
        raise NoteError(f"a group of letters was left out or added: there are {len(letters)} letters") from error
    if len(data) != length:
        raise NoteError(f"a group of letters was left out or added: there are {len(letters)} letters")
    return data
