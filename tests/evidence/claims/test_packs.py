from pathlib import Path

import pytest

from ledgerstone.errors import RefusedError
from ledgerstone.evidence.claims.model import Question, VoiceKind
from ledgerstone.evidence.claims.packs import available, decode, load
from ledgerstone.evidence.claims.packs.checking import check_pack, check_packs, without_pack
from ledgerstone.evidence.claims.rules import rules_of


def test_each_pack_of_the_house_loads_and_says_who_checked_it():
    assert set(available()) >= {"en", "ru", "hy", "hyw", "az", "az-Cyrl", "fr", "ka", "fa"}
    for language in available():
        about = load(language).about
        assert about.language == language
        assert about.checked_by == "draft, not checked by a native speaker"
        assert about.version >= 1


def test_every_question_and_kind_of_voice_in_a_pack_is_one_of_the_glossary():
    for language in available():
        pack = load(language)
        assert {harm.question for harm in pack.claims.harms} <= set(Question)
        assert set(pack.voices.kinds) <= set(VoiceKind)
        assert rules_of(language).version == pack.about.version


@pytest.mark.parametrize("language", [None, "xx", "", "../en", "az-Xxxx"])
def test_a_language_without_a_pack_gets_an_empty_one_that_says_so(language: str | None):
    pack = load(language)
    assert pack.about.version == 0
    assert "no pack" in pack.about.checked_by
    assert pack.counts.numbers == {}


def test_a_region_or_a_variant_uses_the_pack_of_its_language():
    assert load("hy-arevmda").about.language == "hy"
    assert load("en-GB").about.language == "en"


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        ('[about]\nlanguage = "xx"\nname = "X"\n\n[counts]\nvagueness = ["a"]\n', 6),
        ('[about]\nlanguage = "xx"\nname = "X"\n\n[counts]\nvague = "dozens"\n', 6),
        ('[about]\nlanguage = "xx"\nname = "X"\n[counts.numbers]\none = 1\ntwo = "2"\n', 4),
        (
            '[about]\nlanguage = "xx"\nname = "X"\n[[claims.harms]]\nquestion = "killed"\n[[claims.harms]]\nterm = 5\n',
            7,
        ),
        ('[about]\nlanguage = "xx"\nname = "X"\n\n[nonsense]\n', 5),
    ],
)
def test_a_broken_pack_is_refused_with_its_file_and_line(tmp_path: Path, broken: str, line: int):
    file = tmp_path / "xx.toml"
    file.write_text(broken, encoding="utf-8")
    with pytest.raises(RefusedError) as refused:
        decode(file)
    assert refused.value.path == f"{file}:{line}"


def test_a_pack_that_is_no_toml_is_refused_with_the_line_of_the_parser(tmp_path: Path):
    file = tmp_path / "xx.toml"
    file.write_text("[about\n", encoding="utf-8")
    with pytest.raises(RefusedError, match="line 1"):
        decode(file)


def test_no_form_of_a_pack_is_empty_or_bare_of_letters_before_its_star():
    for language in available():
        for harm in load(language).claims.harms:
            for form in (*harm.either, *harm.before, *harm.after, *harm.nouns):
                assert len(form.split()[0].removesuffix("*")) > 1 or form.isalpha(), (language, form)


@pytest.mark.parametrize(
    ("broken", "word", "line"),
    [
        ('[[claims.harms]]\nquestion = "killed"\n\n[[claims.harms]]\nquestion = "kiled"\n', "kiled", 8),
        ('[voices.kinds]\nwitness = ["w"]\nwitnes = ["v"]\n', "witnes", 6),
    ],
)
def test_a_word_that_the_glossary_lacks_is_refused_with_its_line(tmp_path: Path, broken: str, word: str, line: int):
    file = tmp_path / "xx.toml"
    file.write_text(f'[about]\nlanguage = "xx"\nname = "X"\n{broken}', encoding="utf-8")
    with pytest.raises(RefusedError, match=f"'{word}'") as refused:
        check_pack(file)
    assert refused.value.path == f"{file}:{line}"


def test_the_packs_of_the_house_are_whole():
    check_packs()


def test_a_language_without_a_pack_is_said_to_have_none():
    assert without_pack("xx") == (
        "no language pack for xx: dates and counts written in numerals are read, and nothing else"
    )
    assert without_pack("en") is None
    assert without_pack(None) is None


def test_forms_of_attributions_with_an_apostrophe_or_a_hyphen_are_matched_as_a_text_parts_them():
    assert rules_of("fr").cues.auxiliaries.at(["n'", "a"], 0) is not None
    assert rules_of("en").cues.words.at(["second", "-", "guessed"], 0) is not None
