"""Keep a reading's claims as those of its source; they follow the claims of earlier readings that they are again."""

from ledgerstone.evidence.claims.identity import claim_id
from ledgerstone.evidence.claims.model import Claim
from ledgerstone.evidence.incidents.model import HeldClaim
from ledgerstone.evidence.reading.model import Region, Role
from ledgerstone.record import save
from ledgerstone.workflow.readings.reading_terms import Made


def keep_claims(source_id: str, reading_key: int, made: Made) -> None:
    """Make the claims of a reading those of its source; within the caller's transaction.

    Args:
        source_id: Whose they are.
        reading_key: The reading, which is in use from now on.
        made: What was made of the source.
    """
    held = {one.id: one for one in (HeldClaim(id=claim_id(source_id, claim), claim=claim) for claim in made.claims)}
    comments = tuple(region for region in made.reading.regions if region.role is Role.COMMENT)
    inside = frozenset(one.id for one in held.values() if _is_inside(one.claim, comments))
    were = save.replace_claims(source_id, reading_key, tuple(held.values()), in_comments=inside)
    if were:
        save.follow_claims(source_id, made.reading.text, were=were)


def _is_inside(claim: Claim, comments: tuple[Region, ...]) -> bool:
    return any(claim.passage.start < region.end and region.start < claim.passage.end for region in comments)
