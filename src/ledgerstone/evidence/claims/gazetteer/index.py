"""Looking up a name: its hash in a sorted array, then the places that bear it.

The index knows places of 500 people and more, countries, their divisions, and some lands and waters (see
docs/decisions/0003-gazetteer.md). It decides nothing: which of the places of a name is meant is for `places` to judge.
"""

import sys
from array import array
from bisect import bisect_left
from enum import IntEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from msgspec import Struct

from ledgerstone.errors import UnreadableError
from ledgerstone.evidence.claims.gazetteer.keys import key_hash, place_key
from ledgerstone.evidence.claims.gazetteer.layout import view

SCHEME: Final = "geonames:"
AREA_SCHEME: Final = "area:"
"""Of the lands and waters that only our supplement has."""
FIRST_AREA: Final = 4_000_000_000
"""Numbers from here on are of areas: GeoNames' own stay far below."""
_REMEMBERED: Final = 1 << 14
_PAGE: Final = 512
"""Hashes on one page of memory. The first of each is held apart: a look-up then touches one page of the file."""


class EntryKind(IntEnum):
    """What kind of place; all but a town stand for their middle, a river for its mouth."""

    TOWN = 0
    REGION = 1
    COUNTRY = 2
    CONTINENT = 3
    DISTRICT = 4
    AREA = 5


class Entry(Struct, frozen=True, kw_only=True):
    """A place of the gazetteer.

    Attributes:
        gazetteer_id: "geonames:586523".
        latitude: Degrees north, WGS 84; of a country or region the middle of its places.
        longitude: Degrees east, WGS 84.
        population: As the gazetteer gives it; 0 where it gives none.
        country: ISO 3166-1 alpha-2; empty for a continent.
        admin: The country's first-level division as GeoNames codes it; empty where none.
        kind: Town, region (first-order division), country, continent, district (smaller division), or area: a land or
            water of our supplement.
        capital: Whether it is the capital of its country.
        since: The year from which it bears the name that was looked up; 0 where open.
        until: The year up to which it officially bears that name; 0 where open.
    """

    gazetteer_id: str
    latitude: float
    longitude: float
    population: int
    country: str
    admin: str
    kind: EntryKind
    capital: bool = False
    since: int = 0
    until: int = 0

    @property
    def land(self) -> bool:
        """Whether it is a country, a part of one of the first order, or a land or water, and no town or district."""
        return self.kind not in {EntryKind.TOWN, EntryKind.DISTRICT}


class Gazetteer:
    """A compiled gazetteer, mapped into memory; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        arrays = view(path)
        numbers = arrays.numbers
        self._hashes, self._places = numbers["name_hash"], numbers["name_place"]
        self._firsts = array("Q", self._hashes[::_PAGE])
        self._since, self._until = numbers["name_since"], numbers["name_until"]
        self._geonames, self._populations = numbers["geoname"], numbers["population"]
        self._latitudes, self._longitudes = arrays.degrees["latitude"], arrays.degrees["longitude"]
        self._kinds, self._capitals = numbers["kind"], numbers["capital"]
        self._countries, self._admins = arrays.texts["country"], arrays.texts["admin"]
        self._at = lru_cache(maxsize=_REMEMBERED)(self._found)

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Return all places that bear a name, the most populous first."""
        at = self._at(name)
        if at is None:
            return ()
        entries, wanted = [], self._hashes[at]
        while at < len(self._hashes) and self._hashes[at] == wanted:
            entries.append(self._entry(at))
            at += 1
        return tuple(sorted(entries, key=lambda entry: (-entry.population, entry.gazetteer_id)))

    def knows(self, name: str) -> bool:
        """Return whether any place bears a name."""
        return self._at(name) is not None

    def _found(self, name: str) -> int | None:
        """Return where the places of a name begin; None where it has none."""
        wanted = key_hash(place_key(name))
        page = bisect_left(self._firsts, wanted)
        at = bisect_left(self._hashes, wanted, max(0, page - 1) * _PAGE, min(page * _PAGE, len(self._hashes)))
        return at if at < len(self._hashes) and self._hashes[at] == wanted else None

    def _entry(self, at: int) -> Entry:
        place = self._places[at]
        number = self._geonames[place]
        area = number >= FIRST_AREA
        return Entry(
            gazetteer_id=f"{AREA_SCHEME}{number - FIRST_AREA}" if area else f"{SCHEME}{number}",
            latitude=round(self._latitudes[place], 5),
            longitude=round(self._longitudes[place], 5),
            population=self._populations[place],
            country=self._countries[place],
            admin=self._admins[place],
            kind=EntryKind(self._kinds[place]),
            capital=bool(self._capitals[place]),
            since=self._since[at],
            until=self._until[at],
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
