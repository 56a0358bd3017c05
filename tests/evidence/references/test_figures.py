"""Figures without a citation, in statements and in any other source."""

import pytest

RULE = "figure-without-citation"
LISTED = "\n\nReferences\n\n1. M. Tolen, The Market, Orsin 1999, https://example.org/market\n"
HEAD = "On the fire in Orsin\n\n"


def exact(found):
    return [finding.passage.exact for finding in found]


def test_a_figure_that_nobody_says_is_found_in_any_source(found_in):
    text = f"{HEAD}The market burned for a day. At least 32 people were killed in Orsin on 12 March 1994.\n"
    (finding,) = found_in(text, RULE)
    assert finding.passage.exact.startswith("At least 32")
    assert "nobody is named" in finding.message


@pytest.mark.parametrize(
    "sentence",
    [
        "At least 32 people were killed in Orsin [1].",
        "At least 32 people were killed in Orsin. [1]",
        "At least 32 people were killed in Orsin (Tolen 1999, p. 5).",
        "At least 32 people were killed in Orsin (https://example.org/market).",
        "At least 32 people were killed in Orsin.¹ It burned.",
    ],
)
def test_a_figure_with_a_citation_is_none(found_in, sentence):
    assert found_in(f"{HEAD}The market burned for a day. {sentence}{LISTED}", RULE) == ()


def test_naming_who_says_a_figure_is_a_citation_where_there_is_no_list(found_in):
    said = f"{HEAD}The market burned for a day. The hospital said that 32 people were killed in Orsin.\n"
    assert found_in(said, RULE) == ()
    (finding,) = found_in(said.rstrip() + " Others fled [1]." + LISTED, RULE)
    assert "from The hospital" in finding.message


def test_hearsay_names_nobody(found_in):
    assert found_in(f"{HEAD}It burned for a day. Reportedly 32 people were killed in Orsin.\n", RULE)


def test_the_citation_of_one_sentence_is_not_that_of_the_next(found_in):
    text = f"{HEAD}In Orsin 32 people were killed [1]. In Tarn 4 people were wounded.{LISTED}"
    assert [words.split()[0] for words in exact(found_in(text, RULE))] == ["4"]


def test_a_part_of_a_figure_is_not_judged_apart(found_in):
    text = f"{HEAD}It burned for a day. In Orsin 32 people were killed, of them 12 women.\n"
    assert len(found_in(text, RULE)) == 1


@pytest.mark.parametrize(
    "words",
    [
        "It burned for a day. The street has 32 houses.",
        "It burned for a day. A man was killed in Orsin.",
        "It burned for a day. It is so.\n\nComments\n\n  1. Ilen said:\n\n    In Orsin 32 people were killed.\n",
    ],
)
def test_what_is_no_figure_of_harm_or_not_the_sources_own_is_not_judged(found_in, words):
    assert found_in(f"{HEAD}{words}\n", RULE) == ()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ru", "В Орсине убиты 32 человека."),
        ("fr", "À Orsin, 32 personnes ont été tuées."),
        ("hy", "Օրսինում սպանվել է 32 մարդ։"),
        ("az", "Orsində 32 nəfər öldürülüb."),
    ],
)
def test_figures_are_judged_alike_in_every_language_with_a_pack(found_in, language, sentence):
    assert len(found_in(f"{HEAD}{sentence}\n", RULE, language=language)) == 1
