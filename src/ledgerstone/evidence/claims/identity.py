"""The id of a claim: of its source and of what it says, so that the order of work changes none."""

import msgspec

from ledgerstone.evidence.claims.model import Claim, Passage, Question, Scope, Stance, Voice
from ledgerstone.values.answers import Value
from ledgerstone.values.digests import short_id


def claim_id(source_id: str, claim: Claim) -> str:
    """Return the id of a claim of a source.

    A new version of the rules that reads the same claim gives the same id: `method`, `region`, `cue`, `grounds` and
    `notes` are no part of it.
    """
    return short_id("c", source_id, msgspec.json.encode(said_by(claim)).decode())


def said_by(claim: Claim) -> tuple[Question, Value | None, Scope, Voice, Stance, Passage]:
    """Return what a claim says, without how it was found: two that say the same are one."""
    return claim.question, claim.value, claim.scope, claim.voice, claim.stance, claim.passage
