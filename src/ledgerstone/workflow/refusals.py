"""Refusals as rows of the record: a path that is no text is written with escapes, so that every column holds it."""

import os
from datetime import datetime

from ledgerstone.errors import RefusedError
from ledgerstone.record.rows import RefusalRow


def refusal_row(refused: RefusedError, at: datetime) -> RefusalRow:
    """Return what was refused and why, with the moment."""
    return RefusalRow(path=_writable(refused.path), reason=_writable(refused.reason), at=at)


def _writable(text: str) -> str:
    return os.fsencode(text).decode("utf-8", "backslashreplace").replace("\0", "\\x00")
