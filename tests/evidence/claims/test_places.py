"""Places of texts: of the gazetteer or named by the words around them; never persons, bodies or months."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.evidence.claims.gazetteer import open_default
from ledgerstone.evidence.claims.places import find_places
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
