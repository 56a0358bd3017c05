"""Copies as people decided them: a copy that a person rejected counts for nothing, one that a person saw counts.

A person's "is a copy of" makes of a proposal (a translation) a copy, or joins two papers that share no words;
"is independent of" takes a copy away. The findings themselves stay as they are.
"""

import msgspec

from ledgerstone.evidence.incidents.decisions import Decision, Ruling, pairs
from ledgerstone.evidence.incidents.model import CopiedPassage, Copy, CopyKind, Direction

WHOLE = 1 << 31
"""More code points than a text has: a person's decision is about the whole paper."""


def decided_copies(
    copies: tuple[Copy, ...], decisions: tuple[Decision, ...], sources: frozenset[str]
) -> tuple[Copy, ...]:
    """Return the copies by which lines are counted.

    Args:
        copies: As found.
        decisions: In force.
        sources: Ids of the sources at hand; decisions on others are left out.
    """
    apart = pairs(decisions, Ruling.IS_INDEPENDENT_OF)
    together = pairs(decisions, Ruling.IS_COPY_OF)
    found = [_accepted(copy) if _pair(copy) in together else copy for copy in copies if _pair(copy) not in apart]
    held = {_pair(copy) for copy in found}
    return tuple(found) + tuple(
        _by_decision(one)
        for one in decisions
        if one.decision == Ruling.IS_COPY_OF
        and one.other is not None
        and {one.subject, one.other} <= sources
        and frozenset({one.subject, one.other}) not in held
    )


def _pair(copy: Copy) -> frozenset[str]:
    return frozenset({copy.source, copy.of})


def _accepted(copy: Copy) -> Copy:
    if not copy.kind.proposed:
        return copy
    return msgspec.structs.replace(copy, kind=CopyKind.EDITED)


def _by_decision(one: Decision) -> Copy:
    return Copy(
        source=one.subject,
        of=one.other or "",
        kind=CopyKind.EDITED,
        direction=Direction.KNOWN,
        share=1.0,
        passages=(CopiedPassage(start=0, end=WHOLE, of_start=0, of_end=WHOLE),),
    )
