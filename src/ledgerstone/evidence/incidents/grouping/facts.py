"""What two mentions say of day, place and figures, and whether these agree, differ or are silent.

A day, a place or a figure that is not given is no difference. A town in a county is the county's; two places far apart
are two.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import product
from typing import Final, Protocol

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ledgerstone.evidence.claims.model import Question
from ledgerstone.evidence.incidents.grouping.kinds import telling
from ledgerstone.evidence.incidents.grouping.profiles import Profile
from ledgerstone.evidence.incidents.grouping.settings import Period
from ledgerstone.evidence.incidents.grouping.terms import Kind, code, names_street
from ledgerstone.evidence.incidents.naming import same_place, whole_key, words_of_name
from ledgerstone.values.name_keys import name_key
from ledgerstone.values.places import Extent, PlaceValue, km_between

WITHIN_KM: Final = 25.0
"""Kilometres from the middle of a district to a town that a paper may mean by it; chosen on two fifths of gva-dev."""
FAR_KM: Final = 80.0
"""Kilometres from which two places are no two names for one event's place."""
MOST_PLACES: Final = 8
"""Places of one mention that are held against those of another."""
NEAR_DAYS: Final = 3
"""Days between two days that one event, its night or its days may all have."""
FEW: Final = 5
"""People harmed up to whom an event has one street and one age to each: of more, papers name different ones."""
MOST_DAYS: Final = 512
"""Days of one place that are told apart: beyond them a place is as busy as can be."""


class Fact(StrEnum):
    """What can agree or differ between two mentions beside their words."""

    SAME_PLACE = "same_place"
    NEAR_PLACE = "near_place"
    NAMES_PLACE = "names_place"
    OTHER_PLACE = "other_place"
    FAR_PLACE = "far_place"
    DAYS_MEET = "days_meet"
    DAYS_MEET_THERE = "days_meet_there"
    QUIET_PLACE = "quiet_place"
    MONTH_MEETS = "month_meets"
    NEWS_MEETS = "news_meets"
    NEWS_MEETS_THERE = "news_meets_there"
    DAYS_NEAR = "days_near"
    DAYS_APART = "days_apart"
    PRINT_GAP = "print_gap"
    KILLED = "killed"
    OTHER_KILLED = "other_killed"
    INJURED = "injured"
    OTHER_KIND = "other_kind"


ONE_PLACE: Final = frozenset({Fact.SAME_PLACE, Fact.NEAR_PLACE, Fact.NAMES_PLACE})
TWO_PLACES: Final = frozenset({Fact.OTHER_PLACE, Fact.FAR_PLACE})


class Busy(Protocol):
    """What says on how many days a pile puts harm in a place."""

    def __call__(self, keys: Iterable[str], /) -> int:
        """Return the days of the busiest of some places, at least 1."""


class Days(Struct, frozen=True, kw_only=True):
    """On how many different days a pile puts harm in each place, by the keys of places."""

    of: dict[str, int]

    def __call__(self, keys: Iterable[str]) -> int:
        """Return the days of the busiest of some places, at least 1."""
        return max((self.of.get(key, 1) for key in keys), default=1)


def place_keys(place: PlaceValue) -> tuple[str, ...]:
    """Return the keys by which a place is met: of its entry in a gazetteer and of its name in any script."""
    name = " ".join(whole_key(place.name))
    return (name,) if place.gazetteer_id is None else (place.gazetteer_id, name)


def days_of(profiles: Iterable[Profile]) -> Days:
    """Count the different days on which mentions put harm in each place."""
    found: dict[str, set[int]] = defaultdict(set)
    for profile in profiles:
        days = {day for span in profile.spans for day in (span.first.toordinal(), span.last.toordinal())}
        for key in {key for place in profile.setting.places for key in place_keys(place)}:
            if len(found[key]) < MOST_DAYS:
                found[key] |= days
    return Days(of={key: len(days) for key, days in found.items()})


def facts(
    profiles: Sequence[Profile], first: NDArray[np.int64], second: NDArray[np.int64], busy: Busy
) -> dict[Fact, NDArray[np.float64]]:
    """Return what agrees and differs in pairs of mentions, an array entry a pair.

    Args:
        profiles: The mentions, by their numbers.
        first: Numbers of the ones.
        second: Numbers of the others.
        busy: Says on how many days harm is put in a place.
    """
    found = {fact: np.zeros(len(first)) for fact in Fact}
    for at, (one, other) in enumerate(zip(first.tolist(), second.tolist(), strict=True)):
        for fact, value in between(profiles[one], profiles[other], busy):
            found[fact][at] = value
    return found


def between(one: Profile, other: Profile, busy: Busy) -> Iterator[tuple[Fact, float]]:
    """Yield what agrees and differs in two mentions, with its strength."""
    place = _place_fact(one, other)
    if place is not None:
        yield place, 1.0
    days = _days_fact(one, other)
    if days is Fact.DAYS_MEET and place in TWO_PLACES:
        # Every day has its events somewhere: the day of another place says nothing.
        days = None
    if days is Fact.DAYS_MEET and place in ONE_PLACE:
        yield Fact.DAYS_MEET_THERE, 1.0
        yield Fact.QUIET_PLACE, quiet(busy({*_keys(one), *_keys(other)}))
    elif days is not None:
        there = days is Fact.NEWS_MEETS and place in ONE_PLACE
        yield Fact.NEWS_MEETS_THERE if there else days, 1.0
    if days is not Fact.DAYS_MEET and one.printed is not None and other.printed is not None:
        yield Fact.PRINT_GAP, math.log1p(abs(one.printed - other.printed))
    yield from _figure_facts(one, other)
    kinds, of_kinds = telling(one.kinds), telling(other.kinds)
    if kinds and of_kinds and not kinds & of_kinds:
        yield Fact.OTHER_KIND, 1.0


