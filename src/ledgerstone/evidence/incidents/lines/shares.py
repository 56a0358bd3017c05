"""What of papers that took over a text is their own, and what is not."""

from collections.abc import Mapping

from ledgerstone.evidence.incidents.copying.credits import speaks_for
from ledgerstone.evidence.incidents.lines.counterparts import InOrder, passages_at
from ledgerstone.evidence.incidents.lines.origins import Shares
from ledgerstone.evidence.incidents.lines.sayings import value_key
from ledgerstone.evidence.incidents.model import Copy, Direction, HeldClaim, Paper


def shares_of(papers: Mapping[str, Paper], copies: tuple[Copy, ...]) -> Shares:
    """Return which claims are a credited paper's own addition, and which were taken over from an earlier paper.

    Args:
        papers: By id.
        copies: Among them.
    """
    spans: dict[str, list[tuple[int, int]]] = {}
    taken: set[str] = set()
    for copy in copies:
        if copy.source not in papers or copy.of not in papers:
            continue
        paper, of = papers[copy.source], papers[copy.of]
        sides = (
            (paper, of, [(p.start, p.end) for p in copy.passages]),
            (of, paper, [(p.of_start, p.of_end) for p in copy.passages]),
        )
        for one, other, those in sides:
            if speaks_for(one, other):
                spans.setdefault(one.id, []).extend(those)
        if copy.direction is Direction.KNOWN and not copy.kind.proposed:
            taken |= _taken(paper, of, copy)
    added = (held.id for source, those in spans.items() for held in papers[source].claims if not _inside(held, those))
    return Shares(added=frozenset(added), taken=frozenset(taken))


def _taken(paper: Paper, of: Paper, copy: Copy) -> set[str]:
    ordered = InOrder(enumerate(of.claims))
    found = set()
    for held in paper.claims:
        for passage in passages_at(held, copy.passages):
            met = ordered.in_place_of(held, passage)
            if met is not None and _same(held, of.claims[met]):
                found.add(held.id)
    return found


def _same(one: HeldClaim, other: HeldClaim) -> bool:
    same = one.claim.question is other.claim.question
    return same and value_key(one.claim.value) == value_key(other.claim.value)


def _inside(held: HeldClaim, spans: list[tuple[int, int]]) -> bool:
    passage = held.claim.passage
    return any(start < passage.end and passage.start < end for start, end in spans)
