"""Comments that stand in a page's JSON-LD alone. All people and papers are invented."""

import json

import pytest
from regions import check_regions

from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.pages.linked_comments import MOST_COMMENTS
from ledgerstone.evidence.reading.web_page import read_web_page

PROSE = "At least three stalls were burnt on Saturday night, and the market of Orsin is closed until Monday."


def comment(words, author="Ilen", **more):
    return {"@type": "Comment", "text": words, "author": {"@type": "Person", "name": author}, **more}


def page(*comments, shown="", graph=()):
    article = {"@type": "NewsArticle", "headline": "Fire in Orsin", "comment": list(comments)}
    data = json.dumps({"@context": "https://schema.org", "@graph": [article, *graph]})
    return (
        f'<html><head><script type="application/ld+json">{data}</script></head><body><article><h1>Fire in Orsin</h1>'
        f"<p>{PROSE}</p></article>{shown}</body></html>"
    ).encode()


def threads(reading):
    check_regions(reading)
    return [
        (each.order, each.parent, each.author, reading.text[each.start : each.end].splitlines()[-1])
        for each in reading.regions
        if each.role is Role.COMMENT
    ]


def test_comments_of_hidden_data_follow_the_text_with_author_time_and_parent():
    answer = comment("It was <b>not</b> mine.<br>Ask&nbsp;there.", "Orlan", dateCreated="2020-01-18")
    reading = read_web_page(page(comment("Who did it?", dateCreated="2020-01-17T10:00:00Z", comment=[answer])))
    assert reading.text.endswith(
        f"{PROSE}\n\nIlen\n2020-01-17T10:00:00Z\nWho did it?\n\nOrlan\n2020-01-18\nIt was not mine.\nAsk there."
    )
    assert threads(reading) == [(1, None, "Ilen", "Who did it?"), (2, 1, "Orlan", "Ask there.")]
    times = [reading.text[each.start : each.end] for each in reading.regions if each.role is Role.DATELINE]
    assert times == ["2020-01-17T10:00:00Z", "2020-01-18"]
    assert reading.published is None
    assert "2 comments stand in its hidden data alone (JSON-LD): they follow the text" in reading.warnings


def test_comments_that_stand_alone_name_whom_they_answer():
    first = comment("Who did it?", **{"@id": "#c1"})
    second = comment("Nobody knows.", "Orlan", parentItem={"@id": "#c1"})
    assert threads(read_web_page(page(graph=(first, second)))) == [
        (1, None, "Ilen", "Who did it?"),
        (2, 1, "Orlan", "Nobody knows."),
    ]


@pytest.mark.parametrize(
    "shown",
    [
        f"<p>Ilen wrote: Who  did it, and why at night?</p><p>{PROSE}</p>",
        '<div class="comment"><span class="author">Ilen</span><p>Who did it, and why at night?</p></div>',
        '<div class="comment"><span class="author">Orlan</span><p>Another word.</p></div>',
    ],
)
def test_no_comment_is_read_twice(shown):
    reading = read_web_page(page(comment("Who did it, and why at night?"), shown=shown))
    assert reading.text.count("and why at night") == shown.count("and why at night")


def test_a_million_comments_and_rings_of_broken_data_end_at_a_bound():
    deep = comment("Deep")
    for number in range(90):
        deep = comment(f"Around {number}", comment=[deep])
    many = [comment(f"Number {number}.") for number in range(MOST_COMMENTS + 50)]
    odd = {"@type": ["Comment"], "text": 7, "author": [], "comment": {"@type": "Comment", "text": "Odd", "author": 9}}
    reading = read_web_page(page(deep, odd, *many))
    assert len(threads(reading)) == MOST_COMMENTS
    assert (92, None, None, "Odd") in threads(reading)
