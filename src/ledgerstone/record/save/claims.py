"""Claims of a source's latest reading. What the reading no longer yields stays, out of every listing."""

from ledgerstone.evidence.incidents.model import HeldClaim
from ledgerstone.record.json_text import to_json
from ledgerstone.record.models import ClaimRecord

PROPOSED = "proposed"


def replace_claims(
    source_id: str, reading_key: int, claims: tuple[HeldClaim, ...], *, in_comments: frozenset[str]
) -> None:
    """Make these the claims of the source.

    A claim that comes again keeps its status; where its content is another under the same id (a date that now
    resolves), a person has not judged that content, and it is a proposal again.

    Args:
        source_id: Whose they are.
        reading_key: The reading that yields them.
        claims: In the order of their passages.
        in_comments: Ids of those whose passage lies in a reader's comment.
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


def _record(
    source_id: str, reading_key: int, held: HeldClaim, in_comments: frozenset[str], before: ClaimRecord | None
) -> ClaimRecord:
    content = to_json(held.claim)
    return ClaimRecord(
        id=held.id,
        source_id=source_id,
        reading_id=reading_key,
        question=held.claim.question.value,
        stance=held.claim.stance.value,
        start=held.claim.passage.start,
        content=content,
        in_comment=held.id in in_comments,
        status=before.status if before is not None and before.content == content else PROPOSED,
        current=True,
    )
