"""Claims of a source's reading in use. What the reading no longer yields stays, out of every listing."""

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from ledgerstone.evidence.claims.identity import judged
from ledgerstone.evidence.incidents.model import HeldClaim
from ledgerstone.record.json_text import to_json
from ledgerstone.record.models import ClaimRecord
from ledgerstone.record.shapes import claim_value

PROPOSED = "proposed"


class ClaimsOf(Struct, frozen=True, kw_only=True):
    """Claims of a source.

    Attributes:
        source: Whose they are.
        reading: Key of the reading that yields them.
        claims: In the order of their passages.
        in_comments: Ids of those whose passage lies in a reader's comment.
        desk_only: Ids of those that the public is not shown without a judgement.
    """

    source: str
    reading: int
    claims: tuple[HeldClaim, ...]
    in_comments: frozenset[str]
    desk_only: frozenset[str] = frozenset()


def replace_claims(
    source_id: str, reading_key: int, claims: tuple[HeldClaim, ...], *, in_comments: frozenset[str]
) -> frozenset[str]:
    """Make these the claims of the source; see `replace_all_claims`.

    Returns:
        Ids of the claims that the source had until now.
    """
    one = ClaimsOf(source=source_id, reading=reading_key, claims=claims, in_comments=in_comments)
    return replace_all_claims([one]).get(source_id, frozenset())


def replace_all_claims(some: Sequence[ClaimsOf]) -> dict[str, frozenset[str]]:
    """Make these the claims of their sources, each of them another one.

    A claim that comes again keeps its status, and the reading that gave it first; where its content is another under
    the same id (a date that now resolves), a person has not judged that content, and it is a proposal again.

    Returns:
        Of each source that had claims until now, their ids.
    """
    held_before = ClaimRecord.objects.filter(source__in=[one.source for one in some])
    before = {record.pk: record for record in held_before}
    if before:
        held_before.update(current=False)
    made = [_record(one, held, before.get(held.id)) for one in some for held in one.claims]
    ClaimRecord.objects.bulk_create(
        made,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[
            "reading",
            "question",
            "stance",
            "start",
            "content",
            "in_comment",
            "desk_only",
            "status",
            "current",
        ],
    )
    were: dict[str, set[str]] = defaultdict(set)
    for key, record in before.items():
        if record.current:
            were[record.source_id].add(key)
    return {source: frozenset(keys) for source, keys in were.items()}


def _record(of: ClaimsOf, held: HeldClaim, before: ClaimRecord | None) -> ClaimRecord:
    same = before if before is not None and judged(claim_value(before)) == judged(held.claim) else None
    return ClaimRecord(
        id=held.id,
        source_id=of.source,
        reading_id=of.reading if same is None else same.reading_id,
        question=held.claim.question.value,
        stance=held.claim.stance.value,
        start=held.claim.passage.start,
        content=to_json(held.claim),
        in_comment=held.id in of.in_comments,
        desk_only=held.id in of.desk_only,
        status=PROPOSED if same is None else same.status,
        current=True,
    )
