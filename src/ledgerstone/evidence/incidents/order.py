"""By what papers are put in order, whatever the order in which they came."""

from datetime import date
from hashlib import blake2b

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


_PUBLISHED, _PAPER = 24, 16
"""Bits of a number: publisher and title, and the id."""
_UNKNOWN = (1 << 22) - 1


def print_number(paper: Paper) -> int:
    """Return a number, 0 to 2**62, in whose order papers stand in print.

    Papers of one day are in no order that a publisher could choose: by a hash of publisher and title, then of the id.
    """
    day = day_of(paper)
    printed = _UNKNOWN if day is None else day.toordinal()
    published = blake2b(f"{paper.publisher or ''}\0{paper.title or ''}".encode("utf-8", "surrogatepass"), digest_size=3)
    own = blake2b(paper.id.encode("utf-8", "surrogatepass"), digest_size=2)
    number = (printed << _PUBLISHED) | int.from_bytes(published.digest(), "big")
    return (number << _PAPER) | int.from_bytes(own.digest(), "big")


def printed_on(number: int) -> int | None:
    """Return the day of print in a number of `print_number`, as a proleptic ordinal; None is not known."""
    day = number >> (_PUBLISHED + _PAPER)
    return None if day == _UNKNOWN else day
