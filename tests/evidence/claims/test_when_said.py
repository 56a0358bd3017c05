"""Days of what is told and days on which it is told; texts in capitals are cut and listed as others are."""

import pytest

from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.mentions import find_mentions, sentences_of
from ledgerstone.evidence.claims.model import Claim, Context, Question
from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.read import read
from ledgerstone.values.dates import DateValue
from ledgerstone.values.places import PlaceValue


def claims(text: str) -> tuple[Claim, ...]:
    reading = read(text.encode(), name="page.txt", language="en")
    context = Context(published=DateValue(edtf="1990-01-05", wording="5 January 1990"))
    return extract(reading, find_mentions(reading, context), context)


@pytest.mark.parametrize(
    "text",
    [
        "The army said on 4 January 1990 that ten people were killed in Velmarun.",
        "The bishop on 4 January 1990 stated that the murder of two teachers was a crime.",
        "Ten people were killed in Velmarun, police said 4 January 1990.",
    ],
)
def test_the_day_of_a_verb_of_saying_is_not_that_of_what_is_said(text: str):
    found = claims(text)
    assert not [claim for claim in found if claim.question is Question.WHEN]
    assert all(claim.scope.when is None for claim in found)


def test_a_day_of_its_own_stays_beside_that_of_saying():
    text = "Police said on 4 January 1990 that ten people were killed in Velmarun on 2 January 1990."
    days = {claim.scope.when.edtf for claim in claims(text) if claim.scope.when is not None}
    assert days == {"1990-01-02"}


def test_places_of_a_list_in_capitals_are_all_where():
    text = (
        "TEN PEOPLE WERE KILLED IN SAN ORSINOV, VELMARUN DEPARTMENT, WHEN THE BRIDGE FELL. "
        "NOBODY KNEW WHO HAD SET IT ON FIRE WHEN THE RAIN CAME AND THE WATER ROSE."
    )
    where = [claim.value.name for claim in claims(text) if isinstance(claim.value, PlaceValue)]
    assert where == ["SAN ORSINOV", "VELMARUN"]


def test_an_initial_in_capitals_ends_no_sentence():
    text = "TEN U.S. CITIZENS WERE KILLED BY A. VELMAROV AND HIS MEN ON A ROAD IN THE HILLS. THE RAIN CAME AND STAYED."
    reading = read(text.encode(), name="page.txt", language="en")
    assert len(sentences_of(reading)) == 2


def test_the_first_line_of_a_paragraph_set_to_a_width_is_no_title():
    lines = (
        "The bridge at the old mill fell into the river this morning when\n"
        "the water rose, and the mayor of the town told the reporters who\n"
        "had come that nobody was hurt, that the road is closed, and that\n"
        "a new bridge will be built where the old one stood before.\n"
    )
    reading = read((lines + "\n" + lines).encode(), name="page.txt", language="en")
    assert Role.TITLE not in {region.role for region in reading.regions}


def test_a_title_above_its_text_stays_one():
    text = "The bridge at the old mill fell into the river\n\nNobody was hurt, the mayor said. The road is closed.\n"
    reading = read(text.encode(), name="page.txt", language="en")
    assert next(region.role for region in reading.regions) is Role.TITLE
