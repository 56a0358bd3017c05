"""Anniversaries in entries and in the text: counted, and said right, wrong or unchecked."""

from datetime import date

import pytest

from ledgerstone.evidence.references.judge import judge_references
from ledgerstone.values.dates import DateValue

KINDS = ("anniversary-right", "anniversary-wrong", "anniversary-unchecked")
DAY = date(2014, 3, 12)


def rules_of(found):
    return [finding.rule for finding in found]


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("the 20th anniversary of the fire of 1994", "anniversary-right"),
        ("the twentieth anniversary of the fire of 1994", "anniversary-right"),
        ("the twenty-fifth anniversary of the fire of 1994", "anniversary-wrong"),
        ("the hundredth anniversary of the mill of 1914", "anniversary-right"),
        ("the 25th anniversary of the fire of 1994", "anniversary-wrong"),
        ("the 20th anniversary of the flood", "anniversary-unchecked"),
        ("двадцатую годовщину пожара 1994 года", "anniversary-right"),
        ("двадцать пятую годовщину пожара 1994 года", "anniversary-wrong"),
        ("le vingtième anniversaire de l’incendie de 1994", "anniversary-right"),
        ("1994 թ. հրդեհի քսաներորդ տարելիցը", "anniversary-right"),
        ("1994-cü il yanğınının iyirminci ildönümü", "anniversary-right"),
        ("this day 20 years ago, in March 1994, the market burned", "anniversary-right"),
        ("20 years ago today the market of Orsin burned", "anniversary-unchecked"),
    ],
)
def test_anniversaries_of_the_text_count_from_its_publication(found_in, words, rule):
    text = f"A title\n\nIt is kept in mind here. We remember {words}.\n"
    assert rules_of(found_in(text, *KINDS, published=DAY)) == [rule]


def test_plain_years_ago_are_no_anniversary(found_in):
    assert found_in("A title\n\nShe was born 20 years ago. It is so.\n", *KINDS, published=DAY) == ()


def test_without_a_date_an_anniversary_is_not_counted(found_in):
    text = "A title\n\nIt is so. We remember the 20th anniversary of the fire of 1994.\n"
    assert rules_of(found_in(text, *KINDS)) == ["anniversary-unchecked"]


def test_a_date_that_may_be_of_two_years_is_none_to_count_from(read_words):
    reading = read_words("A title\n\nIt is so. We remember the 20th anniversary of the fire of 1994.\n")
    winter = DateValue(earliest=date(2013, 12, 1), latest=date(2014, 2, 28), wording="winter")
    (finding,) = judge_references(reading, published=winter).findings
    assert finding.rule == "anniversary-unchecked"


@pytest.mark.parametrize(("day", "said"), [(DAY, "to the day"), (date(2014, 3, 20), "not to the day")])
def test_the_day_is_compared_where_both_are_given(found_in, day, said):
    text = "A title\n\nIt is so. We remember the 20th anniversary of the fire of 12 March 1994.\n"
    (finding,) = found_in(text, *KINDS, published=day)
    assert said in finding.message
    assert ("not" in finding.message) == ("not" in said)


def test_an_entrys_day_is_compared_too(found_in):
    entry = "Statement by M. Tolen on the 20th anniversary of the fire of 12 March 1994 dated 12 March 2014"
    text = f"A title\n\nIt is so [1]. All of it was seen.\n\nReferences\n\n1. {entry}\n2. M. Tolen, The Market, 1999\n"
    (finding,) = found_in(text, *KINDS)
    assert finding.rule == "anniversary-right"
    assert "to the day" in finding.message


def test_years_that_a_readers_comment_gives_are_not_the_texts(found_in):
    text = "A title\n\nIt is so. We remember the 20th anniversary of the fire in Orsin.\n"
    comment = "\nComments\n\n  1. Ilen said:\n\n    In Orsin it was 1994. I saw it.\n"
    assert rules_of(found_in(text + comment, *KINDS, published=DAY)) == ["anniversary-unchecked"]
    told = text.replace("It is so.", "It is so in Orsin since 1994.")
    assert rules_of(found_in(told, *KINDS, published=DAY)) == ["anniversary-right"]
