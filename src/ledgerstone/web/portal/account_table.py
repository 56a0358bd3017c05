"""Join an account to the claims and sources that it names, question by question, for the page to print.

Nothing is counted, ordered or left out here: the account's own order stands, and what no row of the record backs is
shown by its id alone.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import TypeVar

from msgspec import Struct

from ledgerstone.evidence.claims.model import Question
from ledgerstone.evidence.incidents.model import Answer, Change, Copy, Line
from ledgerstone.record.rows import AccountDetail, ClaimRow, JudgementRow, SourceRow

_Row = TypeVar("_Row")


class SaidRow(Struct, frozen=True, kw_only=True):
    """A claim with its source and the judgement that stands on it (None: the program's proposal).

    `marked`: whether its passage is marked in the reading in use; else it stands in the reading that it names.
    """

    claim: ClaimRow
    source: SourceRow | None
    judgement: JudgementRow | None
    marked: bool


class LineRows(Struct, frozen=True, kw_only=True):
    """A line of evidence with its sources and what they say."""

    line: Line
    sources: tuple[SourceRow, ...]
    said: tuple[SaidRow, ...]


class AnswerRows(Struct, frozen=True, kw_only=True):
    """One of the rival answers with its lines."""

    answer: Answer
    lines: tuple[LineRows, ...]


class QuestionRows(Struct, frozen=True, kw_only=True):
    """A question that at least one source answers."""

    question: Question
    answers: tuple[AnswerRows, ...]


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
    asked = detail.account.questions
    return AccountTable(
        questions=tuple(
            QuestionRows(question=entry.question, answers=_answers(entry.answers, said, sources))
            for entry in asked
            if entry.answers
        ),
        not_known=tuple(entry.question for entry in asked if entry.not_known),
        copies=tuple(_copies(detail.account.copies, sources)),
        comments=_present(detail.account.comments, said),
        judgements=tuple(row for row in detail.judgements if row.subject == detail.account.incident.id),
    )


def _answers(
    answers: Iterable[Answer], said: Mapping[str, SaidRow], sources: Mapping[str, SourceRow]
) -> tuple[AnswerRows, ...]:
    return tuple(
        AnswerRows(
            answer=answer,
            lines=tuple(
                LineRows(line=line, sources=_present(line.sources, sources), said=_present(line.claims, said))
                for line in answer.lines
            ),
        )
        for answer in answers
    )


def _copies(copies: Iterable[Copy], sources: Mapping[str, SourceRow]) -> Iterable[CopyRows]:
    for copy in copies:
        yield CopyRows(copy=copy, source=sources.get(copy.source), of=sources.get(copy.of), changed=copy.changed)


def _present(ids: Iterable[str], rows: Mapping[str, _Row]) -> tuple[_Row, ...]:
    return tuple(rows[found] for found in ids if found in rows)
