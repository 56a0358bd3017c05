"""Dates in numerals with short years, their intervals, halves of a time, and papers of which a last day is known."""

from datetime import date

import pytest
from msgspec import structs

from ledgerstone.evidence.claims.dates import find_dates
from ledgerstone.evidence.reading.model import CandidateDate, DateOf
from ledgerstone.evidence.reading.read import read
from ledgerstone.values.dates import DateValue
from ledgerstone.values.dates_arithmetic import of_edtf
from ledgerstone.values.edtf import parse
from ledgerstone.workflow.readings.contexts import context_of

PUBLISHED = of_edtf(parse("1994-05-20"), wording="20 May 1994")
SEEN = DateValue(edtf="../1994-05-20", latest=date(1994, 5, 20), wording="WARC-Date")


def values(text: str, language: str | None, published: DateValue | None = PUBLISHED) -> list[DateValue]:
    found = find_dates(text, language=language, regions=(), published=published)
    return [mention.value for mention in found if isinstance(mention.value, DateValue)]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("13.01.90", "1990-01-13"),
        ("13.01.90 года", "1990-01-13"),
        ("13/01/90", "1990-01-13"),
        ("on 03/04/90", "1990-03-04/1990-04-03"),
        ("13–20.01.1990", "1990-01-13/1990-01-20"),
        ("С 13.01.1990 по 20.01.1990", "1990-01-13/1990-01-20"),
        ("28.12.–3.1.1990", "1989-12-28/1990-01-03"),
        ("В ночь с 13 на 14.01.90", "1990-01-13/1990-01-14"),
    ],
)
def test_numerals_alone(text: str, edtf: str) -> None:
    (value,) = values(text, "ru")
    assert value.edtf == edtf


@pytest.mark.parametrize("text", ["12.34.56.78", "192.168.10.12", "31.13.90", "12/3/04/5", "13.01.905", "1.13.01.90"])
def test_what_is_no_date_in_numerals(text: str) -> None:
    assert not values(text, "ru")


def test_a_century_comes_from_the_text_that_tells_of_another_time_else_from_the_day_of_publication() -> None:
    assert values("13.01.15", "ru")[0].edtf == "1915-01-13"
    told = values("It began on 24 April 1815. On 13.01.16 it ended.", "en")
    assert [each.edtf for each in told] == ["1815-04-24", "1816-01-13"]
    assert told[1].reason == "century taken from “1815” in the text"


def test_a_century_that_nothing_gives_stays_open() -> None:
    (value,) = values("13.01.90", "ru", None)
    assert (value.edtf, value.reason) == (None, "no century written and none near it")
    assert value.timex is not None
    assert value.timex.value == "XX90-01-13"


@pytest.mark.parametrize(
    ("language", "text", "edtf"),
    [
        ("en", "in the first half of 1916", "1916-01/1916-06"),
        ("en", "the second half of January 1990", "1990-01-16/1990-01"),
        ("en", "the latter half of the 1980s", "1985/1989"),
        ("ru", "во второй половине 1989 года", "1989-07/1989-12"),
        ("fr", "au premier semestre 1990", "1990-01/1990-06"),
        ("de", "in der ersten Hälfte des Jahres 1916", "1916-01/1916-06"),
        ("hy", "1916 թվականի առաջին կեսին", "1916-01/1916-06"),
        ("hyw", "1916 թուականի առաջին կէսին", "1916-01/1916-06"),
        ("az", "1990-cı ilin ikinci yarısında", "1990-07/1990-12"),
        ("az-Cyrl", "1990-ҹы илин биринҹи јарысында", "1990-01/1990-06"),
        ("tr", "1990 yılının ilk yarısında", "1990-01/1990-06"),
    ],
)
def test_half_of_a_time(language: str, text: str, edtf: str) -> None:
    (value,) = values(text, language)
    assert value.edtf == edtf


@pytest.mark.parametrize(
    ("language", "text", "edtf"),
    [
        ("hy", "1990 թ. հունվարի վերջին", "1990-01"),
        ("az", "1990-cı illərin əvvəlində", "199X"),
        ("tr", "1990'ın başında", "1990"),
        ("ka", "1990 წლის დასაწყისში", "1990"),
    ],
)
def test_words_after_a_date_narrow_it_by_no_source(language: str, text: str, edtf: str) -> None:
    (value,) = values(text, language)
    assert value.edtf == edtf
    assert value.reason is not None
    assert value.reason.startswith("no source fixes where")


@pytest.mark.parametrize(
    ("text", "latest"),
    [
        ("last Tuesday", date(1994, 5, 17)),
        ("30 years ago on this day", date(1964, 5, 20)),
        ("13.01.90", date(1990, 1, 13)),
        ("yesterday", date(1994, 5, 19)),
    ],
)
def test_a_paper_that_was_seen_on_a_day_bounds_what_counts_from_it(text: str, latest: date) -> None:
    (value,) = values(text, "en", SEEN)
    assert (value.edtf, value.earliest, value.latest) == (None, None, latest)
    assert value.reason == "the document is dated only to 1994-05-20 or before"


def test_what_the_words_give_needs_no_day_of_publication() -> None:
    (value,) = values("on 3 May 1989", "en", SEEN)
    assert value.edtf == "1989-05-03"
    assert value.reason is None


def test_the_first_day_on_which_somebody_had_a_file_bounds_its_publication() -> None:
    seen = tuple(
        CandidateDate(value=of_edtf(parse(day), wording=day), where="WARC-Date", of=DateOf.SEEN)
        for day in ("1996-01-02", "1994-05-20")
    )
    plain = read(b"Last Tuesday.", name="page.txt", language="en")
    reading = structs.replace(plain, dates=seen)
    published = context_of(reading, publisher=None, published=None).published
    assert published is not None
    assert (published.edtf, published.earliest, published.latest) == ("../1994-05-20", None, date(1994, 5, 20))