def _keys(profile: Profile) -> Iterator[str]:
    for place in profile.setting.places[:MOST_PLACES]:
        yield from place_keys(place)


def of_few(profile: Profile) -> bool:
    """Tell whether a mention gives no figure of more than a few people."""
    return all((figure[1] or 0) <= FEW for figure in profile.figures)


def quiet(days: int) -> float:
    """Return how quiet a place is, 1 for one of a single day down to 0 for one of MOST_DAYS, in steps of doublings."""
    return max(0.0, 1.0 - math.floor(math.log2(max(1, days))) / math.log2(MOST_DAYS))


def _place_fact(one: Profile, other: Profile) -> Fact | None:
    those, others = one.setting.places[:MOST_PLACES], other.setting.places[:MOST_PLACES]
    if not those or not others:
        return Fact.NAMES_PLACE if _names(one, others) or _names(other, those) else None
    if any(same_place(here, there) for here, there in product(those, others)):
        return Fact.SAME_PLACE
    if _in_one_town(one, other) or any(_holds(*pair) or _holds(*pair[::-1]) for pair in product(those, others)):
        return Fact.NEAR_PLACE
    if not one.setting.placed or not other.setting.placed:
        # The place is that of the rest of its paper, not of its own words: it contradicts nothing.
        return Fact.NAMES_PLACE if _names(one, others) or _names(other, those) else None
    known = [km for here, there in product(those, others) if (km := km_between(here, there)) is not None]
    return Fact.FAR_PLACE if known and min(known) > FAR_KM else Fact.OTHER_PLACE


def _names(profile: Profile, places: Sequence[PlaceValue]) -> bool:
    """Tell whether the words of a mention name one of some places, in any script."""
    codes = frozenset(name_codes(places))
    return bool(codes) and not codes.isdisjoint(np.frombuffer(profile.codes, dtype="<u8").tolist())


def name_codes(places: Iterable[PlaceValue]) -> Iterator[int]:
    """Yield the code of the sound of the first word of each place."""
    for place in places:
        head = next(iter(words_of_name(place.name)), "")
        if sound := name_key(head):
            yield code(Kind.SOUND, sound)


def _in_one_town(one: Profile, other: Profile) -> bool:
    """Tell whether a street lies in the town of the other, as the rest of its own paper has it."""
    return any(same_place(here, there) for here, there in product(towns_of(one), towns_of(other)))


def towns_of(profile: Profile) -> tuple[PlaceValue, ...]:
    """Return the places of a mention, a bounded number; of one that names streets only, the town of its paper."""
    places, town = profile.setting.places[:MOST_PLACES], profile.setting.town
    return (town,) if town is not None and all(names_street(place.name) for place in places) else places


def _holds(district: PlaceValue, town: PlaceValue) -> bool:
    """Tell whether a town may be what a paper means by a district."""
    if district.extent is not Extent.DISTRICT:
        return False
    km = km_between(district, town)
    return km is not None and km <= WITHIN_KM


def _days_fact(one: Profile, other: Profile) -> Fact | None:
    if one.spans and other.spans:
        apart = _days_between(one.spans, other.spans)
        return Fact.DAYS_APART if apart > NEAR_DAYS else Fact.DAYS_NEAR if apart > 0 else Fact.DAYS_MEET
    period, of_period = one.setting.period, other.setting.period
    if period is None or of_period is None:
        return None
    if one.setting.sure and other.setting.sure:
        # A reader's comment is listed apart and counts for nothing: the month that it names is days enough.
        meets = Fact.DAYS_MEET if one.comment or other.comment else Fact.MONTH_MEETS
        return meets if period.meets(of_period) else Fact.DAYS_APART
    return Fact.NEWS_MEETS if period.meets(of_period) else None


def _days_between(those: tuple[Period, ...], others: tuple[Period, ...]) -> int:
    """Return how many days lie from the one to the other where they are nearest; 0 where they meet."""
    return min(
        max(0, (max(one.first, other.first) - min(one.last, other.last)).days)
        for one, other in product(those[:MOST_PLACES], others[:MOST_PLACES])
    )


def _figure_facts(one: Profile, other: Profile) -> Iterator[tuple[Fact, float]]:
    for question, same, differs in (
        (Question.KILLED, Fact.KILLED, Fact.OTHER_KILLED),
        (Question.INJURED, Fact.INJURED, None),
    ):
        figures = {figure[1:] for figure in one.figures if figure[0] is question}
        of_figures = {figure[1:] for figure in other.figures if figure[0] is question}
        if figures & of_figures:
            yield same, 1.0
        elif figures and of_figures and differs is not None:
            yield differs, 1.0
