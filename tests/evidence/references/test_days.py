"""Days of the week and numbers of days beside dates, counted and said right and wrong."""

import pytest

WEEKDAY = ("weekday-right", "weekday-wrong")
DAYS = ("days-right", "days-wrong")


@pytest.mark.parametrize(
    ("language", "words", "rule"),
    [
        ("en", "It burned on Saturday, 12 March 1994, at noon.", "weekday-right"),
        ("en", "It burned on Monday, 12 March 1994, at noon.", "weekday-wrong"),
        ("en", "It burned on 12 March 1994 (Saturday) at noon.", "weekday-right"),
        ("en", "It burned on 12 March 1994 (Sunday) at noon.", "weekday-wrong"),
        ("ru", "Сгорело в субботу, 12 марта 1994 года, днём.", "weekday-right"),
        ("ru", "Сгорело в среду, 12 марта 1994 года, днём.", "weekday-wrong"),
        ("fr", "Il a brûlé le samedi 12 mars 1994 à midi.", "weekday-right"),
        ("fr", "Il a brûlé le lundi 12 mars 1994 à midi.", "weekday-wrong"),
    ],
)
def test_a_weekday_beside_a_date_is_counted(found_in, language, words, rule):
    assert [finding.rule for finding in found_in(words, *WEEKDAY, language=language)] == [rule]


def test_a_weekday_of_the_julian_calendar_is_right_and_said_to_be(found_in):
    # 28 January 1918 was a Monday; by the Julian calendar that day was 10 February, a Sunday.
    (finding,) = found_in("It burned on Sunday, 28 January 1918, at noon.", *WEEKDAY)
    assert finding.rule == "weekday-right"
    assert "Julian" in finding.message


@pytest.mark.parametrize(
    "words",
    [
        "It burned on Saturday at noon.",
        "It burned on Saturday, 12 March, at noon.",
        "It burned on 12 March 1994. Monday was quiet.",
        "It burned in March 1994, on a Monday.",
    ],
)
def test_a_weekday_without_a_full_date_of_its_own_is_not_judged(found_in, words):
    assert found_in(words, *WEEKDAY) == ()


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("It burned for three days, from 13 to 15 March 1994.", "days-right"),
        ("It burned from 13 to 15 March 1994, two days.", "days-right"),
        ("It burned for six days, from 13 to 15 March 1994.", "days-wrong"),
        ("It burned for two weeks, from 1 to 15 March 1994.", "days-right"),
    ],
)
def test_the_days_of_an_interval_are_counted_both_ways(found_in, words, rule):
    assert [finding.rule for finding in found_in(words, *DAYS)] == [rule]


def test_a_number_of_days_in_another_sentence_is_not_that_of_the_interval(found_in):
    assert found_in("It burned from 13 to 15 March 1994. Six days passed.", *DAYS) == ()
