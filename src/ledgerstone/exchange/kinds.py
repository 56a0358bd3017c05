"""What can be exported: the kinds, by the name that people type."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from ledgerstone.accountability.access import Purpose, Viewer
from ledgerstone.exchange.annotations import annotations
from ledgerstone.exchange.json_lines import incidents
from ledgerstone.exchange.tables import claims_csv, sources_csv


class Write(Protocol):
    """Writes what the viewer may see, part by part."""

    def __call__(self, *, viewer: Viewer, purpose: Purpose) -> Iterator[str]:
        """Yield parts of the file, in order."""


class Kind(NamedTuple):
    """A kind of export."""

    name: str
    media_type: str
    write: Write


KINDS: tuple[Kind, ...] = (
    Kind("claims", "text/csv; charset=utf-8", claims_csv),
    Kind("sources", "text/csv; charset=utf-8", sources_csv),
    Kind("annotations", "application/ld+json", annotations),
    Kind("incidents", "application/jsonl", incidents),
)
