"""By what papers are put in order, whatever the order in which they came."""

from datetime import date

from ledgerstone.evidence.incidents.model import Paper


def day_of(paper: Paper) -> date | None:
    """Return the first day on which a paper can have been published; None is not known."""
    return paper.published.earliest if paper.published else None


def paper_order(paper: Paper) -> tuple[bool, str, str, str, str]:
    """Return by what papers are put in order: date, publisher and title, and the id only where these are the same.

    An id is made from bytes: ordering by it alone would let a changed letter turn pairs round.
    """
    day = day_of(paper)
    return day is None, str(day), paper.publisher or "", paper.title or "", paper.id
