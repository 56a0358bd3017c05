"""Standing judgements in the form that incidents and accounts respect them in."""

from ledgerstone.accountability.access import Purpose, Viewer
from ledgerstone.evidence.incidents.decisions import Decision, Ruling
from ledgerstone.record.find import visible

RULINGS = tuple(ruling.value for ruling in Ruling)


def standing_decisions(*, viewer: Viewer, purpose: Purpose) -> tuple[Decision, ...]:
    """Return the decisions on groups and copies that no later one superseded, oldest first."""
    found = visible.judgements(viewer=viewer, purpose=purpose).filter(superseded_by__isnull=True, decision__in=RULINGS)
    rows = found.values_list("subject", "decision", "other")
    return tuple(Decision(subject=subject, decision=Ruling(decision), other=other) for subject, decision, other in rows)
