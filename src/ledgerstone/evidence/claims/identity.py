"""The id of a claim: of its source and of what it says, so that the order of work changes none."""

import msgspec

from ledgerstone.evidence.claims.model import Claim
from ledgerstone.values.digests import short_id


def claim_id(source_id: str, claim: Claim) -> str:
    """Return the id of a claim of a source.

    A new version of the rules that reads the same claim gives the same id: `method`, `region`, `cue`, `grounds` and
    `notes` are no part of it.
    """
    parts = (claim.question, claim.value, claim.scope, claim.voice, claim.stance, claim.passage)
    return short_id("c", source_id, msgspec.json.encode(parts).decode())
