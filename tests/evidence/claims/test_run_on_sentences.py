"""Sentences between which a space was left out, and a date behind a place."""

import pytest

from ledgerstone.evidence.claims.clauses import sentences
from ledgerstone.evidence.claims.places.find import find_places
from ledgerstone.evidence.claims.rules import rules_of


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It ended within the year.Manuel said so.", 2),
        ("Всё кончилось в том году.Мануэль сказал это.", 2),
        ("They saw towns, e.g.Vell and Orlo, burn.", 1),
        ("They met J.Orlo and said so.", 1),
        ("They read vell.Com and www.vell.Org of that year.", 1),
        ("They opened the file report.Pdf and window.Orlo = 1.", 1),
        ("They paid 3.5 and 4.Orlo for it.", 1),
        ("They met Prof.Orlo and gen.Vell in town.", 1),
    ],
)
def test_a_sentence_ends_without_a_space_before_a_capital_word(text: str, count: int):
    language = "ru" if "В" in text else "en"
    assert len(sentences(text, (), rules_of(language).abbreviations)) == count


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Two killed in Velmar on Sunday", "Velmar"),
        ("Two killed in Velmar Monday", "Velmar"),
        ("Two people were killed in Velmar on April 3.", "Velmar"),
        ("Two people were killed in Velmar upon Orlo.", "Velmar upon Orlo"),
    ],
)
def test_a_date_ends_a_place(text: str, name: str):
    assert [mention.exact for mention in find_places(text, language="en", regions=())] == [name]
