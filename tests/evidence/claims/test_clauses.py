from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.evidence.claims.clauses import sentences
from ledgerstone.evidence.reading.model import Region, Role


def cut(text: str, regions: tuple[Region, ...] = ()) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text, regions, frozenset({"mr", "st"}))]


def test_abbreviations_initials_and_decimals_end_no_sentence():
    assert cut("Mr. Orlo met A. Person on St. Vel street. Then 2.5 million left.") == [
        "Mr. Orlo met A. Person on St. Vel street.",
        "Then 2.5 million left.",
    ]


def test_a_blank_line_ends_a_sentence_and_a_single_line_break_does_not():
    assert cut("ten people of the\nold quarter left\n\nThe rest stayed") == [
        "ten people of the\nold quarter left",
        "The rest stayed",
    ]


def test_a_region_that_stands_by_itself_ends_a_sentence_and_a_citation_does_not():
    text = "A heading the body [3] goes on"
    title = Region(role=Role.TITLE, start=0, end=9)
    citation = Region(role=Role.CITATION, start=19, end=22, label="3")
    assert cut(text, (title, citation)) == ["A heading", "the body [3] goes on"]


def test_armenian_full_stops_of_both_kinds_end_sentences():
    assert cut("Տասը մարդ զոհվեց։ Հինգը կորավ: Մնացածը տանն են։") == [
        "Տասը մարդ զոհվեց։",
        "Հինգը կորավ:",
        "Մնացածը տանն են։",
    ]


def test_a_question_is_known_by_its_mark_also_inside_an_armenian_word():
    assert sentences("Were ten killed?", (), frozenset())[0].question
    assert sentences("Տասը մարդ զոհվե՞ց։", (), frozenset())[0].question
    assert not sentences("Ten were killed.", (), frozenset())[0].question


@given(st.text(alphabet="aZ1.,!?\n \"'«»(–", max_size=80))
def test_every_word_of_a_text_lies_in_exactly_one_sentence(text: str):
    found = sentences(text, (), frozenset())
    assert all(one.end <= other.start for one, other in pairwise(found))
    covered = "".join(text[s.start : s.end] for s in found)
    assert [c for c in covered if not c.isspace()] == [c for c in text if not c.isspace()]


@given(st.text(max_size=120), st.integers(min_value=0, max_value=120))
def test_a_token_is_found_by_any_of_its_offsets(text: str, offset: int):
    for sentence in sentences(text, (), frozenset()):
        for index, token in enumerate(sentence.tokens):
            if token.start <= offset < token.end:
                assert sentence.token_at(offset) == index
