"""What speaks for a grouping and against it, paper by paper, in words for a person.

Only values, names and single words of the papers stand in a reason, never a sentence of theirs; each reason names its
papers and the claims that one can look it up in.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from ledgerstone.evidence.claims.model import Question
from ledgerstone.evidence.incidents.grouping.facts import FAR_KM, place_keys
from ledgerstone.evidence.incidents.grouping.kinds import telling
from ledgerstone.evidence.incidents.grouping.outline import core_of
from ledgerstone.evidence.incidents.grouping.profiles import Profile
from ledgerstone.evidence.incidents.grouping.rarity import Counted
from ledgerstone.evidence.incidents.grouping.settings import Period
from ledgerstone.evidence.incidents.grouping.terms import KINDS, Kind, forms
from ledgerstone.evidence.incidents.model import Paper, Reason
from ledgerstone.values.places import PlaceValue, km_between

RARE: Final = 16
"""Mentions of the pile up to which a word that two share is worth naming."""
MOST_WORDS: Final = 5
"""Names and words that one reason names, of each kind."""
MOST_NAMED: Final = 6
"""Places, days or figures that one reason names."""
MOST_MENTIONS: Final = 300
"""Mentions of a group whose reasons are given one by one, the first in print."""


class _Common:
    """What the mentions of a group have in common: for each thing, how many papers have it."""

    def __init__(self, members: Sequence[Profile], counted: Counted) -> None:
        self.days = core_of([one for one in members if not one.comment])
        self.places: Counter[str] = Counter()
        self.figures: Counter[tuple[Question, int | None, int | None]] = Counter()
        self.kinds: Counter[str] = Counter()
        terms: Counter[int] = Counter()
        papers: dict[str, list[Profile]] = defaultdict(list)
        for one in members:
            papers[one.paper].append(one)
        for those in papers.values():
            self.places.update({key for one in those for place in one.setting.places for key in place_keys(place)})
            self.figures.update({figure for one in those for figure in one.figures})
            self.kinds.update({kind for one in those for kind in telling(one.kinds)})
            terms.update(set().union(*map(_codes, those)))
        self.rare = _rare([code for code, count in terms.items() if count > 1], counted)
        every = {place.name: place for one in members for place in one.setting.places if self.place(place) > 1}
        self.towns = sorted(every.values(), key=lambda one: (-self.place(one), one.name))[:MOST_NAMED]

    def place(self, one: PlaceValue) -> int:
        """Return how many papers name a place."""
        return max(self.places[key] for key in place_keys(one))


def _rare(shared: Sequence[int], counted: Counted) -> dict[int, int]:
    """Return those of some codes that are worth naming, with the mentions of the pile that they are in."""
    shown = np.array([code for code in shared if code % KINDS in _SHOWN], dtype=np.uint64)
    counts = counted(shown)
    rare = counts <= RARE
    return dict(zip(shown[rare].tolist(), counts[rare].tolist(), strict=True))


def reasons(members: Sequence[Profile], papers: Mapping[str, Paper], counted: Counted) -> tuple[Reason, ...]:
    """Return what speaks for a group and against it.

    Args:
        members: Its mentions, in the order of print.
        papers: Those papers, by their ids.
        counted: Says in how many mentions of the pile terms are.
    """
    sources = tuple(sorted({one.paper for one in members}))
    if len(sources) == 1:
        claims = tuple(claim for one in members for claim in one.claims)
        return (Reason(text="one paper mentions it", supports=True, sources=sources, claims=claims),)
    common = _Common(members, counted)
    named = members[:MOST_MENTIONS]
    held = [_for(one, common, papers[one.paper]) for one in named]
    against = [reason for one in named for reason in _against(one, common)]
    more = len(members) - len(named)
    rest = [Reason(text=f"{more} more mentions joined in the same way", supports=True)] if more else []
    return (*held, *rest, *against)


def _for(one: Profile, common: _Common, paper: Paper) -> Reason:
    """Say what a mention has in common with others of its group."""
    found = [*_shared_days(one, common), *_shared_values(one, common), *_shared_words(one, common, paper)]
    text = f"{one.paper}: {'; '.join(found)}" if found else f"{one.paper}: it is like others in many common words"
    return Reason(text=text, supports=True, sources=(one.paper,), claims=one.claims)


def _shared_days(one: Profile, common: _Common) -> Iterator[str]:
    days, setting = common.days, one.setting
    if days is None or setting.period is None:
        return
    met = [span for span in one.spans if span.meets(days)]
    if met:
        yield f"gives days that meet those of others, {_listed(_span(span) for span in met)}"
    elif not one.spans and setting.period.meets(days):
        given = f"gives {_span(setting.period)}, which holds them" if setting.sure else "was printed in the days after"
        yield f"gives no day of its own, {given}" if not setting.sure else given


def _shared_values(one: Profile, common: _Common) -> Iterator[str]:
    places = [place.name for place in one.setting.places if common.place(place) > 1]
    if places:
        yield f"names the same place, {_listed(places)}"
    for question in (Question.KILLED, Question.INJURED):
        figures = [figure for figure in one.figures if figure[0] is question and common.figures[figure] > 1]
        if figures:
            yield f"gives the same number {question.value}, {_listed(_number(figure[1:]) for figure in figures)}"


def _shared_words(one: Profile, common: _Common, paper: Paper) -> Iterator[str]:
    """Say which rare names and words a mention shares, as its paper prints them."""
    rare = sorted(common.rare.keys() & _codes(one), key=lambda code: (common.rare[code], code))
    if not rare:
        return
    printed = forms(f"{paper.title or ''}\n{paper.text}", frozenset(rare))
    for kinds, capital, label in _LABELS:
        words = dict.fromkeys(printed[code] for code in rare if code % KINDS in kinds and code in printed)
        named = [word for word in words if capital is None or word[0].isupper() == capital]
        if named:
            yield f"{label} {_listed(named[:MOST_WORDS])}"


_LABELS: Final = (
    ((Kind.PAIR,), None, "shares the full names"),
    ((Kind.NAME, Kind.SOUND), True, "shares the names"),
    ((Kind.PERSON,), None, "gives the age of the same person,"),
    ((Kind.STREET,), None, "names the same street,"),
    ((Kind.WORD,), False, "shares the rare words"),
)
_SHOWN: Final = frozenset(kind for kinds, _, _ in _LABELS for kind in kinds)


def _against(one: Profile, common: _Common) -> Iterator[Reason]:
    """Say where a mention differs from the others of its group."""
    different = (_other_days, _other_places, _other_figures, _other_kinds)
    for text in (text for differs in different for text in differs(one, common)):
        yield Reason(text=f"{one.paper}: {text}", supports=False, sources=(one.paper,), claims=one.claims)


def _other_days(one: Profile, common: _Common) -> Iterator[str]:
    if common.days is None or not one.spans or any(span.meets(common.days) for span in one.spans):
        return
    yield f"gives other days, {_listed(map(_span, one.spans))}, than {_span(common.days)}"


def _other_places(one: Profile, common: _Common) -> Iterator[str]:
    places = one.setting.places
    if not places or not common.towns or any(common.place(place) > 1 for place in places):
        return
    known = [km for town in common.towns if (km := km_between(places[0], town)) is not None]
    away = f", {min(known):.0f} km away" if known and min(known) > FAR_KM else ""
    yield f"names another place{away}, {_listed(place.name for place in places)}"


def _other_figures(one: Profile, common: _Common) -> Iterator[str]:
    killed = [figure for figure in one.figures if figure[0] is Question.KILLED]
    rivals = any(figure[0] is Question.KILLED and count > 1 for figure, count in common.figures.items())
    if killed and rivals and all(common.figures[figure] == 1 for figure in killed):
        yield f"gives another number killed, {_listed(_number(figure[1:]) for figure in killed)}"


def _other_kinds(one: Profile, common: _Common) -> Iterator[str]:
    kinds = telling(one.kinds)
    if kinds and any(count > 1 for count in common.kinds.values()) and all(common.kinds[kind] == 1 for kind in kinds):
        yield f"names another kind of event, {_listed(sorted(kinds))}"


def _codes(one: Profile) -> set[int]:
    return set(np.frombuffer(one.codes, dtype="<u8").tolist())


def _span(period: Period) -> str:
    first, last = period.first.isoformat(), period.last.isoformat()
    return first if first == last else f"{first} to {last}"


def _number(figure: tuple[int | None, int | None]) -> str:
    lower, upper = figure
    if lower == upper:
        return str(lower)
    return f"at least {lower}" if upper is None else f"{lower} to {upper}"


def _listed(names: Iterable[str]) -> str:
    named = list(dict.fromkeys(names))
    more = len(named) - MOST_NAMED
    return ", ".join(named[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
