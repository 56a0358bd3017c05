"""The language of short invented texts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgerstone.values import languages
from ledgerstone.values.languages import (
    MissingModelsError,
    language_of,
    models_ready,
    prepare_models,
    script_of,
    with_ready_models,
)

SENTENCES = {
    "hy": "Երեկ գիշերը քաղաքի շուկայում հրդեհ սկսվեց, և բոլորը փախան դեպի գետը։",
    "ru": "Вчера ночью на рынке города начался пожар, и все побежали к реке.",
    "uk": "Учора вночі на ринку міста почалася пожежа, і всі побігли до річки.",
    "az": "Dünən gecə şəhərin bazarında yanğın başladı və hamı çaya tərəf qaçdı.",
    "az-Cyrl": "Дүнән ҝеҹә шәһәрин базарында јанғын башлады вә һамы чаја тәрәф гачды.",
    "tr": "Dün gece şehrin çarşısında yangın çıktı ve herkes nehre doğru kaçtı.",
    "ka": "გუშინ ღამით ქალაქის ბაზარში ხანძარი გაჩნდა და ყველა მდინარისკენ გაიქცა.",
    "fa": "دیشب در بازار شهر آتش‌سوزی شد و همه به سوی رودخانه دویدند.",
    "ar": "اندلع حريق في سوق المدينة الليلة الماضية وهرب الجميع نحو النهر.",
    "de": "Gestern Nacht brach auf dem Markt der Stadt ein Feuer aus, und alle liefen zum Fluss.",
    "fr": "Hier soir, un incendie a éclaté au marché de la ville et tous ont couru vers la rivière.",
    "en": "Last night a fire broke out at the market of the town, and everybody ran to the river.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_is_known_for_its_language(language):
    assert language_of(SENTENCES[language]) == language


@pytest.mark.parametrize("text", ["", "12.03.1994", "— … —", "a", "漢字漢字漢字漢字"])
def test_what_cannot_be_told_is_unknown(text):
    assert language_of(text) is None


def test_two_scripts_in_equal_parts_are_no_language():
    assert script_of(SENTENCES["hy"] + SENTENCES["ka"]) is None


def test_a_name_in_another_script_changes_nothing():
    assert language_of(SENTENCES["hy"] + " (Orsin Telegraph)") == "hy"


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_a_language_or_none(text):
    assert language_of(text) == language_of(text)


def test_where_no_model_may_be_loaded_those_that_are_missing_are_named(monkeypatch):
    monkeypatch.setattr(languages, "_READY", set())
    words = "Orsin trovisse marel du dato"
    with with_ready_models():
        assert language_of(SENTENCES["de"]) == "de"
        with pytest.raises(MissingModelsError) as missing:
            language_of(words)
        prepare_models(missing.value.languages)
        told = language_of(words)
    assert set(missing.value.languages) <= models_ready()
    assert told == language_of(words)
