"""One word in several orthographies: packs written otherwise, and the two spellings of Armenian."""

import pytest

from ledgerstone.evidence.claims.packs import load
from ledgerstone.evidence.claims.packs.claims_tables import ClaimsTable, CountsTable, Harm
from ledgerstone.evidence.claims.packs.dates_table import PlacesTable
from ledgerstone.evidence.claims.packs.folding import fold
from ledgerstone.evidence.claims.packs.spelling import SpellingTable, rewritten, spellings

TWO_ALPHABETS = SpellingTable(of="xx", alphabets=({"a": "а", "ya": "ја"}, {"a": "а", "ya": "я", " a": " э"}))


@pytest.mark.parametrize(
    ("classical", "reformed"),
    [
        ("Յունուար", "հունվար"),
        ("Փետրուարին", "փետրվարին"),
        ("Ապրիլեան", "ապրիլյան"),
        ("եօթը", "յոթը"),
        ("քսանեօթը", "քսանյոթը"),
        ("հարիւր", "հարյուր"),
        ("յիսուն", "հիսուն"),
        ("մէկ", "մեկ"),
        ("մօտաւորապէս", "մոտավորապես"),
        ("առնուազն", "առնվազն"),
        ("աւելի", "ավելի"),
        ("սպանուած", "սպանված"),
        ("հիւանդ", "հիվանդ"),
        ("թիւ", "թիվ"),
        ("լոյս", "լույս"),
        ("ծառայ", "ծառա"),
        ("ցեղասպանութիւն", "ցեղասպանություն"),
        ("յարձակում", "հարձակում"),
        ("Եւրոպա", "Եվրոպա"),
        ("հարեւան", "հարևան"),
    ],
)
def test_classical_and_reformed_spelling_are_compared_as_one(classical: str, reformed: str):
    assert fold(classical) == fold(reformed)


@pytest.mark.parametrize("words", [("է", "ե"), ("օր", "որ"), ("տուն", "տան"), ("հայ", "հա"), ("մարտ", "մարդ")])
def test_words_that_differ_in_sound_stay_apart(words: tuple[str, str]):
    assert fold(words[0]) != fold(words[1])


def test_a_form_is_written_by_each_alphabet_and_once_where_they_agree():
    assert spellings("ala yaya", TWO_ALPHABETS) == ("аlа јаја", "эlа яя")
    assert spellings("lala", TWO_ALPHABETS) == ("lаlа",)
    assert spellings("ala", SpellingTable(of="xx")) == ("ala",)


def test_words_are_rewritten_and_codes_are_not():
    claims = rewritten(ClaimsTable(harms=(Harm(question="a", term="a", units=("a",), either=("la",)),)), TWO_ALPHABETS)
    assert claims.harms == (Harm(question="a", term="a", units=("a",), either=("lа",)),)
    counts = rewritten(CountsTable(numbers={"la": 1}, units={"a": ("la*",)}, joined=True), TWO_ALPHABETS)
    assert counts == CountsTable(numbers={"lа": 1}, units={"a": ("lа*",)}, joined=True)


def test_pairs_stay_pairs():
    assert rewritten(PlacesTable(endings=(("ya", ""),)), TWO_ALPHABETS).endings == (("ја", ""), ("я", ""))


def test_azerbaijani_in_cyrillic_has_each_word_of_the_pack_in_latin():
    latin, cyrillic = load("az"), load("az-Cyrl")
    assert cyrillic.about.language == "az-Cyrl"
    assert len(cyrillic.claims.harms) == len(latin.claims.harms)
    assert "јанвар" in cyrillic.dates.months[0]
    assert "январ" in cyrillic.dates.months[0]
    assert cyrillic.counts.numbers["отуз"] == 30


def test_western_armenian_has_the_words_of_the_pack_of_armenian():
    assert load("hyw").claims == load("hy").claims
