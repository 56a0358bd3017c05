"""What people said of a source, as far as its reading depends on it."""

from msgspec import Struct

from ledgerstone.record.rows import AcquisitionRow
from ledgerstone.values.dates import DateValue
from ledgerstone.values.dates_arithmetic import of_edtf
from ledgerstone.values.edtf import parse

LATER_THAN_ANY_DAY = "unknown"
"""Sorts behind every ISO date."""


class Said(Struct, frozen=True, kw_only=True):
    """Of each field the first that was given; None is not said. `published` is EDTF.

    `captured` is what containers say, the earliest: when a crawler fetched it (ISO 8601).
    """

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    origin: str | None = None
    captured: str | None = None

    def date(self) -> DateValue | None:
        """Return the date of publication as a value."""
        return None if self.published is None else of_edtf(parse(self.published), wording=self.published)


class Unread(Struct, frozen=True, kw_only=True):
    """A source whose reading is still to be made.

    Attributes:
        id: Its id.
        sha256: Its digest.
        path: The path that it came in by first.
        said: What people said of it.
        acquired: How it came in first.
        containers: Digests of the containers that it was taken out of, the nearest first.
    """

    id: str
    sha256: str
    path: str
    said: Said
    acquired: AcquisitionRow
    containers: tuple[str, ...] = ()


def said_of(acquisitions: tuple[AcquisitionRow, ...]) -> Said:
    """Return of each field the first that was given, the earliest publication first.

    The order in which the bytes came in decides nothing: the same papers make the same record.
    """
    acquisitions = tuple(sorted(acquisitions, key=_earliest_publication_first))

    def first(name: str) -> str | None:
        return next((value for one in acquisitions if (value := getattr(one, name)) is not None), None)

    captured = min((one.captured for one in acquisitions if one.captured is not None), default=None)
    return Said(**{**{name: first(name) for name in Said.__struct_fields__}, "captured": captured})


def _earliest_publication_first(one: AcquisitionRow) -> tuple[str, ...]:
    date = Said(published=one.published).date()
    earliest = None if date is None else date.earliest
    return (
        LATER_THAN_ANY_DAY if earliest is None else earliest.isoformat(),
        one.publisher or "",
        one.title or "",
        one.language or "",
        one.origin or "",
    )
