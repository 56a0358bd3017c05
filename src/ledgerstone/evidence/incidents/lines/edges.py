"""Why claims are of one line: an edge for each pair, with the words that it rests on in both texts.

Sure edges are a copied passage, one voice at the end of two chains, one agency that is credited, and what one paper
passes on of another. A proposal (a translation, a common noun such as "police" in two papers) says only that two claims
may be of one line. There are few more edges than claims and copies: of those who name one origin each is held against
the first alone.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator

from ledgerstone.evidence.claims.model import Stance
from ledgerstone.evidence.incidents.edge import Edge, EdgeKind, Stretch
from ledgerstone.evidence.incidents.lines.counterparts import counterparts
from ledgerstone.evidence.incidents.lines.given import Given
from ledgerstone.evidence.incidents.lines.origins import By, Known, Origin, is_publisher
from ledgerstone.evidence.incidents.lines.relays import Relay, credited_at, relays_of
from ledgerstone.evidence.incidents.lines.sayings import value_key
from ledgerstone.evidence.incidents.model import Copy, CopyKind, Direction

Claims = tuple[Given, ...]

UNDECIDED = "no person has decided it"
"""The end of a proposal's reason where a person can decide."""


def edges_of(claims: Claims, copies: tuple[Copy, ...]) -> tuple[Edge, ...]:
    """Return the edges between the claims of one answer, or of one incident.

    Args:
        claims: As `given` returns them; no reader's comment among them.
        copies: Copies among their papers; what is only proposed (a translation) makes proposals.
    """
    relayed = tuple(relay_edges(claims))
    passed = frozenset(edge.a for edge in relayed)
    own = tuple(one for one in claims if one.held.id not in passed)
    return (*_of_copies(claims, copies), *relayed, *_of_origins(own), *_of_common_nouns(own))


def _of_copies(claims: Claims, copies: tuple[Copy, ...]) -> Iterator[Edge]:
    """Yield an edge from each claim in a copied passage to the claim that stands in its place in the other paper.

    One of a copy that is only proposed is a proposal too.
    """
    for number, met, copy, passage in counterparts(claims, copies):
        one, of = claims[number], claims[met]
        kind, reason = EdgeKind.COPY, f"copy: {copy.source} repeats the words of {copy.of}"
        if copy.kind.proposed:
            how = "a translation of" if copy.kind is CopyKind.TRANSLATED else "other words for"
            kind, reason = EdgeKind.PROPOSAL, f"{copy.source} reads like {how} {copy.of}; {UNDECIDED}"
        yield Edge(
            kind=kind,
            a=one.held.id,
            b=of.held.id,
            at=_stretch(one, passage.start, passage.end),
            of=_stretch(of, passage.of_start, passage.of_end),
            reason=reason,
            one_of=copy.kind.proposed and copy.direction is Direction.KNOWN,
        )


def relay_edges(claims: Claims) -> Iterator[Edge]:
    """Yield an edge from what is given as an agency's or a paper's word to a claim that this one passed on from others.

    "According to Norwire 34 died" and "(Norwire) 34 died, the hospital said" are one line, the hospital's: both must
    answer the same with the same value. The claims of the agency are not joined to each other by that, and where it
    says the same in its own name that is what was meant.
    """
    relays = _relays(claims)
    for one in claims:
        origin = one.origin
        if origin.by not in {By.VOICE, By.CREDIT} or origin.name is None or origin.within is not None:
            continue
        known = relays.get(_saying(one))
        met = known.met(origin, apart=one) if known else None
        if met is not None:
            yield _relay(one, claims[met[0]], met[1])


class _Relays:
    """By whom claims of one value were passed on, and who says the same in its own name."""

    def __init__(self) -> None:
        self._own, self._known = Known(), Known()
        self._first: dict[int | str, list[tuple[int, Relay, str]]] = defaultdict(list)

    def add(self, number: int, one: Given) -> None:
        """Put a claim to those of who passed it on, or says it."""
        if one.origin.by is By.PUBLISHER:
            self._own.first(one.origin, number)
        for relay in relays_of(one):
            for key in (_spelling(relay.origin), self._known.first(relay.origin, number)):
                held = self._first[key]
                # The first, and the first of another paper: one of them is of another paper than whoever asks.
                if not held or (len(held) == 1 and held[0][2] != one.paper.id):
                    held.append((number, relay, one.paper.id))

    def met(self, origin: Origin, *, apart: Given) -> tuple[int, Relay] | None:
        """Return the first claim of another paper that an origin only passed on; None where none is held.

        One that is spelled the same comes before one that only sounds alike.
        """
        first = self._known.met(origin)
        if first is None or self._own.met(origin) is not None:
            return None
        held = (*self._first.get(_spelling(origin), ()), *self._first[first])
        return next(((number, relay) for number, relay, paper in held if paper != apart.paper.id), None)


