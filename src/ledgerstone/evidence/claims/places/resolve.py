"""Which of the places of a name is meant: by size, by the country and region that the document speaks of, by nearness.

Each name gives its places a weight; the places of the other names pull: those of the same country, of the same region,
and those nearby. A few rounds settle it. A region or country named right after a name ("Velmar, Norland") decides.
Where the best place is not clearly the best, nothing is chosen.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from ledgerstone.evidence.claims.gazetteer import Entry, EntryKind, Gazetteer

Floats = npt.NDArray[np.float64]

MOST_ENTRIES: Final = 25
MOST_NAMES: Final = 60
CLEARLY: Final = 0.5
STANDS_ALONE: Final = 50_000
"""A place of so many people is meant where nothing else is said."""
_ROUNDS: Final = 4
_SIZE_POWER: Final = 0.7
_SMALLEST: Final = 300
_LAND: Final = {EntryKind.TOWN: 1.0, EntryKind.REGION: 3.0, EntryKind.COUNTRY: 60.0, EntryKind.CONTINENT: 60.0}
_COUNTRY_PULL: Final = 0.5
_REGION_PULL: Final = 4.0
_NEAR_PULL: Final = 8.0
_NEAR_KM: Final = 120.0
_STRENGTH: Final = 2.0
_TINY: Final = 1e-300
_EARTH_KM: Final = 6371.0
_WITHIN_FACTOR: Final = 1e6


class Named(Struct, frozen=True, kw_only=True):
    """A name of a document with its places, and the places named right after it as what it lies in."""

    name: str
    entries: tuple[Entry, ...]
    within: tuple[Entry, ...] = ()


class Choice(Struct, frozen=True, kw_only=True):
    """The place that fits best.

    Attributes:
        entry: The place.
        share: Its share of the weight of all places of the name, 0 to 1.
        clear: Whether it is clearly the best, and large or backed by another place of its country in the document:
            a small place alone may be a namesake of one that no gazetteer has.
    """

    entry: Entry
    share: float
    clear: bool


def named_at(
    text: str,
    spans: Sequence[tuple[int, int]],
    gazetteer: Gazetteer,
    demonyms: Sequence[tuple[str, str]] = (),
) -> list[Named]:
    """Return the names at given spans of a text, in their order, each with what it lies in where that follows it.

    Args:
        text: The text.
        spans: Where the names stand, in order.
        gazetteer: Where to look them up.
        demonyms: Endings of a people's name with what its land ends in instead; for a name that no place bears.
    """
    entries = [_entries(text[start:end], gazetteer, demonyms) for start, end in spans]
    named = []
    for number, (start, end) in enumerate(spans):
        follows = number + 1 < len(spans) and text[end : spans[number + 1][0]].strip() in {",", "(", ".,"}
        within = tuple(e for e in entries[number + 1] if e.kind is not EntryKind.TOWN) if follows else ()
        named.append(Named(name=text[start:end], entries=entries[number], within=within))
    return named


def _entries(name: str, gazetteer: Gazetteer, demonyms: Sequence[tuple[str, str]]) -> tuple[Entry, ...]:
    entries = gazetteer.lookup(name)
    lands = (
        gazetteer.lookup(name[: -len(ending)] + instead)
        for ending, instead in demonyms
        if not entries and name.lower().endswith(ending)
    )
    return entries or next((e for each in lands if (e := _lands(each))), ()) or _within_name(name, gazetteer)


def _within_name(name: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """Return the places of the longest part of a name that has any ("Velmar Cathedral", "University of Velmar")."""
    words = name.split()
    parts = (
        " ".join(words[first : first + length])
        for length in range(len(words) - 1, 0, -1)
        for first in range(len(words) - length + 1)
    )
    found = (gazetteer.lookup(part) for part in parts if part[0].isupper())
    return next((entries for entries in found if entries), ())


def _lands(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.kind is not EntryKind.TOWN)


def choose(names: Sequence[Named]) -> list[Choice | None]:
    """Return for each name the place that fits the document best; None for a name without places."""
    distinct = list(dict.fromkeys((named.name, named.within) for named in names if named.entries))[:MOST_NAMES]
    by_name = {(named.name, named.within): named for named in names}
    chosen = _settle([by_name[key] for key in distinct])
    choices = dict(zip(distinct, chosen, strict=True))
    alone: dict[tuple[str, tuple[Entry, ...]], Choice | None] = {}
    for named in names:
        key = (named.name, named.within)
        if key not in choices and key not in alone:
            alone[key] = _settle([named])[0] if named.entries else None
    return [choices.get((n.name, n.within)) or alone.get((n.name, n.within)) for n in names]


def _settle(names: Sequence[Named]) -> list[Choice | None]:
    pool = [(number, entry) for number, named in enumerate(names) for entry in named.entries[:MOST_ENTRIES]]
    if not pool:
        return [None for _ in names]
    if len(pool) == len({number for number, _ in pool}):
        sole: dict[int, tuple[Entry, float]] = {number: (entry, 1.0) for number, entry in pool}
        return _judgements([sole.get(number) for number in range(len(names))], names)
    owner = np.array([number for number, _ in pool])
    prior = np.array([_prior(entry, names[number].within) for number, entry in pool])
    others = owner[:, None] != owner[None, :]
    pull = _pull([entry for _, entry in pool]) * others
    weight = _shares(prior, owner)
    for _ in range(_ROUNDS):
        weight = _shares(prior * np.exp(np.minimum(_saturated(pull @ weight), 30.0)), owner)
    best = [_best(pool, weight, number) for number in range(len(names))]
    return _judgements(best, names)


def _judgements(best: Sequence[tuple[Entry, float] | None], names: Sequence[Named]) -> list[Choice | None]:
    return [None if each is None else _judged(each, number, best, names[number]) for number, each in enumerate(best)]


def _judged(
    best: tuple[Entry, float], number: int, others: Sequence[tuple[Entry, float] | None], named: Named
) -> Choice:
    entry, share = best
    backed = any(
        other is not None and other[0].country == entry.country for at, other in enumerate(others) if at != number
    )
    stands = entry.population >= STANDS_ALONE or entry.kind is not EntryKind.TOWN
    inside = any(_lies_in(entry, land) for land in named.within)
    return Choice(entry=entry, share=share, clear=share >= CLEARLY and (stands or backed or inside))


def _prior(entry: Entry, within: tuple[Entry, ...]) -> float:
    size = float(max(entry.population, _SMALLEST)) ** _SIZE_POWER * _LAND[entry.kind]
    return float(size * (_WITHIN_FACTOR if any(_lies_in(entry, land) for land in within) else 1.0))


def _lies_in(entry: Entry, land: Entry) -> bool:
    if land.kind is EntryKind.COUNTRY:
        return entry.country == land.country and entry.kind is not EntryKind.COUNTRY
    same = entry.country == land.country and entry.admin == land.admin
    return land.kind is EntryKind.REGION and same and entry.kind is EntryKind.TOWN


def _pull(entries: Sequence[Entry]) -> Floats:
    """Return how much each place speaks for each other: same country, same region, nearness."""
    countries = np.array([entry.country or f"-{i}" for i, entry in enumerate(entries)])
    regions = np.array([f"{e.country}.{e.admin}" if e.admin else f"-{i}" for i, e in enumerate(entries)])
    country = countries[:, None] == countries[None, :]
    region = regions[:, None] == regions[None, :]
    near = np.exp(-_distances_km(entries) / _NEAR_KM)
    towns = np.array([entry.kind is EntryKind.TOWN for entry in entries])
    both = towns[:, None] & towns[None, :]
    return np.asarray(_COUNTRY_PULL * country + _REGION_PULL * region + _NEAR_PULL * near * both, dtype=np.float64)


def _saturated(values: Floats) -> Floats:
    """Let the first companions count most: twenty places nearby say little more than five."""
    return np.asarray(_STRENGTH * np.log1p(values), dtype=np.float64)


def _distances_km(entries: Sequence[Entry]) -> Floats:
    points = np.radians(np.array([(entry.latitude, entry.longitude) for entry in entries]))
    latitude, longitude = points[:, 0], points[:, 1]
    half = np.sin((latitude[:, None] - latitude[None, :]) / 2) ** 2 + np.cos(latitude[:, None]) * np.cos(
        latitude[None, :]
    ) * (np.sin((longitude[:, None] - longitude[None, :]) / 2) ** 2)
    return np.asarray(2 * _EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0))), dtype=np.float64)


def _shares(weight: Floats, owner: Floats) -> Floats:
    """Return the weights so that those of each name sum to 1."""
    sums = np.bincount(owner, weights=weight)
    return np.asarray(weight / np.maximum(sums[owner], _TINY), dtype=np.float64)


def _best(pool: Sequence[tuple[int, Entry]], weight: Floats, number: int) -> tuple[Entry, float] | None:
    own = [index for index, (owner, _) in enumerate(pool) if owner == number]
    if not own:
        return None
    best = max(own, key=lambda index: weight[index])
    return pool[best][1], float(weight[best])
