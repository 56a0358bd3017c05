"""Folding: what people type alike is alike, and each word keeps its place."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ledgerstone.evidence.search.fold import fold, words


@pytest.mark.parametrize(
    "spellings",
    [
        ("İstanbul", "ISTANBUL", "istanbul", "ıstanbul"),
        ("Ёлка", "ёлка", "елка"),
        ("Երևան", "ԵՐԵՎԱՆ", "Երեւան", "երեվան", "ԵՐԵՒԱՆ"),
        ("Rəsul", "rəsul", "RESUL", "Рəsul".replace("Р", "R")),
        ("Évariste", "evariste", "E\u0301variste"),
        ("Ինչո՞ւ", "ինչու"),
        ("soft\u00adhyphen", "softhyphen"),
        ("Straße", "STRASSE"),
        ("ﬁlm", "film"),
    ],
)
def test_spellings_that_fold_together(spellings: tuple[str, ...]):
    assert len({fold(spelling) for spelling in spellings}) == 1


@given(st.text(max_size=200))
def test_words_lie_where_they_say(text: str):
    last = 0
    for word in words(text):
        assert last <= word.start < word.end <= len(text)
        assert text[word.start : word.end] == word.exact
        assert fold(word.exact[:64]) == word.folded
        last = word.end


@example("𝔍")
@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str):
    assert fold(fold(text)) == fold(text)


def test_elision_is_two_words_and_emphasis_is_inside_one():
    assert [word.exact for word in words("l’homme dit՝ ո՛չ")] == ["l", "homme", "dit", "ո՛չ"]
