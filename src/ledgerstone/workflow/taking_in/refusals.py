"""Refusals as rows of the record: a path that is no text is written with escapes, so that every column holds it."""

import os
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import PurePath

from ledgerstone.errors import RefusedError
from ledgerstone.evidence.search.occurrences import FoldedText, Words
from ledgerstone.record.rows import RefusalRow, SourceDetail


def refusal_row(refused: RefusedError, at: datetime) -> RefusalRow:
    """Return what was refused and why, with the moment."""
    return RefusalRow(path=_writable(refused.path), reason=_writable(refused.reason), at=at)


def naming(sources: Iterable[SourceDetail], looked_for: Sequence[Words] = ()) -> Callable[[str], bool]:
    """Return what tells whether a text names a file as which a source came in, or has some words in it.

    An earlier attempt to ingest the same file may have been refused under its name.
    """
    names = {PurePath(one.path).name for source in sources for one in source.acquisitions} - {""}
    return lambda text: any(name in text for name in names) or FoldedText(text).holds(looked_for)


def _writable(text: str) -> str:
    return os.fsencode(text).decode("utf-8", "backslashreplace").replace("\0", "\\x00")
