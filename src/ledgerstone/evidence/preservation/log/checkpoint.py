"""Checkpoints (C2SP tlog-checkpoint): a log's name, its size and its root, as the text of a signed note."""

import base64
import binascii

from msgspec import Struct

from ledgerstone.evidence.preservation.log.merkle import HASH_BYTES
from ledgerstone.evidence.preservation.log.note import Note, NoteError, parse_note

CURRENT = "log/checkpoint"
KEPT_PREFIX = "log/checkpoints/"
_LARGEST = 1 << 63


class Checkpoint(Struct, frozen=True, kw_only=True):
    """What a log says of itself.

    Attributes:
        origin: The log's name.
        size: How many entries it has.
        root: The Merkle root over them, 32 bytes.
    """

    origin: str
    size: int
    root: bytes


class SignedCheckpoint(Struct, frozen=True, kw_only=True):
    """A checkpoint with the note that says it, and that note's bytes."""

    checkpoint: Checkpoint
    note: Note
    data: bytes


def kept_key(size: int) -> str:
    """Return the key under which the checkpoint of a size is kept."""
    return f"{KEPT_PREFIX}{size}"


def format_checkpoint(checkpoint: Checkpoint) -> str:
    """Return the text that is signed."""
    root = base64.b64encode(checkpoint.root).decode("ascii")
    return f"{checkpoint.origin}\n{checkpoint.size}\n{root}\n"


def parse_checkpoint(text: str) -> Checkpoint:
    """Return what a note's text says.

    Raises:
        NoteError: It is no checkpoint in its one form; our logs use no extension lines.
    """
    lines = text.split("\n")
    if len(lines) != 4 or lines[3]:  # noqa: PLR2004 - three lines, each with its line break
        raise NoteError("a checkpoint has three lines: origin, size and root")
    origin, size, root = lines[:3]
    if not size.isascii() or not size.isdigit() or str(int(size[:20])) != size or int(size) >= _LARGEST:
        raise NoteError(f"no size: {size[:30]!r}")
    try:
        decoded = base64.b64decode(root, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteError("the root is no base64") from error
    found = Checkpoint(origin=origin, size=int(size), root=decoded)
    if not origin or len(decoded) != HASH_BYTES or format_checkpoint(found) != text:
        raise NoteError("not in the one form that a checkpoint has")
    return found


def parse_signed(data: bytes) -> SignedCheckpoint:
    """Return the checkpoint that the bytes of a note say; signatures are not checked here.

    Raises:
        NoteError: They say none.
    """
    note = parse_note(data)
    return SignedCheckpoint(checkpoint=parse_checkpoint(note.text), note=note, data=data)
