"""What one paper says of which event: its claims tied to mentions, each with a time and a place.

A retrospective mentions many events, and a background paragraph is not the news. A claim belongs to the time and the
place that its own words give; else to those of its sentence, of its paragraph, of its paper. News without a date of
its own is taken to be of the days before it was printed, and marked as not sure; in a paper that looks back on many
events, one elsewhere without a date has none. Silence joins, a conflict parts.

Left to others: which mentions of different papers are of one incident (grouping).
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

from msgspec import Struct

from ledgerstone.evidence.claims.model import Question
from ledgerstone.evidence.incidents.grouping.kinds import kinds_in
from ledgerstone.evidence.incidents.grouping.settings import Period, Setting, joined, parts_of_settings
from ledgerstone.evidence.incidents.model import HeldClaim, Paper, is_comment
from ledgerstone.evidence.incidents.tokens import SENTENCE_END
from ledgerstone.evidence.reading.model import Role
from ledgerstone.values.dates import DateValue
from ledgerstone.values.places import Extent, PlaceValue

LARGE = frozenset({Extent.DIVISION, Extent.COUNTRY, Extent.CONTINENT, Extent.AREA})
"""What is so large that two events in it have no place in common."""
NOT_OF_AN_EVENT = frozenset({Question.WHEN, Question.WHERE, Question.WORDS_SAID, Question.OTHER})
"""A mention needs an answer to some other question: a date alone is no event."""
LABELS = frozenset({Question.CHARACTERISED_AS})
"""Alone and with no place it is no event either: "the convention on the crime of genocide", "a forum held in 2015"."""

HARM = frozenset({Question.KILLED, Question.INJURED})
NEWS_DAYS = timedelta(days=14)
MANY_TIMES = 3
"""Times in one paper from which it looks back: an event elsewhere without a date is not of the first one's days."""

PARAGRAPHS = frozenset({Role.TITLE, Role.BODY, Role.CAPTION, Role.LIST, Role.TABLE, Role.COMMENT, Role.QUOTATION})
SILENT = frozenset({Role.POLICY, Role.BOILERPLATE, Role.REFERENCE_LIST, Role.SIGNATURES})

T = TypeVar("T")


class EventMention(Struct, frozen=True, kw_only=True):
    """What one paper says of one event.

    Attributes:
        paper: The paper's id.
        claims: The claims that belong to it, in order.
        setting: When and where.
        spans: The exact days that its own claims give, each once, in order; their span is in the setting.
        kinds: The kinds of event that its sentences name.
        harmed: Whether it says of people killed or injured.
        comment: Whether it stands in readers' comments only.
    """

    paper: str
    claims: tuple[HeldClaim, ...]
    setting: Setting
    spans: tuple[Period, ...]
    kinds: frozenset[str]
    harmed: bool
    comment: bool


class _Spot(Struct, kw_only=True):
    """A claim while its time and place are looked for."""

    held: HeldClaim
    sentence: int
    paragraph: int
    comment: bool
    period: Period | None
    place: PlaceValue | None
    beside: tuple[PlaceValue, ...] = ()


def mentions_of(paper: Paper) -> tuple[EventMention, ...]:
    """Return the events that a paper mentions, each with its claims, in the order of their first claims."""
    spots = _spots(paper)
    _see_beside(spots)
    for level in ("sentence", "paragraph"):
        _fill(spots, level)
    settings = _settings(paper, spots)
    ends = _sentence_ends(paper)
    found = []
    for members in parts_of_settings(settings):
        mention = _mention(paper, [spots[k] for k in members], [settings[k] for k in members], ends)
        if mention is not None:
            found.append(mention)
    return tuple(found)


def setting_of(paper: Paper) -> tuple[Setting, tuple[Period, ...]]:
    """Return when and where a whole paper puts what it is about, and the exact days that it gives."""
    spots = _spots(paper)
    settings = _settings(paper, spots)
    if not settings:
        return Setting(period=_before_print(paper), sure=False, places=(), placed=False), ()
    return joined(settings), _spans(settings)


def _sentence_ends(paper: Paper) -> list[int]:
    return [match.end() for match in SENTENCE_END.finditer(paper.text)]


def paragraph_starts(paper: Paper) -> list[int]:
    """Return where the paragraphs of a paper begin: by the reading's regions, by line breaks where it has none."""
    heads = sorted({region.start for region in paper.regions if region.role in PARAGRAPHS})
    return heads or [at + 1 for at, char in enumerate(paper.text) if char == "\n"]


def _spots(paper: Paper) -> list[_Spot]:
    ends = _sentence_ends(paper)
    heads = paragraph_starts(paper)
    found = []
    for held in paper.claims:
        claim = held.claim
        if claim.region in SILENT:
            continue
        when = claim.value if claim.question is Question.WHEN else claim.scope.when
        where = claim.value if claim.question is Question.WHERE else claim.scope.where
        found.append(
            _Spot(
                held=held,
                sentence=bisect_right(ends, claim.passage.start),
                paragraph=bisect_right(heads, claim.passage.start),
                comment=is_comment(held),
                period=_period(when) if isinstance(when, DateValue) else None,
                place=where if isinstance(where, PlaceValue) and where.extent not in LARGE else None,
            )
        )
    return found


def _period(value: DateValue) -> Period | None:
    """Return the days of a date; None where an end is open, which says too little to group by."""
    first, last = value.earliest, value.latest
    return Period(first=first, last=last) if first is not None and last is not None and first <= last else None


