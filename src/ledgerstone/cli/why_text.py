"""Why papers are taken for one incident, as a person reads it in a terminal: paper by paper, for and against."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from ledgerstone.cli.relation_text import relation_lines
from ledgerstone.cli.wrapping import PLAIN_WIDTH, TextLine, wrapped
from ledgerstone.evidence.claims.model import Passage
from ledgerstone.evidence.incidents.model import Reason
from ledgerstone.record.find.why import ClaimPlace, PaperWhy, Why
from ledgerstone.record.rows import JudgementRow

INDENT = 2


def why_lines(found: Why, width: int = PLAIN_WIDTH) -> Iterator[TextLine]:
    """Yield why the papers of an incident are in it, line by line.

    Args:
        found: The reasons.
        width: How many cells a line may take.
    """
    yield from wrapped(f"{found.title}  ({found.incident}, {found.status})", width, bold=True)
    yield from wrapped("Why these papers are taken for one incident. A proposal: people accept, split or merge.", width)
    for paper in found.papers:
        yield TextLine()
        yield from _paper(paper, width)
    if found.reasons:
        yield TextLine()
        yield TextLine(text="Of several papers", bold=True)
        yield from _reasons(found.reasons, "", width)
    yield from relation_lines(found.relations, width)
    yield TextLine()
    yield TextLine(text="People's decisions", bold=True)
    for row in found.judgements:
        yield from wrapped(_decision(row), width, indent=INDENT, hang=INDENT)
    if not found.judgements:
        yield TextLine(text=f"{'':{INDENT}}none: nobody has decided on this grouping")


def _paper(paper: PaperWhy, width: int) -> Iterator[TextLine]:
    named = f"{paper.publisher or paper.title or 'publisher not known'}, {paper.published or 'undated'}"
    yield from wrapped(f"{named}  ({paper.source})", width, bold=True)
    yield from _reasons(paper.reasons, f"{paper.source}: ", width)
    if not paper.reasons:
        yield TextLine(text=f"{'':{INDENT}}no other paper to be held against")
    for passage, claims in groupby(paper.claims, key=lambda claim: claim.passage):
        yield from wrapped(_said(passage, tuple(claims)), width, indent=2 * INDENT, hang=INDENT)
    if not paper.claims:
        yield TextLine(text=f"{'':{2 * INDENT}}no claim of it is about this incident")


def _said(passage: Passage, claims: tuple[ClaimPlace, ...]) -> str:
    """Return words once, with all claims in them."""
    by = "a reader's comment: " if any(claim.comment for claim in claims) else ""
    listed = ", ".join(f"{claim.question} {claim.id}" for claim in claims)
    return f"{by}“{' '.join(passage.exact.split())}” ({listed})"


def _reasons(reasons: Iterable[Reason], without: str, width: int) -> Iterator[TextLine]:
    for reason in reasons:
        sign = "for" if reason.supports else "against"
        for part in reason.text.removeprefix(without).split("; "):
            yield from wrapped(f"{sign}: {part}", width, indent=INDENT, hang=INDENT)


def _decision(row: JudgementRow) -> str:
    other = "" if row.other is None else f" {row.other}"
    over = "" if row.superseded_by is None else f" (superseded by {row.superseded_by})"
    return (
        f"{row.at:%Y-%m-%d %H:%M} UTC, {row.by}: {row.subject} {row.decision}{other}: “{row.reason}” ({row.id}){over}"
    )
