"""Words are found wherever they stand, however they are written, and the whole word goes with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.evidence.reading.redaction import Extent, redacted
from ledgerstone.evidence.search.fold import fold
from ledgerstone.evidence.search.occurrences import FoldedText, WordsError, words_looked_for

LETTERS = "абвеёжзиАБВЕЁ" + "աբգդևԱԲԳ" + "üöÜÖßİı"
NAMES = st.text(LETTERS, min_size=1, max_size=7).filter(lambda name: len(fold(name)) >= 1)
ROUND_ABOUT = st.lists(st.one_of(NAMES, st.sampled_from([" ", ", ", "\n", "-\n", "\u00ad", "\u0301", "«", "» "])))


def found(text: str, line: str) -> list[str]:
    return [text[start:end] for start, end in FoldedText(text).places(words_looked_for(line))]


@pytest.mark.parametrize(
    ("line", "text", "words"),
    [
        ("Anna Reyn", "ANNA  REYN, anna\nreyn; Anna-\nReyn and annareyn@example.org", 4),
        ("Zoë Brunér", "zoe bruner, ZOË BRUNÉR, Zoe\u0308 Brune\u0301r", 3),
        ("Zoe", "Zoë", 1),
        ("Петрёв", "петрев, ПЕТРЁВ", 2),
        ("Սևանյան", "Սեւանյան, ՍԵՎԱՆՅԱՆ, Սևա\u00adնյան, Սևա՛նյան", 4),
        ("O'Leary", "O\u2019Leary, OLeary, o'leary's", 3),
        ("Velmar", "Vel-\nmar, Vel\nmar, Vel\u00admar, Vel \u00ac\n  mar", 4),
        ("+374 10 123456", "+37410123456 or 374-10-12 3456 or 374/10/123456", 2),
        ("\ufb01scher", "Fischer", 1),
    ],
)
def test_words_are_found_however_they_are_written(line, text, words):
    assert len(found(text, line)) == words


def test_the_whole_word_goes_in_which_letters_were_found():
    assert found("Из Петрова, у Петровых, с петровыми.", "Петров") == ["Петрова", "Петровых", "петровыми"]
    assert found("a megaVelmarian thing", "Velmar") == ["megaVelmarian"]


def test_a_short_line_is_found_only_where_a_word_begins():
    assert found("Ani, Ani's and Anin; quality, Italian, Romanian", "Ani") == ["Ani", "Ani's", "Anin"]
    assert found("quality", "ali") == []


def test_marks_on_the_last_letter_go_with_it():
    text = "Reyne\u0301\u0323 saw"
    assert found(text, "Reyne") == ["Reyne\u0301\u0323"]


@pytest.mark.parametrize("line", ["", "   ", "***", "\u00ad", "- – —"])
def test_a_line_without_letters_is_refused(line):
    with pytest.raises(WordsError):
        words_looked_for(line)


@given(st.lists(NAMES, min_size=1, max_size=3).map(" ".join), st.data())
def test_what_was_taken_out_occurs_no_more(line, data):
    before, after = (" ".join(data.draw(ROUND_ABOUT)) for _ in range(2))
    text = f"{before} {line} {after}"
    looked_for = words_looked_for(line)
    places = FoldedText(text).places(looked_for)
    assert places
    done = redacted(text, [Extent(start=start, end=end) for start, end in places])
    assert not FoldedText(done.text).holds([looked_for])


@given(st.lists(NAMES, min_size=1, max_size=3).map(" ".join), st.sampled_from([str.upper, str.lower, str.casefold]))
def test_case_makes_no_difference(line, change):
    assert FoldedText(f"– {change(line)} –").holds([words_looked_for(line)])
