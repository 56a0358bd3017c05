"""Claims of a source's reading in use. What the reading no longer yields stays, out of every listing."""

from msgspec import structs

from ledgerstone.evidence.claims.model import Claim
from ledgerstone.evidence.incidents.model import HeldClaim
from ledgerstone.record.json_text import to_json
from ledgerstone.record.models import ClaimRecord
from ledgerstone.record.shapes import claim_value

PROPOSED = "proposed"


def replace_claims(
    source_id: str, reading_key: int, claims: tuple[HeldClaim, ...], *, in_comments: frozenset[str]
) -> frozenset[str]:
    """Make these the claims of the source.

    A claim that comes again keeps its status, and the reading that gave it first; where its content is another under
    the same id (a date that now resolves), a person has not judged that content, and it is a proposal again.

    Args:
        source_id: Whose they are.
        reading_key: The reading that yields them.
        claims: In the order of their passages.
        in_comments: Ids of those whose passage lies in a reader's comment.

    Returns:
        Ids of the claims that the source had until now.
    """
    before = {record.pk: record for record in ClaimRecord.objects.filter(source=source_id)}
    ClaimRecord.objects.filter(source=source_id).update(current=False)
    made = [_record(source_id, reading_key, held, in_comments, before.get(held.id)) for held in claims]
    ClaimRecord.objects.bulk_create(
        made,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["reading", "question", "stance", "start", "content", "in_comment", "status", "current"],
    )
    return frozenset(key for key, record in before.items() if record.current)


def _record(
    source_id: str, reading_key: int, held: HeldClaim, in_comments: frozenset[str], before: ClaimRecord | None
) -> ClaimRecord:
    same = before if before is not None and _answer(claim_value(before)) == _answer(held.claim) else None
    return ClaimRecord(
        id=held.id,
        source_id=source_id,
        reading_id=reading_key if same is None else same.reading_id,
        question=held.claim.question.value,
        stance=held.claim.stance.value,
        start=held.claim.passage.start,
        content=to_json(held.claim),
        in_comment=held.id in in_comments,
        status=PROPOSED if same is None else same.status,
        current=True,
    )


def _answer(claim: Claim) -> Claim:
    """Return what a person judges: all of a claim but by which version of the rules, and in which region, it was found.

    Source: `evidence.claims.identity`, which leaves out the same.
    """
    return structs.replace(claim, method="", region=None)
