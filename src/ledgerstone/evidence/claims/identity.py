"""The id of a claim: of its source and of what it says, so that the order of work changes none."""

import msgspec
from msgspec import structs

from ledgerstone.evidence.claims.model import Claim, Passage, Question, Scope, Stance, Voice
from ledgerstone.values.answers import Value
from ledgerstone.values.digests import short_id


def claim_id(source_id: str, claim: Claim) -> str:
    """Return the id of a claim of a source.

    A new version of the rules that reads the same claim gives the same id: how it was found is no part of it.
    """
    return short_id("c", source_id, msgspec.json.encode(said_by(claim)).decode())


def said_by(claim: Claim) -> tuple[Question, Value | None, Scope, Voice, Stance, Passage]:
    """Return what a claim says, without how it was found: two that say the same are one."""
    return claim.question, claim.value, claim.scope, _unjoined(claim.voice), claim.stance, claim.passage


def judged(claim: Claim) -> Claim:
    """Return what a person judges: all of a claim but how, by which version of the rules, and in which region."""
    voice = _unjoined(claim.voice)
    return structs.replace(claim, voice=voice, method="", region=None, cue=None, grounds=(), notes=())


def _unjoined(voice: Voice) -> Voice:
    """Return a voice without the entries of the reference list that its citations were joined to."""
    if all(link.entry is None for link in voice.chain):
        return voice
    return structs.replace(voice, chain=tuple(structs.replace(link, entry=None) for link in voice.chain))
