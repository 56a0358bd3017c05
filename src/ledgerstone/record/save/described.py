"""What listings show of a source: what people said of it when it came in, then what its reading says itself."""

import msgspec

from ledgerstone.evidence.reading.model import Reading
from ledgerstone.record.json_text import to_json
from ledgerstone.record.models import Source
from ledgerstone.record.rows import AcquisitionRow
from ledgerstone.record.shapes import acquisition_row
from ledgerstone.values.dates import DateValue
from ledgerstone.values.dates_arithmetic import of_edtf
from ledgerstone.values.edtf import parse


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What people said of a source and a reading of it depends on; None is not said."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    origin: str | None = None

    def date(self) -> DateValue | None:
        """Return the date of publication as a value."""
        return None if self.published is None else of_edtf(parse(self.published), wording=self.published)


def said_of(acquisitions: tuple[AcquisitionRow, ...]) -> Said:
    """Return of each field the first that was given, in the order in which the bytes came in."""

    def first(name: str) -> str | None:
        return next((value for one in acquisitions if (value := getattr(one, name)) is not None), None)

    return Said(**{name: first(name) for name in Said.__struct_fields__})


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
