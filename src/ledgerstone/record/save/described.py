"""What listings show of a source: what people said of it when it came in, then what its reading says itself."""

from ledgerstone.evidence.reading.model import Reading
from ledgerstone.record.json_text import to_json
from ledgerstone.record.models import Source
from ledgerstone.record.said import Said, said_of
from ledgerstone.record.shapes import acquisition_row


def said_of_source(source: Source) -> Said:
    """Return what people said of a source."""
    return said_of(tuple(acquisition_row(one) for one in source.acquisitions.all()))


def show(source: Source, said: Said, reading: Reading | None) -> None:
    """Write the columns for listings; the caller saves the row."""
    date = said.date() or (None if reading is None else reading.published)
    source.title = said.title or _one_line(None if reading is None else reading.title)
    source.publisher = said.publisher or _one_line(None if reading is None else reading.publisher)
    source.published = None if date is None else date.edtf
    source.published_value = None if date is None else to_json(date)
    source.language = said.language or (None if reading is None else reading.language)
    source.origin = said.origin


def _one_line(words: str | None) -> str | None:
    """Return the words of a text as a column can hold them: on one line, NUL (which no column takes) replaced."""
    return None if words is None else " ".join(words.replace("\0", "\ufffd").split()) or None
