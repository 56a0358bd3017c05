"""What can be exported: the kinds, by the name that people type."""

from collections.abc import Iterator
from typing import Protocol

from msgspec import Struct

from ledgerstone.accountability.access import Purpose, Viewer
from ledgerstone.exchange.annotations import annotations
from ledgerstone.exchange.json_lines import incidents
from ledgerstone.exchange.tables import claims_csv, sources_csv


class Write(Protocol):
    """Writes what the viewer may see, part by part."""

    def __call__(self, *, viewer: Viewer, purpose: Purpose) -> Iterator[str]:
        """Yield parts of the file, in order."""


class Kind(Struct, frozen=True, kw_only=True):
    """A kind of export."""

    name: str
    media_type: str
    write: Write


KINDS: tuple[Kind, ...] = (
    Kind(name="claims", media_type="text/csv; charset=utf-8", write=claims_csv),
    Kind(name="sources", media_type="text/csv; charset=utf-8", write=sources_csv),
    Kind(name="annotations", media_type="application/ld+json", write=annotations),
    Kind(name="incidents", media_type="application/jsonl", write=incidents),
)
