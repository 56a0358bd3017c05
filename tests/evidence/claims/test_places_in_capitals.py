"""Places of texts in capitals throughout, where a capital says nothing."""

import pytest

from ledgerstone.evidence.claims.gazetteer import open_default
from ledgerstone.evidence.claims.places import find_places
from ledgerstone.values.places import PlaceValue

compiled = pytest.mark.skipif(open_default() is None, reason="no compiled gazetteer in this environment")
PLAIN = " THE MILL BURNED AND NOBODY KNEW WHO HAD SET IT ON FIRE WHEN THE RAIN CAME AND THE WATER ROSE IN THE FIELDS."


def names(text: str) -> list[str]:
    return [place.name for place in values(text)]


def values(text: str) -> list[PlaceValue]:
    found = find_places(text + PLAIN, language="en", regions=())
    return [mention.value for mention in found if isinstance(mention.value, PlaceValue)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A BRIDGE FELL IN VELMARUN DEPARTMENT.", "VELMARUN"),
        ("A BRIDGE FELL IN THE TOWN OF VELMARUN.", "VELMARUN"),
        ("A BRIDGE FELL IN SAN VELMARUN DE LA OSTRA.", "SAN VELMARUN DE LA OSTRA"),
        ("A BRIDGE FELL NEAR LA VELMARUNA FARM.", "LA VELMARUNA"),
        ("A BRIDGE FELL IN THE PRADOS DE VELMARUN NEIGHBORHOOD.", "PRADOS DE VELMARUN"),
    ],
)
def test_a_name_that_no_gazetteer_has_needs_a_word_of_its_kind_or_its_own_form(text: str, name: str):
    (place,) = values(text)
    assert place.name == name
    assert (place.latitude, place.longitude, place.gazetteer_id) == (None, None, None)


@compiled
def test_a_name_goes_on_over_a_line_break():
    assert names("PERU CALLS FOR HELP. A BRIDGE FELL IN PUERTO\nMALDONADO.") == ["PERU", "PUERTO MALDONADO"]


@compiled
def test_the_kind_of_a_land_is_no_part_of_its_name_and_that_of_a_town_is():
    text = "PERU CALLS FOR HELP. ROADS IN AYACUCHO DEPARTMENT AND IN GUATEMALA CITY ARE CLOSED."
    assert names(text) == ["PERU", "AYACUCHO", "GUATEMALA CITY"]


@compiled
@pytest.mark.parametrize(
    "text",
    [
        "THE MAN IN CHARGE SAID THAT HE IS IN PROGRESS AND IN LINE.",
        "THE STRUGGLE AGAINST THE DRUG TRADE GOES ON.",
        "FREEDOM AND PROGRESS ARE IN THE CAPITAL.",
        "PRESIDENT ALAN GARCIA SPOKE, AND GARCIA LEFT.",
        "A JURY HEARD MICHAEL FLORENCE.",
    ],
)
def test_words_and_persons_that_bear_the_name_of_a_town_are_no_places(text: str):
    assert names(text) == []


@compiled
def test_a_small_town_is_one_in_a_land_that_the_text_names():
    assert "HUANTA" in names("LIMA (PERU), 7 APR 90 (EFE) -- [TEXT] SHOTS WERE HEARD IN HUANTA.")
    assert names("SHOTS WERE HEARD IN HUANTA.") == []


@compiled
def test_a_dateline_names_a_place_whatever_bracket_follows_its_dash():
    assert names("TEGUCIGALPA, 7 APR 90 -- [TEXT] SHOTS WERE HEARD.") == ["TEGUCIGALPA"]
