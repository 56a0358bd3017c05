"""Comments of web pages and plain texts: who wrote each, when, in what order, and whom it answers."""

import sys

import pytest
from regions import check_regions

from ledgerstone.evidence.reading.model import Role, outside_comments
from ledgerstone.evidence.reading.plain_text import read_plain_text
from ledgerstone.evidence.reading.web_page import read_web_page

ARTICLE = "<article><h1>Fire in Orsin</h1><p>The grain store on Quay Street burned down in the night.</p></article>"


def page(comments, article=ARTICLE):
    reading = read_web_page(f"<html><body>{article}{comments}</body></html>".encode())
    check_regions(reading)
    return reading


def talk(reading):
    return [(one.author, one.parent, one.label) for one in reading.regions if one.role is Role.COMMENT]


def times(reading):
    return [reading.text[one.start : one.end] for one in reading.regions if one.role is Role.DATELINE]


def comment(name, words, *, inner="", attributes=""):
    return f'<div class="comment" {attributes}><b class="author">{name}</b><p>{words}</p>{inner}</div>'


def test_the_time_of_a_comment_is_a_dateline_within_it_and_its_number_a_label():
    reading = page(
        '<div class="comment"><a href="#c7">#7</a> <b class="author">Ilen</b> <time>3 March 2014</time><p>I saw it.</p>'
        '</div><div class="comment"><b class="author">Dov</b> (4 March 2014, 10:15)<p>So did I.</p></div>'
    )
    assert talk(reading) == [("Ilen", None, "#7"), ("Dov", None, None)]
    assert times(reading) == ["3 March 2014", "4 March 2014, 10:15"]


def test_a_comment_s_time_dates_no_paper():
    reading = page('<div class="comment"><b class="author">Ilen</b> <time>3 March 2014</time><p>I saw it.</p></div>')
    assert times(reading) == ["3 March 2014"]
    assert reading.published is None
    assert not [one for one in outside_comments(reading.regions) if one.role in (Role.DATELINE, Role.COMMENT)]


@pytest.mark.parametrize("printed", ["[deleted]", "[удалено]", ""])
def test_who_is_not_named_is_no_author(printed):
    two = f'<div class="comment"><b class="author">{printed}</b> <time>3 March 2014</time><p>I saw it.</p></div>'
    assert talk(page(two + comment("Dov", "So did I."))) == [(None, None, None), ("Dov", None, None)]


def test_badges_and_said_are_no_part_of_a_name():
    head = '<div class="comment"><b class="author">Ilen K. <i class="badge">Author</i></b> says:<p>Yes.</p></div>'
    assert talk(page(head)) == [("Ilen K.", None, None)]


def test_an_author_whose_name_looks_like_a_date_keeps_it():
    assert talk(page(comment("12 March 1994", "I was there.")))[0][0] == "12 March 1994"


def test_a_list_of_articles_is_no_talk():
    index = "".join(
        f'<div class="post" id="post-{n}"><h2><a href="/{n}">Story {n}</a></h2><span class="author">Ilen</span> '
        f"<time>{n} March 2014</time><p>What happened on that day in the town.</p></div>"
        for n in range(1, 5)
    )
    assert talk(page(index)) == []


def test_links_to_the_comments_before_and_after_are_no_answers():
    rows = "".join(
        f'<div class="comment" id="c{n}"><b class="author">R{n}</b> <a href="#c{n - 1}">prev</a> '
        f'<a href="#c{n + 1}">next</a><p>Words of {n}.</p></div>'
        for n in range(1001, 1005)
    )
    assert [parent for _, parent, _ in talk(page(rows))] == [None] * 4


def test_a_name_called_chooses_among_the_answers_to_one_comment():
    answers = comment("Dov", "So did I.") + comment("Sira", "Not I.") + comment("Toma", "@Dov, when was that?")
    assert [parent for _, parent, _ in talk(page(comment("Ilen", "I saw it.", inner=answers)))] == [None, 1, 1, 2]


def test_a_name_called_leads_out_of_no_thread():
    answers = comment("Toma", "@Dov, when was that?")
    both = comment("Dov", "I saw it.") + comment("Ilen", "So did I.", inner=answers)
    assert [parent for _, parent, _ in talk(page(both))] == [None, None, 2]


@pytest.mark.parametrize(
    "words", ["In reply to #1: no.", "Ответ для Ilen K.: нет.", "@Ilen K., no.", "Պատասխան #1 Ոչ։", ">>1 no"]
)
def test_words_that_say_whom_a_comment_answers_are_believed(words):
    lines = ["Title of it", "", "The text of it.", "", "Comments", ""]
    lines += ["#1 Ilen K. 03.03.2014 09:12", "I saw it.", "", "#2 Dov 03.03.2014 09:40", words, ""]
    reading = read_plain_text("\n".join(lines).encode())
    assert talk(reading) == [("Ilen K.", None, "#1"), ("Dov", 1, "#2")]
    assert times(reading) == ["03.03.2014 09:12", "03.03.2014 09:40"]


def test_a_comment_goes_on_over_a_line_that_says_something():
    lines = ["Title", "", "The text.", "", "Comments", "", "Mira, 03.03.2014", "", "The paper says they were dry:", ""]
    reading = read_plain_text("\n".join([*lines, "all of them.", ""]).encode())
    assert talk(reading) == [("Mira", None, None)]


def test_further_comments_behind_a_button_answer_none():
    more = f'<div class="more">{comment("Dov", "So did I.")}</div>'
    assert [parent for _, parent, _ in talk(page(comment("Ilen", "I saw it.") + more))] == [None, None]


@pytest.mark.long
def test_ten_thousand_levels_keep_their_parents():
    rows = "".join(
        comment(f"R{n}", f"Words of {n}.", attributes=f'data-comment-id="{n}" data-parent-id="{n - 1}"')
        for n in range(1, 10_001)
    )
    found = talk(read_web_page(f"<html><body>{rows}</body></html>".encode()))
    assert [parent for _, parent, _ in found] == [None, *range(1, 10_000)]


SHAPES = {
    "nested": lambda n: '<div class="comment"><b class="author">R</b><p>Words.</p>' * n,
    "flat": lambda n: comment("R", "@R Words of one.") * n,
    "unnamed": lambda n: '<div id="comments">' + "<div><b>R</b> <i>3.3.2014</i><p>Words.</p></div>" * n,
    "wide": lambda n: '<div class="comment"><b class="author">R</b>' + "<p>Words.</p>" * n,
    "levels": lambda n: "".join(f'<div class="comment depth-{i}"><b class="fn">R</b></div>' for i in range(n)),
}


def calls(data):
    count = 0

    def note(_frame, event, _arg):
        nonlocal count
        count += event == "call"

    sys.setprofile(note)
    try:
        read_web_page(data)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("shape", SHAPES)
def test_the_steps_grow_with_the_page_and_no_faster(shape):
    read_web_page(SHAPES[shape](2).encode())
    small, large = (calls(f"<html><body>{ARTICLE}{SHAPES[shape](n)}".encode()) for n in (30, 120))
    assert large <= 4.5 * small


@pytest.mark.long
def test_a_hundred_thousand_comments_are_all_read():
    rows = "".join(
        comment(f"R{n}", "Words.", attributes=f'data-parent-id="{n // 2}" id="c{n}"') for n in range(100_000)
    )
    found = talk(read_web_page(f"<html><body>{rows}</body></html>".encode()))
    assert len(found) == 100_000
