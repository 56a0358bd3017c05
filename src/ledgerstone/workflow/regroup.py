"""Group all papers into incidents, and find who copies whom, anew; what people decided is respected."""

from django.db import transaction

from ledgerstone.evidence.incidents.decisions import Decision, Ruling
from ledgerstone.evidence.incidents.propose import propose
from ledgerstone.record import save
from ledgerstone.record.find import holdings


def regroup() -> int:
    """Propose incidents and copies from every paper of the record.

    Returns:
        How many incidents there are now.
    """
    decisions = tuple(
        Decision(subject=subject, decision=Ruling(decision), other=other)
        for subject, decision, other in holdings.standing_decisions()
        if decision in set(Ruling)
    )
    proposal = propose(holdings.papers(), decisions=decisions, standing=holdings.standing_incidents())
    with transaction.atomic():
        save.replace_copies(proposal.copies)
        save.replace_incidents(proposal.incidents)
    return len(proposal.incidents)
