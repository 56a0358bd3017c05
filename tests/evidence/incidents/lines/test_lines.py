"""Copies are not corroboration: lines are counted by origin."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgerstone.evidence.claims.model import Question, Stance, VoiceKind
from ledgerstone.evidence.incidents.accounts.accounts import account
from ledgerstone.evidence.incidents.decisions import Decision, Ruling
from ledgerstone.evidence.incidents.propose import propose

WHEN = ("1991-03-11", "1991-03-14")
TOLL = "34 people were killed in Lorveno between 11 and 14 March."


def report(make, name, text, *, toll=TOLL, killed=34, said_by=None, **kwargs):  # noqa: PLR0913  # what varies
    """Give a paper that says how many were killed, in a sentence of its own before its text."""
    claim = make.claim(toll, killed, when=make.days(*WHEN), where="Lorveno", said_by=said_by)
    return make.paper(name, f"{toll} {text}", claim, **kwargs)


def accounts_of(papers, decisions=()):
    proposal = propose(tuple(papers), decisions=decisions)
    return [account(incident, tuple(papers), proposal.copies, decisions=decisions) for incident in proposal.incidents]


def killed(papers, decisions=()):
    """Give the answers on the killed of the one incident, by their lower bound, with their lines."""
    (one,) = accounts_of(papers, decisions)
    question = next(q for q in one.questions if q.question is Question.KILLED)
    return {answer.value.lower: (answer.lines_min, answer.lines_max) for answer in question.answers}


def test_five_reprints_of_one_telegram_are_one_line(make):
    text = make.story(1)
    papers = [report(make, f"s{k}", text, publisher=f"Paper {chr(65 + k)}") for k in range(6)]
    assert killed(papers) == {34: (1, 1)}


def test_two_papers_that_each_heard_their_own_witness_are_two_lines_however_alike(make):
    papers = [
        report(
            make, f"s{k}", make.story(k), publisher=f"Paper {chr(65 + k)}", said_by=make.voice(name, VoiceKind.WITNESS)
        )
        for k, name in ((1, "M."), (2, "S."))
    ]
    assert killed(papers) == {34: (2, 2)}


def test_two_papers_that_quote_one_hospital_are_one_line(make):
    hospital = make.voice("Lorveno Central Hospital", VoiceKind.BODY)
    papers = [report(make, f"s{k}", make.story(k), publisher=f"Paper {chr(65 + k)}", said_by=hospital) for k in (1, 2)]
    assert killed(papers) == {34: (1, 1)}


def test_credit_to_an_agency_joins_its_line_also_where_its_own_paper_is_not_held(make):
    papers = [
        make.paper(
            f"s{k}",
            f"LORVENO, 15 March (Mirsel) — {TOLL} {make.story(k)}",
            make.claim(TOLL, 34, when=make.days(*WHEN), where="Lorveno"),
            publisher=f"Paper {chr(65 + k)}",
            dateline="LORVENO, 15 March (Mirsel)",
        )
        for k in (1, 2)
    ]
    assert killed(papers) == {34: (1, 1)}
    own = report(make, "s3", make.story(3), publisher="Mirsel Telegraph Agency")
    assert killed([*papers, own]) == {34: (1, 1)}


def test_what_a_paper_passes_on_joins_the_line_of_the_paper_that_it_names(make):
    bell = report(make, "s1", make.story(1), publisher="Lorveno Bell")
    courier = report(
        make, "s2", make.story(2), publisher="Courier", said_by=make.voice("the Lorveno Bell", VoiceKind.MEDIA)
    )
    assert killed([bell, courier]) == {34: (1, 1)}


def test_a_cycle_of_as_reported_by_is_one_line(make):
    names = ["Lorveno Bell", "Ostavra Courier", "Vessa Lantern"]
    papers = [
        report(
            make,
            f"s{k}",
            make.story(k),
            publisher=names[k],
            said_by=make.voice(names[(k + 1) % 3], VoiceKind.MEDIA),
        )
        for k in range(3)
    ]
    assert killed(papers) == {34: (1, 1)}


def test_a_copy_with_another_figure_is_a_line_for_that_figure_only(make):
    text = make.story(1)
    papers = [
        report(make, "s1", text, publisher="Paper A"),
        report(make, "s2", text, publisher="Paper B"),
        report(make, "s3", text, toll=TOLL.replace("34", "240"), killed=240, publisher="Paper C"),
    ]
    assert killed(papers) == {34: (1, 1), 240: (1, 1)}


def test_a_denial_is_no_line_for_what_it_denies(make):
    asserted = report(make, "s1", make.story(1), publisher="Paper A")
    claim = make.claim(
        TOLL,
        34,
        when=make.days(*WHEN),
        where="Lorveno",
        stance=Stance.DENIED,
        said_by=make.voice("Ministry", VoiceKind.BODY),
    )
    denied = make.paper("s2", f"{TOLL} {make.story(2)}", claim, publisher="Ministry")
    (one,) = accounts_of([asserted, denied])
    answers = next(q for q in one.questions if q.question is Question.KILLED).answers
    assert sorted((answer.stances, answer.lines_max) for answer in answers) == [
        ((Stance.ASSERTED,), 1),
        ((Stance.DENIED,), 1),
    ]


def test_an_added_paragraph_is_the_papers_own_line(make):
    text = make.story(1)
    own = "12 people were injured in Lorveno on 12 March."
    agency = report(make, "s1", text, publisher="Mirsel Agency")
    head = "LORVENO, 15 March (Mirsel)"
    paper = make.paper(
        "s2",
        f"{head} — {TOLL} {text}\n\n{own} {make.story(9, 2)}",
        make.claim(TOLL, 34, when=make.days(*WHEN), where="Lorveno"),
        make.claim(own, 12, question=Question.INJURED, when=make.days("1991-03-12"), where="Lorveno"),
        publisher="Bell",
        dateline=head,
    )
    (one,) = accounts_of([agency, paper])
    injured = next(q for q in one.questions if q.question is Question.INJURED)
    assert [line.origin for line in injured.answers[0].lines] == ["Bell"]
    dead = next(q for q in one.questions if q.question is Question.KILLED)
    assert [line.origin for line in dead.answers[0].lines] == ["Mirsel Agency"]


def test_a_comment_is_listed_apart_and_is_never_a_line(make):
    said = "500 people were killed in Lorveno on 12 March."
    paper = make.paper(
        "s1",
        f"{TOLL} {make.story(1)}\n\n{said}",
        make.claim(TOLL, 34, when=make.days(*WHEN), where="Lorveno"),
        make.claim(said, 500, when=make.days("1991-03-12"), where="Lorveno", region="comment"),
        comment=said,
    )
    (one,) = accounts_of([paper])
    assert len(one.comments) == 1
    assert killed([paper]) == {34: (1, 1)}


def test_a_common_noun_in_two_papers_may_be_one_line_or_two(make):
    crowd = make.voice("residents", VoiceKind.CROWD)
    papers = [report(make, f"s{k}", make.story(k), publisher=f"Paper {chr(65 + k)}", said_by=crowd) for k in (1, 2)]
    assert killed(papers) == {34: (1, 2)}


def test_people_can_say_that_a_paper_is_a_copy_or_is_independent(make):
    text = make.story(1)
    apart = [report(make, f"s{k}", make.story(k), publisher=f"Paper {chr(65 + k)}") for k in (1, 2)]
    assert killed(apart) == {34: (2, 2)}
    assert killed(apart, (Decision(subject="s1", decision=Ruling.IS_COPY_OF, other="s2"),)) == {34: (1, 1)}
    alike = [report(make, f"s{k}", text, publisher=f"Paper {chr(65 + k)}") for k in (1, 2)]
    assert killed(alike, (Decision(subject="s1", decision=Ruling.IS_INDEPENDENT_OF, other="s2"),)) == {34: (2, 2)}


def test_every_question_is_listed_and_what_nobody_says_is_not_known(make):
    (one,) = accounts_of([report(make, "s1", make.story(1))])
    assert [q.question for q in one.questions] == list(Question)
    assert {q.question for q in one.questions if not q.not_known} == {Question.KILLED}


def counts(papers):
    """Give every answer's number of lines, without ids."""
    return sorted(
        (str(q.question), str(answer.value), answer.lines_min, answer.lines_max)
        for one in accounts_of(papers)
        for q in one.questions
        for answer in q.answers
    )


