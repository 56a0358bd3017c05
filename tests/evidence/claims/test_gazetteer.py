"""The compiled gazetteer: what is written is found again, and another file is refused."""

from pathlib import Path

import numpy as np
import pytest

from ledgerstone.errors import UnreadableError
from ledgerstone.evidence.claims.gazetteer import EntryKind, Gazetteer
from ledgerstone.evidence.claims.gazetteer.keys import key_hash, place_key
from ledgerstone.evidence.claims.gazetteer.layout import write

NAMES = (("Velmar", 0), ("Велмар", 0), ("Orsin-on-Sea", 1), ("Velmar", 1))


@pytest.fixture
def gazetteer(tmp_path: Path) -> Gazetteer:
    rows = sorted((key_hash(place_key(name)), place) for name, place in NAMES)
    path = tmp_path / "deeper" / "gazetteer.bin"
    arrays = {
        "name_hash": np.array([each for each, _ in rows], dtype=np.uint64),
        "name_place": np.array([place for _, place in rows]),
        "geoname": np.array([11, 12]),
        "latitude": np.array([40.25, -3.5]),
        "longitude": np.array([45.5, 120.0]),
        "population": np.array([700, 90000]),
        "country": np.array([b"XA", b"XB"]),
        "admin": np.array([b"01", b""]),
        "kind": np.array([0, 0]),
    }
    write(path, arrays, made_from="test")
    return Gazetteer(path)


def test_all_places_of_a_name_are_found_the_most_populous_first(gazetteer: Gazetteer):
    assert [entry.gazetteer_id for entry in gazetteer.lookup("VELMAR")] == ["geonames:12", "geonames:11"]
    (entry,) = gazetteer.lookup("Велмар")
    assert (entry.latitude, entry.longitude, entry.country, entry.admin) == (40.25, 45.5, "XA", "01")
    assert entry.kind is EntryKind.TOWN


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
