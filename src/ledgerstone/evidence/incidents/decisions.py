"""What people decided about groups and copies; a proposal made again never undoes it.

A decision on groups keeps both of its sides as they were when it was made: the claims by which each mention is found
again. So it binds whatever was merged, split, read again or added since, as long as one claim of each side is held.
"""

from enum import StrEnum

from msgspec import Struct

NO_SIDES: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


class Ruling(StrEnum):
    """What a person can decide about incidents and sources that bears on their grouping."""

    ACCEPT = "accept"
    REJECT = "reject"
    MERGE = "merge"
    SPLIT = "split"
    NEVER_TOGETHER = "never-together"
    IS_COPY_OF = "is-copy-of"
    IS_INDEPENDENT_OF = "is-independent-of"


APART = frozenset({Ruling.SPLIT, Ruling.NEVER_TOGETHER})


class Decision(Struct, frozen=True, kw_only=True):
    """A named person's decision in force; superseded ones are left out by the caller.

    Attributes:
        subject: Id of an incident (accept, reject, merge, split, never-together; a claim's id stands for its
            incident) or of a source (is-copy-of, is-independent-of).
        decision: A `Ruling`; other decisions are about other things and change no group.
        other: Id of the other incident or source; of a split, the source, claim or incident that does not belong.
        sides: What each side consisted of when it was decided: ids of claims, and of sources that joined an incident
            without a claim. Claims that were read again stand under the ids that they have now. Both are empty for a
            decision that kept none: its ids stand for what they stand for today.
        judgement: Id of the judgement; None where nobody asks for it.
    """

    subject: str
    decision: str
    other: str | None = None
    sides: tuple[tuple[str, ...], tuple[str, ...]] = NO_SIDES
    judgement: str | None = None


def pairs(decisions: tuple[Decision, ...], ruling: Ruling) -> frozenset[frozenset[str]]:
    """Return the pairs that a ruling is about."""
    return frozenset(
        frozenset({one.subject, one.other}) for one in decisions if one.decision == ruling and one.other is not None
    )
