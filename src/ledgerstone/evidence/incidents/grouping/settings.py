"""When and where: what two mentions must have in common to be of one event, and what parts them.

Days that overlap and a place that is the same join; days that cannot overlap part, and so do two different places.
What is not said parts nothing. Work is bounded: settings are compared only with those that name a like place.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import islice

from msgspec import Struct

from ledgerstone.evidence.incidents.joining import Joined
from ledgerstone.evidence.incidents.naming import same_place, whole_key
from ledgerstone.values.places import PlaceValue

EXACT = timedelta(days=21)
"""A period longer than this names a month or a year, in which a town may have had several events."""

MOST_ALIKE = 64
"""Places of one key that a place is held against: a text of names that are made up to sound alike ends too."""

LONGEST = timedelta(days=31)
"""A chain of overlapping days ends here: reports of a long war are no single incident."""


class Period(Struct, frozen=True, kw_only=True, order=True):
    """Days from the first to the last, inclusive."""

    first: date
    last: date

    def meets(self, other: "Period") -> bool:
        """Return whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last

    def exact(self) -> bool:
        """Return whether the period is short enough to tell two events of one place apart."""
        return self.last - self.first <= EXACT


class Setting(Struct, frozen=True, kw_only=True):
    """When and where a mention puts its event.

    Attributes:
        period: The days; None is not known.
        sure: Whether the text gives them; else they are the days before it was printed.
        places: The places that it names, or the town where it names none.
        placed: Whether its own words give the place.
        town: The place that its paper is about, which may hold places that no other paper names.
    """

    period: Period | None
    sure: bool
    places: tuple[PlaceValue, ...]
    placed: bool = True
    town: PlaceValue | None = None


def joined(settings: Iterable[Setting]) -> Setting:
    """Return one setting for those of one mention: the span of the exact days that are sure, and all places."""
    found = tuple(settings)
    dated = [one for one in found if one.period is not None]
    sure = [one for one in dated if one.sure] or dated
    periods = [one.period for one in sure if one.period is not None]
    exact = [period for period in periods if period.exact()] or periods
    return Setting(
        period=Period(first=min(p.first for p in exact), last=max(p.last for p in exact)) if exact else None,
        sure=any(one.sure for one in dated),
        places=tuple(dict.fromkeys(place for one in found for place in one.places)),
        placed=any(one.placed for one in found),
        town=next((one.town for one in found if one.town is not None), None),
    )


def place_classes(places: Iterable[PlaceValue]) -> dict[PlaceValue, int]:
    """Number places so that those that are one place have one number."""
    distinct = sorted(set(places), key=lambda place: (place.name, place.gazetteer_id or "", place.wording))
    buckets: dict[str | tuple[str, ...], list[int]] = defaultdict(list)
    for number, place in enumerate(distinct):
        if place.gazetteer_id is not None:
            buckets[place.gazetteer_id].append(number)
        buckets[whole_key(place.name)].append(number)
    one_place = Joined(len(distinct))
    for members in buckets.values():
        heads: list[int] = []
        for number in members:
            near = islice(reversed(heads), MOST_ALIKE)
            met = next((head for head in near if same_place(distinct[head], distinct[number])), None)
            if met is None:
                heads.append(number)
            else:
                one_place.join(met, number)
    return {place: one_place.top(number) for number, place in enumerate(distinct)}


def parts_of_settings(settings: Sequence[Setting]) -> tuple[tuple[int, ...], ...]:
    """Group the claims of one paper into mentions.

    Args:
        settings: One for each claim, in the order of the text.

    Returns:
        The numbers of each mention's claims, in the order of their first.
    """
    classes = place_classes(place for one in settings for place in one.places)
    groups: dict[tuple[frozenset[int], Period | None, bool], list[int]] = defaultdict(list)
    for number, one in enumerate(settings):
        groups[frozenset(classes[place] for place in one.places), one.period, one.sure].append(number)
    keys = list(groups)
    together = Joined(len(keys))
    by_place: dict[int, list[int]] = defaultdict(list)
    for number, (at, _, _) in enumerate(keys):
        for place in at or {-1}:
            by_place[place].append(number)
    exact = {number: period for number, (_, period, _) in enumerate(keys) if period is not None and period.exact()}
    for members in by_place.values():
        _sweep([(number, exact[number]) for number in members if number in exact], together)
        _attach([number for number in members if number not in exact], members, keys, together)
    members_of: dict[int, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        members_of[together.top(number)] += groups[key]
    return tuple(sorted((tuple(sorted(members)) for members in members_of.values()), key=min))


def _sweep(dated: list[tuple[int, Period]], together: Joined) -> None:
    """Join the periods of one place that follow on each other with days in common, up to the longest span."""
    head: tuple[int, date, date] | None = None
    for number, period in sorted(dated, key=lambda one: (one[1], one[0])):
        if head is not None and period.first <= head[2] and period.last - head[1] <= LONGEST:
            together.join(head[0], number)
            head = (head[0], head[1], max(head[2], period.last))
        else:
            head = (number, period.first, period.last)


def _attach(
    vague: list[int], members: list[int], keys: list[tuple[frozenset[int], Period | None, bool]], together: Joined
) -> None:
    """Join what is dated loosely or not at all to the first exact period of its place that it may mean."""
    loose = set(vague)
    exact = [number for number in members if number not in loose]
    for number in vague:
        period = keys[number][1]
        fitting = (of for of in exact if period is None or ((q := keys[of][1]) is not None and period.meets(q)))
        met = next(fitting, None)
        if met is not None:
            together.join(met, number)
