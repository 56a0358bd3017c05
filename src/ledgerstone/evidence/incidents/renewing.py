"""Incidents of the mentions that changed, made anew from what is kept; all others stay as they are.

What comes out is what a proposal from the whole pile gives for these incidents, whatever came first.
"""

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct, structs

from ledgerstone.evidence.incidents.binding import constraints, decided
from ledgerstone.evidence.incidents.decisions import Decision, Ruling
from ledgerstone.evidence.incidents.grouping.evidence import reasons
from ledgerstone.evidence.incidents.grouping.groups import Group
from ledgerstone.evidence.incidents.grouping.kept import Kept
from ledgerstone.evidence.incidents.grouping.profiles import Profile
from ledgerstone.evidence.incidents.grouping.regrouping import KeptCounts, connected, grouped
from ledgerstone.evidence.incidents.model import Constraints, Copy, Incident, Paper
from ledgerstone.evidence.incidents.propose import copies_by_source, ids_of, incident_of
from ledgerstone.evidence.incidents.standing import known_ids, named


class Renewed(Struct, frozen=True, kw_only=True):
    """What became of the incidents of mentions that changed.

    Attributes:
        changed: Incidents that are new or may be other than before.
        gone: Ids of those that are no longer proposed.
    """

    changed: tuple[Incident, ...]
    gone: frozenset[str]


class Holdings(Struct, frozen=True, kw_only=True, eq=False):
    """What is asked of a record on the way.

    Attributes:
        papers: By their ids, those that are copies with the days of their originals.
        copies: Returns the copies that sources take part in, as people decided them.
        standing: Returns the incidents that hold one of some claims, as they stand.
        stands: Tells whether an incident stands that has an id.
    """

    papers: Mapping[str, Paper]
    copies: Callable[[Sequence[str]], tuple[Copy, ...]]
    standing: Callable[[Sequence[str]], tuple[Incident, ...]]
    stands: Callable[[str], bool]


class _Others(Struct, frozen=True, kw_only=True):
    """The ids of all incidents that stand but for some."""

    stands: Callable[[str], bool]
    but: frozenset[str]

    def __contains__(self, key: object) -> bool:
        """Tell whether such an incident has an id."""
        return isinstance(key, str) and key not in self.but and self.stands(key)


def renew(kept: Kept, decisions: tuple[Decision, ...], held: Holdings) -> Renewed:
    """Make the incidents of the mentions that wait for it anew.

    Args:
        kept: Where mentions are kept.
        decisions: In force.
        held: What is asked of the record.
    """
    merged = [kept.of_ids((*one.sides[0], *one.sides[1])) for one in decisions if one.decision == Ruling.MERGE]
    numbers = connected(kept, kept.touched(), merged)
    every = sorted({key for one in kept.mentions(numbers).values() for key in ids_of((one.profile,))})
    standing = held.standing(every)

    def bind(profiles: Sequence[Profile]) -> Constraints:
        return constraints([ids_of((profile,)) for profile in profiles], decisions)

    groups = grouped(kept, numbers, bind)
    others = _Others(stands=held.stands, but=frozenset(one.id for one in standing))
    keys = tuple(named([ids_of(those) for those in groups], known_ids(standing, decisions), taken=others))
    changed = tuple(_made(kept, key, those, decisions, held) for key, those in zip(keys, groups, strict=True))
    return Renewed(changed=changed, gone=frozenset(one.id for one in standing) - set(keys))


def _made(
    kept: Kept, key: str, members: tuple[Profile, ...], decisions: tuple[Decision, ...], held: Holdings
) -> Incident:
    sources = sorted({one.paper for one in members})
    copies = held.copies(sources)
    paper_of = _papers_named(kept, members, decisions)
    group = Group(mentions=members, evidence=reasons(members, held.papers, KeptCounts(kept=kept)))
    made = incident_of(key, group, held.papers, copies_by_source(copies))
    return structs.replace(made, evidence=(*made.evidence, *decided(ids_of(members), paper_of, decisions)))


def _papers_named(kept: Kept, members: Sequence[Profile], decisions: tuple[Decision, ...]) -> dict[str, str]:
    """Return the papers of the claims that decisions on an incident name, and that are kept."""
    own = ids_of(members)
    near = [one for one in decisions if not own.isdisjoint((*one.sides[0], *one.sides[1]))]
    numbers = kept.of_ids([key for one in near for side in one.sides for key in side])
    named_too = [one.profile for one in kept.mentions(numbers).values()]
    return {claim: one.paper for one in (*members, *named_too) for claim in one.claims}
