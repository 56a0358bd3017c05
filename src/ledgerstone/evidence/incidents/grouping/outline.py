"""What an incident is called: its kind, its days and its places, put together from values of its mentions."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from msgspec import Struct

from ledgerstone.evidence.incidents.grouping.kinds import kind_of
from ledgerstone.evidence.incidents.grouping.profiles import Profile
from ledgerstone.evidence.incidents.grouping.settings import Period, place_classes
from ledgerstone.evidence.incidents.grouping.terms import names_street
from ledgerstone.evidence.incidents.naming import place_keys
from ledgerstone.values.dates import DateValue
from ledgerstone.values.places import Extent, PlaceValue

BESIDE: Final = 1
"""Days between the core of an incident and days that are still of it."""
MOST_AROUND: Final = 8
"""Places whose keys are kept, the first among them."""
LONGEST_DAYS: Final = 366
"""Of a span that is counted day by day."""


class Outline(Struct, frozen=True, kw_only=True):
    """What an incident is called.

    Attributes:
        title: Kind, place and days, never a sentence of a source.
        kind: From a closed list of ours.
        when: The days that its mentions give; None is not known.
        where: The places as the sources name them.
        places: Keys of the place that comes first there.
        around: Keys of the others.
    """

    title: str
    kind: str
    when: DateValue | None
    where: tuple[str, ...]
    places: tuple[str, ...]
    around: tuple[str, ...]


def outline(members: Sequence[Profile]) -> Outline:
    """Return what an incident is called.

    Args:
        members: Its mentions, in any order.
    """
    own = [one for one in members if one.claims and not one.comment] or list(members)
    kind = kind_of((frozenset(one.kinds) for one in own), harmed=any(one.harmed for one in members))
    when, (where, those) = _when(own), _where(members)
    first = place_keys(those[0]) if those else ()
    around = place_keys([place for one in those[1:MOST_AROUND] for place in one])
    parts = [kind.capitalize(), where[0] if where else None, when.edtf if when else None]
    return Outline(
        title=", ".join(part for part in parts if part),
        kind=kind,
        when=when,
        where=where,
        places=first,
        around=tuple(key for key in around if key not in first),
    )


def _when(members: Iterable[Profile]) -> DateValue | None:
    days = core_of(members)
    if days is None:
        return None
    edtf = days.first.isoformat() if days.first == days.last else f"{days.first.isoformat()}/{days.last.isoformat()}"
    return DateValue(edtf=edtf, earliest=days.first, latest=days.last, wording=edtf)


def core_of(members: Iterable[Profile]) -> Period | None:
    """Return the days that most papers give, with the spans that meet them; loose ones only where none is exact.

    Spans are not chained: what meets only what meets the core is of other days, which the evidence lists.
    """
    spans: dict[str, set[Period]] = defaultdict(set)
    for one in members:
        period = one.setting.period
        loose = {period} if one.setting.sure and period is not None and not one.spans else set()
        spans[one.paper].update(one.spans or loose)
    every = {span for those in spans.values() for span in those}
    exact = {span for span in every if span.exact()} or every
    if not exact:
        return None
    counts = Counter(day for those in spans.values() for day in {day for span in those & exact for day in _days(span)})
    most = max(counts.values())
    first = min(day for day, count in counts.items() if count == most)
    last = first
    while counts[last + 1] == most:
        last += 1
    met = [span for span in exact if _ordinals(span)[0] <= last + BESIDE and _ordinals(span)[1] >= first - BESIDE]
    return Period(first=min(span.first for span in met), last=max(span.last for span in met))


def _ordinals(span: Period) -> tuple[int, int]:
    return span.first.toordinal(), span.last.toordinal()


def _days(span: Period) -> range:
    first, last = _ordinals(span)
    return range(first, min(last, first + LONGEST_DAYS) + 1)


def _where(members: Iterable[Profile]) -> tuple[tuple[str, ...], tuple[tuple[PlaceValue, ...], ...]]:
    """Return the places as the sources name them, and what is one place together in the same order.

    What most papers name stands first, towns before streets.
    """
    papers: dict[PlaceValue, set[str]] = defaultdict(set)
    for one in members:
        for place in one.setting.places:
            papers[place].add(one.paper)
    classes = place_classes(papers)
    of_class: dict[int, set[str]] = defaultdict(set)
    of_name: dict[tuple[int, str], set[str]] = defaultdict(set)
    rank: dict[int, int] = {}
    for place, those in papers.items():
        key = classes[place]
        of_class[key] |= those
        of_name[key, place.name] |= those
        rank[key] = min(_rank(place), rank.get(key, _rank(place)))
    names = sorted(of_name, key=lambda one: (-len(of_class[one[0]]), rank[one[0]], -len(of_name[one]), one[1]))
    same: dict[int, list[PlaceValue]] = {key: [] for key, _ in names}
    for place in papers:
        same[classes[place]].append(place)
    return tuple(dict.fromkeys(name for _, name in names)), tuple(tuple(those) for those in same.values())


def _rank(place: PlaceValue) -> int:
    """Rank a town before a place that no gazetteer has, a street and a district after them."""
    if place.extent is Extent.TOWN:
        return 0
    if names_street(place.name):
        return 3
    return 2 if place.extent is Extent.DISTRICT else 1
