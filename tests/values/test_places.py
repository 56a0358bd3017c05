"""The kilometres between places."""

import pytest

from ledgerstone.values.places import Extent, PlaceValue, km_between


def place(name: str, latitude: float, longitude: float) -> PlaceValue:
    key = f"test:{name}:{latitude}"
    return PlaceValue(
        name=name, wording=name, latitude=latitude, longitude=longitude, gazetteer_id=key, extent=Extent.TOWN
    )


@pytest.mark.parametrize(("north", "east", "kilometres"), [(1.0, 0.0, 111.2), (0.0, 1.0, 111.2), (0.0, 0.0, 0.0)])
def test_kilometres_along_the_equator_and_a_meridian(north: float, east: float, kilometres: float) -> None:
    assert km_between(place("A", 0.0, 0.0), place("B", north, east)) == pytest.approx(kilometres, abs=0.05)


def test_nothing_is_known_of_the_distance_to_a_name_alone() -> None:
    assert km_between(place("A", 0.0, 0.0), PlaceValue(name="Velmar", wording="Velmar")) is None
