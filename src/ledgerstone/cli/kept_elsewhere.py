"""A checkpoint that a person kept elsewhere, from the file that they name."""

from pathlib import Path

from ledgerstone.errors import UsageError
from ledgerstone.evidence.preservation.log.checkpoint import SignedCheckpoint
from ledgerstone.evidence.preservation.log.note import LONGEST_NOTE, NoteError
from ledgerstone.evidence.preservation.log.printed import read_checkpoint


def kept_elsewhere(path: Path) -> SignedCheckpoint:
    """Return the checkpoint of a file: a signed note, or the two printed lines.

    Raises:
        UsageError: The file cannot be read, or holds none.
    """
    try:
        with path.open("rb") as opened:
            return read_checkpoint(opened.read(LONGEST_NOTE + 1))
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from error
    except NoteError as error:
        raise UsageError(f"{path} holds no checkpoint: {error}") from error
