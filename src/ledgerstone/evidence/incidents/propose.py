"""Papers in; proposed incidents and copies out.

Proposals only: a named person accepts, merges or splits them, and what people decided stands when papers come in
later. Standing incidents keep their ids. The outcome does not depend on the order of the papers.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping

from msgspec import Struct, structs

from ledgerstone.evidence.claims.model import Question
from ledgerstone.evidence.incidents.binding import constraints, decided, held_apart, parts, recalled
from ledgerstone.evidence.incidents.copying.copies import find_copies
from ledgerstone.evidence.incidents.copying.translations import find_translations
from ledgerstone.evidence.incidents.decisions import Decision
from ledgerstone.evidence.incidents.grouping.grouping import Group, group
from ledgerstone.evidence.incidents.grouping.kinds import kind_of
from ledgerstone.evidence.incidents.grouping.mentions import EventMention, mentions_of
from ledgerstone.evidence.incidents.lines.given import given
from ledgerstone.evidence.incidents.lines.lines import count_lines
from ledgerstone.evidence.incidents.lines.origins import Shares
from ledgerstone.evidence.incidents.lines.ruled import decided_copies
from ledgerstone.evidence.incidents.lines.shares import shares_of
from ledgerstone.evidence.incidents.model import Copy, Incident, Lines, Paper, Reason, is_comment
from ledgerstone.evidence.incidents.pile import ById, Papers
from ledgerstone.evidence.incidents.standing import known_ids, named
from ledgerstone.values.dates import DateValue


class Proposal(Struct, frozen=True, kw_only=True):
    """What is proposed from a pile of papers."""

    incidents: tuple[Incident, ...]
    copies: tuple[Copy, ...]


class _Cluster(Struct, frozen=True, kw_only=True):
    """Mentions of one incident, and what speaks for it and against it."""

    mentions: tuple[EventMention, ...]
    evidence: tuple[Reason, ...] = ()

    def ids(self) -> set[str]:
        """Return the ids of its claims."""
        return {held.id for mention in self.mentions for held in mention.claims}


def propose(papers: Papers, *, decisions: tuple[Decision, ...] = (), standing: tuple[Incident, ...] = ()) -> Proposal:
    """Group the mentions of papers into incidents and find who copies whom.

    Args:
        papers: In any order; they are read more than once, and held only where they are not in the order of their ids.
        decisions: What people decided, in force.
        standing: The incidents of the grouping before this one; they keep their ids.

    Returns:
        Incidents by id, and copies by source.
    """
    mentions: list[EventMention] = []
    heads = []
    for paper in papers:
        mentions += mentions_of(paper)
        heads.append((paper.id, paper.language))
    ordered = papers if heads == sorted(heads, key=lambda head: head[0]) else sorted(papers, key=lambda one: one.id)
    copies = find_copies(ordered)
    # One language has no translations.
    if len({language for _, language in heads}) > 1:
        copies += find_translations(ordered, copies)
    copies = tuple(sorted(copies, key=lambda copy: (copy.source, copy.of)))
    by_id = ById(ordered, sorted(key for key, _ in heads))
    paper_of = {held.id: mention.paper for mention in mentions for held in mention.claims}
    decisions = recalled(decisions, standing, paper_of)
    clusters = _as_decided(group(mentions, by_id), decisions, paper_of)
    ids = named([cluster.ids() for cluster in clusters], known_ids(standing, decisions))
    counted = decided_copies(copies, decisions, frozenset(by_id))
    near, shares = _by_source(counted), shares_of(by_id, counted)
    # Incidents of one paper after each other, so that it is read once for all of them.
    those = sorted(zip(ids, clusters, strict=True), key=lambda one: min(mention.paper for mention in one[1].mentions))
    incidents = [_incident(key, cluster, by_id, near, shares) for key, cluster in those]
    return Proposal(incidents=tuple(sorted(incidents, key=lambda one: one.id)), copies=copies)


def _as_decided(
    groups: tuple[Group, ...], decisions: tuple[Decision, ...], paper_of: Mapping[str, str]
) -> tuple[_Cluster, ...]:
    """Let people's decisions hold over groups, with the decisions among what speaks for and against each."""
    found = [
        (part, number)
        for number, one in enumerate(groups)
        for whole in one.mentions
        for part in _divided(whole, decisions)
    ]
    found.sort(key=lambda one: (one[0].paper, one[0].claims[0].id))
    bound = constraints([[held.id for held in mention.claims] for mention, _ in found], decisions)
    members: dict[int, list[int]] = defaultdict(list)
    for k, (_, number) in enumerate(found):
        members[number].append(k)
    clusters = []
    for those in held_apart(list(members.values()), len(found), bound):
        mentions = tuple(found[k][0] for k in those)
        reasons = [reason for number in sorted({found[k][1] for k in those}) for reason in groups[number].evidence]
        ids = {held.id for mention in mentions for held in mention.claims}
        clusters.append(_Cluster(mentions=mentions, evidence=(*reasons, *decided(ids, paper_of, decisions))))
    return tuple(sorted(clusters, key=lambda one: min(one.ids())))


