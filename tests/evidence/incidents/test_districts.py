"""Districts and the towns in them, and the kilometres between places."""

from datetime import date

import pytest

from ledgerstone.evidence.incidents.grouping.districts import Towns
from ledgerstone.evidence.incidents.grouping.settings import Period, Setting
from ledgerstone.values.places import Extent, PlaceValue, km_between


def place(name: str, latitude: float, longitude: float, extent: Extent = Extent.TOWN) -> PlaceValue:
    key = f"test:{name}:{latitude}"
    return PlaceValue(name=name, wording=name, latitude=latitude, longitude=longitude, gazetteer_id=key, extent=extent)


DAY = date(1990, 1, 13)
TOWN, FAR_TOWN = place("Sarnovka", 45.1, 40.0), place("Ulmen", 45.8, 40.0)
DISTRICT = place("Velny District", 45.0, 40.0, Extent.DISTRICT)


def setting(*places: PlaceValue, day: date = DAY) -> Setting:
    return Setting(places=places, town=None, period=Period(first=day, last=day), sure=True, placed=True)


def test_a_district_is_near_the_towns_in_its_middle_on_the_same_day() -> None:
    others = [setting(TOWN), setting(FAR_TOWN), setting(TOWN, day=date(1990, 1, 14))]
    assert Towns(enumerate(others)).near(setting(DISTRICT)) == {0}


def test_a_setting_that_names_a_town_too_is_near_none() -> None:
    assert not Towns(enumerate([setting(TOWN)])).near(setting(DISTRICT, FAR_TOWN))


def test_a_district_over_a_line_of_degrees_finds_its_town() -> None:
    town, district = place("Mira", 44.499, 39.501), place("Mira District", 44.501, 39.499, Extent.DISTRICT)
    assert Towns(enumerate([setting(town)])).near(setting(district)) == {0}


@pytest.mark.parametrize(("north", "east", "kilometres"), [(1.0, 0.0, 111.2), (0.0, 1.0, 111.2), (0.0, 0.0, 0.0)])
def test_kilometres_along_the_equator_and_a_meridian(north: float, east: float, kilometres: float) -> None:
    assert km_between(place("A", 0.0, 0.0), place("B", north, east)) == pytest.approx(kilometres, abs=0.05)


def test_nothing_is_known_of_the_distance_to_a_name_alone() -> None:
    assert km_between(TOWN, PlaceValue(name="Velmar", wording="Velmar")) is None
