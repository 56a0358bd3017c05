"""Standing judgements in the form that incidents and accounts respect them in."""

from ledgerstone.accountability.access import Purpose, Viewer
from ledgerstone.evidence.incidents.decisions import Decision, Ruling
from ledgerstone.record.find import visible
from ledgerstone.record.models import ClaimRecord

RULINGS = tuple(ruling.value for ruling in Ruling)


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
