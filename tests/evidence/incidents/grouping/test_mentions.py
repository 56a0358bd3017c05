"""What one paper says of which event: what a claim's own words leave open, its paper may say, where it tells of one."""

import pytest

from ledgerstone.evidence.claims.model import Question
from ledgerstone.evidence.incidents.grouping.mentions import MANY_TIMES, mentions_of
from ledgerstone.values.texts import TextValue

DAYS = ("1918-01-09", "1988-02-27", "1990-01-13")
YEARS = "".join(f"In the year of {day} 30 people were killed in Lorveno. " for day in DAYS)
ELSEWHERE = "On a later day 20 people were killed in Ostavra."


def told(make, days, *, published="2020-01-12"):
    """Give the days of the mention of Ostavra, in a paper that dates others."""
    text = f"{''.join(YEARS.partition(days[-1])[:2])} 30 people were killed in Lorveno.\n{ELSEWHERE}"
    dated = [make.claim(f"of {day}", 30, when=make.days(day), where="Lorveno") for day in days]
    paper = make.paper(
        "s1", text, *dated, make.claim("20 people were killed in Ostavra", 20, where="Ostavra"), published=published
    )
    (found,) = [one for one in mentions_of(paper) if one.setting.places[0].name == "Ostavra"]
    return found.setting


def test_a_paper_that_looks_back_gives_an_event_elsewhere_no_day(make):
    setting = told(make, DAYS)
    assert len(DAYS) == MANY_TIMES
    assert (setting.period, setting.sure) == (None, False)


@pytest.mark.parametrize("count", [1, 2])
def test_news_gives_its_day_to_what_it_tells_of_elsewhere(make, count):
    setting = told(make, DAYS[:count])
    assert (str(setting.period.first), setting.sure) == (DAYS[0], True)


@pytest.mark.parametrize(("where", "count"), [(None, 0), ("Lorveno", 1)])
def test_a_label_with_no_place_is_no_event(make, where, count):
    word = make.claim("genocide", TextValue(text="genocide"), question=Question.CHARACTERISED_AS, where=where)
    assert len(mentions_of(make.paper("s1", "A forum against genocide met.", word, published="2020-01-12"))) == count
