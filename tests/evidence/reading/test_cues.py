"""Cues: what is looked at before their patterns are asked leaves out no line that a pattern takes."""

import re
import sys

import pytest
from babel import Locale

from ledgerstone.evidence.reading.cues import HEADINGS, any_of, folded, may_begin, openings, words, words_in
from ledgerstone.evidence.reading.printed_dates import find_date, month_names

EVERY_SIGN = "".join(chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
KINDS = (*HEADINGS, "closing", "statement")


@pytest.mark.parametrize("kind", [*KINDS, "months"])
def test_what_a_pattern_takes_for_one_letter_is_folded_to_one(kind: str) -> None:
    for letter in {letter for word in words(kind) for letter in word}:
        alike = re.findall(re.escape(letter), EVERY_SIGN, re.IGNORECASE)
        assert {folded(other) for other in alike} == {folded(letter)}


def test_folded_words_are_as_long_as_before() -> None:
    assert len(folded(EVERY_SIGN)) == len(EVERY_SIGN)


@pytest.mark.parametrize("kind", HEADINGS)
def test_a_line_that_begins_with_a_cue_may_begin_with_it(kind: str) -> None:
    cues = openings(kind)
    for word in words(kind):
        for line in (word, word.upper(), word.title(), f"«{word}»", f"12 {word}", word.replace(" ", "\t")):
            assert may_begin(line, cues)


@pytest.mark.parametrize("kind", ["closing", "statement"])
def test_a_word_of_a_cue_stands_where_the_cue_does(kind: str) -> None:
    for word in words(kind):
        assert words_in(kind, folded(f"Norvik, {word.upper()}".replace(" ", "\n")))


@pytest.mark.parametrize("printed", ["5 İyun 1990", "5 ıyun 1990", "5 IYUN 1990", "5 Auguſt 1990"])
def test_a_month_is_known_in_every_form_that_its_pattern_takes(printed: str) -> None:
    found = find_date(printed)
    assert found is not None
    assert found.value.edtf in {"1990-06-05", "1990-08-05"}


def test_the_names_of_months_are_those_of_cldr() -> None:
    ours = month_names()
    told = {
        (number, name)
        for language in ours
        for widths in Locale(language).months.values()
        for width in ("wide", "abbreviated")
        for number, name in widths[width].items()
    }
    assert {(number, name) for year in ours.values() for number, month in enumerate(year, 1) for name in month} == told


@pytest.mark.parametrize("kind", ["notice", "byline", "months"])
def test_a_group_of_words_takes_the_longest_of_them_and_nothing_else(kind: str) -> None:
    group = re.compile(any_of(words(kind)))
    for word in words(kind):
        assert group.fullmatch(word)
        assert not group.fullmatch(f"{word}x")
        assert bool(group.fullmatch(word[:-1])) == (word[:-1] in words(kind))
