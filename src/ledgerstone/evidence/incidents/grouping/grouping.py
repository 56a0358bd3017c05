"""Mentions of many papers to incidents: by overlapping days, by place, by kind and figures.

Exact days come first: mentions of one place whose days overlap are of one incident. What is dated loosely (a month, a
year, the days before print) or not at all joins the one such incident that it may mean, by kind, figures and
nearness, and makes an incident of its own only where there is none. Conflicts part, silence does not. The outcome
depends on the papers alone, not on their order. What people decided comes last and stands.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta

from msgspec import Struct

from ledgerstone.evidence.claims.model import Question
from ledgerstone.evidence.incidents.grouping.districts import Towns
from ledgerstone.evidence.incidents.grouping.mentions import EventMention
from ledgerstone.evidence.incidents.grouping.settings import Period, place_classes
from ledgerstone.evidence.incidents.joining import Joined
from ledgerstone.evidence.incidents.model import Paper, Reason
from ledgerstone.evidence.incidents.naming import times_named
from ledgerstone.values.counts import CountValue

LONGEST = timedelta(days=31)
"""A chain of overlapping days ends here: reports of a long war are no single incident."""

Figure = tuple[Question, int | None, int | None]


class Group(Struct, frozen=True, kw_only=True):
    """Mentions that are of one incident, and what spoke for and against it."""

    mentions: tuple[EventMention, ...]
    evidence: tuple[Reason, ...]


class _Node(Struct, frozen=True, kw_only=True):
    """A mention as it is compared."""

    mention: EventMention
    places: frozenset[int]
    figures: frozenset[Figure]


def group(mentions: Sequence[EventMention], papers: Mapping[str, Paper]) -> tuple[Group, ...]:
    """Group mentions into incidents.

    Args:
        mentions: Of all papers, in any order.
        papers: Those papers, by their ids.

    Returns:
        The groups, in the order of their least claim id.
    """
    nodes = _nodes(sorted(mentions, key=lambda one: (one.paper, one.claims[0].id)))
    together = Joined(len(nodes))
    why: dict[int, list[str]] = defaultdict(list)
    exact = [number for number, node in enumerate(nodes) if _is_exact(node) and node.mention.setting.placed]
    _join_exact(nodes, exact, together)
    _place(nodes, exact, together, why, papers)
    exact = [number for number, node in enumerate(nodes) if _is_exact(node)]
    _join_exact(nodes, [number for number in exact if not why[number]], together)
    _join_districts(nodes, exact, together, why)
    _attach(nodes, exact, together, why)
    loose = [number for number, node in enumerate(nodes) if not _is_exact(node) and not why[number]]
    _join_loose(nodes, loose, together)
    found = []
    for members in together.sets():
        if all(nodes[k].mention.comment for k in members):
            continue
        those = tuple(nodes[k].mention for k in members)
        reasons = [reason for k in members for reason in why[k]]
        texts = (*_reasons(those), *sorted(set(reasons)))
        found.append(Group(mentions=those, evidence=tuple(Reason(text=text, supports=True) for text in texts)))
    return tuple(sorted(found, key=lambda one: min(held.id for m in one.mentions for held in m.claims)))


def _place(
    nodes: list[_Node], exact: list[int], together: Joined, why: dict[int, list[str]], papers: Mapping[str, Paper]
) -> None:
    """Join a mention whose words give days but no place to the incident of those days whose place its paper names."""
    dated = [(period, k) for k in exact if (period := nodes[k].mention.setting.period) is not None]
    by_day: dict[int, list[int]] = defaultdict(list)
    for period, k in dated:
        for day in range(period.first.toordinal(), period.last.toordinal() + 1):
            by_day[day].append(k)
    for number, node in enumerate(nodes):
        period = node.mention.setting.period
        if node.mention.setting.placed or not _is_dated(node) or period is None:
            continue
        days = range(period.first.toordinal(), period.last.toordinal() + 1)
        near = {together.top(k): k for day in days for k in by_day.get(day, ())}
        counts = {top: _named(nodes[k], papers[node.mention.paper].text) for top, k in sorted(near.items())}
        best = max(counts.values(), default=0)
        if best and list(counts.values()).count(best) == 1:
            met = next(top for top, count in counts.items() if count == best)
            together.join(met, number)
            place = nodes[near[met]].mention.setting.places[0].name
            why[number].append(f"{node.mention.paper} gives the days and names {place}")


def _join_districts(nodes: list[_Node], exact: list[int], together: Joined, why: dict[int, list[str]]) -> None:
    """Join a mention of a district to the one incident of its days in a town there; to none where there are more."""
    towns = Towns((k, nodes[k].mention.setting) for k in exact)
    found = []
    for number in exact:
        tops = {together.top(k) for k in towns.near(nodes[number].mention.setting)}
        if len(tops) == 1:
            found.append((number, tops.pop()))
    for number, top in found:
        if together.top(number) != together.top(top):
            together.join(top, number)
            place = nodes[number].mention.setting.places[0].name
            why[number].append(f"{nodes[number].mention.paper} names {place}, and this alone is told of a town there")


def _named(node: _Node, text: str) -> int:
    """Return how often a text names the place of a mention."""
    return max((times_named(place.name, text) for place in node.mention.setting.places), default=0)


def _nodes(mentions: Sequence[EventMention]) -> list[_Node]:
    """Number the places; one that no other paper names is taken to lie in the town that its paper is about."""
    named = [place for one in mentions for place in (*one.setting.places, *filter(None, [one.setting.town]))]
    classes = place_classes(named)
    papers: dict[int, set[str]] = defaultdict(set)
    for one in mentions:
        for place in one.setting.places:
            papers[classes[place]].add(one.paper)
    nodes = []
    for one in mentions:
        places = {classes[place] for place in one.setting.places}
        town = one.setting.town
        if town is not None and all(len(papers[place]) <= 1 for place in places):
            places.add(classes[town])
        nodes.append(_Node(mention=one, places=frozenset(places), figures=_figures(one)))
    return nodes


def _figures(mention: EventMention) -> frozenset[Figure]:
    return frozenset(
        (held.claim.question, held.claim.value.lower, held.claim.value.upper)
        for held in mention.claims
        if isinstance(held.claim.value, CountValue) and held.claim.value.lower is not None
    )


def _is_dated(node: _Node) -> bool:
    setting = node.mention.setting
    return setting.sure and setting.period is not None and setting.period.exact() and not node.mention.comment


def _is_exact(node: _Node) -> bool:
    return _is_dated(node) and bool(node.places)


def _join_exact(nodes: list[_Node], exact: list[int], together: Joined) -> None:
    """Join what overlaps in days, place by place."""
    for members in _by_place(nodes, exact).values():
        dated = [(nodes[k].mention.setting.period, k) for k in members]
        _sweep([(period, k) for period, k in dated if period is not None], together)


def _by_place(nodes: list[_Node], numbers: list[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for number in numbers:
        for place in nodes[number].places:
            found[place].append(number)
    return found


def _sweep(dated: list[tuple[Period, int]], together: Joined) -> None:
    """Join periods that follow on each other with days in common, up to the longest span of one incident."""
    head: tuple[Period, int] | None = None
    for period, number in sorted(dated):
        if head is not None and period.first <= head[0].last and period.last - head[0].first <= LONGEST:
            together.join(head[1], number)
            head = (Period(first=head[0].first, last=max(head[0].last, period.last)), head[1])
        else:
            head = (period, number)


def _attach(nodes: list[_Node], exact: list[int], together: Joined, why: dict[int, list[str]]) -> None:
    """Join each loosely dated mention to the one incident that it may mean best; to none where two fit equally."""
    by_place = _by_place(nodes, exact)
    for number, node in enumerate(nodes):
        if _is_exact(node) or why[number]:
            continue
        near = sorted({k for place in node.places for k in by_place.get(place, ())})
        scores: dict[int, tuple[int, int, int]] = {}
        for k in near:
            score = _fit(node, nodes[k])
            if score is not None:
                incident = together.top(k)
                scores[incident] = max(score, scores.get(incident, score))
        best = sorted(scores.items(), key=lambda one: (tuple(-part for part in one[1]), one[0]))
        if best and (len(best) == 1 or best[0][1] != best[1][1]):
            together.join(best[0][0], number)
            why[number].append(_attached(node))


def _fit(node: _Node, of: _Node) -> tuple[int, int, int] | None:
    """Return how well a loose mention fits an exact one, the greater the better; None where the days conflict."""
    setting, period = node.mention.setting, of.mention.setting.period
    if setting.period is not None and period is not None and not setting.period.meets(period):
        return None
    figures = len(node.figures & of.figures)
    kinds = len(node.mention.kinds & of.mention.kinds)
    nearness = 0
    if not setting.sure and setting.period is not None and period is not None:
        nearness = -abs((setting.period.last - period.first).days)
    return figures, nearness, kinds


def _attached(node: _Node) -> str:
    if node.mention.setting.period is None:
        return f"{node.mention.paper} gives no date; place, kind or figures fit this incident alone"
    if not node.mention.setting.sure:
        return f"{node.mention.paper} gives no date of its own; it was printed in the days after"
    return f"{node.mention.paper} gives a month or a year only; this is the incident in it that fits best"


def _join_loose(nodes: list[_Node], loose: list[int], together: Joined) -> None:
    """Join the loosely dated mentions of one place that met no exact one."""
    for members in _by_place(nodes, loose).values():
        dated = [(period, k) for k in members if (period := nodes[k].mention.setting.period) is not None]
        _sweep(dated, together)


def _reasons(mentions: tuple[EventMention, ...]) -> tuple[str, ...]:
    """Say in words what holds the group together."""
    papers = {one.paper for one in mentions}
    if len(papers) < 2:  # noqa: PLR2004  # one paper needs no reason to agree with itself
        return ("one paper mentions it",)
    periods = [one.setting.period for one in mentions if one.setting.sure and one.setting.period is not None]
    exact = [period for period in periods if period.exact()]
    reasons = []
    if exact:
        reasons.append(f"the days given overlap, from {min(p.first for p in exact)} to {max(p.last for p in exact)}")
    names = sorted({place.name for one in mentions for place in one.setting.places})
    if names:
        reasons.append(f"the places named are the same or lie in it: {', '.join(names)}")
    return tuple(reasons)
