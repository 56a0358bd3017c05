"""Which of the places of a name is meant: by size, by the country and region that the document speaks of, by nearness.

Each name gives its places a weight; the places of the other names pull: those of the same country, of the same region,
and those nearby. A few rounds settle it. A region or country named right after a name ("Velmar, Norland") decides.
Where the best place is not clearly the best, nothing is chosen.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import mul
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ledgerstone.evidence.claims.gazetteer import Entry, EntryKind, Gazetteer

Key = tuple[str, tuple[Entry, ...]]
Near = tuple[list[int], list[float]]
"""Places by their number in a pool, and the pull of each."""
Pool = Sequence[tuple[int, Entry]]
"""Places, each with the number of the name that it is one of."""

MOST_ENTRIES: Final = 25
MOST_NAMES: Final = 60
CLEARLY: Final = 0.7
STANDS_ALONE: Final = 50_000
"""A place of so many people is meant where nothing else is said."""
_ROUNDS: Final = 4
_SIZE_POWER: Final = 0.6
_SMALLEST: Final = 300
_LAND: Final = {
    EntryKind.TOWN: 1.0,
    EntryKind.DISTRICT: 0.2,
    EntryKind.REGION: 0.5,
    EntryKind.AREA: 20.0,
    EntryKind.COUNTRY: 60.0,
    EntryKind.CONTINENT: 60.0,
}
_COUNTRY_PULL: Final = 1.0
_REGION_PULL: Final = 4.0
_NEAR_PULL: Final = 16.0
_NEAR_KM: Final = 120.0
_FAR_KM: Final = 1500.0
"""From here on nearness says nothing: its pull is below a ten thousandth of that of the same country."""
_STRENGTH: Final = 2.5
_SEEN_POWER: Final = 0.5
_POINTS: Final = (EntryKind.TOWN, EntryKind.DISTRICT)
"""Places so small that nearness says something."""
_BESIDE: Final = 0.3
"""Degrees: some 30 km."""
_SCENE: Final = 1.5
"""Degrees: what lies so near belongs to one scene."""
_TINY: Final = 1e-300
_EARTH_KM: Final = 6371.0
_FAR_COSINE: Final = math.cos(_FAR_KM / _EARTH_KM)
_FADING: Final = -_EARTH_KM / _NEAR_KM
_WITHIN_FACTOR: Final = 1e6
_HOLDS_FACTOR: Final = 1e3
_MOST_HELD: Final = 200
_AREA_PEOPLE: Final = 1_000_000
"""Lands and waters of the supplement have no people of their own in it; they weigh like a province."""
_CAPITAL_FACTOR: Final = 4.0
_NAMESAKE_FACTOR: Final = 0.2
"""A province that bears the name of a city in it is meant less often than the city ("New York")."""
_ITS_COUNTRY: Final = 0.01
"""A town that bears the name of the country that it lies in is meant less often than the country ("Mexico")."""
_NOT_YET: Final = 1e-9
_NO_LONGER: Final = 0.05
"""A former name still names its place when the past is told."""


class Named(Struct, frozen=True, kw_only=True):
    """A name of a document with its places.

    Attributes:
        name: As the document writes it.
        entries: The places that bear it.
        within: The places named right after it as what it lies in.
        holds: The places of the names that it is named right after as what they lie in.
        part: Whether only a part of the name is known ("Velmar Road"), so that nothing says where it lies.
    """

    name: str
    entries: tuple[Entry, ...]
    within: tuple[Entry, ...] = ()
    holds: tuple[Entry, ...] = ()
    part: bool = False


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
    parts = [
        () if each else _within_name(text[start:end], gazetteer)
        for each, (start, end) in zip(entries, spans, strict=True)
    ]
    named = []
    for number, (start, end) in enumerate(spans):
        follows = number + 1 < len(spans) and text[end : spans[number + 1][0]].strip() in {",", "(", ".,"}
        within = tuple(e for e in entries[number + 1] if e.kind is not EntryKind.TOWN) if follows else ()
        whole, part = entries[number], parts[number]
        named.append(Named(name=text[start:end], entries=whole or part, within=within, part=bool(part)))
    return named


def _entries(name: str, gazetteer: Gazetteer, demonyms: Sequence[tuple[str, str]]) -> tuple[Entry, ...]:
    """Return the places of a name, with the land whose people or things it names ("Canadian" is also a town)."""
    entries = gazetteer.lookup(name)
    lowered = name.lower()
    lands = (
        _lands(gazetteer.lookup(name[: -len(ending)] + instead))
        for ending, instead in demonyms
        if lowered.endswith(ending) and (not entries or lowered == ending)
    )
    land = next((each for each in lands if each), ())
    return (*land, *entries)


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
    return tuple(entry for entry in entries if entry.land)


def choose(names: Sequence[Named], *, year: int | None = None) -> list[Choice | None]:
    """Return for each name the place that fits the document best; None for a name without places.

    Args:
        names: All names of the document, in order: a name that is said to lie somewhere once lies there everywhere.
        year: Of the document, for names with a period.
    """
    told = {_same(named): named.within for named in reversed(names) if named.within}
    keys = [(_same(named), named.within or told.get(_same(named), ())) for named in names]
    seen = Counter(key for key, named in zip(keys, names, strict=True) if named.entries)
    first = dict(zip(reversed(keys), reversed(names), strict=True))
    distinct = list(seen)
    held = _held(names)
    choices: dict[Key, Choice | None] = {}
    for start in range(0, len(distinct), MOST_NAMES):
        part = distinct[start : start + MOST_NAMES]
        whole = [replace(first[key], within=key[1], holds=held.get(key[0], ())) for key in part]
        settled = _settle(whole, [seen[key] for key in part], year)
        choices.update(zip(part, settled, strict=True))
    scene = _scene([(choices[key], seen[key]) for key in distinct])
    return [_or_scene(named, choices.get(key), scene) for key, named in zip(keys, names, strict=True)]


def _scene(chosen: Sequence[tuple[Choice | None, int]]) -> Entry | None:
    """Return the place that a document names most, those nearby counted with it; a land where it names no town."""
    clear = [(choice.entry, seen) for choice, seen in chosen if choice is not None and choice.clear]
    points = [each for each in clear if each[0].kind in _POINTS] or clear
    counted = [(sum(seen for other, seen in points if beside(one, other, _SCENE)), one) for one, _ in points]
    return max(counted, key=lambda each: each[0], default=(0, None))[1]


def _or_scene(named: Named, choice: Choice | None, scene: Entry | None) -> Choice | None:
    """Return the choice, or for a name that says nothing of where it lies a guess that is never clear: the scene."""
    if scene is None or (choice is not None and not _loose(named, choice.entry, scene)):
        return choice
    return Choice(entry=scene, share=0.0, clear=False)


def _loose(named: Named, entry: Entry, scene: Entry) -> bool:
    return named.part and entry.kind in _POINTS and not beside(entry, scene, _SCENE)


def _held(names: Sequence[Named]) -> dict[str, tuple[Entry, ...]]:
    """Return for each name the places of the names right after which it stands ("Velmar, Norland")."""
    held: dict[str, tuple[Entry, ...]] = {}
    for named, after in pairwise(names):
        if named.within:
            held[_same(after)] = (*held.get(_same(after), ()), *named.entries[:MOST_ENTRIES])[:_MOST_HELD]
    return held


def _same(named: Named) -> str:
    return named.name.casefold()


def _settle(names: Sequence[Named], seen: Sequence[int], year: int | None) -> list[Choice | None]:
    pool = [(number, entry) for number, named in enumerate(names) for entry in named.entries[:MOST_ENTRIES]]
    prior = [_prior(entry, names[number], year) for number, entry in pool]
    often = [seen[number] ** _SEEN_POWER for number, _ in pool]
    owners, near = [number for number, _ in pool], _near(pool)
    countries = [entry.country for _, entry in pool]
    regions = [entry.admin and f"{entry.country}.{entry.admin}" for _, entry in pool]
    weight = _shares(prior, owners)
    for _ in range(_ROUNDS):
        pulling = list(map(mul, weight, often))
        country, region = _fellows(countries, owners, pulling), _fellows(regions, owners, pulling)
        pull = [
            _COUNTRY_PULL * same + _REGION_PULL * closer + sum(map(mul, pulls, map(pulling.__getitem__, others)))
            for same, closer, (others, pulls) in zip(country, region, near, strict=True)
        ]
        weight = _shares([one * (1.0 + each) ** _STRENGTH for one, each in zip(prior, pull, strict=True)], owners)
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
    stands = entry.population >= STANDS_ALONE or entry.land
    inside = any(_lies_in(entry, land) for land in named.within)
    clear = share >= CLEARLY and (stands or backed or inside) and not named.part
    return Choice(entry=entry, share=share, clear=clear)


def _prior(entry: Entry, named: Named, year: int | None) -> float:
    people = _AREA_PEOPLE if entry.kind is EntryKind.AREA else max(entry.population, _SMALLEST)
    size = math.pow(people, _SIZE_POWER) * _LAND[entry.kind]
    if entry.capital:
        size *= _CAPITAL_FACTOR
    if entry.kind is EntryKind.REGION and any(_lies_in(other, entry) for other in _cities(named.entries)):
        size *= _NAMESAKE_FACTOR
    if entry.kind is EntryKind.TOWN and any(_lies_in(entry, land) for land in _countries(named.entries)):
        size *= _ITS_COUNTRY
    if any(_lies_in(entry, land) for land in named.within):
        size *= _WITHIN_FACTOR
    if any(_lies_in(town, entry) for town in named.holds):
        size *= _HOLDS_FACTOR
    return size * _in_use(entry, year)


def _countries(entries: Sequence[Entry]) -> Iterator[Entry]:
    return (entry for entry in entries if entry.kind is EntryKind.COUNTRY)


def _cities(entries: Sequence[Entry]) -> Iterator[Entry]:
    return (entry for entry in entries if entry.kind is EntryKind.TOWN and entry.population >= STANDS_ALONE)


def _in_use(entry: Entry, year: int | None) -> float:
    """Return the weight of a name by the document's year: before it was given it means another place."""
    if year is None:
        return 1.0
    if entry.since and year < entry.since:
        return _NOT_YET
    return _NO_LONGER if entry.until and year > entry.until else 1.0