PILE = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from([34, 47, 12]), st.sampled_from(["", "M.", "Hospital"])),
    min_size=1,
    max_size=5,
)


def pile(make, rows):
    kinds = {"": None, "M.": make.voice("M.", VoiceKind.WITNESS), "Hospital": make.voice("Hospital", VoiceKind.BODY)}
    return [
        report(
            make,
            f"s{number}",
            make.story(seed),
            toll=TOLL.replace("34", str(toll)),
            killed=toll,
            said_by=kinds[who],
            publisher=f"Paper {chr(65 + number)}",
        )
        for number, (seed, toll, who) in enumerate(rows)
    ]


@settings(max_examples=30, deadline=None)
@given(rows=PILE, of=st.integers(0, 4), again=st.booleans())
def test_a_verbatim_copy_or_a_copy_of_a_copy_changes_no_number_of_lines(make, rows, of, again):
    papers = pile(make, rows)
    chosen = papers[of % len(papers)]
    copies = []
    for number in range(1 + again):
        claims = tuple(msgspec.structs.replace(h, id=f"{h.id}{number}") for h in chosen.claims)
        text = chosen.text + (" Seen again." if number else "")
        copies.append(
            msgspec.structs.replace(chosen, id=f"s9{number}", publisher=f"Other {number}", claims=claims, text=text)
        )
    assert counts([*papers, *copies]) == counts(papers)


@settings(max_examples=30, deadline=None)
@given(rows=PILE, order=st.randoms(use_true_random=False))
def test_the_order_of_the_papers_changes_nothing(make, rows, order):
    papers = pile(make, rows)
    shuffled = list(papers)
    order.shuffle(shuffled)
    assert propose(tuple(shuffled)) == propose(tuple(papers))
    assert accounts_of(shuffled) == accounts_of(papers)


@pytest.mark.long
def test_ten_thousand_identical_papers_are_one_line(make):
    text = make.story(1)
    papers = [report(make, f"s{k:05}", text, publisher=f"Paper {k}") for k in range(10_000)]
    assert killed(papers) == {34: (1, 1)}


@pytest.mark.parametrize(
    ("name", "kind", "lines"),
    [
        ("Residents", VoiceKind.CROWD, (1, 2)),
        ("Hospital doctors", VoiceKind.WITNESS, (2, 2)),
        ("a hospital", VoiceKind.BODY, (1, 2)),
        ("the hospital", VoiceKind.BODY, (1, 1)),
        ("Anna Orlo", VoiceKind.WITNESS, (1, 1)),
    ],
)
def test_a_capital_that_begins_a_sentence_names_nobody(make, name, kind, lines):
    speaker = make.voice(name, kind)
    papers = [report(make, f"s{k}", make.story(k), publisher=f"Paper {chr(65 + k)}", said_by=speaker) for k in (1, 2)]
    assert killed(papers) == {34: lines}
