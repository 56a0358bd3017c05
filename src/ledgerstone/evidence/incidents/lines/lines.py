"""Independent lines of evidence for one answer.

A line belongs to a claim, not to a document. Claims are one line where one is a copy of the other, where their voice
chains or credits end in one origin, or where one passes on what the other's publisher said. Each join keeps its
reason. What is only proposed (a translation, a common noun such as "police" in two papers) does not join: it widens
the number of lines to a range. Comments are never a line; the caller leaves them out.
"""

from collections import defaultdict

from msgspec import Struct

from ledgerstone.evidence.incidents.joining import Joined
from ledgerstone.evidence.incidents.lines.given import Given
from ledgerstone.evidence.incidents.lines.origins import By, Known, Origin, is_publisher, published_by
from ledgerstone.evidence.incidents.model import CopiedPassage, Copy, CopyKind, Line, Lines


class Counted(Struct, frozen=True, kw_only=True):
    """The lines of one answer and how many they are: a range where independence is not sure."""

    lines: tuple[Line, ...]
    count: Lines


def count_lines(claims: tuple[Given, ...], copies: tuple[Copy, ...]) -> Counted:
    """Group the claims of one answer into lines.

    Args:
        claims: As `given` returns them.
        copies: Copies among their papers; translated ones are proposals.
    """
    sure = Joined(len(claims))
    why: dict[int, set[str]] = defaultdict(set)
    _join_origins(claims, sure, why)
    _join_copies(claims, tuple(c for c in copies if c.kind is not CopyKind.TRANSLATED), sure, why)
    _join_passed_on(claims, sure, why)
    sets = sure.sets()
    reasons = _possible(claims, copies, sure)
    lines = tuple(_line([claims[k] for k in those], {one for k in those for one in why[k]}) for those in sets)
    least = len(sure.sets())
    return Counted(lines=lines, count=Lines(min=least, max=len(sets), reason="; ".join(sorted(reasons)) or None))


def _join_origins(claims: tuple[Given, ...], sure: Joined, why: dict[int, set[str]]) -> None:
    """Join the claims that go back to one origin; a common noun joins within its paper only."""
    known = Known()
    generic: dict[tuple[str, int], int] = {}
    for number, one in enumerate(claims):
        origin = one.origin
        met = known.first(origin, number)
        if origin.generic or claims[met].origin.generic:
            met = generic.setdefault((one.paper.id, met), number)
        if sure.join(met, number):
            why[number].add(_reason(origin))


def _reason(origin: Origin) -> str:
    name = origin.name or "a speaker whom the text does not name"
    if origin.by is By.VOICE:
        return f"voice: both give {name} as the one who says it"
    if origin.by is By.CREDIT:
        return f"credit: both are credited to {name}"
    return f"voice: {name} speaks in both" if origin.by is By.PUBLISHER else "voice: one paper"


def _join_copies(claims: tuple[Given, ...], copies: tuple[Copy, ...], joined: Joined, why: dict[int, set[str]]) -> None:
    """Join each claim in a copied passage to the claim that stands in its place in the other paper."""
    for number, met, copy in _counterparts(claims, copies):
        if joined.join(number, met):
            why[number].add(f"copy: {copy.source} repeats the words of {copy.of}")


def _counterparts(claims: tuple[Given, ...], copies: tuple[Copy, ...]) -> list[tuple[int, int, Copy]]:
    by_paper: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(claims):
        by_paper[one.paper.id].append(number)
    found = []
    for copy in copies:
        theirs = by_paper.get(copy.of, [])
        for number in by_paper.get(copy.source, []) if theirs else []:
            met = _counterpart(claims, number, theirs, copy.passages)
            if met is not None:
                found.append((number, met, copy))
    return found


def _counterpart(
    claims: tuple[Given, ...], number: int, theirs: list[int], passages: tuple[CopiedPassage, ...]
) -> int | None:
    """Return the claim of the other paper that stands where this one stands; None where none does."""
    mine = claims[number].held.claim.passage
    ranked = []
    for passage in passages:
        if not (mine.start < passage.end and passage.start < mine.end):
            continue
        scale = (passage.of_end - passage.of_start) / max(1, passage.end - passage.start)
        expected = passage.of_start + (mine.start - passage.start) * scale
        for other in theirs:
            place = claims[other].held.claim.passage
            if place.start < passage.of_end and passage.of_start < place.end:
                ranked.append((place.exact != mine.exact, abs(place.start - expected), other))
    return min(ranked)[2] if ranked else None


def _join_passed_on(claims: tuple[Given, ...], sure: Joined, why: dict[int, set[str]]) -> None:
    """Join what says "as X reported" to the first line of X's own paper, without joining X's lines to each other."""
    publishers = Known()
    for number, one in enumerate(claims):
        if one.paper.publisher:
            publishers.first(published_by(one.paper), number)
    for number, one in enumerate(claims):
        origin = one.origin
        if origin.by is not By.VOICE or origin.within is not None:
            continue
        reporter = publishers.met(origin)
        if reporter is not None and sure.join(number, reporter):
            why[number].add(f"voice: it says that {origin.name} reported it")


def _possible(claims: tuple[Given, ...], copies: tuple[Copy, ...], joined: Joined) -> set[str]:
    """Join what may be one line but is not sure to be, and return why."""
    reasons = set()
    translated = tuple(copy for copy in copies if copy.kind is CopyKind.TRANSLATED)
    for number, met, copy in _counterparts(claims, translated):
        if joined.join(number, met):
            reasons.add(f"{copy.source} reads like a translation of {copy.of}; no person has decided it")
    known = Known()
    for number, one in enumerate(claims):
        if one.origin.within is not None:
            continue
        met = known.first(one.origin, number)
        if joined.join(met, number):
            reasons.add(f"more than one paper names {one.origin.name} without saying which")
    return reasons


def _line(claims: list[Given], why: set[str]) -> Line:
    """Describe a line: its origin is the one nearest to the words, the origin's own paper stands first."""
    named = max(claims, key=lambda one: (one.origin.name is not None, one.origin.by, -len(one.origin.name or "")))
    origin = _fullest(named.origin, claims)
    sources = sorted({one.paper.id for one in claims})
    own = {one.paper.id for one in claims if is_publisher(named.origin, one.paper)}
    return Line(
        origin=origin,
        why="; ".join(sorted(why)) or "one paper",
        sources=tuple(sorted(sources, key=lambda source: (source not in own, source))),
        claims=tuple(one.held.id for one in claims),
    )


def _fullest(origin: Origin, claims: list[Given]) -> str | None:
    """Return the origin's name as the one who bears it prints it, else as the text names it."""
    own = sorted(one.paper.publisher for one in claims if one.paper.publisher and is_publisher(origin, one.paper))
    return own[0] if own else origin.name