def _lies_in(entry: Entry, land: Entry) -> bool:
    if land.kind is EntryKind.COUNTRY:
        return entry.country == land.country and entry.kind is not EntryKind.COUNTRY
    same = entry.country == land.country and entry.admin == land.admin
    return land.kind is EntryKind.REGION and same and entry.kind is EntryKind.TOWN


def _fellows(lands: Sequence[str], owners: Sequence[int], weight: Sequence[float]) -> list[float]:
    """Return the weight of the places of other names in the land of each; 0 where it has none."""
    whole: dict[str, float] = {}
    own: dict[tuple[int, str], float] = {}
    keys = list(zip(owners, lands, strict=True))
    for key, one in zip(keys, weight, strict=True):
        whole[key[1]] = whole.get(key[1], 0.0) + one
        own[key] = own.get(key, 0.0) + one
    return [whole[key[1]] - own[key] if key[1] else 0.0 for key in keys]


def _near(pool: Pool) -> list[Near]:
    """Return for each town or district those of other names nearby, with the pull of each."""
    points = [(at, owner, *_point(entry)) for at, (owner, entry) in enumerate(pool) if entry.kind in _POINTS]
    near: list[Near] = [([], []) for _ in pool]
    for number, (at, owner, x, y, z) in enumerate(points):
        around = [
            (other, cosine)
            for other, whose, a, b, c in points[:number]
            if (cosine := x * a + y * b + z * c) > _FAR_COSINE and whose != owner
        ]
        others, pulls = near[at]
        for other, cosine in around:
            pull = _NEAR_PULL * math.exp(_FADING * math.acos(min(cosine, 1.0)))
            others.append(other)
            pulls.append(pull)
            near[other][0].append(at)
            near[other][1].append(pull)
    return near


