"""Ids that stay, and people's decisions on groups.

An incident's id is made from one of its claims, the one by which it was first found. So an id can be found again in
any later grouping by hashing the claims, also after a merge, and a decision needs no memory but its own words.
"""

from collections import defaultdict
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from ledgerstone.evidence.incidents.decisions import Decision, Ruling
from ledgerstone.evidence.incidents.grouping.mentions import EventMention
from ledgerstone.evidence.incidents.model import Incident, Reason
from ledgerstone.values.digests import short_id


class Cluster(Struct, frozen=True, kw_only=True):
    """Mentions of one incident, and what spoke for and against it."""

    mentions: tuple[EventMention, ...]
    evidence: tuple[Reason, ...] = ()

    def claim_ids(self) -> set[str]:
        """Return the ids of its claims."""
        return {held.id for mention in self.mentions for held in mention.claims}


def apply_decisions(
    clusters: tuple[Cluster, ...], decisions: tuple[Decision, ...], standing: tuple[Incident, ...]
) -> tuple[Cluster, ...]:
    """Split and merge groups as people decided: splits first, then merges that nothing forbids.

    Args:
        clusters: As grouped from the papers alone.
        decisions: In force.
        standing: The incidents of the grouping before, by which an id that no claim makes is found.
    """
    if not decisions:
        return clusters
    founder = _founders(clusters, standing)
    current = list(clusters)
    for one in decisions:
        if one.decision == Ruling.SPLIT and one.other is not None:
            current = _split(current, founder.get(one.subject), one.other)
    apart = [
        (founder.get(one.subject), founder.get(one.other or ""))
        for one in decisions
        if one.decision == Ruling.NEVER_TOGETHER
    ]
    for claim, other in apart:
        current = _part(current, claim, other)
    for one in decisions:
        if one.decision == Ruling.MERGE:
            current = _merge(current, founder.get(one.subject), founder.get(one.other or ""), apart)
    return tuple(sorted(current, key=lambda cluster: min(cluster.claim_ids())))


def _founders(clusters: tuple[Cluster, ...], standing: tuple[Incident, ...]) -> dict[str, str]:
    """Return the claim that an id stands for: the claim itself, or the one that the incident's id is made from."""
    found = {incident.id: incident.claims[0] for incident in standing if incident.claims}
    claims = [claim for cluster in clusters for claim in cluster.claim_ids()]
    return found | {short_id("i", claim): claim for claim in claims} | {claim: claim for claim in claims}


def _holder(clusters: list[Cluster], claim: str | None) -> int | None:
    return next((number for number, one in enumerate(clusters) if claim in one.claim_ids()), None)


def _split(clusters: list[Cluster], claim: str | None, other: str) -> list[Cluster]:
    """Take a source, or a claim, out of the incident that a claim stands for."""
    number = _holder(clusters, claim)
    if number is None:
        return clusters
    stay, leave = [], []
    for mention in clusters[number].mentions:
        gone = tuple(held for held in mention.claims if other in {mention.paper, held.id})
        kept = tuple(held for held in mention.claims if held not in gone)
        stay += [msgspec.structs.replace(mention, claims=kept)] if kept else []
        leave += [msgspec.structs.replace(mention, claims=gone)] if gone else []
    if not stay or not leave:
        return clusters
    evidence = (*clusters[number].evidence, Reason(text="a person took a part out of it", supports=False))
    out = (Reason(text="a person took it out", supports=False),)
    parts = [Cluster(mentions=tuple(stay), evidence=evidence), Cluster(mentions=tuple(leave), evidence=out)]
    return [*clusters[:number], *parts, *clusters[number + 1 :]]


def _part(clusters: list[Cluster], claim: str | None, other: str | None) -> list[Cluster]:
    """Take the mentions of the other's claim out where they came together with the first."""
    number = _holder(clusters, claim)
    if number is None or claim == other or _holder(clusters, other) != number:
        return clusters
    leave = tuple(one for one in clusters[number].mentions if other in {held.id for held in one.claims})
    stay = tuple(one for one in clusters[number].mentions if one not in leave)
    if not stay or not leave:
        return clusters
    never = Reason(text="a person decided that they are never together", supports=False)
    parts = [
        Cluster(mentions=stay, evidence=(*clusters[number].evidence, never)),
        Cluster(mentions=leave, evidence=(never,)),
    ]
    return [*clusters[:number], *parts, *clusters[number + 1 :]]


def _merge(
    clusters: list[Cluster], claim: str | None, other: str | None, apart: list[tuple[str | None, str | None]]
) -> list[Cluster]:
    one, two = _holder(clusters, claim), _holder(clusters, other)
    if one is None or two is None or one == two:
        return clusters
    together = clusters[one].claim_ids() | clusters[two].claim_ids()
    if any(a in together and b in together for a, b in apart):
        return clusters
    merged = Cluster(
        mentions=clusters[one].mentions + clusters[two].mentions,
        evidence=(
            *clusters[one].evidence,
            *clusters[two].evidence,
            Reason(text="a person decided that they are one", supports=True),
        ),
    )
    return [cluster for number, cluster in enumerate(clusters) if number not in {one, two}] + [merged]


def named(clusters: tuple[Cluster, ...], standing: tuple[Incident, ...]) -> Iterator[tuple[str, Cluster]]:
    """Give each group its id: that of the standing incident with which it has most claims in common, else a new one.

    Args:
        clusters: With people's decisions applied.
        standing: The incidents of the grouping before.
    """
    holder = {claim: number for number, cluster in enumerate(clusters) for claim in cluster.claim_ids()}
    shared: dict[tuple[str, int], int] = defaultdict(int)
    for incident in standing:
        for claim in incident.claims:
            if claim in holder:
                shared[incident.id, holder[claim]] += 1
    ids: dict[int, str] = {}
    taken: set[str] = set()
    for (key, number), _ in sorted(shared.items(), key=lambda one: (-one[1], one[0])):
        if key not in taken and number not in ids:
            ids[number] = key
            taken.add(key)
    for number, cluster in enumerate(clusters):
        yield ids[number] if number in ids else _new_id(cluster, taken), cluster


def _new_id(cluster: Cluster, taken: set[str]) -> str:
    """Return the id of the least claim that makes one which no other incident has."""
    key = next(key for claim in sorted(cluster.claim_ids()) if (key := short_id("i", claim)) not in taken)
    taken.add(key)
    return key
