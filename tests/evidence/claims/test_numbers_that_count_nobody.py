"""Numerals beside a word of harm that are no count: times of day, years read badly, houses, those who only speak."""

from datetime import date

import pytest

from ledgerstone.evidence.claims.dates.find import find_dates
from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Context
from ledgerstone.evidence.reading.read import read
from ledgerstone.values.counts import CountValue
from ledgerstone.values.dates import DateValue

PUBLISHED = DateValue(earliest=date(1990, 1, 20), latest=date(1990, 1, 20), wording="20 January 1990")


def counts(text: str, language: str = "en") -> list[str]:
    """Return question, number and stance of each claim with a count, in order of the letters."""
    reading = read(text.encode(), name="page.txt", language=language)
    claims = extract(reading, find_mentions(reading, Context()), Context())
    return sorted(
        f"{claim.question} {claim.value.lower} {claim.stance}"
        for claim in claims
        if isinstance(claim.value, CountValue)
    )


def dates(text: str, language: str = "en") -> list[str]:
    """Return the words of the dates of a text of 1990."""
    return [found.exact for found in find_dates(text, language=language, regions=(), published=PUBLISHED)]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("In May 1 9 9 0 people were killed.", []),
        ("The army killed 1 2 3 people.", []),
        ("The miner was killed 0815 local time.", []),
        ("TWO SOLDIERS WERE KILLED AT 0815.", ["killed 2 asserted"]),
        ("AT 2345 ON 15 JANUARY THREE SOLDIERS WERE KILLED.", ["killed 3 asserted"]),
        ("At 2130 two soldiers were killed.", ["killed 2 asserted"]),
        ("At 2345 local time guerrillas killed three soldiers.", ["killed 3 asserted"]),
        ("They killed 2345 soldiers.", ["killed 2345 asserted"]),
        ("In the war 61, 000 people were killed.", ["killed 61000 asserted"]),
    ],
)
def test_a_time_of_day_and_a_digit_apart_count_nobody(text: str, claims: list[str]) -> None:
    assert counts(text) == claims


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "The attack began at 2100 on 15 January.", ["15 January"]),
        ("en", "The attack began 2100 hours.", []),
        ("en", "The attack began at 0815.", []),
        ("en", "In 1950 the attack began; at 1000 BC there was none.", ["1950", "1000 BC"]),
        ("de", "Der Angriff begann um 2000 Uhr.", []),
        ("tr", "Saldırı saat 2000'de başladı.", []),
        ("en", "In May 1 9 9 0 it began.", ["May"]),
    ],
)
def test_a_time_of_day_is_no_year(language: str, text: str, found: list[str]) -> None:
    assert dates(text, language) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The plan ends in 2040.", ["2040"]),
        ("A plan, 2040, was read.", []),
        ("A plan, 1991, was read.", ["1991"]),
    ],
)
def test_a_year_far_ahead_needs_a_word_that_says_so(text: str, found: list[str]) -> None:
    assert dates(text) == found
