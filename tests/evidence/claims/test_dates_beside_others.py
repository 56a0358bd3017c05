"""Dates that take their value from the lines around them, and parts of a century."""

import pytest

from ledgerstone.evidence.claims.dates import find_dates
from ledgerstone.values.dates import DateValue, Timex
from ledgerstone.values.dates_arithmetic import of_edtf
from ledgerstone.values.edtf import parse

PUBLISHED = of_edtf(parse("1994-05-20"), wording="20 May 1994")


def values(text: str, language: str = "en", published: DateValue | None = None) -> list[DateValue]:
    found = find_dates(text, language=language, regions=(), published=published)
    return [mention.value for mention in found if isinstance(mention.value, DateValue)]


def value_at(text: str, index: int) -> str | None:
    return values(text)[index].edtf


@pytest.mark.parametrize(
    ("language", "text", "edtf"),
    [
        ("en", "The mill burned a quarter century ago.", "1969"),
        ("en", "The mill burned half a century ago.", "1944"),
        ("ru", "Мельница сгорела полвека назад.", "1944"),
        ("de", "Die Mühle brannte vor einem Vierteljahrhundert.", "1969"),
        ("fr", "Le moulin a brûlé il y a un demi-siècle.", "1944"),
        ("hy", "Ջրաղացն այրվել է կես դար առաջ։", "1944"),
    ],
)
def test_a_part_of_a_century_is_so_many_years(language: str, text: str, edtf: str):
    assert [each.edtf for each in values(text, language, PUBLISHED)] == [edtf]


def test_an_article_is_an_amount_after_a_word_that_measures_and_else_a_rate():
    (century,) = values("The mill stood for more than a century.")
    assert isinstance(century.timex, Timex)
    assert century.timex.value == "P1CE"
    assert values("It ran twice a week.") == []


def test_a_decade_without_its_century_takes_it_from_one_written_in_full():
    assert value_at("It fell in the early 80’s. They left in the 2000s.", 0) == "198X"
    assert value_at("It fell in the early 80’s.", 0) is None


def test_a_distance_in_the_next_title_counts_from_where_the_first_did():
    titles = "The mill of 1988\n\nThe Mill 25 Years Later: A Visit\n\nA Miller Tells His Tale 25 Years Later"
    assert value_at(titles, 2) == "2013"
    assert value_at("It burned in 1988. A year later it stood.\n\nA year later it fell.", 2) is None


def test_a_day_that_opens_a_paragraph_is_of_the_year_that_the_paragraph_gives_its_month():
    text = "The mill burned on 3 May 1994.\n\nMay 9-12 are days of mourning. Men fell there in {} 1921."
    assert value_at(text.format("May"), 1) == "1921-05-09/1921-05-12"
    assert value_at(text.format("June"), 1) == "1994-05-09/1994-05-12"
