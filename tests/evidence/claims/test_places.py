"""Places of texts: of the gazetteer or named by the words around them; never persons, bodies or months."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.gazetteer import open_default
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Claim, Context
from ledgerstone.evidence.claims.places import find_places
from ledgerstone.evidence.claims.places.find import MOST_ALTERNATIVES
from ledgerstone.evidence.reading.model import Region, Role
from ledgerstone.evidence.reading.read import read
from ledgerstone.values.counts import CountValue
from ledgerstone.values.places import PlaceValue

compiled = pytest.mark.skipif(open_default() is None, reason="no compiled gazetteer in this environment")


def places(text: str, language: str | None = "en") -> list[PlaceValue]:
    return [m.value for m in find_places(text, language=language, regions=()) if isinstance(m.value, PlaceValue)]


def names(text: str, language: str | None = "en") -> list[str]:
    return [place.name for place in places(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Fire broke out in Velmarun.", "Velmarun"),
        ("en", "The mill at Velmarun burned.", "Velmarun"),
        ("en", "Residents of the town of Velmarun fled.", "Velmarun"),
        ("en", "VELMARUN, 5 May — The mill burned.", "VELMARUN"),
        ("ru", "В Велмаруне сгорела мельница.", "Велмарун"),
        ("ru", "Жители города Велмарун бежали.", "Велмарун"),
        ("hy", "Երեկ Վելմարունում հրդեհ եղավ։", "Վելմարուն"),
        ("az", "Dünən Velmarunda yanğın oldu.", "Velmarun"),
        ("az", "Velmarun şəhərində yanğın oldu.", "Velmarun"),
        ("fr", "L'incendie a éclaté à Velmarun.", "Velmarun"),
        ("fr", "Le feu, dans la ville d’Ostavrun, a pris.", "Ostavrun"),
    ],
)
def test_a_place_that_no_gazetteer_has_is_found_by_the_words_around_it(language: str, text: str, name: str):
    (place,) = places(text, language)
    assert place.name == name
    assert (place.latitude, place.longitude, place.gazetteer_id) == (None, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "John Velmarun said nothing.",
        "In May it rained.",
        "On Monday nobody came.",
        "Most were old.",
        "The Navy came.",
        "Mr Orsin spoke.",
    ],
)
def test_persons_months_and_common_words_are_no_places(text: str):
    assert names(text) == []


@pytest.mark.parametrize(
    ("language", "text"), [("hy", "Կայարանում մարդիկ կային։"), ("az", "Avtobuslarda yer yox idi.")]
)
def test_an_ending_alone_makes_no_place_of_a_word_that_opens_a_sentence(language: str, text: str):
    assert names(text, language) == []


def test_a_name_beside_its_type_stands_bare():
    assert names("В городе Оставра тихо.", "ru") == ["Оставра"]


def test_a_name_that_is_once_a_place_is_one_everywhere():
    assert names("Fire broke out in Velmarun. Velmarun had no pump.") == ["Velmarun", "Velmarun"]


@compiled
@pytest.mark.parametrize(
    ("language", "text", "gazetteer_id"),
    [
        ("en", "He lived in Reykjavik.", "geonames:3413829"),
        ("ru", "Он жил в Рейкьявике.", "geonames:3413829"),
        ("hy", "Նա ապրում էր Փարիզում։ Ֆրանսիա։", "geonames:2988507"),
        ("az", "O, Parisdə yaşayırdı. Fransa böyükdür.", "geonames:2988507"),
        ("fr", "Il vivait à Reykjavik.", "geonames:3413829"),
    ],
)
def test_a_place_of_the_gazetteer_has_its_coordinates_in_every_script(language: str, text: str, gazetteer_id: str):
    assert gazetteer_id in [place.gazetteer_id for place in places(text, language)]


@compiled
def test_what_a_place_lies_in_tells_namesakes_apart():
    texas, france = places("Fire in Paris, Texas.")[0], places("Fire in Paris, France.")[0]
    assert texas.longitude is not None
    assert france.longitude is not None
    assert texas.longitude < -90
    assert france.longitude > 0


@compiled
def test_a_small_namesake_far_from_everything_named_gives_no_coordinates():
    assert [place.latitude for place in places("Fire broke out in Orsin.")] == [None]


@compiled
def test_an_ambiguous_name_has_no_coordinates_and_keeps_its_alternatives():
    (alone,) = places("Fire broke out in Springfield.")
    assert (alone.latitude, alone.longitude, alone.gazetteer_id) == (None, None, None)
    assert len(alone.alternatives) == MOST_ALTERNATIVES
    assert len({each.gazetteer_id for each in alone.alternatives}) == MOST_ALTERNATIVES


@compiled
def test_a_chosen_place_keeps_the_others_of_its_name():
    there = places("Fire broke out in Springfield, Illinois.")[0]
    assert there.gazetteer_id == "geonames:4250542"
    assert there.alternatives
    assert there.gazetteer_id not in {each.gazetteer_id for each in there.alternatives}


@compiled
@pytest.mark.parametrize(
    ("text", "extent"),
    [
        ("Fire in Reykjavik.", "town"),
        ("Fire in Clark County, Nevada.", "district"),
        ("Fire in Texas.", "division"),
        ("Fire in Armenia.", "country"),
        ("Drought in Mexico. In Mexico City and Puebla it rained.", "country"),
        ("Fire in Africa.", "continent"),
        ("Fire in the Caucasus.", "area"),
        ("Fire in Velmarun.", None),
    ],
)
def test_a_place_says_what_its_point_stands_for(text: str, extent: str | None):
    assert places(text)[0].extent == extent


@compiled
def test_a_land_is_told_from_its_namesake_by_the_town_that_is_said_to_lie_in_it():
    state = [place.gazetteer_id for place in places("Fire in Atlanta, Georgia. Georgia voted.")]
    country = [place.gazetteer_id for place in places("Fire in Tbilisi, Georgia. Georgia voted.")]
    assert state[1:] == ["geonames:4197000"] * 2
    assert country[1:] == ["geonames:614540"] * 2


@compiled
def test_a_name_that_is_said_to_lie_somewhere_once_lies_there_everywhere():
    first, _, again = places("Fire broke out in Paris, Texas. Nobody in Paris was hurt.")
    assert first == again


@compiled
@pytest.mark.parametrize(("year", "gazetteer_id"), [(1970, "geonames:890299"), (2020, None)])
def test_a_former_name_is_weighed_by_the_year_of_the_document(year: int, gazetteer_id: str | None):
    found = find_places("He came to Salisbury. In Salisbury it rained.", language="en", regions=(), year=year)
    values = [mention.value for mention in found]
    assert [v.gazetteer_id for v in values if isinstance(v, PlaceValue)] == [gazetteer_id, gazetteer_id]


@compiled
@pytest.mark.parametrize(
    ("language", "text", "gazetteer_id"),
    [
        ("en", "They fled from Leninakan in Soviet times.", "geonames:616635"),
        ("ru", "В Ленинакане было тихо.", "geonames:616635"),
        ("hy", "Լենինականում խաղաղ էր։", "geonames:616635"),
        ("ru", "Жители Кировабада уехали.", "geonames:586523"),
        ("az", "Qarabağda sakitlik idi.", "area:93"),
        ("hy", "Արցախում խաղաղ էր։", "area:93"),
        ("en", "It was quiet in Nagorno-Karabakh.", "area:93"),
        ("en", "The envoy came to Syunik Province.", "geonames:409314"),
    ],
)
def test_former_names_divisions_and_lands_are_known(language: str, text: str, gazetteer_id: str):
    assert gazetteer_id in [place.gazetteer_id for place in places(text, language)]


@compiled
@pytest.mark.parametrize(
    ("language", "text", "ids"),
    [
        ("hy", "Բաքվից և Կիրովաբադից փախան։", ["geonames:587084", "geonames:586523"]),
        ("hy", "Սումգայիթի և Ստեփանակերտի բնակիչները Ստեփանակերտում էին։", ["geonames:584923"]),
        ("ru", "Из Баку бежали. Жители Сумгаита и Гянджи.", ["geonames:587084", "geonames:584923", "geonames:586523"]),
        ("az", "Bakıdan qaçdılar. Xankəndidə sakitlik idi.", ["geonames:587084", "geonames:146970"]),
        ("az-Cyrl", "Бакыда вә Сумгајытда иғтишаш олду.", ["geonames:587084", "geonames:584923"]),
        ("az-Cyrl", "Ҝәнҹәдә сакитлик иди.", ["geonames:586523"]),
        (
            "ka",
            "მოკლეს ბაქოში. სომხეთის მთავრობა თბილისიდან.",
            ["geonames:587084", "geonames:174982", "geonames:611717"],
        ),
        ("ka", "აფხაზეთის საზღვარი.", ["geonames:6643410"]),
        ("fa", "در باکو و تبریز مردم کشته شدند.", ["geonames:587084", "geonames:113646"]),
        ("fa", "دریای خزر آرام بود.", ["area:7"]),
    ],
)
def test_names_are_known_in_case_and_in_scripts_without_capitals(language: str, text: str, ids: list[str]):
    found = [place.gazetteer_id for place in places(text, language)]
    assert [each for each in ids if each not in found] == []


@compiled
@pytest.mark.parametrize("text", ["Clark said nothing.", "Mr Nelson spoke.", "OK, said ME.", "IN THE END"])
def test_names_of_counties_and_codes_of_states_make_no_places_of_persons_and_words(text: str):
    assert [place.latitude for place in places(text) if place.latitude is not None] == []


TOWNS = st.sampled_from(["Velmarun", "Reykjavik", "Gyumri", "Sumgait", "Springfield", "Nairobi", "Ganja", "Lagos"])
TEXT = "Fire broke out in {0}. The town of {0} had no pump, said a man from {1}, who lives near {1}. Ten people died."


@given(TOWNS, TOWNS, TOWNS, TOWNS)
def test_swapping_places_changes_nothing_but_the_places(one: str, other: str, third: str, fourth: str):
    """What is found where is the same for any names; coordinates are those of the names."""
    for first, second, a, b in ((one, other, third, fourth), (one, other, other, one)):
        if first != second and a != b:
            assert shape(TEXT.format(first, second), (first, second)) == shape(TEXT.format(a, b), (a, b))


def shape(text: str, named: tuple[str, str]) -> list[tuple[int, int]]:
    """Return which of the names stands where, counted in occurrences."""
    found = [m.value for m in find_places(text, language="en", regions=()) if isinstance(m.value, PlaceValue)]
    return [(named.index(value.name), named.index(value.wording)) for value in found]


REPORTS = {
    "en": ("Ten people were killed in {0} on 13 January 1990. Officials in {1} said 26 were wounded.", "en"),
    "ru": ("13 января 1990 года в городе {0} были убиты 32 человека. В городе {1} ранены 26 человек.", "ru"),
}


@given(st.sampled_from(sorted(REPORTS)), st.permutations(["Velmarun", "Lagos", "Sumgait", "Springfield"]))
def test_swapping_places_changes_no_claim_but_its_place(language: str, order: list[str]):
    template, code = REPORTS[language]
    same = [claims(template.format(*pair), code, pair) for pair in ((order[0], order[1]), (order[2], order[3]))]
    assert same[0] == same[1]


def claims(text: str, language: str, named: tuple[str, str]) -> list[tuple[object, ...]]:
    """Return what is claimed, with "first" and "second" for the places."""
    reading = read(text.encode(), name="report.txt", language=language)
    context = Context()
    return [
        (
            claim.question,
            claim.stance,
            claim.value if isinstance(claim.value, CountValue) else None,
            where(claim, named),
        )
        for claim in extract(reading, find_mentions(reading, context), context)
    ]


def where(claim: Claim, named: tuple[str, str]) -> int | None:
    place = claim.scope.where
    return None if place is None else named.index(place.wording)


@given(
    st.text(alphabet="In Velmar, Paris. Ба՛քվում\n-’s", max_size=60),
    st.sampled_from(["en", "ru", "hy", "az", "fr", None]),
)
def test_words_of_a_mention_are_the_text_at_its_place(text: str, language: str | None):
    end = 0
    for mention in find_places(text, language=language, regions=()):
        assert text[mention.start : mention.end] == mention.exact
        assert mention.start >= end
        end = mention.end


@compiled
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("While the Lisbon riots went on, nobody came.", ["Lisbon"]),
        ("While the Lisbon Riot Choir sang, nobody came.", []),
        ("The choir wrote to the National Assembly of Norway.", ["Norway"]),
        ("The choir wrote to the Millers of Ostavrun.", []),
    ],
)
def test_a_common_word_that_opens_and_a_body_that_ends_with_its_land_leave_a_place(text: str, found: list[str]):
    assert names(text) == found


@compiled
def test_the_name_of_a_comments_author_is_no_place():
    text = "1. Lisbon said:\n\n    The mill at Porto burned, and Lisbon saw it."
    comment = Region(role=Role.COMMENT, start=0, end=len(text), author="Lisbon", order=1)
    mentions = find_places(text, language="en", regions=(comment,))
    assert [(mention.exact, mention.start > len("1. ")) for mention in mentions] == [("Porto", True), ("Lisbon", True)]


@compiled
def test_a_place_is_found_by_the_spelling_of_each_side():
    written = [places(f"They fled to {name}.")[0] for name in ("Nakhijevan", "Nakhchivan")]
    assert len({(place.latitude, place.longitude) for place in written}) == 1
