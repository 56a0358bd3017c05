"""The account of an incident: each question, the rival answers side by side, who gives each, in how many lines.

Every question is listed, also those that no source answers. What readers wrote below a paper is listed apart and is
never a line. Every line names the claims that it is made of, so that every number can be clicked through to them.
"""

from collections import defaultdict

from ledgerstone.evidence.claims.model import Question, Stance
from ledgerstone.evidence.incidents.accounts.answers import fullest_scope, rivals
from ledgerstone.evidence.incidents.decisions import Decision
from ledgerstone.evidence.incidents.lines.lines import Given, count_lines, given
from ledgerstone.evidence.incidents.lines.origins import additions
from ledgerstone.evidence.incidents.lines.ruled import decided_copies
from ledgerstone.evidence.incidents.model import Account, Answer, Copy, Incident, Paper, QuestionAnswers, is_comment


def account(
    incident: Incident, papers: tuple[Paper, ...], copies: tuple[Copy, ...], *, decisions: tuple[Decision, ...] = ()
) -> Account:
    """Return what the sources of an incident say of it.

    Args:
        incident: The incident.
        papers: Those of its sources that the reader may see; claims of others are left out.
        copies: Copies among them.
        decisions: What people decided about copying.
    """
    by_id = {paper.id: paper for paper in papers}
    among = tuple(copy for copy in copies if copy.source in by_id and copy.of in by_id)
    counted = decided_copies(among, decisions, frozenset(by_id))
    claims = given(papers, frozenset(incident.claims), additions(by_id, counted))
    by_question: dict[Question, list[Given]] = defaultdict(list)
    for one in claims:
        if not is_comment(one.held):
            by_question[one.held.claim.question].append(one)
    questions = tuple(_answers(question, tuple(by_question[question]), counted) for question in Question)
    return Account(
        incident=incident,
        questions=questions,
        copies=among,
        comments=tuple(one.held.id for one in claims if is_comment(one.held)),
    )


def _answers(question: Question, claims: tuple[Given, ...], copies: tuple[Copy, ...]) -> QuestionAnswers:
    answers = tuple(_answer(those, copies) for those in rivals(claims))
    return QuestionAnswers(question=question, answers=answers, not_known=not answers)


def _answer(claims: tuple[Given, ...], copies: tuple[Copy, ...]) -> Answer:
    counted = count_lines(claims, copies)
    stances = {one.held.claim.stance for one in claims}
    return Answer(
        value=claims[0].held.claim.value,
        scope=fullest_scope(claims),
        stances=tuple(stance for stance in Stance if stance in stances),
        lines=counted.lines,
        lines_min=counted.count.min,
        lines_max=counted.count.max,
    )
