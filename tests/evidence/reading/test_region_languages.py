"""Languages of regions and paragraphs. The country and its people are invented."""

import pytest

from ledgerstone.evidence.reading import region_languages
from ledgerstone.evidence.reading.model import Reading, Region, Role
from ledgerstone.evidence.reading.read import read
from ledgerstone.evidence.reading.region_languages import language_of_most, with_languages
from ledgerstone.values.languages import language_by_words, language_of, may_be, models_ready

ENGLISH = "The bridge over the river was closed on Sunday, and nobody could say when it would be opened again."
RUSSIAN = "Мост через реку был закрыт в воскресенье, и никто не мог сказать, когда его снова откроют."
ARMENIAN = "Գետի կամուրջը փակվեց կիրակի օրը, և ոչ ոք չէր կարող ասել, թե երբ այն նորից կբացվի։"
FRENCH = "Le pont sur la rivière a été fermé dimanche, et personne ne pouvait dire quand il serait ouvert."


def body(text, *, language=None, role=Role.BODY):
    return Reading(
        media_type="text/plain",
        language=language,
        text=text,
        regions=(Region(role=role, start=0, end=len(text)),),
        tool="test",
        version="1",
    )


def languages(reading):
    return [stretch.language for stretch in reading.stretches]


def test_each_paragraph_of_a_text_is_a_region_with_its_own_language():
    found = read(f"{ENGLISH}\n\n{RUSSIAN}\n\n{ARMENIAN}\n\n{FRENCH}".encode(), name="a.txt")
    bodies = [region.language for region in found.regions if region.role is Role.BODY]
    assert bodies == ["en", "ru", "hy", "fr"]
    assert found.stretches == ()


def test_lines_of_one_region_that_are_in_several_languages_are_stretches_of_it():
    text = f"{ENGLISH}\n{RUSSIAN}\n13.05\n{ARMENIAN}"
    found = with_languages(body(text, language="en"))
    assert languages(found) == ["en", "ru", None, "hy"]
    assert [text[one.start : one.end] for one in found.stretches] == text.split("\n")
    assert found.regions[0].language == "en"


def test_a_text_in_several_languages_is_in_that_of_most_of_its_body():
    text = f"{RUSSIAN}\n\n{RUSSIAN}\n\n{RUSSIAN}\n\n{ENGLISH} {ENGLISH} {ENGLISH} {ENGLISH} {ENGLISH}"
    assert language_of(text) == "ru"
    found = read(text.encode(), name="a.txt")
    assert found.language == "en"
    assert [region.language for region in found.regions if region.role is Role.BODY] == ["ru", "ru", "ru", "en"]


def test_a_language_that_a_person_said_stays_whatever_most_of_the_body_is_in():
    text = f"{RUSSIAN}\n\n{RUSSIAN}\n\n{RUSSIAN}\n\n{ENGLISH} {ENGLISH} {ENGLISH} {ENGLISH} {ENGLISH}"
    assert read(text.encode(), name="a.txt", language="ru").language == "ru"


@pytest.mark.parametrize("text", [f"{ENGLISH}\n\nOrsin.", f"{ENGLISH}\n\n{RUSSIAN}\n\n{ARMENIAN}\n\n{FRENCH}"])
def test_no_language_has_most_of_a_body_in_one_language_or_in_four_alike(text):
    assert language_of_most(read(text.encode(), name="a.txt")) is None


def test_a_region_in_one_language_has_no_stretches():
    found = with_languages(body(f"{ENGLISH}\n\nOrsin.\n\n{ENGLISH}", role=Role.COMMENT))
    assert found.stretches == ()
    assert found.regions[0].language == "en"


def test_a_paragraph_that_is_broken_into_lines_is_one_paragraph():
    broken = RUSSIAN.replace(" ", "\n") + "\n\n" + ENGLISH.replace(" ", "\n")
    assert languages(with_languages(body(broken, role=Role.QUOTATION))) == ["ru", "en"]


@pytest.mark.parametrize("words", ["Reply", "Orsin Norvik Velmar Tolen", "[12]", "12.03.1994 — 14:00", "Орсин Велмар"])
def test_a_line_without_a_frequent_word_is_unknown_whatever_the_text_is(words):
    for language in ("en", "ru", "tr", None):
        assert with_languages(body(words, language=language)).regions[0].language is None


def test_words_of_two_languages_take_the_one_of_the_text_and_are_marked_as_tied():
    words = "la casa de Orsin"
    assert language_by_words(words) is None
    assert may_be(words, "es")
    assert not may_be(words, "sv")
    found = with_languages(body(words, language="es")).regions[0]
    assert (found.language, found.tied) == ("es", True)
    assert with_languages(body(words, language="sv")).regions[0].language is None
    assert with_languages(body(words)).regions[0].language is None


def test_no_model_is_loaded_for_a_region():
    before = models_ready()
    with_languages(body(f"Orsin Velmar\n\nla casa de Orsin\n\nна\n\n{ENGLISH}\n\n{FRENCH}", language="it"))
    assert models_ready() == before


def test_a_text_of_very_many_parts_is_told_up_to_the_bound_and_says_so(monkeypatch):
    monkeypatch.setattr(region_languages, "MOST_PARTS", 3)
    found = with_languages(body(f"{ENGLISH}\n{RUSSIAN}\n{ENGLISH}\n{RUSSIAN}"))
    assert languages(found) == ["en", "ru", "en", None]
    assert region_languages.MANY in found.warnings
