"""Claims of sexual violence: no victim's name in them, and none before the public that no person let out.

The rules of DOMAIN.md, section G: 4 (no identity without consent, sealed by default) and 7.
"""

from bisect import bisect_left
from collections.abc import Iterable

from msgspec import structs

from ledgerstone.evidence.claims.model import Claim, Question
from ledgerstone.values.counts import CountValue
from ledgerstone.values.names import NameValue


def without_victim(claim: Claim) -> Claim:
    """Return a claim without words that may name a victim of sexual violence: whom one person's claim is of.

    The words of a group ("women of the village") stay, of one person none do: a word's form does not tell a name from
    a trade or a village small enough to know her by.
    """
    if claim.question is not Question.SEXUAL_VIOLENCE:
        return claim
    value = None if isinstance(claim.value, NameValue) else claim.value
    several = isinstance(value, CountValue) and value.upper != 1 and value.lower != 1
    scope = claim.scope if several else structs.replace(claim.scope, of_whom=None)
    return structs.replace(claim, value=value, scope=scope)


def for_the_desk(claims: Iterable[Claim]) -> tuple[bool, ...]:
    """Return of each claim whether it is kept from the public: of sexual violence, or with words of a passage that is.

    Args:
        claims: Of one reading.
    """
    kept = tuple(claims)
    passages = _merged(claim for claim in kept if claim.question is Question.SEXUAL_VIOLENCE)
    starts = [start for start, _ in passages]
    before = (bisect_left(starts, claim.passage.end) - 1 for claim in kept)
    return tuple(at >= 0 and passages[at][1] > claim.passage.start for claim, at in zip(kept, before, strict=True))


def _merged(claims: Iterable[Claim]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for claim in sorted(claims, key=lambda one: one.passage.start):
        start, end = claim.passage.start, claim.passage.end
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found