def _spelling(origin: Origin) -> str:
    return (origin.name or "").casefold()


def _relays(claims: Claims) -> dict[Hashable, _Relays]:
    found: dict[Hashable, _Relays] = defaultdict(_Relays)
    for number, one in enumerate(claims):
        found[_saying(one)].add(number, one)
    return found


def _saying(one: Given) -> Hashable:
    claim = one.held.claim
    return claim.question, claim.stance is Stance.DENIED, claim.scope.part, value_key(claim.value)


def _relay(one: Given, of: Given, relay: Relay) -> Edge:
    name = one.origin.name
    if is_publisher(one.origin, of.paper):
        kind, reason = EdgeKind.PASSED_ON, f"voice: it says that {name} reported it"
    else:
        kind, reason = EdgeKind.CREDIT, f"credit: {one.paper.id} has it from {name}, to whom {of.paper.id} is credited"
    return Edge(kind=kind, a=one.held.id, b=of.held.id, at=_own(one), of=relay.at, reason=reason)


def _of_origins(claims: Claims) -> Iterator[Edge]:
    """Yield an edge from each claim to the first that goes back to the same; a common noun is so in its paper only."""
    known = Known()
    generic: dict[tuple[str, int], int] = {}
    for number, one in enumerate(claims):
        met = known.first(one.origin, number)
        if one.origin.generic or claims[met].origin.generic:
            met = generic.setdefault((one.paper.id, met), number)
        if met != number:
            yield _of_origin(one, claims[met])


def _of_origin(one: Given, of: Given) -> Edge:
    by = {one.origin.by, of.origin.by}
    if by == {By.VOICE, By.PUBLISHER} and of.origin.by is By.VOICE:
        one, of = of, one
    name = one.origin.name or "a speaker whom the text does not name"
    kind, reason = _ways_to(name, by)
    return Edge(kind=kind, a=one.held.id, b=of.held.id, at=_named_at(one), of=_named_at(of), reason=reason)


def _ways_to(name: str, by: set[By]) -> tuple[EdgeKind, str]:
    """Return how two claims go back to one origin, by how each names it."""
    if by == {By.VOICE, By.PUBLISHER}:
        return EdgeKind.PASSED_ON, f"voice: it says that {name} reported it"
    if by == {By.VOICE}:
        return EdgeKind.VOICE, f"voice: both give {name} as the one who says it"
    if by == {By.CREDIT}:
        return EdgeKind.CREDIT, f"credit: both are credited to {name}"
    if By.CREDIT in by:
        return EdgeKind.CREDIT, f"credit: one is credited to {name}, the other is its word"
    return EdgeKind.VOICE, f"voice: {name} speaks in both" if by == {By.PUBLISHER} else "voice: one paper"


def _of_common_nouns(claims: Claims) -> Iterator[Edge]:
    """Yield a proposal from each paper that names a common noun ("residents") to the first that does."""
    known = Known()
    papers: set[tuple[str, int]] = set()
    for number, one in enumerate(claims):
        if one.origin.within is not None:
            continue
        met = known.first(one.origin, number)
        of = claims[met]
        if not (one.origin.generic or of.origin.generic) or one.paper.id == of.paper.id:
            continue
        if (one.paper.id, met) not in papers:
            papers.add((one.paper.id, met))
            reason = f"more than one paper names {one.origin.name} without saying which"
            yield Edge(kind=EdgeKind.PROPOSAL, a=one.held.id, b=of.held.id, at=_own(one), of=_own(of), reason=reason)


def _named_at(one: Given) -> Stretch:
    """Return where a text names the origin of a claim: the credit, else the claim's own words."""
    return (credited_at(one) if one.origin.by is By.CREDIT else None) or _own(one)


def _own(one: Given) -> Stretch:
    passage = one.held.claim.passage
    return Stretch(source=one.paper.id, start=passage.start, end=passage.end)


def _stretch(one: Given, start: int, end: int) -> Stretch:
    return Stretch(source=one.paper.id, start=start, end=min(end, len(one.paper.text)))
