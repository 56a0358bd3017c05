"""Ids that stay.

An incident's id is made from one of its claims, the one by which it was first found. It goes on with the claims: a
later grouping gives it to the incident that has most of them. Ids that people decided on come first: one that was
accepted or rejected stays with its claims, also where the grouping had lost it for a while; of ids that have as many
claims in one incident, the one that people decided on first.
"""

from collections import defaultdict
from collections.abc import Collection, Container, Iterator, Sequence
from itertools import chain, count

from msgspec import Struct

from ledgerstone.evidence.incidents.decisions import Decision, Ruling
from ledgerstone.evidence.incidents.model import Incident
from ledgerstone.values.digests import short_id

JUDGED, STOOD, REMEMBERED = 0, 1, 2
"""Which ids are given first."""


class Known(Struct, frozen=True, kw_only=True):
    """An id with the claims that it goes on with.

    Attributes:
        id: Of an incident.
        claims: Ids of claims, and of sources without a claim in it.
        rank: `JUDGED`, `STOOD` or `REMEMBERED`; the lesser rank is served first.
        named: Number of the decision whose subject it was first; among equals, the lesser is served first.
    """

    id: str
    claims: tuple[str, ...]
    rank: int
    named: int


def known_ids(standing: tuple[Incident, ...], decisions: tuple[Decision, ...]) -> tuple[Known, ...]:
    """Return the ids of incidents that there were, with their claims.

    Args:
        standing: The incidents of the grouping before.
        decisions: In force; the sides that they kept say what their ids meant.
    """
    named: dict[str, int] = {}
    for number, one in enumerate(decisions):
        named.setdefault(one.subject, number)
    never = len(decisions)
    found = [Known(id=one.id, claims=one.claims, rank=STOOD, named=named.get(one.id, never)) for one in standing]
    for one in decisions:
        judged = one.decision in {Ruling.ACCEPT, Ruling.REJECT}
        for key, side in zip((one.subject, one.other), one.sides, strict=True):
            if key is not None and key.startswith("i") and side:
                rank = JUDGED if judged else REMEMBERED
                found.append(Known(id=key, claims=side, rank=rank, named=named.get(key, never)))
    return tuple(found)


def named(
    clusters: Sequence[Collection[str]], known: tuple[Known, ...], *, taken: Container[str] = frozenset()
) -> Iterator[str]:
    """Yield an id for each group: the known one with which it has most claims in common, else a new one.

    Args:
        clusters: Ids of the claims of each.
        known: Ids that there were; of one that is in it more than once, a claim counts as often.
        taken: Has the ids of incidents beside these.
    """
    holder = {claim: number for number, claims in enumerate(clusters) for claim in claims}
    ranks: dict[str, tuple[int, int]] = {}
    shared: dict[tuple[str, int], int] = defaultdict(int)
    for one in known:
        ranks[one.id] = min(ranks.get(one.id, (one.rank, one.named)), (one.rank, one.named))
        for claim in one.claims:
            if claim in holder:
                shared[one.id, holder[claim]] += 1
    ids: dict[int, str] = {}
    given: set[str] = set()
    for *_, key, number in sorted((ranks[key][0], -n, ranks[key][1], key, at) for (key, at), n in shared.items()):
        if key not in given and number not in ids and key not in taken:
            ids[number] = key
            given.add(key)
    for number, claims in enumerate(clusters):
        if number not in ids:
            ids[number] = _new_id(claims, given, taken)
            given.add(ids[number])
        yield ids[number]


def _new_id(claims: Collection[str], given: Container[str], taken: Container[str]) -> str:
    """Return the id of the least claim that makes one which no other incident has.

    Where a founding claim was taken out of its incident, the id that it makes is that of those it left.
    """
    made = (short_id("i", claim) for claim in sorted(claims))
    further = (short_id("i", min(claims), str(number)) for number in count(2))
    return next(key for key in chain(made, further) if key not in given and key not in taken)
