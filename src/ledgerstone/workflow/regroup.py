"""Group all papers into incidents, and find who copies whom, anew; what people decided is respected."""

import msgspec
from django.db import transaction

from ledgerstone.evidence.incidents.model import Paper
from ledgerstone.evidence.incidents.propose import propose
from ledgerstone.record import save
from ledgerstone.record.find import holdings
from ledgerstone.record.find.decisions import binding_decisions
from ledgerstone.record.find.pile import Pile
from ledgerstone.workflow.beginnings import beginning


def regroup() -> int:
    """Propose incidents and copies from every paper of the record.

    Returns:
        How many incidents there are now.
    """
    proposal = propose(Pile(_beginning), decisions=binding_decisions(), standing=holdings.standing_incidents())
    with transaction.atomic():
        save.replace_copies(proposal.copies)
        save.replace_incidents(proposal.incidents)
    return len(proposal.incidents)


def _beginning(paper: Paper) -> Paper:
    text, regions = beginning(paper.text, paper.regions)
    return msgspec.structs.replace(paper, text=text, regions=regions)
