"""Datelines: where and when a report was written is not where and when its event was."""

import pytest

from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Claim, Context, MentionKind, Question
from ledgerstone.evidence.reading.read import read
from ledgerstone.values.dates import DateValue
from ledgerstone.values.places import PlaceValue


def claims(text: str, question: Question) -> list[Claim]:
    reading = read(text.encode(), name="page.txt", language="en")
    context = Context()
    found = extract(reading, find_mentions(reading, context), context)
    return [claim for claim in found if claim.question is question]


@pytest.mark.parametrize(
    "line",
    [
        "VELMARUN, 5 May 1990 (AP) — ",
        "VELMARUN, 5 May 1990 -- [TEXT] ",
        "NO CITY (Peru), 5 May 1990 (EFE) -- ",
    ],
)
def test_the_day_of_a_dateline_is_not_that_of_the_event(line: str):
    text = f"{line}The murder of two teachers shocked the people. Nobody was arrested."
    assert claims(text, Question.WHEN) == []
    assert all(claim.scope.when is None for claim in claims(text, Question.KILLED))


def test_the_place_of_a_dateline_is_not_that_of_the_event_and_stays_a_mention():
    text = "VELMARUN, 5 May 1990 (AP) — The murder of two teachers in Orsinov shocked the people."
    reading = read(text.encode(), name="page.txt", language="en")
    named = [m.value for m in find_mentions(reading, Context()) if m.kind is MentionKind.PLACE]
    assert [place.name for place in named if isinstance(place, PlaceValue)] == ["VELMARUN", "Orsinov"]
    where = [claim.value for claim in claims(text, Question.WHERE)]
    assert [place.name for place in where if isinstance(place, PlaceValue)] == ["Orsinov"]


def test_a_day_that_opens_an_entry_of_a_chronicle_is_that_of_the_event():
    found = claims("13 January 1990 — pogroms begin in Velmarun. The army stays away.", Question.WHEN)
    assert [claim.value.edtf for claim in found if isinstance(claim.value, DateValue)] == ["1990-01-13"]
