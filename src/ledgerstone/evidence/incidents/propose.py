"""Papers in; proposed incidents and copies out.

Proposals only: a named person accepts, merges or splits them, and what people decided stands when papers come in
later. Standing incidents keep their ids. The outcome does not depend on the order of the papers.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray

from ledgerstone.evidence.claims.model import Question
from ledgerstone.evidence.incidents.binding import constraints, decided, parts, recalled
from ledgerstone.evidence.incidents.copying.copies import Held, find_copies, held_from, side_by_side
from ledgerstone.evidence.incidents.copying.furniture import Sighting, cut, furniture
from ledgerstone.evidence.incidents.copying.translations import find_translations
from ledgerstone.evidence.incidents.decisions import Decision
from ledgerstone.evidence.incidents.grouping.groups import Group, grouped
from ledgerstone.evidence.incidents.grouping.linking import print_order
from ledgerstone.evidence.incidents.grouping.outline import outline
from ledgerstone.evidence.incidents.grouping.profiles import Profile, profiled, profiles_of
from ledgerstone.evidence.incidents.lines.given import given
from ledgerstone.evidence.incidents.lines.lines import count_lines
from ledgerstone.evidence.incidents.lines.original_days import InOriginalDays
from ledgerstone.evidence.incidents.lines.ruled import decided_copies
from ledgerstone.evidence.incidents.lines.shares import shares_of
from ledgerstone.evidence.incidents.model import Copy, Incident, Lines, Paper, is_comment
from ledgerstone.evidence.incidents.pile import ById, Papers
from ledgerstone.evidence.incidents.standing import known_ids, named

SIDE_BY_SIDE = 500
"""Papers of which what copies are found by lies together: half a megabyte or more."""


class Proposal(Struct, frozen=True, kw_only=True):
    """What is proposed from a pile of papers."""

    incidents: tuple[Incident, ...]
    copies: tuple[Copy, ...]


def propose(papers: Papers, *, decisions: tuple[Decision, ...] = (), standing: tuple[Incident, ...] = ()) -> Proposal:
    """Group the mentions of papers into incidents and find who copies whom.

    Args:
        papers: In any order; they are gone through once, and those that are compared or shown are read again. They are
            held only where they are not in the order of their ids.
        decisions: What people decided, in force.
        standing: The incidents of the grouping before this one; they keep their ids.

    Returns:
        Incidents by id, and copies by source.
    """
    profiles, known, seen = _looked_at(papers)
    ids = [one.head.id for one in seen]
    ordered = papers if ids == sorted(ids) else sorted(papers, key=lambda one: one.id)
    copies = _copies(ordered, seen)
    held = ById(ordered, sorted(ids))
    counted = decided_copies(copies, decisions, frozenset(held))
    by_id = InOriginalDays(held, counted)
    profiles = _set_right(profiles, by_id)
    paper_of = {claim: profile.paper for profile in profiles for claim in profile.claims}
    decisions = recalled(decisions, standing, paper_of)
    profiles = sorted((part for whole in profiles for part in divided(whole, decisions)), key=print_order)
    bound = constraints([ids_of((profile,)) for profile in profiles], decisions)
    found = grouped(profiles, known, bound)
    names = named([ids_of(mentions) for mentions in found.mentions], known_ids(standing, decisions))
    near = copies_by_source(counted)
    # Incidents of one paper after each other, so that it is read once for all of them.
    those = sorted(zip(names, found.mentions, strict=True), key=lambda one: min(mention.paper for mention in one[1]))
    incidents = []
    for key, mentions in those:
        incident = incident_of(key, found.group(mentions, by_id), by_id, near)
        evidence = (*incident.evidence, *decided(ids_of(mentions), paper_of, decisions))
        incidents.append(structs.replace(incident, evidence=evidence))
    return Proposal(incidents=tuple(sorted(incidents, key=lambda one: one.id)), copies=copies)


def _looked_at(papers: Papers) -> tuple[list[Profile], NDArray[np.uint64], list[Held]]:
    """Return the profiles of papers, the codes of the sentences that are furniture, and what copies are found by."""
    profiles: list[Profile] = []
    sightings: list[Sighting] = []
    seen: list[Held] = []
    for paper in papers:
        text = cut(paper.text)
        made = profiled(paper, text)
        profiles += made.profiles
        sightings.append(made.sighting)
        seen.append(held_from(paper, text))
        if len(seen) % SIDE_BY_SIDE == 0:
            seen[-SIDE_BY_SIDE:] = side_by_side(seen[-SIDE_BY_SIDE:])
    return profiles, furniture(sightings), seen


def _copies(papers: Papers, held: list[Held]) -> tuple[Copy, ...]:
    """Return the copies among papers in the order of their ids; what is held of them is let go of."""
    languages = {one.head.language for one in held}
    copies = find_copies(papers, _let_go(held))
    # One language has no translations.
    if len(languages) > 1:
        copies += find_translations(papers, copies)
    return tuple(sorted(copies, key=lambda copy: (copy.source, copy.of)))


def _let_go(held: list[Held]) -> Iterator[Held]:
    """Yield what is held of papers in the order of their ids, and hold it no longer."""
    held.sort(key=lambda one: one.head.id, reverse=True)
    while held:
        yield held.pop()


def _set_right(profiles: list[Profile], papers: InOriginalDays) -> list[Profile]:
    """Return the profiles with those of copies whose days count from another paper's day of print made again."""
    again = {profile.paper for profile in profiles if not papers.days.keys().isdisjoint(profile.claims)}
    kept = [profile for profile in profiles if profile.paper not in again]
    return kept + [profile for key in sorted(again) for profile in profiles_of(papers[key])]


