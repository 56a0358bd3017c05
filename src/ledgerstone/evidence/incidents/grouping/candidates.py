"""Which pairs of mentions are worth a look: those that share enough rare terms, or a place and a day or a month.

Pairs come from sorted postings, block by block, so that no list of the size of the pile squared is ever held. A posting
that is long, of a term that many mentions share, pairs each with the next few in the order of print only.
"""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import chain
from typing import Final

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.grouping.facts import MOST_PLACES, name_codes, place_keys, towns_of
from ledgerstone.evidence.incidents.grouping.profiles import Profile
from ledgerstone.evidence.incidents.grouping.rarity import COMMON, Counted, Terms, weights
from ledgerstone.evidence.incidents.grouping.settings import Period
from ledgerstone.evidence.incidents.grouping.terms import KINDS, Kind
from ledgerstone.values.places import Extent, PlaceValue

HALVES: Final = 2
"""What a shared term adds to the reason to look at a pair is counted in halves of its weight."""
ENOUGH: Final = 3
"""Halves of the weight of a term of one mention from which a pair is looked at: two words that two alone have do."""
NEIGHBOURS: Final = 8
"""Mentions after it in the order of print that a mention is paired with in a long posting."""
MOST_DAYS: Final = 31
MOST_MONTHS: Final = 13
MOST_NAMES: Final = 64
AT_ONCE: Final = 1 << 20
"""Terms that are weighed at once."""
BLOCK: Final = 1 << 11
"""Mentions whose pairs are made at once."""
SETTING: Final = KINDS - 1
"""The low bits of the code of a place and a day: no kind of term has them."""
TELLING: Final = (Kind.WORD, Kind.NAME, Kind.PAIR, Kind.PERSON)


class Postings(Struct, frozen=True, kw_only=True, eq=False):
    """Which mentions share a term, sorted by term, then by mention, with what each adds to the reason to look."""

    codes: NDArray[np.uint64]
    owners: NDArray[np.int32]
    values: NDArray[np.int64]


def enough(halvings: int) -> int:
    """Return how much a pair has to share to be looked at in a pile whose terms lose their weight so."""
    return ENOUGH * halvings


def postings_of(profiles: Sequence[Profile], terms: Terms, counted: Counted) -> Postings:
    """Return the postings of mentions.

    Args:
        profiles: In the order of print, by which long postings are cut.
        terms: Of the profiles.
        counted: Says in how many mentions terms are.
    """
    new = np.r_[True, (terms.owners[1:] != terms.owners[:-1]) | (terms.codes[1:] != terms.codes[:-1])]
    found = [
        _weighed(terms, start + np.flatnonzero(new[start : start + AT_ONCE][: len(terms.codes) - start]), counted)
        for start in range(0, len(terms.codes), AT_ONCE)
    ]
    each = [np.array(sorted(set(setting_keys(one))), dtype=np.uint64) for one in profiles]
    keys = np.concatenate([np.zeros(0, dtype=np.uint64), *each])
    holders = np.repeat(np.arange(len(each), dtype=np.int32), [len(one) for one in each])
    found.append(Postings(codes=keys, owners=holders, values=np.full(len(keys), enough(counted.halvings))))
    codes = np.concatenate([one.codes for one in found])
    owners = np.concatenate([one.owners for one in found])
    order = np.lexsort((owners, codes))
    return Postings(
        codes=codes[order], owners=owners[order], values=np.concatenate([one.values for one in found])[order]
    )


def _weighed(terms: Terms, places: NDArray[np.int64], counted: Counted) -> Postings:
    """Return those of some terms that tell something and have weight."""
    telling = np.isin(terms.codes[places] % np.uint64(KINDS), np.array(TELLING, dtype=np.uint64))
    codes, owners = terms.codes[places[telling]], terms.owners[places[telling]]
    values = HALVES * weights(counted(codes), counted.halvings)
    kept = values > 0
    return Postings(codes=codes[kept], owners=owners[kept], values=values[kept])


