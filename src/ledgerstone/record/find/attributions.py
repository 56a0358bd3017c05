"""Who people say gives a claim, where they say otherwise than the text as it was read.

A re-attribution is a judgement: the claim's own voice is never overwritten, and whoever shows a claim shows both. What
was decided on a claim of an earlier reading holds for the claim that follows it; where the rules give the claim another
voice by now, it holds for the claim with the same answer in the same words.
"""

import re
from collections.abc import Mapping

from django.db.models import QuerySet
from msgspec import structs

from ledgerstone.accountability.access import Role, Viewer
from ledgerstone.evidence.claims.model import Claim, Voice, VoiceKind
from ledgerstone.record.find.decisions import successors
from ledgerstone.record.json_text import to_json
from ledgerstone.record.models import ClaimRecord, Judgement
from ledgerstone.record.rows import Attribution
from ledgerstone.record.shapes import claim_value

RE_ATTRIBUTE = "re-attribute"

KIND_BEHIND = re.compile(rf"(?<=\S)\s*\((?P<kind>{'|'.join(VoiceKind)})\)$")
"""As claims are printed: "the hospital (body)"."""

NOBODY = Voice(name=None, kind=VoiceKind.UNKNOWN)


def attributions(*, viewer: Viewer) -> Mapping[str, Attribution]:
    """Return the standing re-attributions by the claims of readings in use; a bounded number of queries.

    Args:
        viewer: Who looks; to the public, nobody is named who decided, nor is the reason given.
    """
    rows = Judgement.objects.filter(decision=RE_ATTRIBUTE, superseded_by__isnull=True).select_related("by")
    made = {row.subject: _attribution(row, viewer) for row in rows}
    if not made:
        return {}
    now = successors()
    lost = ClaimRecord.objects.filter(pk__in=[key for key in made if key not in now], current=False)
    again = _said_again(lost)
    return {again.get(key, now.get(key, key)): one for key, one in made.items()}


def _attribution(row: Judgement, viewer: Viewer) -> Attribution:
    seen = viewer.role is not Role.PUBLIC
    said = KIND_BEHIND.search(row.other or "")
    return Attribution(
        name=(row.other or "")[: said.start() if said else None],
        kind=VoiceKind(said["kind"]) if said else VoiceKind.UNKNOWN,
        at=row.at,
        by=row.by.name if seen else None,
        reason=row.reason if seen else None,
        judgement=row.pk if seen else None,
    )


def _said_again(lost: QuerySet[ClaimRecord]) -> dict[str, str]:
    """Return, for claims that no reading in use yields, the one with the same answer in the same words."""
    gone = {(record.source_id, _answer(claim_value(record))): record.pk for record in lost}
    if not gone:
        return {}
    current = ClaimRecord.objects.filter(source__in={source for source, _ in gone}, current=True)
    found = ((gone.get((one.source_id, _answer(claim_value(one)))), one.pk) for one in current)
    return {was: key for was, key in found if was is not None}


def _answer(claim: Claim) -> str:
    """Return what a claim answers in which words, whoever says it and wherever it stands."""
    said = structs.replace(claim, voice=NOBODY, method="", region=None, cue=None, grounds=(), notes=())
    return to_json(structs.replace(said, passage=structs.replace(claim.passage, start=0, end=0)))
