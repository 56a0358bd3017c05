"""Independent lines of evidence for one answer.

A line belongs to a claim, not to a document. Claims are one line where a sure edge joins them, through others too.
What is only proposed does not join: it widens the number of lines to a range. Every edge is kept. Comments are never a
line; the caller leaves them out.
"""

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from ledgerstone.evidence.incidents.edge import Edge, EdgeKind
from ledgerstone.evidence.incidents.joining import Joined
from ledgerstone.evidence.incidents.lines.edges import UNDECIDED, edges_of
from ledgerstone.evidence.incidents.lines.given import Given
from ledgerstone.evidence.incidents.lines.origins import Origin, is_publisher
from ledgerstone.evidence.incidents.model import Copy, Line, Lines

MOST_REASONS = 20
"""Of a line, or of a range of lines, that are put into words; the edges have them all."""


class Parts(Struct, frozen=True, kw_only=True):
    """Claims in lines, by their ids.

    Attributes:
        lines: The claims of each line, in the order in which they were given; the lines by their first claims.
        edges: For each line its sure edges.
        proposed: Proposals between two lines.
        least: How many lines there are if all that is proposed is so.
    """

    lines: tuple[tuple[str, ...], ...]
    edges: tuple[tuple[Edge, ...], ...]
    proposed: tuple[Edge, ...]
    least: int


class Counted(Struct, frozen=True, kw_only=True):
    """The lines of one answer and how many they are: a range where independence is not sure."""

    lines: tuple[Line, ...]
    count: Lines
    proposed: tuple[Edge, ...] = ()


def lines(answers: Iterable[tuple[tuple[str, ...], tuple[Edge, ...]]]) -> tuple[Parts, ...]:
    """Return the lines of each of many answers.

    Args:
        answers: The ids of the claims of each, and the edges between them.
    """
    return tuple(_parts(claims, edges) for claims, edges in answers)


def count_lines(
    claims: tuple[Given, ...], copies: tuple[Copy, ...], *, beside: frozenset[str] = frozenset()
) -> Counted:
    """Group the claims of one answer into lines.

    Args:
        claims: As `given` returns them.
        copies: Copies among their papers; translated ones are proposals.
        beside: Ids of those that are of another answer: one of these was passed on by way of each of them, so that a
            line may go back to what they go back to. They are in no line.
    """
    by_id = {one.held.id: one for one in claims}
    (parts,) = lines([(tuple(by_id), edges_of(claims, copies))])
    found = tuple(
        _line([by_id[key] for key in those], edges, beside)
        for those, edges in zip(parts.lines, parts.edges, strict=True)
    )
    reason = _told(parts.proposed) or None
    count = Lines(min=parts.least, max=len(found), reason=reason)
    return Counted(lines=found, count=count, proposed=parts.proposed)


def _parts(claims: tuple[str, ...], edges: tuple[Edge, ...]) -> Parts:
    numbers = {key: number for number, key in enumerate(claims)}
    joined = Joined(len(claims))
    sure = [edge for edge in edges if edge.kind is not EdgeKind.PROPOSAL]
    for edge in sure:
        joined.join(numbers[edge.a], numbers[edge.b])
    sets = joined.sets()
    kept: dict[int, list[Edge]] = defaultdict(list)
    for edge in sure:
        kept[joined.top(numbers[edge.a])].append(edge)
    proposed = tuple(
        edge
        for edge in edges
        if edge.kind is EdgeKind.PROPOSAL and joined.top(numbers[edge.a]) != joined.top(numbers[edge.b])
    )
    least = _least(joined, [(numbers[edge.a], numbers[edge.b], edge.one_of) for edge in proposed])
    return Parts(
        lines=tuple(tuple(claims[number] for number in one) for one in sets),
        edges=tuple(tuple(kept[one[0]]) for one in sets),
        proposed=proposed,
        least=least,
    )


def _least(joined: Joined, proposed: list[tuple[int, int, bool]]) -> int:
    """Return how many lines are left if as much as can be of what is proposed is so, whatever the order.

    Of the proposals that start from one line, one alone joins where they are of a later text.
    """
    line = {number: joined.top(number) for one, other, _ in proposed for number in (one, other)}
    for one, other, one_of in proposed:
        if not one_of:
            joined.join(one, other)
    left = len(joined.sets())
    edges = [(one, joined.top(one), joined.top(other)) for one, other, one_of in proposed if one_of]
    edges = [(one, near, far) for one, near, far in edges if near != far]
    for _, near, far in edges:
        joined.join(near, far)
    later: dict[int, set[int]] = defaultdict(set)
    parts: dict[int, set[int]] = defaultdict(set)
    for one, near, far in edges:
        later[joined.top(near)].add(line[one])
        parts[joined.top(near)] |= {near, far}
    return left - sum(min(len(parts[top]) - 1, len(later[top])) for top in parts)


def _line(claims: list[Given], edges: tuple[Edge, ...], beside: frozenset[str]) -> Line:
    """Describe a line: its origin is the one nearest to the words, the origin's own paper stands first."""
    passed = {edge.a for edge in edges if edge.kind in {EdgeKind.PASSED_ON, EdgeKind.CREDIT}}
    nearest = [one for one in claims if one.held.id not in passed] or claims
    named = max(nearest, key=lambda one: (one.origin.name is not None, one.origin.by, -len(one.origin.name or "")))
    origin = _fullest(named.origin, claims)
    claims = [one for one in claims if one.held.id not in beside]
    sources = sorted({one.paper.id for one in claims})
    own = {one.paper.id for one in claims if is_publisher(named.origin, one.paper)}
    return Line(
        origin=origin,
        why=_told(edges) or "one paper",
        sources=tuple(sorted(sources, key=lambda source: (source not in own, source))),
        claims=tuple(one.held.id for one in claims),
        edges=edges,
    )


def _told(edges: tuple[Edge, ...]) -> str:
    """Return the reasons of edges, each once, and that nobody has decided once for all; of very many the first ones."""
    end = f"; {UNDECIDED}"
    open_ones = sorted({edge.reason.removesuffix(end) for edge in edges if edge.reason.endswith(end)})
    reasons = sorted({edge.reason for edge in edges if not edge.reason.endswith(end)}) + open_ones
    more = ("and others, as the edges say",) if len(reasons) > MOST_REASONS else ()
    return "; ".join((*reasons[:MOST_REASONS], *more, *((UNDECIDED,) if open_ones else ())))


def _fullest(origin: Origin, claims: list[Given]) -> str | None:
    """Return the origin's name as the one who bears it prints it, else as the text names it."""
    own = sorted(one.paper.publisher for one in claims if one.paper.publisher and is_publisher(origin, one.paper))
    return own[0] if own else origin.name