def setting_keys(profile: Profile) -> Iterator[int]:
    """Yield codes of the places of a mention with each of its days and months, by which it meets others.

    A mention that names no place has the names in its text for that: one of them may be the place of others.
    """
    places = profile.setting.places[:MOST_PLACES]
    days = list(dict.fromkeys(chain.from_iterable(map(_days, profile.spans))))[:MOST_DAYS]
    for key in dict.fromkeys(key for place in (*places, *towns_of(profile)) for key in place_keys(place)):
        for when in (*days, *_months(profile)):
            yield _setting_code(key, when)
    for cell in dict.fromkeys(cell for place in places for cell in _cells(place)):
        for when in days:
            yield _setting_code(cell, when)
    names = list(name_codes(places)) if places else _sounds(profile)
    for name in names[:MOST_NAMES]:
        for when in days:
            yield _setting_code(str(name), when)


def _cells(place: PlaceValue) -> Iterator[str]:
    """Yield the degrees of a town, and those around a district, by which a town meets the district that it lies in."""
    if place.latitude is None or place.longitude is None:
        return
    north, east = round(place.latitude), round(place.longitude)
    around = (-1, 0, 1) if place.extent is Extent.DISTRICT else (0,)
    yield from (f"cell {north + up} {east + right}" for up in around for right in around)


def _sounds(profile: Profile) -> list[int]:
    codes = np.unique(np.frombuffer(profile.codes, dtype="<u8"))
    sounds: list[int] = codes[codes % KINDS == Kind.SOUND].tolist()
    return sounds


def _days(span: Period) -> list[str]:
    first, last = span.first.toordinal(), span.last.toordinal()
    return [str(day) for day in range(first, min(last, first + MOST_DAYS) + 1)]


def _months(profile: Profile) -> list[str]:
    """Return the months in which a mention may put its event: of its days, else of its month, year or print."""
    period = profile.setting.period
    if period is None:
        return []
    first, last = period.first.year * 12 + period.first.month, period.last.year * 12 + period.last.month
    return [f"month {month}" for month in range(first, min(last, first + MOST_MONTHS - 1) + 1)]


def _setting_code(place: str, when: str) -> int:
    digest = blake2b(f"{place}\x1f{when}".encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") | SETTING


class Candidates(Struct, frozen=True, kw_only=True, eq=False):
    """Pairs of numbered mentions that are worth a look, the lesser number first, with how much they share."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    shared: NDArray[np.int64]

    def parts(self, size: int) -> Iterator["Candidates"]:
        """Yield them in parts of so many."""
        for start in range(0, len(self.first), size):
            here = slice(start, start + size)
            yield Candidates(first=self.first[here], second=self.second[here], shared=self.shared[here])


def candidates(postings: Postings, profiles: Sequence[Profile], halvings: int) -> Candidates:
    """Return the pairs of mentions of two papers that share enough, each once.

    Args:
        postings: Of the mentions.
        profiles: The mentions, by their numbers.
        halvings: Of the pile.
    """
    bounds = np.flatnonzero(np.r_[True, postings.codes[1:] != postings.codes[:-1], True][: len(postings.codes) + 1])
    sizes = np.diff(bounds)
    size = np.repeat(sizes, sizes)
    left = size - 1 - (np.arange(len(size)) - np.repeat(bounds[:-1], sizes))
    reach = np.where(size > COMMON, np.minimum(left, NEIGHBOURS), left)
    _, papers = np.unique([one.paper for one in profiles], return_inverse=True)
    none = np.zeros(0, dtype=np.int64)
    keys, shared = [none], [none]
    for start in range(0, len(profiles), BLOCK):
        here = np.flatnonzero((postings.owners >= start) & (postings.owners < start + BLOCK) & (reach > 0))
        found, sums = _block(postings, here, reach)
        held = sums >= enough(halvings)
        keys.append(found[held])
        shared.append(sums[held])
    first, second = np.concatenate(keys) >> 32, np.concatenate(keys) & 0xFFFFFFFF
    apart = papers[first] != papers[second] if len(first) else np.zeros(0, dtype=np.bool_)
    return Candidates(first=first[apart], second=second[apart], shared=np.concatenate(shared)[apart])


def _block(
    postings: Postings, here: NDArray[np.int64], reach: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs of some mentions with later ones, as one number each, and how much they share."""
    keys, values, step = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)], 1
    while len(here):
        keys.append((postings.owners[here].astype(np.int64) << 32) | postings.owners[here + step])
        values.append(postings.values[here])
        step += 1
        here = here[reach[here] >= step]
    pairs, places = np.unique(np.concatenate(keys), return_inverse=True)
    sums = np.bincount(places, weights=np.concatenate(values), minlength=len(pairs))
    return pairs, sums.astype(np.int64)
