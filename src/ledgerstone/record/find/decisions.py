"""Standing judgements in the form that incidents and accounts respect them in."""

from django.db.models import Q

from ledgerstone.accountability.access import Purpose, Viewer
from ledgerstone.evidence.incidents.decisions import NO_SIDES, Decision, Ruling
from ledgerstone.record.find import visible
from ledgerstone.record.find.sides import sides_kept, standing_for
from ledgerstone.record.models import ClaimRecord, Judgement

RULINGS = tuple(ruling.value for ruling in Ruling if ruling not in {Ruling.ACCEPT, Ruling.REJECT})
_ON_GROUPS = Q(decision__in=RULINGS) | Q(decision__in=[Ruling.ACCEPT, Ruling.REJECT], subject__startswith="i")


def standing_decisions(*, viewer: Viewer, purpose: Purpose) -> tuple[Decision, ...]:
    """Return the decisions on groups and copies that no later one superseded, oldest first.

    What was decided on a claim of an earlier reading holds for the claim that follows it.
    """
    found = visible.judgements(viewer=viewer, purpose=purpose).filter(superseded_by__isnull=True, decision__in=RULINGS)
    rows = tuple(found.values_list("subject", "decision", "other"))
    now = successors()
    return tuple(
        Decision(subject=now.get(subject, subject), decision=Ruling(decision), other=now.get(other, other))
        for subject, decision, other in rows
    )


def binding_decisions() -> tuple[Decision, ...]:
    """Return the decisions in force with the sides that they kept, oldest first, in custody: for grouping alone.

    Each id of a side is that of the claim which stands there now; what was removed since is left out, and a decision
    of whose sides nothing is left.
    """
    in_force = Judgement.objects.filter(_ON_GROUPS, superseded_by__isnull=True)
    rows = tuple(in_force.values_list("subject", "decision", "other", "sides", "pk"))
    kept = {key: sides_kept(sides) for *_, sides, key in rows}
    now = successors()
    standing = standing_for({one for sides in kept.values() for side in sides for one in side}, now)
    found = []
    for subject, decision, other, _, key in rows:
        sides = (_now(kept[key][0], standing), _now(kept[key][1], standing))
        if kept[key] == NO_SIDES or sides != NO_SIDES:
            ruling, on, of = Ruling(decision), now.get(subject, subject), now.get(other, other)
            found.append(Decision(subject=on, decision=ruling, other=of, sides=sides, judgement=key))
    return tuple(found)


def _now(side: tuple[str, ...], standing: dict[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(standing[one] for one in side if one in standing))


def successors() -> dict[str | None, str]:
    """Return, for each claim of earlier readings that a claim of a reading in use follows, that claim's id."""
    follows = dict(ClaimRecord.objects.filter(follows__isnull=False).values_list("pk", "follows"))
    current = set(ClaimRecord.objects.filter(pk__in=follows, current=True).values_list("pk", flat=True))
    found: dict[str | None, str] = {}
    for key in current:
        earlier = follows.get(key)
        while earlier is not None and earlier not in found and earlier not in current:
            found[earlier] = key
            earlier = follows.get(earlier)
    return found
