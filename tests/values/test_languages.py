"""The language of short invented texts."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgerstone.values import languages
from ledgerstone.values.languages import (
    THREES,
    MissingModelsError,
    language_of,
    models_ready,
    prepare_models,
    script_of,
    with_ready_models,
)

MEGABYTES_OF_A_PART = 60
"""More than the parts of all Latin models that are asked for take, and a fifth of what the whole ones do."""
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
        prepare_models(missing.value.models)
        told = language_of(words)
    assert set(missing.value.models) <= models_ready()
    assert told == language_of(words)


def test_a_long_text_needs_the_part_of_a_model_that_it_is_asked_by_alone(monkeypatch):
    monkeypatch.setattr(languages, "_READY", set())
    words = " ".join(["Orsin trovisse marel du dato"] * 7)
    with with_ready_models():
        with pytest.raises(MissingModelsError) as missing:
            language_of(words)
        assert all(model.startswith(THREES) for model in missing.value.models)
        prepare_models(missing.value.models)
        told = language_of(words)
        with pytest.raises(MissingModelsError):
            language_of("Orsin trovisse marel du dato")
        prepare_models(model.removeprefix(THREES) for model in missing.value.models)
        assert language_of(words) == told
    assert set(missing.value.models) <= models_ready()


def test_lingua_loads_nothing_more_for_a_text_that_is_long():
    code = (
        "import resource\n"
        "from ledgerstone.values.languages import LONG, THREES, language_of, prepare_models\n"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024\n"
        "prepare_models(f'{THREES}{one}' for one in 'az de en es fr it nl pl pt sv tr'.split())\n"
        "before = peak()\n"
        "language_of(' '.join(['trovisse'] * LONG)[: LONG + LONG // 8])\n"
        "print(peak() - before)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) < MEGABYTES_OF_A_PART
