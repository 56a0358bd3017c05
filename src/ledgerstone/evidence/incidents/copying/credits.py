"""Whom a paper credits with its text: the agency of its byline or dateline, or the site whose address it gives."""

import re

from msgspec import Struct

from ledgerstone.evidence.incidents.copying.outlets import outlet_named, outlet_of
from ledgerstone.evidence.incidents.model import Paper
from ledgerstone.evidence.incidents.naming import same_name
from ledgerstone.evidence.reading.model import Role, outside_comments

CREDIT = re.compile(r"\(([^()\n]{2,60})\)")

HOST = re.compile(r"(?<![\w@.-])(?:[^\W_][\w-]{0,62}\.){1,6}[^\W\d_]{2,24}(?![\w@.-]{0,64}@)")
"""What may be the host of an address; no part of an electronic mail's."""


class Credit(Struct, frozen=True, kw_only=True):
    """An agency that a paper's dateline or byline credits, with where its name stands."""

    name: str
    start: int
    end: int


def credit_in(paper: Paper) -> Credit | None:
    """Return the agency that a paper's dateline or byline credits; None where none does."""
    for region in outside_comments(paper.regions):
        if region.role in {Role.DATELINE, Role.BYLINE}:
            found = CREDIT.finditer(paper.text, region.start, region.end)
            named = [match for match in found if match.group(1).strip()[:1].isupper()]
            if named:
                start, end = named[-1].span(1)
                return Credit(name=named[-1].group(1).strip(), start=start, end=end)
    return None


def speaks_for(paper: Paper, of: Paper) -> bool:
    """Return whether a paper credits the publisher of another."""
    credit = credit_in(paper)
    if credit is None or of.publisher is None or (paper.publisher and same_name(paper.publisher, of.publisher)):
        return False
    return same_name(credit.name, of.publisher, part=True)


def links_to(paper: Paper, of: Paper) -> bool:
    """Return whether a paper prints an address of another's outlet, which is not its own."""
    outlet = outlet_of(of)
    if outlet is None or "." not in outlet or outlet == outlet_of(paper) or outlet not in paper.text.casefold():
        return False
    return any(outlet_named(match.group()) == outlet for match in HOST.finditer(paper.text))