def _divided(mention: EventMention, decisions: tuple[Decision, ...]) -> tuple[EventMention, ...]:
    those = parts([held.id for held in mention.claims], decisions)
    return tuple(
        structs.replace(mention, claims=tuple(held for held in mention.claims if held.id in ids)) for ids in those
    )


def _by_source(copies: tuple[Copy, ...]) -> dict[str, list[Copy]]:
    found: dict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        found[copy.source].append(copy)
    return found


def _incident(
    key: str, cluster: _Cluster, papers: Mapping[str, Paper], copies: dict[str, list[Copy]], shares: Shares
) -> Incident:
    sources = tuple(sorted({mention.paper for mention in cluster.mentions}))
    claims = [held for mention in cluster.mentions for held in mention.claims]
    kind = kind_of(
        (mention.kinds for mention in cluster.mentions if not mention.comment),
        harmed=any(mention.harmed for mention in cluster.mentions),
    )
    when, where = _when(cluster.mentions), _where(cluster.mentions)
    among = tuple(copy for source in sources for copy in copies.get(source, ()) if copy.of in set(sources))
    return Incident(
        id=key,
        title=_title(kind, where, when),
        kind=kind,
        when=when,
        where=where,
        claims=tuple(sorted(held.id for held in claims)),
        sources=sources,
        lines=_lines(cluster, [papers[source] for source in sources], among, shares),
        evidence=cluster.evidence,
    )


def _lines(cluster: _Cluster, papers: list[Paper], copies: tuple[Copy, ...], shares: Shares) -> Lines:
    """Count the origins of all that is said of the incident, whatever the answers."""
    wanted = frozenset(
        held.id
        for mention in cluster.mentions
        for held in mention.claims
        if not is_comment(held) and held.claim.question is not Question.WORDS_SAID
    )
    return count_lines(given(papers, wanted, shares), copies).count


def _when(mentions: tuple[EventMention, ...]) -> DateValue | None:
    """Return the span of the days that the sources give; loose ones only where none is exact."""
    own = [one.setting for one in mentions if not one.comment and one.setting.sure and one.setting.period is not None]
    periods = [setting.period for setting in own if setting.period is not None]
    exact = [period for period in periods if period.exact()] or periods
    if not exact:
        return None
    first, last = min(period.first for period in exact), max(period.last for period in exact)
    edtf = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    return DateValue(edtf=edtf, earliest=first, latest=last, wording=edtf)


def _where(mentions: tuple[EventMention, ...]) -> tuple[str, ...]:
    """Return the places as the sources name them, the one that most papers name first."""
    papers: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        for place in mention.setting.places:
            papers[place.name].add(mention.paper)
    counts = Counter({name: len(those) for name, those in papers.items()})
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))


def _title(kind: str, where: tuple[str, ...], when: DateValue | None) -> str:
    parts = [kind.capitalize(), where[0] if where else None, when.edtf if when else None]
    return ", ".join(part for part in parts if part)
