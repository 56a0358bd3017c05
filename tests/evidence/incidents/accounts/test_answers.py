"""Answers are found by index: the same as if each claim were held against every answer, in few comparisons."""

from itertools import product

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from ledgerstone.evidence.claims.model import Question
from ledgerstone.evidence.incidents.accounts import answers
from ledgerstone.evidence.incidents.accounts.accounts import account
from ledgerstone.evidence.incidents.accounts.answers import SAYING, rivals, same_scope
from ledgerstone.evidence.incidents.lines.given import Given
from ledgerstone.evidence.incidents.lines.origins import By, Origin
from ledgerstone.evidence.incidents.model import Incident, Lines
from ledgerstone.values.dates import DateValue, Timex, TimexType

WHERE = (None, "Lorveno", "Лорвено", "Ostavra")
WHEN = (None, "1991-03-11", "1991-03-12")
WHOM = (None, "Torvans", "peaceful Torvans", "Belvans")
SCOPES = st.tuples(st.sampled_from(WHERE), st.sampled_from(WHEN), st.sampled_from(WHOM), st.sampled_from((34, 36)))


def given_of(make, scopes) -> tuple[Given, ...]:
    found = []
    for number, (where, when, whom, killed) in enumerate(scopes):
        day = make.days(when) if when else None
        claim = make.claim(f"{killed} died", killed, where=where, when=day, of_whom=whom)
        paper = make.paper(f"s{number:03}", f"{killed} died.", claim)
        origin = Origin(name=None, by=By.PAPER, kind=paper.claims[0].claim.voice.kind, within=paper.id)
        found.append(Given(paper=paper, held=paper.claims[0], origin=origin))
    return tuple(found)


def one_by_one(claims: tuple[Given, ...]) -> set[frozenset[str]]:
    """Group as `rivals` says that it does, holding each claim against every answer."""
    found: list[list[Given]] = []
    for one in sorted(claims, key=lambda given: -said(given.held.claim.scope)):
        claim = one.held.claim
        same = [row for row in found if any(says_just_the_same(claim, of.held.claim) for of in row)]
        fits = [row for row in found if all(agree(claim, of.held.claim) for of in row)]
        place = same or (fits if len(fits) == 1 else [])
        if place:
            place[0].append(one)
        else:
            found.append([one])
    return {frozenset(one.held.id for one in row) for row in found}


def says_just_the_same(one, other) -> bool:
    return (one.value, one.scope, SAYING[one.stance]) == (other.value, other.scope, SAYING[other.stance])


def said(scope) -> int:
    return sum(part is not None for part in (scope.of_whom, scope.where, scope.when))


def agree(one, other) -> bool:
    return one.value == other.value and same_scope(one.scope, other.scope, one.question)


@settings(max_examples=150, deadline=None)
@drawn(scopes=st.lists(SCOPES, max_size=12))
def test_the_index_finds_what_comparing_with_every_answer_finds(make, scopes):
    claims = given_of(make, scopes)
    assert {frozenset(one.held.id for one in row) for row in rivals(claims, {})} == one_by_one(claims)


@pytest.mark.parametrize("varied", ["where", "when", "whom"])
def test_many_scopes_of_one_value_take_few_comparisons(make, monkeypatch, varied):
    compared = []
    monkeypatch.setattr(answers, "same_scope", lambda *scopes: compared.append(1) or same_scope(*scopes))
    letters = [f"{a}a{b}a{c}a" for a, b, c in product("bdgklmnrstz", repeat=3)]
    told = {
        "where": [(f"{name.capitalize()}", None, None, 34) for name in letters],
        "when": [(None, f"19{year}-0{month}-11", None, 34) for year in range(40, 90) for month in range(1, 9)],
        "whom": [(None, None, f"{name.capitalize()}", 34) for name in letters],
    }[varied][:400]
    rows = rivals(given_of(make, told), {})
    assert len(rows) > 150
    assert len(compared) < 20 * len(told)


@pytest.mark.parametrize(
    ("wording", "reason", "answered"), [("recently", None, False), ("last week", "no date of publication", True)]
)
def test_a_word_that_names_no_time_is_no_answer_to_when(make, wording, reason, answered):
    past = DateValue(wording=wording, timex=Timex(type=TimexType.DATE, value="PAST_REF"), reason=reason)
    paper = make.paper("s1", f"34 died {wording}.", make.claim(f"34 died {wording}.", past, question=Question.WHEN))
    incident = Incident(
        id="i1",
        title="",
        kind="violence",
        when=None,
        where=(),
        claims=(paper.claims[0].id,),
        sources=("s1",),
        lines=Lines(min=1, max=1),
    )
    (when,) = (one for one in account(incident, (paper,), ()).questions if one.question is Question.WHEN)
    assert (len(when.answers), when.not_known) == ((1, False) if answered else (0, True))