def divided(profile: Profile, decisions: tuple[Decision, ...]) -> tuple[Profile, ...]:
    """Return the parts of a mention of which people decided that they are of different incidents."""
    if not profile.claims:
        return (profile,)
    return tuple(structs.replace(profile, claims=ids) for ids in parts(profile.claims, decisions))


def ids_of(mentions: Iterable[Profile]) -> set[str]:
    """Return by what decisions name mentions: the ids of their claims, and of the sources that claim nothing."""
    return {key for one in mentions for key in one.claims or (one.paper,)}


def copies_by_source(copies: tuple[Copy, ...]) -> dict[str, list[Copy]]:
    """Return copies by the sources that are the copies."""
    found: dict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        found[copy.source].append(copy)
    return found


def incident_of(key: str, group: Group, papers: Mapping[str, Paper], copies: Mapping[str, list[Copy]]) -> Incident:
    """Return an incident.

    Args:
        key: Its id.
        group: Its mentions, and what speaks for it and against it.
        papers: By their ids, the group's among them.
        copies: By the sources that are the copies.
    """
    sources = tuple(sorted({mention.paper for mention in group.mentions}))
    claims = tuple(sorted(claim for mention in group.mentions for claim in mention.claims))
    those = {source: papers[source] for source in sources}
    among = tuple(copy for source in sources for copy in copies.get(source, ()) if copy.of in those)
    called = outline(group.mentions)
    return Incident(
        id=key,
        title=called.title,
        kind=called.kind,
        when=called.when,
        where=called.where,
        claims=claims,
        sources=sources,
        lines=_lines(frozenset(claims), those, among),
        evidence=group.evidence,
        places=called.places,
        around=called.around,
    )


def _lines(claims: frozenset[str], papers: Mapping[str, Paper], copies: tuple[Copy, ...]) -> Lines:
    """Count the origins of all that is said of the incident, whatever the answers."""
    wanted = frozenset(
        held.id
        for paper in papers.values()
        for held in paper.claims
        if held.id in claims and not is_comment(held) and held.claim.question is not Question.WORDS_SAID
    )
    return count_lines(given(papers.values(), wanted, shares_of(papers, copies)), copies).count
