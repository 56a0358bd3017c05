"""Judgements, and the status that the latest one gives its subject."""

from datetime import datetime

from django.db.models import Q

from ledgerstone.evidence.incidents.decisions import NO_SIDES
from ledgerstone.evidence.preservation.log.entries import EntryType
from ledgerstone.record.json_text import to_json
from ledgerstone.record.models import ClaimRecord, IncidentRecord, Judgement, User
from ledgerstone.record.save.logged import log_row
from ledgerstone.values.digests import short_id

Sides = tuple[tuple[str, ...], tuple[str, ...]]


def add_judgement(  # noqa: PLR0913 - what a judgement consists of, all keyword-only but the subject
    subject: str,
    *,
    decision: str,
    other: str | None,
    reason: str,
    by: str,
    at: datetime,
    rivals: tuple[str, ...],
    sides: Sides = NO_SIDES,
    one_subject: bool = False,
) -> str:
    """Add a judgement; the standing rival on the same subject, or the same two either way round, is superseded by it.

    Args:
        subject: Id of a claim, an incident or a source.
        decision: What was decided.
        other: Id of the other side of a decision on two; None for a decision on one.
        reason: Why, in the person's words.
        by: The person's name; there is such a user.
        at: When.
        rivals: The decisions that this one takes the place of, itself among them.
        sides: What both sides of a decision on groups consist of now: ids of claims and sources.
        one_subject: Whether a rival is one on the subject, whatever its other side is.

    Returns:
        The judgement's id.
    """
    same = Q(subject=subject) if one_subject else Q(subject=subject, other=other)
    if other is not None and not one_subject:
        same |= Q(subject=other, other=subject)
    before = Judgement.objects.filter(same, decision__in=rivals, superseded_by__isnull=True).last()
    key = short_id("j", subject, decision, other or "", by, at.isoformat())
    Judgement.objects.create(
        id=key,
        subject=subject,
        decision=decision,
        other=other,
        sides=None if sides == NO_SIDES else to_json(sides),
        reason=reason,
        by=User.objects.get(name=by),
        at=at,
        supersedes=before,
    )
    log_row(EntryType.JUDGEMENT, key, by=by)
    return key


def set_status(subject: str, status: str) -> None:
    """Give a claim or an incident the status of its latest judgement; a source has none."""
    ClaimRecord.objects.filter(pk=subject).update(status=status)
    IncidentRecord.objects.filter(pk=subject).update(status=status)
