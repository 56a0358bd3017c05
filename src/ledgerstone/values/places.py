"""A place as a source names it; coordinates only where a gazetteer knows the very place."""

import math
from enum import StrEnum
from typing import Final

from msgspec import Struct

_EARTH_KM: Final = 6371.0
"""Mean radius of the Earth (IUGG)."""


class Extent(StrEnum):
    """What a point stands for: the place itself, or the middle of something so large that nothing happened there."""

    TOWN = "town"
    DISTRICT = "district"
    DIVISION = "division"
    COUNTRY = "country"
    CONTINENT = "continent"
    AREA = "area"


class PlaceCandidate(Struct, frozen=True, kw_only=True):
    """One of the places that bear a name.

    Attributes:
        gazetteer_id: "geonames:586523", or "area:93" for a land or water that only our supplement has.
        latitude: Degrees north, WGS 84.
        longitude: Degrees east, WGS 84.
        country: ISO 3166-1 alpha-2 as the gazetteer files it; empty where none.
        division: The country's first-order division as GeoNames codes it; empty where none.
        extent: What the point stands for.
    """

    gazetteer_id: str
    latitude: float
    longitude: float
    country: str
    division: str
    extent: Extent


class PlaceValue(Struct, frozen=True, kw_only=True, tag_field="kind", tag="place"):
    """A place.

    Attributes:
        name: The name in the form by which it is looked up (suffixes of case removed), in the source's script.
        latitude: Degrees north, WGS 84, -90 to 90; None where no gazetteer has it or the document does not decide.
        longitude: Degrees east, WGS 84, -180 to 180; None as for the latitude.
        gazetteer_id: "geonames:586523" or the like; None as for the latitude.
        extent: What the point stands for; None where there is none.
        wording: The words of the source.
        alternatives: Other places that bear the name, the most populous first, at most five; those at the very place
            that was chosen are left out. They depend on the name and the choice alone, never on the document.
    """

    name: str
    latitude: float | None = None
    longitude: float | None = None
    gazetteer_id: str | None = None
    extent: Extent | None = None
    wording: str
    alternatives: tuple[PlaceCandidate, ...] = ()


def km_between(one: PlaceValue, other: PlaceValue) -> float | None:
    """Return the kilometres from one place to another along the ground; None where either has no coordinates."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    north = math.radians(other.latitude - one.latitude)
    east = math.radians(other.longitude - one.longitude)
    first, second = math.radians(one.latitude), math.radians(other.latitude)
    chord = math.sin(north / 2) ** 2 + math.cos(first) * math.cos(second) * math.sin(east / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, chord)))
