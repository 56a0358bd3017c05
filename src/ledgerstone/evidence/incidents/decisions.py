"""What people decided about groups and copies; a proposal made again never undoes it.

Incidents are named by id. An id is made from the claim by which the incident was first found, so that a decision
finds its incident again whatever was merged or split since.
"""

from enum import StrEnum

from msgspec import Struct


class Ruling(StrEnum):
    """What a person can decide about incidents and sources that bears on their grouping."""

    MERGE = "merge"
    SPLIT = "split"
    NEVER_TOGETHER = "never-together"
    IS_COPY_OF = "is-copy-of"
    IS_INDEPENDENT_OF = "is-independent-of"


class Decision(Struct, frozen=True, kw_only=True):
    """A named person's decision in force; superseded ones are left out by the caller.

    Attributes:
        subject: Id of an incident (merge, split, never-together; a claim's id stands for its incident) or of a
            source (is-copy-of, is-independent-of).
        decision: A `Ruling`; other decisions are about other things and change no group.
        other: Id of the other incident or source; of a split, the source or claim that does not belong.
    """

    subject: str
    decision: str
    other: str | None = None


def pairs(decisions: tuple[Decision, ...], ruling: Ruling) -> frozenset[frozenset[str]]:
    """Return the pairs that a ruling is about."""
    return frozenset(
        frozenset({one.subject, one.other}) for one in decisions if one.decision == ruling and one.other is not None
    )
