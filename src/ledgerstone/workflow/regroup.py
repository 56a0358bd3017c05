"""Group papers into incidents, and find who copies whom; what people decided is respected.

A small pile is grouped anew as a whole, and so is one of which much is new. Else the indexes of copies and of mentions
say what a few papers, or a decision, change, and the incidents of the mentions that are touched are made anew. The
indexes are derived: where they are not there, or say otherwise than the record, the whole is grouped and they are
filled.
"""

from collections.abc import Collection, Iterable

from django.db import transaction

from ledgerstone.evidence.incidents.decisions import APART, NO_SIDES, Decision
from ledgerstone.evidence.incidents.grouping.growing import Coming, fill, grow
from ledgerstone.evidence.incidents.grouping.profiles import profiled
from ledgerstone.evidence.incidents.propose import divided, propose
from ledgerstone.evidence.incidents.renewing import Holdings, renew
from ledgerstone.record import save
from ledgerstone.record.find import holdings
from ledgerstone.record.find.decisions import binding_decisions
from ledgerstone.record.find.pile import Pile
from ledgerstone.storage.copy_index import copy_index
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.storage.derived_index import clear_index
from ledgerstone.storage.mention_index import MentionIndex, mention_index
from ledgerstone.workflow.families import Families, seen
from ledgerstone.workflow.renew_copies import copies_wait, fill_copies, renew_copies, settle_copies

SMALL = 200
"""Papers up to which the whole is grouped anew each time: it takes seconds."""
MUCH = 20
"""One paper in so many that is new is much."""


def regroup(directory: DataDirectory, *, judged: Iterable[str] = (), removed: Collection[str] = ()) -> None:
    """Bring incidents and copies up to date with the papers, their claims and what people decided.

    Args:
        directory: The archive, for its indexes.
        judged: Ids of what a judgement was about.
        removed: Ids of papers that the record has no longer.

    Raises:
        StorageError: The medium failed, or an index is damaged.
    """
    decisions, waiting, papers = binding_decisions(), set(holdings.ungrouped()), holdings.read_count()
    if papers <= SMALL or len(waiting) * MUCH > papers or any(one.sides == NO_SIDES for one in _on_groups(decisions)):
        _whole(decisions)
        clear_index(directory.incident_index)
        clear_index(directory.copy_index)
        return
    if not _is_kept(directory, papers, waiting, set(removed) - waiting):
        _whole(decisions)
        _fill(directory, decisions)
        return
    _change(directory, waiting, set(holdings.sources_named(judged)), removed)


def _change(directory: DataDirectory, waiting: set[str], judged: set[str], removed: Collection[str]) -> None:
    """Make anew what papers that come and go and what people decided touch."""
    decisions = binding_decisions()
    copying = renew_copies(directory, waiting | judged, removed)
    papers = Families(decisions)
    with mention_index(directory.incident_index) as kept:
        coming = waiting | judged | _divided_anew(kept, decisions)
        more = _in_other_days(kept, papers, set(papers.family(sorted(copying))) - coming, decisions)
        grow(kept, [*_coming(papers, sorted(coming), decisions), *more], sorted(removed))
        kept.touch(kept.of_papers(copying))
        kept.touch(kept.of_ids(_turned(kept.decisions(), decisions)))
        kept.decide(decisions)
    _renew(directory, papers, decisions)
    settle_copies(directory)


def is_settled(directory: DataDirectory) -> bool:
    """Tell whether nothing waits in the indexes that an interruption left."""
    if copies_wait(directory):
        return False
    if not directory.incident_index.is_file():
        return True
    with mention_index(directory.incident_index) as kept:
        return not kept.touched()


def _is_kept(directory: DataDirectory, papers: int, waiting: set[str], removed: set[str]) -> bool:
    """Tell whether both indexes keep the papers of the record that do not wait; counted, for there may be many."""
    with mention_index(directory.incident_index) as mentions, copy_index(directory.copy_index) as copies:
        return all(
            kept.paper_count() - len(kept.among_papers(waiting | removed)) == papers - len(waiting)
            for kept in (mentions, copies)
        )


def _fill(directory: DataDirectory, decisions: tuple[Decision, ...]) -> None:
    """Keep the whole in both indexes."""
    with mention_index(directory.incident_index) as kept:
        kept.clear()
        fill(kept, _coming(Families(decisions), holdings.read_ids(), decisions))
        kept.decide(decisions)
    with copy_index(directory.copy_index) as kept_copies:
        fill_copies(kept_copies)


def _whole(decisions: tuple[Decision, ...]) -> None:
    proposal = propose(Pile(seen), decisions=decisions, standing=holdings.standing_incidents())
    with transaction.atomic():
        save.replace_copies(proposal.copies)
        save.replace_incidents(proposal.incidents)


def _on_groups(decisions: tuple[Decision, ...]) -> Iterable[Decision]:
    """Yield the decisions on groups: all of them keep their sides, but for those of earlier versions."""
    return (one for one in decisions if one.decision in {*APART, "merge"})


def _coming(papers: Families, ids: Iterable[str], decisions: tuple[Decision, ...]) -> list[Coming]:
    found = []
    for key in ids:
        made = profiled(papers[key])
        profiles = tuple(part for whole in made.profiles for part in divided(whole, decisions))
        found.append(Coming(paper=key, profiles=profiles, sighting=made.sighting))
    return found


def _in_other_days(
    kept: MentionIndex, papers: Families, ids: Iterable[str], decisions: tuple[Decision, ...]
) -> list[Coming]:
    """Return those of papers that say otherwise than before: a copy's days are those of its original."""
    found = []
    for one in _coming(papers, sorted(ids), decisions):
        before = {
            mention.profile.key: mention.profile for mention in kept.mentions(kept.of_papers([one.paper])).values()
        }
        if before != {profile.key: profile for profile in one.profiles}:
            found.append(one)
    return found


def _turned(before: Iterable[Decision], now: Iterable[Decision]) -> set[str]:
    """Return the ids that decisions name which are new, other than before, or hold no longer."""
    return {key for one in set(before) ^ set(now) for side in one.sides for key in side}


def _divided_anew(kept: MentionIndex, decisions: tuple[Decision, ...]) -> set[str]:
    """Return the papers of which decisions that are new, or hold no longer, may divide a mention."""
    turned = [one for one in set(kept.decisions()) ^ set(decisions) if one.decision in APART]
    return set(holdings.sources_named(key for one in turned for key in one.sides[1]))


def _renew(directory: DataDirectory, papers: Families, decisions: tuple[Decision, ...]) -> None:
    """Make the incidents that wait for it anew; what an interruption leaves waits on."""
    with mention_index(directory.incident_index) as kept:
        held = Holdings(
            papers=papers,
            copies=papers.copies,
            standing=holdings.incidents_about,
            stands=holdings.incident_stands,
        )
        renewed = renew(kept, decisions, held)
        with transaction.atomic():
            save.update_incidents(renewed.changed, gone=renewed.gone)
        kept.settle()
