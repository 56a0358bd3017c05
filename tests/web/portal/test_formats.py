"""Dates, numbers and names in the reader's language."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from ledgerstone.values.counts import CountValue
from ledgerstone.values.dates import DateValue
from ledgerstone.values.places import PlaceValue
from ledgerstone.values.texts import TextValue
from ledgerstone.web.portal import formats


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1990-01-13", "13 January 1990"),
        ("1990-01", "January 1990"),
        ("1990", "1990"),
        ("1990-01-13/1990-01-20", "13–20 Jan 1990"),
        ("1990-01/1990-03", "January–March 1990"),
        ("1990~", "about 1990"),
        ("1990-01-13?", "perhaps 13 January 1990"),
        ("1990/..", "from 1990 on"),
        ("../1990-01", "until January 1990"),
        ("1990/1991-02", "1990 – February 1991"),
        ("199X", "199X"),
        ("1990-21", "1990-21"),
        ("not a date", "not a date"),
    ],
)
def test_edtf_in_words(edtf, words):
    with translation.override("en"):
        assert formats.edtf_words(edtf).replace("\u2009", "") == words.replace("\u2009", "")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("hy", "13 հունվարի, 1990 թ."),
        ("ru", "13 января 1990 г."),
        ("az", "13 yanvar 1990"),
        ("fr", "13 janvier 1990"),
    ],
)
def test_a_day_is_said_in_the_readers_language(language, words):
    with translation.override(language):
        assert formats.edtf_words("1990-01-13").replace("\u202f", " ").replace("\xa0", " ") == words


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (CountValue(lower=12, upper=12, wording="x"), "12"),
        (CountValue(lower=12, wording="x"), "12 or more"),
        (CountValue(upper=300, wording="x"), "up to 300"),
        (CountValue(lower=26, upper=32, wording="x"), "26 to 32"),
        (CountValue(lower=30000, upper=30000, approximate=True, wording="x"), "about 30,000"),
        (CountValue(wording="thousands"), "no number given"),
    ],
)
def test_a_count_is_said_as_its_range_and_never_as_one_number_that_nobody_gave(count, words):
    with translation.override("en"):
        assert formats.count_words(count) == words


def test_a_date_without_edtf_is_said_by_its_bounds_or_as_not_known():
    bounds = DateValue(earliest=date(1990, 1, 1), latest=date(1990, 1, 3), wording="then")
    with translation.override("en"):
        assert formats.date_words(bounds) == "between 1 January 1990 and 3 January 1990"
        assert formats.date_words(DateValue(wording="once")) == "date not known"


def test_a_value_has_our_reading_and_the_sources_wording():
    place = PlaceValue(name="Tarvel", wording="at Tarvel's mill")
    assert (formats.value_words(place), formats.value_wording(place)) == ("Tarvel", "at Tarvel's mill")
    assert formats.value_words(TextValue(text="pogrom")) == formats.value_wording(TextValue(text="pogrom")) == "pogrom"
    assert formats.value_wording(None) is None


def test_names_of_languages_and_codes_without_a_name():
    with translation.override("en"):
        assert formats.language_name("hy") == "Armenian"
        assert "Cyrillic" in formats.language_name("az-Cyrl")
        assert formats.language_name("zz") == "zz"
        assert formats.language_name("not a code!") == "not a code!"
        assert formats.language_name(None) == "language not known"


def test_moments_and_shares():
    with translation.override("en"):
        assert formats.moment_words(datetime(2026, 1, 2, 3, 4, tzinfo=UTC)) == "2 January 2026, 03:04 UTC"
        assert formats.share_words(0.93) == "93%"
