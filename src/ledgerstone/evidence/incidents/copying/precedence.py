"""Which of two papers that share words came first, and whether that is known.

Known where both dates are known and no day is common to them, or where one credits the other's publisher in its
byline or dateline, or prints an address of its site. Else the later by `paper_order` stands first, which
claims nothing.
"""

from ledgerstone.evidence.incidents.copying.credits import links_to, speaks_for
from ledgerstone.evidence.incidents.model import Paper
from ledgerstone.evidence.incidents.order import paper_order


def precedence(one: Paper, other: Paper) -> tuple[bool, bool]:
    """Return whether it is known which came first, and whether that is the first given."""
    dated = _by_dates(one, other)
    if dated is not None:
        return True, dated
    for credited in (speaks_for, links_to):
        mine, theirs = credited(one, other), credited(other, one)
        if mine != theirs:
            return True, theirs
    return False, paper_order(one) < paper_order(other)


def _by_dates(one: Paper, other: Paper) -> bool | None:
    """Return whether the first given came first; None where their dates do not tell."""
    mine, theirs = one.published, other.published
    if not (mine and theirs and mine.earliest and mine.latest and theirs.earliest and theirs.latest):
        return None
    if mine.earliest > theirs.latest:
        return False
    return True if theirs.earliest > mine.latest else None
