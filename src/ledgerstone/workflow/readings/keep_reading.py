"""Keep the claims of readings as their sources'; they follow claims of earlier readings that they are again."""

from collections.abc import Iterable

from msgspec import Struct

from ledgerstone.evidence.claims.do_no_harm import for_the_desk
from ledgerstone.evidence.claims.identity import claim_id
from ledgerstone.evidence.incidents.model import HeldClaim
from ledgerstone.evidence.reading.spans import comments_of
from ledgerstone.record import save
from ledgerstone.workflow.readings.reading_terms import Made


class ClaimsMade(Struct, frozen=True, kw_only=True):
    """A reading whose claims are to be those of its source.

    Attributes:
        source: Id of the source.
        reading: Key of the reading, which is in use from now on.
        made: What was made of the source.
    """

    source: str
    reading: int
    made: Made


def keep_claims(some: Iterable[ClaimsMade]) -> None:
    """Make the claims of readings those of their sources, each of another one; within the caller's transaction."""
    kept = tuple(some)
    were = save.replace_all_claims([_claims_of(one) for one in kept])
    for one in kept:
        if one.source in were:
            save.follow_claims(one.source, one.made.reading.text, were=were[one.source])


def _claims_of(one: ClaimsMade) -> save.ClaimsOf:
    held = (HeldClaim(id=claim_id(one.source, claim), claim=claim) for claim in one.made.claims)
    claims = tuple({claim.id: claim for claim in held}.values())
    comments = comments_of(one.made.reading.regions)
    inside = frozenset(one.id for one in claims if comments.touch(one.claim.passage.start, one.claim.passage.end))
    kept = for_the_desk(held.claim for held in claims)
    desk_only = frozenset(held.id for held, kept_in in zip(claims, kept, strict=True) if kept_in)
    return save.ClaimsOf(source=one.source, reading=one.reading, claims=claims, in_comments=inside, desk_only=desk_only)
