"""Join an account to the claims and sources that it names, question by question, for the page to print.

Nothing is counted, ordered or left out here: the account's own order stands, and what no row of the record backs is
shown by its id alone.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import TypeVar

from msgspec import Struct

from ledgerstone.evidence.claims.model import Question
from ledgerstone.evidence.incidents.edge import Edge
from ledgerstone.evidence.incidents.model import (
    AgainstItself,
    Answer,
    Change,
    Copy,
    Line,
    QuestionAnswers,
    Reason,
    Relation,
    Revision,
    Saying,
)
from ledgerstone.record.rows import AccountDetail, ClaimRow, JudgementRow, SourceRow

_Row = TypeVar("_Row")

REJECTED = "rejected"

DEEPEST = 3
"""Answers that stand under others are indented at most so often, so that their words keep room."""


class SaidRow(Struct, frozen=True, kw_only=True):
    """A claim with its source and the judgement that stands on it (None: the program's proposal).

    `marked`: whether its passage is marked in the reading in use; else it stands in the reading that it names.
    """

    claim: ClaimRow
    source: SourceRow | None
    judgement: JudgementRow | None
    marked: bool


class EdgeRow(Struct, frozen=True, kw_only=True):
    """What joins two claims, with the sources of both."""

    edge: Edge
    source: SourceRow | None
    of: SourceRow | None


class LineRows(Struct, frozen=True, kw_only=True):
    """A line of evidence with its sources, what they say and what joins them."""

    line: Line
    sources: tuple[SourceRow, ...]
    said: tuple[SaidRow, ...]
    edges: tuple[EdgeRow, ...]


class AnswerRows(Struct, frozen=True, kw_only=True):
    """One of the rival answers with its lines.

    `depth`: how many others it stands under, at most `DEEPEST`; `under`: the one of these that it stands under.
    """

    answer: Answer
    lines: tuple[LineRows, ...]
    proposed: tuple[EdgeRow, ...]
    depth: int
    under: Answer | None


class SayingRow(Struct, frozen=True, kw_only=True):
    """When a line printed an answer, with the claims where it did first and last (None where no date is known)."""

    saying: Saying
    answer: Answer
    first: SaidRow | None
    last: SaidRow | None


class RevisionRow(Struct, frozen=True, kw_only=True):
    """An origin that gave another answer later, with both claims."""

    revision: Revision
    first: SaidRow | None
    later: SaidRow | None


class QuestionRows(Struct, frozen=True, kw_only=True):
    """A question that at least one source answers."""

    question: Question
    answers: tuple[AnswerRows, ...]
    over_time: tuple[SayingRow, ...]
    revised: tuple[RevisionRow, ...]


class AgainstRow(Struct, frozen=True, kw_only=True):
    """What one source says against itself, with its claims."""

    found: AgainstItself
    source: SourceRow | None
    said: tuple[SaidRow, ...]


class ReasonRow(Struct, frozen=True, kw_only=True):
    """What speaks for or against the grouping, with the claims that one can look it up in."""

    reason: Reason
    said: tuple[SaidRow, ...]


class CopyRows(Struct, frozen=True, kw_only=True):
    """A copy with both its sources and its changed words."""

    copy: Copy
    source: SourceRow | None
    of: SourceRow | None
    changed: tuple[Change, ...]


class AccountTable(Struct, frozen=True, kw_only=True):
    """All that the page of an account prints."""

    questions: tuple[QuestionRows, ...]
    not_known: tuple[Question, ...]
    copies: tuple[CopyRows, ...]
    comments: tuple[SaidRow, ...]
    judgements: tuple[JudgementRow, ...]
    lines: tuple[LineRows, ...]
    against_itself: tuple[AgainstRow, ...]
    reasons: tuple[ReasonRow, ...]
    against: tuple[ReasonRow, ...]
    relations: tuple[Relation, ...]


def lay_out(detail: AccountDetail, *, current: AbstractSet[str]) -> AccountTable:
    """Return the table of an account.

    Args:
        detail: The account, and the rows that it names.
        current: Ids of the claims that the readings in use yield.
    """
    sources = {source.id: source for source in detail.sources}
    standing = {row.subject: row for row in detail.judgements if row.superseded_by is None}
    said = {
        claim.id: SaidRow(
            claim=claim,
            source=sources.get(claim.source),
            judgement=standing.get(claim.id),
            marked=claim.reading is None or claim.id in current,
        )
        for claim in detail.claims
    }
    account = detail.account
    return AccountTable(
        questions=tuple(_question(entry, said, sources) for entry in account.questions if entry.answers),
        not_known=tuple(entry.question for entry in account.questions if entry.not_known),
        copies=tuple(_copies(account.copies, sources)),
        comments=_present(account.comments, said),
        judgements=tuple(row for row in detail.judgements if row.subject == account.incident.id),
        lines=_lines(account.lines, said, sources),
        against_itself=tuple(
            AgainstRow(found=one, source=sources.get(one.source), said=_present(one.claims, said))
            for one in account.against_itself
        ),
        reasons=tuple(_reasons(account.incident.evidence, said, supports=True)),
        against=tuple(_reasons(account.incident.evidence, said, supports=False)),
        relations=tuple(one for one in account.relations if one.status != REJECTED),
    )


def _reasons(evidence: Iterable[Reason], said: Mapping[str, SaidRow], *, supports: bool) -> Iterable[ReasonRow]:
    for one in evidence:
        if one.supports is supports:
            yield ReasonRow(reason=one, said=_present(one.claims, said))


def _question(entry: QuestionAnswers, said: Mapping[str, SaidRow], sources: Mapping[str, SourceRow]) -> QuestionRows:
    by_id = {answer.id: answer for answer in entry.answers}
    depths: dict[str, int] = {}
    rows = []
    for answer in entry.answers:
        above = next((one for one in (answer.part_of or answer.within)[:1] if one in depths), None)
        depths[answer.id] = 0 if above is None else min(DEEPEST, depths[above] + 1)
        rows.append(
            AnswerRows(
                answer=answer,
                lines=_lines(answer.lines, said, sources),
                proposed=_edges(answer.proposed, sources),
                depth=depths[answer.id],
                under=None if above is None else by_id[above],
            )
        )
    return QuestionRows(
        question=entry.question,
        answers=tuple(rows),
        over_time=tuple(
            SayingRow(
                saying=one,
                answer=by_id[one.answer],
                first=said.get(one.first.claim) if one.first else None,
                last=said.get(one.last.claim) if one.last and one.last != one.first else None,
            )
            for one in entry.over_time
        ),
        revised=tuple(
            RevisionRow(revision=one, first=said.get(one.first.claim), later=said.get(one.later.claim))
            for one in entry.revised
        ),
    )


def _lines(
    lines: Iterable[Line], said: Mapping[str, SaidRow], sources: Mapping[str, SourceRow]
) -> tuple[LineRows, ...]:
    return tuple(
        LineRows(
            line=line,
            sources=_present(line.sources, sources),
            said=_present(line.claims, said),
            edges=_edges(line.edges, sources),
        )
        for line in lines
    )


def _edges(edges: Iterable[Edge], sources: Mapping[str, SourceRow]) -> tuple[EdgeRow, ...]:
    return tuple(
        EdgeRow(edge=edge, source=sources.get(edge.at.source), of=sources.get(edge.of.source)) for edge in edges
    )


def _copies(copies: Iterable[Copy], sources: Mapping[str, SourceRow]) -> Iterable[CopyRows]:
    for copy in copies:
        yield CopyRows(copy=copy, source=sources.get(copy.source), of=sources.get(copy.of), changed=copy.changed)


def _present(ids: Iterable[str], rows: Mapping[str, _Row]) -> tuple[_Row, ...]:
    return tuple(rows[found] for found in ids if found in rows)
