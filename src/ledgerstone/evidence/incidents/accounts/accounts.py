"""The account of an incident: each question, the rival answers side by side, who gives each, in how many lines.

Every question is listed, also those that no source answers. What readers wrote below a paper is listed apart and is
never a line. Every line names the claims that it is made of, so that every number can be clicked through to them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from ledgerstone.evidence.claims.model import Question, Stance
from ledgerstone.evidence.incidents.accounts.against_itself import against_itself
from ledgerstone.evidence.incidents.accounts.answers import fullest_scope, most_printed, names_no_time, rivals
from ledgerstone.evidence.incidents.accounts.explained import answer_explained, line_explained
from ledgerstone.evidence.incidents.accounts.lined_up import in_reading_order, places_of_spans, places_of_wholes, wholes
from ledgerstone.evidence.incidents.accounts.over_time import over_time, revised
from ledgerstone.evidence.incidents.decisions import Decision
from ledgerstone.evidence.incidents.lines.edges import relay_edges
from ledgerstone.evidence.incidents.lines.given import Given
from ledgerstone.evidence.incidents.lines.given import given as given_in
from ledgerstone.evidence.incidents.lines.lines import count_lines
from ledgerstone.evidence.incidents.lines.original_days import InOriginalDays
from ledgerstone.evidence.incidents.lines.origins import Known
from ledgerstone.evidence.incidents.lines.ruled import decided_copies
from ledgerstone.evidence.incidents.lines.shares import shares_of
from ledgerstone.evidence.incidents.model import (
    Account,
    Answer,
    Copy,
    Incident,
    Line,
    Paper,
    QuestionAnswers,
    is_comment,
)
from ledgerstone.values.digests import short_id


def account(
    incident: Incident, papers: tuple[Paper, ...], copies: tuple[Copy, ...], *, decisions: tuple[Decision, ...] = ()
) -> Account:
    """Return what the sources of an incident say of it.

    Args:
        incident: The incident.
        papers: Those of its sources that the reader may see; claims of others are left out.
        copies: Copies among them.
        decisions: What people decided about copying.

    Returns:
        The account; the incident in it has the number of lines of what is in the account.
    """
    held = {paper.id: paper for paper in papers}
    among = tuple(copy for copy in copies if copy.source in held and copy.of in held)
    counted = decided_copies(among, decisions, frozenset(held))
    by_id = InOriginalDays(held, counted)
    claims = given_in(by_id.values(), frozenset(incident.claims), shares_of(by_id, counted))
    own = tuple(one for one in claims if not is_comment(one.held))
    by_question: dict[Question, list[Given]] = defaultdict(list)
    for one in own:
        if not names_no_time(one.held.claim):
            by_question[one.held.claim.question].append(one)
    origins = _origins(own)
    questions = tuple(_answers(question, tuple(by_question[question]), counted, origins) for question in Question)
    whole = count_lines(tuple(one for one in own if one.held.claim.question is not Question.WORDS_SAID), counted)
    return Account(
        incident=msgspec.structs.replace(incident, lines=whole.count),
        questions=questions,
        copies=among,
        comments=tuple(one.held.id for one in claims if is_comment(one.held)),
        lines=_explained(whole.lines, {one.held.id: one for one in own}),
        proposed=whole.proposed,
        against_itself=against_itself(own, origins),
    )


def _origins(claims: Iterable[Given]) -> dict[str, int]:
    """Return for each claim the number of its origin: one number for all wordings of one name."""
    known = Known()
    return {one.held.id: known.first(one.origin, number) for number, one in enumerate(claims)}


def _answers(
    question: Question, claims: tuple[Given, ...], copies: tuple[Copy, ...], origins: dict[str, int]
) -> QuestionAnswers:
    found = wholes(claims)
    rows = rivals(claims, found)
    above, holding = places_of_wholes(rows, found), places_of_spans(question, rows)
    ids = tuple(short_id("a", row[0].held.id) for row in rows)
    passed_on = {edge.a: edge.b for edge in relay_edges(claims)}
    answers = tuple(
        msgspec.structs.replace(
            _answer(row, claims, copies, passed_on),
            id=ids[number],
            part_of=tuple(ids[at] for at in above[number]),
            within=tuple(ids[at] for at in holding[number]),
        )
        for number, row in enumerate(rows)
    )
    order = in_reading_order([(*above[number], *holding[number]) for number in range(len(rows))])
    by_claim = {one.held.id: one for one in claims}
    return QuestionAnswers(
        question=question,
        answers=tuple(answers[number] for number in order),
        not_known=not answers,
        over_time=over_time(answers, by_claim),
        revised=revised(answers, by_claim, origins),
    )


def _answer(
    claims: tuple[Given, ...], every: tuple[Given, ...], copies: tuple[Copy, ...], passed_on: Mapping[str, str]
) -> Answer:
    """Count the lines of one answer; what was passed on goes back to its origin also where that is another answer's.

    Args:
        claims: Of the answer.
        every: On the question, in order.
        copies: Among their papers.
        passed_on: For claims given as the word of an agency or a paper, the claim that this one has from others.
    """
    own = frozenset(one.held.id for one in claims)
    beside = _by_way_of(own, passed_on)
    counted = count_lines(tuple(one for one in every if one.held.id in own | beside), copies, beside=beside)
    stances = {one.held.claim.stance for one in claims}
    lines = _explained(counted.lines, {one.held.id: one for one in claims})
    return Answer(
        value=most_printed(claims),
        scope=fullest_scope(claims),
        stances=tuple(stance for stance in Stance if stance in stances),
        lines=lines,
        lines_min=counted.count.min,
        lines_max=counted.count.max,
        reason=counted.count.reason,
        proposed=counted.proposed,
        explanation=answer_explained(lines, counted.count),
    )


def _by_way_of(claims: frozenset[str], passed_on: Mapping[str, str]) -> frozenset[str]:
    """Return the claims of other answers by way of which some were passed on, and by way of which those were."""
    found: set[str] = set()
    waiting = list(claims)
    while waiting:
        by = passed_on.get(waiting.pop())
        if by is not None and by not in claims and by not in found:
            found.add(by)
            waiting.append(by)
    return frozenset(found)


def _explained(lines: Iterable[Line], given: dict[str, Given]) -> tuple[Line, ...]:
    return tuple(msgspec.structs.replace(line, explanation=line_explained(line, given)) for line in lines)
