"""Dates of the solar Hijri calendar in Persian: Gregorian days, or a date without value, never another year."""

import pytest

from ledgerstone.evidence.claims.dates.find import find_dates
from ledgerstone.values.dates import DateValue


def date_of(text: str) -> DateValue:
    (mention,) = find_dates(text, language="fa", regions=(), published=None)
    assert isinstance(mention.value, DateValue)
    assert mention.value.wording == mention.exact
    return mention.value


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("در ۳۰ دی ۱۳۶۸ کشته شدند.", "1990-01-20"),
        ("در ٣٠ دی ماه ١٣٦٨ کشته شدند.", "1990-01-20"),
        ("1368-10-30", "1990-01-20"),
        ("در دی ماه ۱۳۶۸ جنگ بود.", "1989-12-22/1990-01-20"),
        ("در سال ۱۳۶۸ جنگ بود.", "1989-03-21/1990-03-20"),
        ("از ۲۳ تا ۳۰ دی ۱۳۶۸ جنگ بود.", "1990-01-13/1990-01-20"),
        ("از سال ۱۳۶۷ تا ۱۳۶۸ جنگ بود.", "1988-03-21/1990-03-20"),
        ("در سال ۱۳۰۰ میلادی جنگ بود.", "1300"),
        ("در سال ۱۹۹۰ جنگ بود.", "1990"),
        ("در ۱۳ ژانویه ۱۹۹۰ جنگ بود.", "1990-01-13"),
        ("در ۱۳ ژانویهٔ ۱۹۹۰ جنگ بود.", "1990-01-13"),
    ],
)
def test_a_date_is_of_the_calendar_that_its_year_says(text: str, edtf: str):
    assert date_of(text).edtf == edtf


@pytest.mark.parametrize(
    "text",
    [
        "در ۳۰ دی مردم آمدند.",
        "در سال ۱۲۹۹ کودتا شد.",
        "در ۳۱ مهر ۱۳۶۸ باران آمد.",
        "در ۱۳ ژانویه ۱۳۶۸ باران آمد.",
        "در سال ۱۴۱۰ هجری قمری باران آمد.",
        "سال گذشته باران آمد.",
    ],
)
def test_a_date_that_cannot_be_placed_has_no_value_and_says_why(text: str):
    value = date_of(text)
    assert (value.edtf, value.earliest, value.latest) == (None, None, None)
    assert value.reason
    assert "Hijri" in value.reason


@pytest.mark.parametrize("text", ["مهر و محبت", "با تیر زدند.", "صفحه ۱۳۶۸"])
def test_the_names_of_months_are_everyday_words(text: str):
    assert find_dates(text, language="fa", regions=(), published=None) == ()


def test_a_year_beside_a_gregorian_one_keeps_its_own_calendar():
    found = find_dates("در سال ۱۳۶۸ (۱۹۹۰ میلادی) جنگ بود.", language="fa", regions=(), published=None)
    assert [each.value.edtf for each in found if isinstance(each.value, DateValue)] == ["1989-03-21/1990-03-20", "1990"]
