"""Judgements: who decided what, and which later judgement took its place."""

from collections.abc import Iterable

from ledgerstone.accountability.access import Purpose, Viewer
from ledgerstone.record.find import visible
from ledgerstone.record.rows import JudgementRow
from ledgerstone.record.shapes import judgement_row


def judgements(
    subject: str | None = None, *, viewer: Viewer, purpose: Purpose, standing_only: bool = False
) -> tuple[JudgementRow, ...]:
    """Return judgements in the order in which they were made.

    Args:
        subject: Full id of a claim, an incident or a source; None for all.
        viewer: Who looks; the public sees publications instead.
        purpose: What for.
        standing_only: Leave out those that were superseded.
    """
    return judgements_on(
        None if subject is None else (subject,), viewer=viewer, purpose=purpose, standing=standing_only
    )


def judgements_on(
    subjects: Iterable[str] | None, *, viewer: Viewer, purpose: Purpose, standing: bool = False
) -> tuple[JudgementRow, ...]:
    """Return the judgements on any of the subjects, in the order in which they were made; None for all."""
    found = visible.judgements(viewer=viewer, purpose=purpose).select_related("by")
    if subjects is not None:
        found = found.filter(subject__in=list(subjects))
    if standing:
        found = found.filter(superseded_by__isnull=True)
    later = dict(found.values_list("pk", "superseded_by"))
    return tuple(judgement_row(one, superseded_by=later.get(one.pk)) for one in found)
