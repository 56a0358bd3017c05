"""The claims of an answer, each with its paper and what it goes back to."""

from collections.abc import Hashable, Iterable

from msgspec import Struct

from ledgerstone.evidence.incidents.copying.credits import Credit, credit_in
from ledgerstone.evidence.incidents.lines.origins import By, Origin, Shares, origin_of
from ledgerstone.evidence.incidents.lines.sayings import value_key
from ledgerstone.evidence.incidents.model import HeldClaim, Paper
from ledgerstone.evidence.incidents.order import paper_order
from ledgerstone.evidence.reading.model import Role


class Given(Struct, frozen=True, kw_only=True):
    """A claim with the paper that has it and what it goes back to.

    Attributes:
        paper: The paper.
        held: The claim.
        origin: What it goes back to.
        credit: The agency that the paper credits; None where it credits none, or the claim is its own addition.
    """

    paper: Paper
    held: HeldClaim
    origin: Origin
    credit: Credit | None = None


def given(papers: Iterable[Paper], claims: frozenset[str], shares: Shares) -> tuple[Given, ...]:
    """Return the claims with their papers and origins, by date of publication, never by order of arrival.

    A title says again what the paper says below: it goes back to what that goes back to.

    Args:
        papers: In any order.
        claims: Ids of the claims wanted.
        shares: What of the papers is their own.
    """
    found = [one for paper in papers for one in _of_paper(paper, claims, shares)]
    return tuple(sorted(found, key=lambda one: (paper_order(one.paper), one.held.claim.passage.start, one.held.id)))


def _of_paper(paper: Paper, claims: frozenset[str], shares: Shares) -> list[Given]:
    wanted = [held for held in paper.claims if held.id in claims]
    if not wanted:
        return []
    credit = credit_in(paper)
    below: dict[Hashable, Origin] = {}
    if any(held.claim.region == Role.TITLE for held in wanted):
        for held in paper.claims:
            if held.claim.region not in {Role.TITLE, Role.COMMENT}:
                below.setdefault(_said(held), origin_of(paper, held, credit, shares))
    found = []
    for held in wanted:
        origin = origin_of(paper, held, credit, shares)
        if held.claim.region == Role.TITLE and origin.by is not By.VOICE:
            origin = below.get(_said(held), origin)
        own = held.id in shares.added
        found.append(Given(paper=paper, held=held, origin=origin, credit=None if own else credit))
    return found


def _said(held: HeldClaim) -> Hashable:
    return held.claim.question, held.claim.stance, value_key(held.claim.value)
