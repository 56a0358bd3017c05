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


@pytest.mark.parametrize(
    ("language", "text", "claims"),
    [
        ("en", "Two people were shot at 11290 Fondren on Monday.", ["injured 2 asserted"]),
        ("en", "Two were wounded near 105 Third Street.", ["injured 2 asserted"]),
        ("de", "In der Mühlgasse 32 wurden zwei Männer getötet.", ["killed 2 asserted"]),
        ("de", "In der Mühlgasse 32 Menschen getötet.", ["killed 32 asserted"]),
        ("en", "Nobody confirmed that ten people were killed.", ["killed 10 doubted"]),
        ("de", "Niemand bestätigte, dass zehn Menschen getötet wurden.", ["killed 10 doubted"]),
        ("ru", "Никто не подтвердил, что десять человек были убиты.", ["killed 10 doubted"]),
        ("fr", "Personne n'a confirmé que dix personnes ont été tuées.", ["killed 10 doubted"]),
        ("tr", "Bir tanık on kişinin öldürüldüğünü söyledi.", ["killed 10 asserted"]),
        ("tr", "5 asker ve 3 sivil öldürüldü.", ["killed 3 asserted", "killed 5 asserted"]),
        ("en", "Three killed, two critical.", ["killed 3 asserted"]),
        ("en", "Three killed, two arrested.", ["detained 2 asserted", "killed 3 asserted"]),
        ("en", "500 detained goods were sold.", []),
        ("en", "The doctor saved ten people from death.", []),
        ("en", "Ten people narrowly escaped death.", []),
    ],
)
def test_a_house_a_speaker_and_one_who_is_saved_are_no_victims(language: str, text: str, claims: list[str]) -> None:
    assert counts(text, language) == claims


@pytest.mark.parametrize(
    ("language", "text", "claims"),
    [
        ("en", "The ministry denied the reports and put the dead at ten.", ["killed 10 asserted"]),
        ("en", "The ministry denied that ten people were killed.", ["killed 10 denied"]),
        ("en", "The ministry denied the arrest and killing of ten people.", ["killed 10 denied"]),
        (
            "de",
            "Das Ministerium dementierte die Berichte und bezifferte die Zahl der Toten auf zehn.",
            ["killed 10 asserted"],
        ),
    ],
)
def test_a_denial_does_not_reach_a_number_that_the_speaker_gives(language: str, text: str, claims: list[str]) -> None:
    assert counts(text, language) == claims


@pytest.mark.parametrize(
    ("language", "text", "claims"),
    [
        ("en", "They stole 300 sheep.", ["property_lost 300 asserted"]),
        ("en", "The raiders drove off 40 cattle.", ["property_lost 40 asserted"]),
        ("en", "The soldiers took 12 horses.", ["property_lost 12 asserted"]),
        ("en", "The team took 12 horses to the show.", []),
        ("ru", "Они угнали 300 овец.", ["property_lost 300 asserted"]),
        ("fr", "Ils volèrent 300 moutons.", ["property_lost 300 asserted"]),
        ("hy", "Նրանք գողացան 300 ոչխար։", ["property_lost 300 asserted"]),
        ("az", "Onlar 300 qoyun oğurladılar.", ["property_lost 300 asserted"]),
        ("de", "Sie stahlen 300 Schafe.", ["property_lost 300 asserted"]),
        ("tr", "Askerler 300 koyun çaldı.", ["property_lost 300 asserted"]),
    ],
)
def test_animals_that_were_taken_are_property_lost(language: str, text: str, claims: list[str]) -> None:
    assert counts(text, language) == claims
