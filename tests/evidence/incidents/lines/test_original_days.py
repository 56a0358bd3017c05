"""Days that a reprint counts from its own day of print count from the day of the original."""

from datetime import date

import pytest
from one_incident import incident_of

from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.identity import claim_id
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Context, Question
from ledgerstone.evidence.incidents.accounts.accounts import account
from ledgerstone.evidence.incidents.copying.copies import find_copies
from ledgerstone.evidence.incidents.lines.original_days import original_days
from ledgerstone.evidence.incidents.model import HeldClaim, Paper
from ledgerstone.evidence.reading.read import read

WEDNESDAY = date(1991, 3, 13)
KILLED = "At least 34 people were killed in Lorveno on Wednesday."


def paper_of(name, text, printed, days, language="en"):
    context = Context(published=days(printed) if printed else None, publisher=f"The {name} Bell")
    reading = read(text.encode(), name="page.txt", language=language)
    claims = extract(reading, find_mentions(reading, context), context)
    return Paper(
        id=name,
        text=reading.text,
        publisher=context.publisher,
        published=context.published,
        language=language,
        regions=reading.regions,
        claims=tuple(HeldClaim(id=claim_id(name, claim), claim=claim) for claim in claims),
    )


def pile(make, *printed, change=None):
    """Give a paper and copies of it by their days of print."""
    text = f"{KILLED} {make.story(1)}"
    texts = [text, *(change or text for _ in printed[1:])]
    return [paper_of(f"s{k}", texts[k], day, make.days) for k, day in enumerate(printed)]


def days_said(papers):
    """Give for each paper the days of its claim on the killed, as an account has them."""
    copies = find_copies(tuple(papers))
    days = original_days({paper.id: paper for paper in papers}, copies)
    return {
        paper.id: days.get(held.id, held.claim).scope.when.earliest
        for paper in papers
        for held in paper.claims
        if held.claim.question is Question.KILLED
    }


def test_a_day_in_a_copy_counts_from_the_day_of_the_original(make):
    papers = pile(make, "1991-03-14", "1991-03-22")
    assert [held.claim.scope.when.earliest for held in papers[1].claims if held.claim.question is Question.KILLED] == [
        date(1991, 3, 20)
    ]
    assert days_said(papers) == {"s0": WEDNESDAY, "s1": WEDNESDAY}


def test_with_the_days_of_print_exchanged_the_other_paper_is_set_right(make):
    assert days_said(pile(make, "1991-03-22", "1991-03-14")) == {"s0": WEDNESDAY, "s1": WEDNESDAY}


def test_a_copy_of_a_copy_counts_from_the_first(make):
    first, second, third = pile(make, "1991-03-14", "1991-03-22", "1991-04-05")
    # The third is held against the second alone.
    copies = [copy for copy in find_copies((first, second, third)) if (copy.source, copy.of) != ("s2", "s0")]
    copies += find_copies((second, third)) if not any(copy.of == "s1" for copy in copies) else ()
    days = original_days({paper.id: paper for paper in (first, second, third)}, copies)
    (killed,) = [held for held in third.claims if held.claim.question is Question.KILLED]
    assert days[killed.id].scope.when.earliest == WEDNESDAY
    assert days[killed.id].scope.when.reason == "counted from the date of publication of the original, s0"


@pytest.mark.parametrize("printed", [("1991-03-14", None), (None, "1991-03-22")])
def test_where_it_is_not_known_which_came_first_nothing_changes(make, printed):
    papers = pile(make, *printed)
    copies = find_copies(tuple(papers))
    assert copies
    assert original_days({paper.id: paper for paper in papers}, copies) == {}


def test_another_day_in_the_copy_is_its_own(make):
    other = f"{KILLED} {make.story(1)}".replace("on Wednesday", "on Monday")
    assert days_said(pile(make, "1991-03-14", "1991-03-22", change=other)) == {
        "s0": WEDNESDAY,
        "s1": date(1991, 3, 18),
    }


def test_a_paper_in_its_own_words_counts_from_its_own_day(make):
    own = f"{KILLED} {make.story(2)}"
    assert days_said(pile(make, "1991-03-14", "1991-03-22", change=own)) == {
        "s0": WEDNESDAY,
        "s1": date(1991, 3, 20),
    }


def test_an_account_has_the_days_of_the_original(make):
    papers = tuple(pile(make, "1991-03-14", "1991-03-22"))
    found = account(incident_of(papers), papers, find_copies(papers))
    when = next(question for question in found.questions if question.question is Question.WHEN)
    assert [(answer.value.earliest, answer.lines_max) for answer in when.answers] == [(WEDNESDAY, 1)]
