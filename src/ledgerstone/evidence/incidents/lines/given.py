"""The claims of an answer, each with its paper and what it goes back to."""

from collections.abc import Iterable

from msgspec import Struct

from ledgerstone.evidence.incidents.lines.origins import Origin, origin_of
from ledgerstone.evidence.incidents.model import HeldClaim, Paper
from ledgerstone.evidence.incidents.order import paper_order


class Given(Struct, frozen=True, kw_only=True):
    """A claim with the paper that has it and what it goes back to."""

    paper: Paper
    held: HeldClaim
    origin: Origin


def given(papers: Iterable[Paper], claims: frozenset[str], added: frozenset[str]) -> tuple[Given, ...]:
    """Return the claims with their papers and origins, by date of publication, never by order of arrival.

    Args:
        papers: In any order.
        claims: Ids of the claims wanted.
        added: Ids of claims that stand in a paper's own addition to a text that it took over.
    """
    found = [
        Given(paper=paper, held=held, origin=origin_of(paper, held.claim, added=held.id in added))
        for paper in papers
        for held in paper.claims
        if held.id in claims
    ]
    return tuple(sorted(found, key=lambda one: (paper_order(one.paper), one.held.claim.passage.start, one.held.id)))
