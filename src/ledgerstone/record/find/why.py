"""Why papers are taken for one incident: paper by paper, for and against, with passages and people's decisions.

Computed on demand; imported by name, as `find.account` is.
"""

from collections import defaultdict

from django.db.models import Q
from msgspec import Struct

from ledgerstone.accountability.access import Purpose, Viewer
from ledgerstone.evidence.claims.model import Passage
from ledgerstone.evidence.incidents.decisions import Ruling
from ledgerstone.evidence.incidents.model import Reason, Relation
from ledgerstone.record.find import visible
from ledgerstone.record.find.account import account as find_account
from ledgerstone.record.find.related import STATUSES
from ledgerstone.record.rows import ClaimRow, JudgementRow, SourceRow
from ledgerstone.record.shapes import judgement_row

ON_GROUPS = (*(ruling.value for ruling in Ruling), *STATUSES)


class ClaimPlace(Struct, frozen=True, kw_only=True):
    """A claim of a paper in an incident: its id, what it answers, its words, and whether a reader's comment says it."""

    id: str
    question: str
    passage: Passage
    comment: bool


class PaperWhy(Struct, frozen=True, kw_only=True):
    """Why one paper is in an incident.

    Attributes:
        source: Its id.
        publisher: Who published it; None is not known.
        title: Its title; None for none.
        published: When (EDTF); None is not known.
        reasons: What speaks for it and against it, and rests on this paper alone.
        claims: Its claims that are about the incident, by passage; none where it joined by its words alone.
    """

    source: str
    publisher: str | None
    title: str | None
    published: str | None
    reasons: tuple[Reason, ...]
    claims: tuple[ClaimPlace, ...]


class Why(Struct, frozen=True, kw_only=True):
    """Why some papers are taken for one incident.

    Attributes:
        incident: Its id.
        title: Its title.
        status: What a person decided of it.
        reasons: What is about several papers, or none.
        papers: Each paper, by date of publication, the undated last.
        relations: How it stands to others in time and place.
        judgements: People's decisions on the grouping, in their order; also those that later ones took the place of.
    """

    incident: str
    title: str
    status: str
    reasons: tuple[Reason, ...]
    papers: tuple[PaperWhy, ...]
    relations: tuple[Relation, ...]
    judgements: tuple[JudgementRow, ...]


def why(id: str, *, viewer: Viewer, purpose: Purpose) -> Why:  # noqa: A002 - the contract's word
    """Return why the papers of an incident are in it.

    Args:
        id: The incident's id, or a beginning that only one has.
        viewer: Who looks.
        purpose: What for.

    Raises:
        NotFoundError: There is no such incident for this viewer.
    """
    detail = find_account(id, viewer=viewer, purpose=purpose)
    incident = detail.account.incident
    claims: dict[str, list[ClaimRow]] = defaultdict(list)
    for row in detail.claims:
        claims[row.source].append(row)
    alone: dict[str, list[Reason]] = defaultdict(list)
    for reason in incident.evidence:
        if len(reason.sources) == 1:
            alone[reason.sources[0]].append(reason)
    listed = {source.id for source in detail.sources}
    comments = frozenset(detail.account.comments)
    status = visible.incidents(viewer=viewer, purpose=purpose).filter(pk=incident.id).values_list("status", flat=True)
    return Why(
        incident=incident.id,
        title=incident.title,
        status=status.first() or "published",
        reasons=tuple(one for one in incident.evidence if len(one.sources) != 1 or one.sources[0] not in listed),
        papers=tuple(
            _paper(source, alone[source.id], claims[source.id], comments) for source in sorted(detail.sources, key=_day)
        ),
        relations=detail.account.relations,
        judgements=_judgements(incident.id, [row.id for row in detail.claims], listed, viewer, purpose),
    )


def _day(source: SourceRow) -> tuple[bool, str, str, str, str]:
    return (source.published is None, source.published or "", source.publisher or "", source.title or "", source.id)


def _paper(source: SourceRow, reasons: list[Reason], claims: list[ClaimRow], comments: frozenset[str]) -> PaperWhy:
    return PaperWhy(
        source=source.id,
        publisher=source.publisher,
        title=source.title,
        published=source.published,
        reasons=tuple(sorted(reasons, key=lambda one: not one.supports)),
        claims=tuple(
            ClaimPlace(id=row.id, question=row.question, passage=row.passage, comment=row.id in comments)
            for row in sorted(claims, key=lambda row: (row.passage.start, row.passage.end, row.id))
        ),
    )


def _judgements(
    incident: str, claims: list[str], sources: set[str], viewer: Viewer, purpose: Purpose
) -> tuple[JudgementRow, ...]:
    """Return the decisions on groups and copies that name the incident, its claims or its sources on either side."""
    named = frozenset({incident, *claims, *sources})
    found = visible.judgements(viewer=viewer, purpose=purpose).filter(decision__in=ON_GROUPS)
    # The few decisions on groups are read whole: an incident may have more claims than a query takes values.
    rows = found.filter(~Q(subject__startswith="c", decision__in=["accept", "reject"])).select_related("by")
    later = dict(rows.values_list("pk", "superseded_by"))
    kept = (row for row in rows if row.subject in named or row.other in named)
    return tuple(judgement_row(row, superseded_by=later.get(row.pk)) for row in kept)
