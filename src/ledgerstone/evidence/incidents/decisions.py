"""What people decided about groups and copies; a proposal made again never undoes it."""

from enum import StrEnum

from msgspec import Struct


class Ruling(StrEnum):
    """What a person can decide about two things.

    The first three are about incidents, which a decision names by one of their claims or by their id; the last two
    are about sources.
    """

    MERGE = "merge"
    SPLIT = "split"
    NEVER_TOGETHER = "never-together"
    IS_COPY_OF = "is-copy-of"
    IS_INDEPENDENT_OF = "is-independent-of"


class Decision(Struct, frozen=True, kw_only=True):
    """A named person's decision in force; superseded ones are left out by the caller.

    Attributes:
        subject: Id of a claim, an incident or a source.
        decision: What was decided.
        other: Id of the other; None where the decision is about the subject alone ("split" it off).
    """

    subject: str
    decision: Ruling
    other: str | None = None


def of_sources(decisions: tuple[Decision, ...], ruling: Ruling) -> frozenset[frozenset[str]]:
    """Return the pairs of sources that a ruling is about."""
    return frozenset(
        frozenset({one.subject, one.other}) for one in decisions if one.decision is ruling and one.other is not None
    )
