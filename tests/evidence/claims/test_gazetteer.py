"""The compiled gazetteer: what is written is found again, and another file is refused."""

import unicodedata
from pathlib import Path

import pytest

from ledgerstone.errors import UnreadableError
from ledgerstone.evidence.claims.gazetteer import EntryKind, Gazetteer, open_default
from ledgerstone.evidence.claims.gazetteer.compile import table
from ledgerstone.evidence.claims.gazetteer.index import FIRST_AREA
from ledgerstone.evidence.claims.gazetteer.keys import key_hash, place_key
from ledgerstone.evidence.claims.gazetteer.layout import Columns, write

NAMES = (
    ("Velmar", 0, 0, 0),
    ("Велмар", 0, 0, 0),
    ("Orsin-on-Sea", 1, 1924, 1990),
    ("Velmar", 1, 0, 0),
    ("Velm", 2, 0, 0),
)


@pytest.fixture
def gazetteer(tmp_path: Path) -> Gazetteer:
    rows = sorted((key_hash(place_key(name)), *rest) for name, *rest in NAMES)
    path = tmp_path / "deeper" / "gazetteer.bin"
    numbers = {
        "name_hash": [row[0] for row in rows],
        "name_place": [row[1] for row in rows],
        "name_since": [row[2] for row in rows],
        "name_until": [row[3] for row in rows],
        "geoname": [11, 12, FIRST_AREA + 7],
        "population": [700, 90000, 0],
        "kind": [0, 0, int(EntryKind.AREA)],
        "capital": [0, 1, 0],
    }
    columns = Columns(
        numbers=numbers,
        degrees={"latitude": [40.25, -3.5, 42.0], "longitude": [45.5, 120.0, 51.0]},
        texts={"country": ["XA", "XB", ""], "admin": ["01", "", ""]},
    )
    write(path, columns, made_from="test")
    return Gazetteer(path)


def test_all_places_of_a_name_are_found_the_most_populous_first(gazetteer: Gazetteer):
    assert [entry.gazetteer_id for entry in gazetteer.lookup("VELMAR")] == ["geonames:12", "geonames:11"]
    (entry,) = gazetteer.lookup("Велмар")
    assert (entry.latitude, entry.longitude, entry.country, entry.admin) == (40.25, 45.5, "XA", "01")
    assert entry.kind is EntryKind.TOWN


def test_a_name_has_the_years_of_its_use_and_a_place_says_whether_it_is_a_capital(gazetteer: Gazetteer):
    (entry,) = gazetteer.lookup("Orsin-on-Sea")
    assert (entry.since, entry.until, entry.capital) == (1924, 1990, True)
    assert [(each.since, each.until) for each in gazetteer.lookup("Velmar")] == [(0, 0), (0, 0)]


def test_lands_and_waters_of_our_own_have_an_id_of_their_own(gazetteer: Gazetteer):
    (entry,) = gazetteer.lookup("Velm")
    assert (entry.gazetteer_id, entry.kind, entry.land) == ("area:7", EntryKind.AREA, True)


def test_every_row_of_the_supplement_is_whole():
    rows = list(table("supplement.tsv"))
    assert len(rows) == len({(row["name"], row["gazetteer_id"]) for row in rows})
    points: dict[str, set[tuple[str, str]]] = {}
    for row in rows:
        own = row["gazetteer_id"].startswith("area:")
        assert own == bool(row["latitude"]) == bool(row["longitude"]), row
        assert row["source"], row
        assert row["script"] == script_of(row["name"]), row
        assert not (row["since"] and row["until"]) or int(row["since"]) < int(row["until"]), row
        points.setdefault(row["gazetteer_id"], set()).add((row["latitude"], row["longitude"]))
    assert all(len(each) == 1 for each in points.values())


@pytest.mark.skipif(open_default() is None, reason="no compiled gazetteer in this environment")
def test_the_compiled_gazetteer_has_every_name_of_the_supplement_with_its_years():
    compiled = open_default()
    assert compiled is not None
    for row in table("supplement.tsv"):
        years = {entry.gazetteer_id: (entry.since, entry.until) for entry in compiled.lookup(row["name"])}
        assert years.get(row["gazetteer_id"]) == (int(row["since"] or 0), int(row["until"] or 0)), row


def script_of(name: str) -> str:
    letter = next(sign for sign in name if sign.isalpha())
    return {"LATIN": "Latn", "CYRILLIC": "Cyrl", "ARMENIAN": "Armn", "GEORGIAN": "Geor", "ARABIC": "Arab"}[
        unicodedata.name(letter).split()[0]
    ]


def test_names_of_one_contested_place_stand_beside_each_other():
    rows = list(table("supplement.tsv"))
    for one, other in (("Karabakh", "Artsakh"), ("South Ossetia", "Tskhinvali region"), ("Sea of Japan", "East Sea")):
        assert {r["gazetteer_id"] for r in rows if r["name"] == one} == {
            r["gazetteer_id"] for r in rows if r["name"] == other
        }


def test_a_name_that_is_not_held_is_not_known(gazetteer: Gazetteer):
    assert gazetteer.lookup("Norvik") == ()
    assert not gazetteer.knows("Norvik")
    assert gazetteer.knows("orsin on sea")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Saint-Étienne", "saint etienne"), ("Gəncə", "GENCE"), ("Берёза", "береза"), ("Orël", "orel"), ("Xi’an", "Xian")],
)
def test_spellings_of_one_script_share_a_key(one: str, other: str):
    assert place_key(one) == place_key(other)


def test_a_full_stop_at_the_end_tells_an_abbreviation_from_a_word():
    assert place_key("La.") != place_key("La")
    assert place_key("U.S.A") == place_key("USA")


def test_another_file_is_refused(tmp_path: Path):
    other = tmp_path / "gazetteer.bin"
    other.write_bytes(b"something else altogether, and long enough")
    with pytest.raises(UnreadableError):
        Gazetteer(other)
