"""Looking up a name: its hash in a sorted array, then the places that bear it.

The index knows places of 500 people and more, countries and states (see docs/decisions/0003-gazetteer.md). It decides
nothing: which of the places of a name is meant is for `places` to judge.
"""

import sys
from enum import IntEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from msgspec import Struct

from ledgerstone.errors import UnreadableError
from ledgerstone.evidence.claims.gazetteer.keys import key_hash, place_key
from ledgerstone.evidence.claims.gazetteer.layout import view

SCHEME: Final = "geonames:"
_REMEMBERED: Final = 1 << 14


class EntryKind(IntEnum):
    """What kind of place; a country or a region stands for its middle."""

    TOWN = 0
    REGION = 1
    COUNTRY = 2
    CONTINENT = 3


class Entry(Struct, frozen=True, kw_only=True):
    """A place of the gazetteer.

    Attributes:
        gazetteer_id: "geonames:586523".
        latitude: Degrees north, WGS 84; of a country or region the middle of its places.
        longitude: Degrees east, WGS 84.
        population: As the gazetteer gives it; 0 where it gives none.
        country: ISO 3166-1 alpha-2; empty for a continent.
        admin: The country's first-level division as GeoNames codes it; empty where none.
        kind: Town, region, country or continent.
    """

    gazetteer_id: str
    latitude: float
    longitude: float
    population: int
    country: str
    admin: str
    kind: EntryKind


class Gazetteer:
    """A compiled gazetteer, mapped into memory; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        arrays = view(path)
        self._hashes = arrays["name_hash"]
        self._places = arrays["name_place"]
        self._arrays = arrays
        self._known = lru_cache(maxsize=_REMEMBERED)(self._holds)

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Return all places that bear a name, the most populous first."""
        wanted = np.uint64(key_hash(place_key(name)))
        first = int(np.searchsorted(self._hashes, wanted, side="left"))
        last = int(np.searchsorted(self._hashes, wanted, side="right"))
        entries = (self._entry(int(place)) for place in self._places[first:last])
        return tuple(sorted(entries, key=lambda entry: (-entry.population, entry.gazetteer_id)))

    def knows(self, name: str) -> bool:
        """Return whether any place bears a name."""
        return self._known(name)

    def _holds(self, name: str) -> bool:
        wanted = np.uint64(key_hash(place_key(name)))
        at = int(np.searchsorted(self._hashes, wanted))
        return at < len(self._hashes) and bool(self._hashes[at] == wanted)

    def _entry(self, place: int) -> Entry:
        arrays = self._arrays
        return Entry(
            gazetteer_id=f"{SCHEME}{int(arrays['geoname'][place])}",
            latitude=round(float(arrays["latitude"][place]), 5),
            longitude=round(float(arrays["longitude"][place]), 5),
            population=int(arrays["population"][place]),
            country=bytes(arrays["country"][place]).decode("ascii"),
            admin=bytes(arrays["admin"][place]).decode("ascii"),
            kind=EntryKind(int(arrays["kind"][place])),
        )


def default_path() -> Path:
    """Return where the compiled gazetteer of this installation lies."""
    return Path(sys.prefix) / "share" / "ledgerstone" / "gazetteer.bin"


@cache
def open_default() -> Gazetteer | None:
    """Return the gazetteer of this installation; None where none was compiled."""
    try:
        return Gazetteer(default_path())
    except (OSError, UnreadableError):
        return None
