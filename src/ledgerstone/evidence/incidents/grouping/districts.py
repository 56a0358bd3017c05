"""Districts and the towns in them: one paper names the county, another the town where it happened.

A district stands for no town by itself, as it holds many: only where one incident alone of those days lies in a town
near its middle is a mention of the district taken to be of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from ledgerstone.evidence.incidents.grouping.settings import Setting
from ledgerstone.values.places import Extent, PlaceValue, km_between

WITHIN_KM: Final = 25.0
"""Kilometres from the middle of a district to a town that a paper may mean by it; chosen on two fifths of gva-dev."""
_NEXT: Final = (-1, 0, 1)

Cell = tuple[int, int]


class Towns:
    """Mentions of towns, found by day and by degrees of latitude and longitude."""

    def __init__(self, settings: Iterable[tuple[int, Setting]]) -> None:
        self._of: dict[tuple[int, Cell], list[tuple[int, PlaceValue]]] = defaultdict(list)
        for number, setting in settings:
            for place in setting.places:
                cell = _cell(place)
                if place.extent is Extent.TOWN and cell is not None:
                    for day in _days(setting):
                        self._of[day, cell].append((number, place))

    def near(self, setting: Setting) -> set[int]:
        """Return the mentions that name a town near the middle of the one district of a setting, on one of its days."""
        district = _district(setting)
        cell = None if district is None else _cell(district)
        if district is None or cell is None:
            return set()
        around = [(cell[0] + north, cell[1] + east) for north in _NEXT for east in _NEXT]
        towns = (town for day in _days(setting) for at in around for town in self._of.get((day, at), ()))
        return {number for number, town in towns if (km_between(district, town) or 0.0) <= WITHIN_KM}


def _district(setting: Setting) -> PlaceValue | None:
    """Return the district of a setting that names no other place; None where it names none or more."""
    return setting.places[0] if len(setting.places) == 1 and setting.places[0].extent is Extent.DISTRICT else None


def _days(setting: Setting) -> Iterator[int]:
    period = setting.period
    if period is not None:
        yield from range(period.first.toordinal(), period.last.toordinal() + 1)


def _cell(place: PlaceValue) -> Cell | None:
    """Return the degrees of a place, by which near ones are found; None without coordinates."""
    if place.latitude is None or place.longitude is None:
        return None
    return round(place.latitude), round(place.longitude)
