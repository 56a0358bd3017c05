"""How an incident stands to others, as a person reads it in a terminal; what a person rejected is left out."""

from collections.abc import Iterable, Iterator

from ledgerstone.cli.wrapping import PLAIN_WIDTH, TextLine, wrapped
from ledgerstone.evidence.incidents.model import Relation

INDENT = 2
REJECTED = "rejected"


def relation_lines(found: Iterable[Relation], width: int = PLAIN_WIDTH) -> Iterator[TextLine]:
    """Yield the relations of an incident under a heading; nothing where there are none."""
    kept = [one for one in found if one.status != REJECTED]
    if kept:
        yield TextLine()
        yield TextLine(text="Other incidents near in time and place", bold=True)
    for one in kept:
        yield from wrapped(f"{relation_words(one)}: {one.reason}; {one.status}", width, indent=INDENT, hang=INDENT)


def relation_words(one: Relation) -> str:
    """Return how an incident stands to another, in short."""
    return f"{one.kind.value} {one.other}"
