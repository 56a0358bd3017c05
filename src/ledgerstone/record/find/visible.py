"""The rule of who may see what, in SQL: the same answer as `accountability.access.may_see`, row by row.

Every query of this room passes through here. A test holds the two against each other over all combinations.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from ledgerstone.accountability.access import Purpose, Role, Viewer, Visibility
from ledgerstone.record.models import (
    ClaimRecord,
    CopyRecord,
    IncidentRecord,
    Judgement,
    Publication,
    PublicationSource,
    Source,
)

MAKE_PUBLIC = "make-public"
"""The decision that lets out a claim that is for the desk."""


def rule(*, viewer: Viewer, purpose: Purpose, now: datetime, at: str = "") -> Q:
    """Return the condition that a guarded row must meet.

    Args:
        viewer: Who looks.
        purpose: What for.
        now: This moment, for embargoes.
        at: Path from the queried table to the guarded one ("source__"); empty for the guarded table itself.
    """
    if viewer.role is Role.CUSTODIAN:
        return Q()
    if purpose is Purpose.CUSTODY:
        return Q(pk__in=[])
    unsealed = Q(**{f"{at}sealed": False})
    if viewer.role is Role.DESK:
        return unsealed
    let_out = Q(**{f"{at}visibility": Visibility.PUBLIC.value, f"{at}consented": True})
    free = Q(**{f"{at}embargo_until__isnull": True}) | Q(**{f"{at}embargo_until__lte": now})
    return unsealed & let_out & free


def sources(*, viewer: Viewer, purpose: Purpose) -> QuerySet[Source]:
    """Return the sources that the viewer may see."""
    return Source.objects.filter(rule(viewer=viewer, purpose=purpose, now=timezone.now()))


def claims(*, viewer: Viewer, purpose: Purpose) -> QuerySet[ClaimRecord]:
    """Return the claims of the latest readings of the sources that the viewer may see.

    Claims in readers' comments are for the desk: none is let out before moderation (DOMAIN, G, rules 4 and 9). Nor is
    a claim that a person rejected, nor one of sexual violence that no standing judgement makes public.
    """
    by_source = rule(viewer=viewer, purpose=purpose, now=timezone.now(), at="source__")
    found = ClaimRecord.objects.filter(by_source, current=True)
    if viewer.role is not Role.PUBLIC:
        return found
    let_out = Judgement.objects.filter(subject=OuterRef("pk"), decision=MAKE_PUBLIC, superseded_by__isnull=True)
    return found.filter(Q(desk_only=False) | Exists(let_out), in_comment=False).exclude(status="rejected")


def let_out(source: str) -> QuerySet[ClaimRecord]:
    """Return the claims of a source that are for the desk and that a standing judgement makes public."""
    made = Judgement.objects.filter(subject=OuterRef("pk"), decision=MAKE_PUBLIC, superseded_by__isnull=True)
    return ClaimRecord.objects.filter(Exists(made), source=source, desk_only=True, current=True)


def incidents(*, viewer: Viewer, purpose: Purpose) -> QuerySet[IncidentRecord]:
    """Return the incidents of the latest grouping that the viewer may see."""
    return IncidentRecord.objects.filter(rule(viewer=viewer, purpose=purpose, now=timezone.now()), current=True)


def copies(*, viewer: Viewer, purpose: Purpose) -> QuerySet[CopyRecord]:
    """Return the copies of which the viewer may see both sides."""
    now = timezone.now()
    both = (rule(viewer=viewer, purpose=purpose, now=now, at=at) for at in ("source__", "of__"))
    return CopyRecord.objects.filter(*both)


def judgements(*, viewer: Viewer, purpose: Purpose) -> QuerySet[Judgement]:
    """Return the judgements that the viewer may see: none of them are public, publications are."""
    if viewer.role is Role.PUBLIC or (viewer.role is Role.DESK and purpose is Purpose.CUSTODY):
        return Judgement.objects.none()
    return Judgement.objects.all()


def publications(*, viewer: Viewer, purpose: Purpose) -> QuerySet[Publication]:
    """Return the publications that cite no source which the viewer may not see.

    A source that was sealed or put under embargo after its publication takes with it what cites it.
    """
    if viewer.role is Role.CUSTODIAN:
        return Publication.objects.all()
    # Source by source and not from a list of all that may be seen: one publication is found without reading them all.
    seen = rule(viewer=viewer, purpose=purpose, now=timezone.now(), at="source__")
    hidden = PublicationSource.objects.filter(publication=OuterRef("pk")).exclude(seen)
    return Publication.objects.filter(~Exists(hidden))


def latest_publications(*, viewer: Viewer, purpose: Purpose) -> QuerySet[Publication]:
    """Return the latest version of each subject, where the viewer may see it; an older one never takes its place."""
    newer = Publication.objects.filter(subject=OuterRef("subject"), version__gt=OuterRef("version"))
    return publications(viewer=viewer, purpose=purpose).filter(~Exists(newer))


def published_incidents(*, viewer: Viewer, purpose: Purpose) -> QuerySet[Publication]:
    """Return the publications of incidents that the public sees in the incidents' stead.

    The incident itself grows with every paper that comes in; what was not in the publication is not shown.
    """
    let_out = IncidentRecord.objects.filter(rule(viewer=viewer, purpose=purpose, now=timezone.now()))
    return latest_publications(viewer=viewer, purpose=purpose).filter(subject__in=let_out.values("pk"))
