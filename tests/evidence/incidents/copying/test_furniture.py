import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgerstone.evidence.incidents.copying.furniture import (
    form_sighting,
    furniture,
    furniture_spans,
    sentences_of,
    sighting_of,
)
from ledgerstone.evidence.incidents.copying.outlets import outlet_named
from ledgerstone.evidence.incidents.tokens import words_of

FOOTER = "Letters to the editor reach us on every day of the week. Sign up for the best of our news by post."


def sighted(papers):
    seen = [(one, sentences_of(one.text), words_of(one.text).digest) for one in papers]
    return [look(*each) for each in seen for look in (sighting_of, form_sighting)]


def marked(paper, papers):
    spans = furniture_spans(sentences_of(paper.text), furniture(sighted(papers)))
    return " ".join(paper.text[start:end] for start, end in spans)


def test_a_sentence_has_one_code_whatever_its_figures_its_case_and_its_marks():
    one = sentences_of("At least 34 people were killed in the town. It rained on the day after.")
    other = sentences_of("“AT LEAST 1,240 people were killed in the town!” they said.\nIt rained on the day after")
    assert one.codes[0] == other.codes[0]
    assert one.codes[1] == other.codes[1]
    assert one.codes[0] != one.codes[1]


def test_the_spans_of_sentences_are_their_words():
    text = "News | Sports | Weather\nThe ferry crew kept watch over the mill. “We saw it all from here.” Yes"
    found = sentences_of(text)
    assert [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)] == [
        "The ferry crew kept watch over the mill",
        "We saw it all from here",
    ]


def test_short_entries_in_a_row_are_taken_together():
    text = "News | Sports | Weather | Contact | Help"
    found = sentences_of(text)
    assert [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)] == [text]


@pytest.mark.parametrize("text", ["", "  \n", "one two", "😀" * 40, "\ud800 a b c d e"])
def test_any_text_has_sentences_or_none(text):
    found = sentences_of(text)
    assert len(found.starts) == len(found.ends) == len(found.codes)


def test_what_one_outlet_prints_below_otherwise_different_texts_is_furniture(make):
    papers = [make.paper(f"s{k}", f"{make.story(k)} {FOOTER}", publisher="Bell") for k in range(3)]
    assert marked(papers[0], papers) == FOOTER[:-1]


def test_a_formula_inside_a_paragraph_stays_where_it_stands(make):
    papers = [
        make.paper(f"s{k}", f"{make.story(k)} {FOOTER}\n\n{make.story(k, 1)}", publisher="Bell") for k in range(3)
    ]
    assert marked(papers[0], papers) == ""
    papers = [make.paper(f"s{k}", f"{make.story(k)}\n\n{FOOTER}", publisher="Bell") for k in range(3)]
    assert marked(papers[0], papers) == FOOTER[:-1]


def test_a_footer_filled_in_from_one_form_comes_back_at_later_dates_with_other_names(make):
    days, places = ("1991-03-15", "1992-03-15", "1993-03-15"), ("Mirsel", "Lorveno", "Ostavra")
    papers = [
        make.paper(f"s{k}", f"{make.story(k)}\n\nWrite to us at our {place} office on any day.", published=day)
        for k, (day, place) in enumerate(zip(days, places, strict=True))
    ]
    assert marked(papers[0], papers) == "Write to us at our Mirsel office on any day"
    assert marked(papers[0], papers[:2]) == ""


def test_two_texts_of_an_outlet_are_not_enough_and_three_outlets_are_none(make):
    papers = [make.paper(f"s{k}", f"{make.story(k)} {FOOTER}", publisher="Bell") for k in range(2)]
    assert marked(papers[0], papers) == ""
    papers = [make.paper(f"s{k}", f"{make.story(k)} {FOOTER}", publisher=f"Bell {k}") for k in range(3)]
    assert marked(papers[0], papers) == ""


def test_captures_and_reprints_of_one_text_count_once(make):
    text = f"{make.story(1)} {FOOTER}"
    papers = [make.paper(f"s{k}", f"{text} {make.story(k, 1)}", publisher="Bell") for k in range(10, 15)]
    assert marked(papers[0], papers) == ""


def test_what_comes_back_at_three_far_dates_is_furniture_unless_it_tells_of_an_event(make):
    told = "In the raid 34 people were killed at the old mill"
    plain = "The bells of this town rang for all of them"
    papers = [
        make.paper(
            f"s{k}", f"{make.story(k)} {told}. {plain}.", make.claim("34", 34), publisher=f"P {k}", published=day
        )
        for k, day in enumerate(("1991-03-15", "1992-03-15", "1993-03-15"))
    ]
    assert marked(papers[0], papers) == plain


def test_days_that_follow_each_other_closely_are_one_cluster(make):
    papers = [
        make.paper(f"s{k}", f"{make.story(k)} {FOOTER}", publisher=f"P {k}", published=f"1991-03-{day:02}")
        for k, day in enumerate((1, 12, 24))
    ]
    assert marked(papers[0], papers) == ""


@settings(max_examples=20, deadline=None)
@given(order=st.permutations(range(8)))
def test_the_order_of_the_pages_changes_nothing(make, order):
    papers = [
        make.paper(
            f"s{k}", f"{make.story(k % 5)} {FOOTER} {make.story(k, 1)}", publisher="Bell", published="1991-03-15"
        )
        for k in range(8)
    ]
    found = sighted(papers)
    assert np.array_equal(furniture(found), furniture([found[k] for k in order]))


def test_whether_a_sentence_is_furniture_hangs_on_the_pages_that_hold_it_alone(make):
    papers = [make.paper(f"s{k}", f"{make.story(k)} {FOOTER}", publisher="Bell") for k in range(6)]
    papers += [make.paper(f"t{k}", make.story(k + 100), publisher="Bell") for k in range(20)]
    found = sighted(papers)
    holding = [one for one in found if np.isin(found[0].codes, one.codes).any()]
    assert len(holding) == 2 * 6, "each page is seen by its sentences and by their forms"
    assert np.array_equal(np.intersect1d(furniture(found), found[0].codes), furniture(holding))


@pytest.mark.parametrize(
    ("publisher", "outlet"),
    [
        ("philadelphia.news.example", "news.example"),
        ("https://www.news.example:8080/a/b?c=d", "news.example"),
        ("news.co.uk", "news.co.uk"),
        ("www.news.co.uk", "news.co.uk"),
        ("mill.blogspot.com", "mill.blogspot.com"),
        ("www.mill.blogspot.co.uk", "mill.blogspot.co.uk"),
        ("The  Bell", "the bell"),
        ("Bell Inc.", "bell inc."),
        ("St. Bell", "st. bell"),
        ("Новости", "новости"),
        (" ", None),
    ],
)
def test_an_address_counts_by_the_domain_that_somebody_registered(publisher, outlet):
    assert outlet_named(publisher) == outlet