def _fill(spots: list[_Spot], level: str) -> None:
    """Give claims without time or place those of the nearest claim of their sentence or paragraph that has them."""
    groups: dict[int, list[_Spot]] = defaultdict(list)
    for spot in spots:
        groups[getattr(spot, level)].append(spot)
    for group in groups.values():
        if level == "sentence":
            _prefer_exact(group)
        periods = _nearest(group, lambda spot: spot.period)
        places = _nearest(group, lambda spot: spot.place)
        for spot, period, place in zip(group, periods, places, strict=True):
            spot.period = spot.period or period
            spot.place = spot.place or place


def _prefer_exact(group: list[_Spot]) -> None:
    """Give a claim with a year or a month the exact days of its sentence: the year is that of the saying."""
    exact = next((spot.period for spot in group if spot.period is not None and spot.period.exact()), None)
    for spot in group:
        if exact is not None and spot.period is not None and not spot.period.exact():
            spot.period = exact


def _see_beside(spots: list[_Spot]) -> None:
    """Note the other places of a claim's sentence, where they may hold its own ("in Mill Street in the town")."""
    groups: dict[int, list[_Spot]] = defaultdict(list)
    for spot in spots:
        groups[spot.sentence].append(spot)
    for group in groups.values():
        places = tuple(dict.fromkeys(spot.place for spot in group if spot.place is not None))
        one_time = len({spot.period for spot in group if spot.period is not None}) <= 1
        for spot in group:
            own = spot.place is not None and spot.place.gazetteer_id is None
            if one_time and own and spot.held.claim.question is not Question.WHERE:
                spot.beside = places


def _nearest(group: list[_Spot], known: Callable[[_Spot], T | None]) -> list[T | None]:
    """Return for each claim what the one before it in the text has, else the one after it."""
    found: list[T | None] = []
    last: T | None = None
    for spot in group:
        last = known(spot) or last
        found.append(last)
    first = next((one for one in found if one is not None), None)
    return [one if one is not None else first for one in found]


def _settings(paper: Paper, spots: list[_Spot]) -> list[Setting]:
    """Complete the claims of a paper from what the whole of it is about."""
    body = [spot for spot in spots if not spot.comment] or spots
    town = _town(paper, body)
    telling = [spot for spot in body if spot.held.claim.question not in NOT_OF_AN_EVENT] or body
    main = next((spot for spot in telling if spot.period is not None), None)
    printed, at_place = _before_print(paper), _periods_by_place(telling)
    looks_back = _times(telling) >= MANY_TIMES
    settings = []
    for spot in spots:
        place = spot.place or town
        period = spot.period or (at_place.get(place.name) if place is not None else None)
        elsewhere = looks_back and spot.place is not None and main is not None and spot.place != (main.place or town)
        if period is None and main is not None and not elsewhere:
            period = main.period
        settings.append(
            Setting(
                period=period or (None if elsewhere else printed),
                sure=period is not None,
                places=tuple(dict.fromkeys((place, *spot.beside))) if place is not None else (),
                placed=spot.place is not None,
                town=town,
            )
        )
    return settings


def _times(spots: list[_Spot]) -> int:
    """Count the times that claims give which have no day in common."""
    count, last = 0, None
    for period in sorted({spot.period for spot in spots if spot.period is not None}):
        if last is None or period.first > last:
            count += 1
        last = period.last if last is None else max(last, period.last)
    return count


def _periods_by_place(spots: list[_Spot]) -> dict[str, Period]:
    """Return for each place the time of the first claim about it that has one."""
    found: dict[str, Period] = {}
    for spot in spots:
        if spot.period is not None and spot.place is not None:
            found.setdefault(spot.place.name, spot.period)
    return found


def _before_print(paper: Paper) -> Period | None:
    if paper.published is None or paper.published.earliest is None or paper.published.latest is None:
        return None
    printed: date = paper.published.latest
    first = printed - NEWS_DAYS if printed - date.min > NEWS_DAYS else date.min
    return Period(first=first, last=printed)


def _town(paper: Paper, spots: list[_Spot]) -> PlaceValue | None:
    """Return the place of the dateline, else the one that most claims are about, the first among equals."""
    for region in paper.regions:
        if region.role is Role.DATELINE and paper.text[region.end : region.end + 3].strip()[:1] in {"—", "–", "-", ":"}:
            name = paper.text[region.start : region.end].split(",")[0].split("(")[0].strip()
            if name and len(name) < 40 and not any(char.isdigit() for char in name):  # noqa: PLR2004  # a name's length
                return PlaceValue(name=name.title(), wording=name)
    named = [spot.place for spot in spots if spot.place is not None]
    counts = Counter(place.name for place in named)
    return max(named, key=lambda place: counts[place.name], default=None)


def _mention(paper: Paper, spots: list[_Spot], settings: list[Setting], ends: list[int]) -> EventMention | None:
    told = {spot.held.claim.question for spot in spots} - NOT_OF_AN_EVENT
    if not told or (told <= LABELS and not any(one.placed for one in settings)):
        return None
    sentences = {_sentence_of(paper.text, spot.held, ends) for spot in spots}
    return EventMention(
        paper=paper.id,
        claims=tuple(spot.held for spot in spots),
        setting=joined(settings),
        spans=_spans(settings),
        kinds=kinds_in(" \n ".join(sorted(sentences))),
        harmed=any(spot.held.claim.question in HARM for spot in spots),
        comment=all(spot.comment for spot in spots),
    )


def _spans(settings: list[Setting]) -> tuple[Period, ...]:
    """Return the exact days that are sure, each once."""
    periods = {one.period for one in settings if one.sure and one.period is not None and one.period.exact()}
    return tuple(sorted(periods))


def _sentence_of(text: str, held: HeldClaim, ends: list[int]) -> str:
    """Return the words from the sentence in which a passage begins to that in which it ends."""
    first = bisect_right(ends, held.claim.passage.start)
    last = bisect_left(ends, held.claim.passage.end)
    return text[ends[first - 1] if first else 0 : ends[last] if last < len(ends) else len(text)]