def _point(entry: Entry) -> tuple[float, float, float]:
    """Return where a place lies on a ball of radius 1."""
    latitude, longitude = math.radians(entry.latitude), math.radians(entry.longitude)
    return math.cos(latitude) * math.cos(longitude), math.cos(latitude) * math.sin(longitude), math.sin(latitude)


def _shares(weight: Sequence[float], owners: Sequence[int]) -> list[float]:
    """Return the weights so that those of each name sum to 1."""
    sums: dict[int, float] = {}
    for owner, one in zip(owners, weight, strict=True):
        sums[owner] = sums.get(owner, 0.0) + one
    return [one / max(sums[owner], _TINY) for owner, one in zip(owners, weight, strict=True)]


def _best(pool: Pool, weight: Sequence[float], number: int) -> tuple[Entry, float] | None:
    own = [index for index, (owner, _) in enumerate(pool) if owner == number]
    if not own:
        return None
    best = max(own, key=lambda index: weight[index])
    entry = pool[best][1]
    return entry, float(sum(weight[index] for index in own if beside(pool[index][1], entry)))


def beside(one: Entry, other: Entry, degrees: float = _BESIDE) -> bool:
    """Return whether two places are one on a map: a town and the district of its name."""
    return abs(one.latitude - other.latitude) < degrees and abs(one.longitude - other.longitude) < degrees
