"""Names by lists, on invented sentences: each name is marked by its type, with its ending cut off by a stroke."""

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from ledgerstone.errors import RefusedError
from ledgerstone.evidence.claims.finders import finder_of
from ledgerstone.evidence.claims.finders.lists.endings import Endings, small
from ledgerstone.evidence.claims.finders.lists.table import decode, name_lists, spelled
from ledgerstone.evidence.claims.finders.lists_kind import open_finder
from ledgerstone.evidence.claims.finders.model import NameFinder
from ledgerstone.evidence.claims.mentions import sentences_of
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.values.names import NameType

ReadWords = Callable[..., Reading]
MARKED = re.compile(r"\[([PBL]):([^\]|]+)\|?([^\]]*)\]")
TYPES = {"P": NameType.PERSON, "B": NameType.BODY, "L": NameType.PLACE}
LATIN = """
[P:Elşad Orlov] [L:Bakı|dan] gəldi.
Prezident [P:Velmar Sorn] heç nə demədi.
[P:Anar Məmmədli|nin] sözlərinə görə, evlər yandırılıb.
[B:Daxili İşlər Nazirliyi|nin] sözçüsü bunu təkzib etdi.
[B:Təhsil və Elm Nazirliyi|nə] məktub göndərildi.
[P:H. Orlov] və [P:İ.Sornlu] orada idi.
[P:Kərim Sornov Elşad oğlu|nun] evi yandı.
[P:Leyla Orlova Kərim qızı] şahid kimi danışdı.
[P:Aşot Sornyan|ın] dediyinə görə, [L:Yerevan|da] heç kim ölməyib.
[P:Sornyan] və [P:Orlov] görüşdülər.
[B:BMT]-nin nümayəndələri [L:Gəncə|yə] getdilər.
[B:ATƏT]-ə görə, iki nəfər yaralanıb.
[L:ABŞ] və [L:Rusiya] razılığa gəldi.
[B:Ali Sovet|in] üzvləri səs verdilər.
[L:Azərbaycan|ın] [B:Xalq Cəbhəsi] mitinq keçirdi.
[L:Bakı|da] [B:Vəkillər Birliyi] bəyanat yaydı.
[B:Heydər Əliyev Fondu|nun] direktoru gəlmədi.
[L:Şimali Koreya|nın] səfiri susdu.
Jurnalist [P:Nigar Velmə] zəng etdim.
General [P:Sornova] əmr verildi.
[L:İran|a] qaçan on iki nəfər qayıtdı.
"""
CYRILLIC = """
[P:Елшад Орлов] [L:Бакы|дан] ҝәлди.
[B:Дахили Ишләр Назирлији|нин] сөзчүсү буну тәкзиб етди.
[P:Анар Мәммәдли|нин] сөзләринә ҝөрә, евләр јандырылыб.
[B:БМТ]-нин нүмајәндәләри [L:Ҝәнҹә|јә] ҝетдиләр.
[P:Ашот Сорнјан|ын] дедијинә ҝөрә, һеч ким өлмәјиб.
"""
NOTHING = """
Nadir hallarda bu belə olur.
Aydın oldu ki, heç kim yoxdur.
Ümid var, Bahar gəlir.
Bəyan edildi ki, Üsyan yatırılıb.
Mayın üçündə doxsan nəfər evinə qayıtdı.
XX əsrdə TV-də göstərilib.
Nazir gəlmədi, Prezident də danışmadı.
"""


def sentences(page: str) -> list[str]:
    return [line for line in page.strip().splitlines() if line]


@pytest.fixture(scope="module", params=["az", "az-Cyrl"])
def finder(request: pytest.FixtureRequest) -> NameFinder:
    found = open_finder(request.param)
    assert found is not None
    return found


def found_in(text: str, language: str, read_words: ReadWords) -> list[tuple[str, NameType, str]]:
    reading, finder = read_words(text, language), finder_of(language)
    assert finder is not None
    found = finder.find(text, sentences_of(reading))
    return [(text[name.start : name.end], name.type, name.base or text[name.start : name.end]) for name in found]


@pytest.mark.parametrize(
    ("language", "line"),
    [("az", line) for line in sentences(LATIN)] + [("az-Cyrl", line) for line in sentences(CYRILLIC)],
)
def test_names_are_found_with_their_types_and_without_their_endings(language: str, line: str, read_words: ReadWords):
    expected = [(f"{base}{ending}", TYPES[kind], base) for kind, base, ending in MARKED.findall(line)]
    text = MARKED.sub(lambda name: f"{name[2]}{name[3]}", line)
    assert found_in(text, language, read_words) == expected


@pytest.mark.parametrize("line", sentences(NOTHING))
def test_common_words_are_no_names(line: str, read_words: ReadWords):
    assert found_in(line, "az", read_words) == []


def test_vowels_of_an_ending_follow_those_of_the_word():
    lists, spelling = name_lists("az") or pytest.fail("no lists")
    endings = Endings(lists.endings, spelling)
    assert "sorn" in endings.stems("sornun")
    assert "sorn" not in endings.stems("sornın")
    assert list(endings.stems("velmar'da")) == ["velmar"]
    assert set(endings.stems("gəncənin")) == {"gəncə", "gəncən"}


def test_small_letters_keep_the_dot_apart():
    assert (small("IĞDIR"), small("İLHAM")) == ("ığdır", "ilham")


def test_another_alphabet_has_the_same_words():
    lists, spelling = name_lists("az-Cyrl") or pytest.fail("no lists")
    assert len(set(spelled(lists.persons.given, spelling))) >= len(lists.persons.given)
    assert "Аҝыл" not in spelled(("Aqil",), spelling)
    assert "Агил" in spelled(("Aqil",), spelling)


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("[about]\nlanguage = 'xx'\nchecked_by = ''\nversion = 'one'\n", r"xx\.toml:4.*Expected `int`"),
        ("[about]\nlanguage = 'xx'\nmade_up = 1\n", r"xx\.toml:3.*unknown field `made_up`"),
        ("[about", r"xx\.toml: broken lists of names"),
    ],
)
def test_broken_lists_are_refused_with_file_and_line(broken: str, reason: str, tmp_path: Path):
    file = tmp_path / "xx.toml"
    file.write_text(broken, encoding="utf-8")
    with pytest.raises(RefusedError, match=reason):
        decode(file)


@pytest.mark.parametrize("language", ["en", "cy", "ka", "../lists/az"])
def test_there_is_no_finder_for_a_language_without_lists(language: str):
    assert open_finder(language) is None


def test_names_never_leave_their_sentence_and_never_overlap(finder: NameFinder, read_words: ReadWords):
    text = "Elşad Orlov Bakı " * 400 + "Оrlov-" * 300 + "BMT-nin'" * 300
    reading = read_words(text, "az")
    cut = sentences_of(reading)
    found = finder.find(text, cut)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(any(each.start <= name.start and name.end <= each.end for each in cut) for name in found)


def test_a_region_has_the_lists_of_its_language():
    assert open_finder("az-AZ") is not None
