from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.evidence.claims.model import Claim, Question, VoiceKind
from ledgerstone.evidence.claims.quotations import find_quotations
from ledgerstone.values.texts import TextValue

ClaimsOf = Callable[..., tuple[Claim, ...]]


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ("«", "»"), ("„", "“"), ("‘", "’"), ('"', '"')])
def test_quotations_of_every_style_are_found(opening: str, closing: str):
    text = f"They cried {opening}Close the bridges now{closing} and left."
    (found,) = find_quotations(text)
    assert text[found.inner_start : found.inner_end] == "Close the bridges now"
    assert text[found.start : found.end] == f"{opening}Close the bridges now{closing}"


def test_an_apostrophe_closes_nothing_inside_a_word():
    text = "He said ‘the miller’s house burned’ twice."
    (found,) = find_quotations(text)
    assert text[found.inner_start : found.inner_end] == "the miller’s house burned"


def test_an_open_quotation_ends_at_a_blank_line_and_is_none():
    assert find_quotations("He said “this\n\nand that”.") == ()


@given(st.text(alphabet='ab \n“”«»„‘’"', max_size=200))
def test_quotations_lie_in_order_inside_the_text(text: str):
    found = find_quotations(text)
    assert all(0 <= q.start < q.inner_start <= q.inner_end < q.end <= len(text) for q in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_slogans_are_words_said_by_the_crowd(claims_of: ClaimsOf):
    text = "The group chanted “Close the bridges now!”and “This street is ours!” before dawn."
    first, second = claims_of(text, Question.WORDS_SAID)
    assert (first.value, second.value) == (
        TextValue(text="Close the bridges now!"),
        TextValue(text="This street is ours!"),
    )
    assert {first.voice.kind, second.voice.kind} == {VoiceKind.CROWD}


def test_a_word_in_quotation_marks_is_no_words_said(claims_of: ClaimsOf):
    assert claims_of("They “withdrew” from the so-called “old quarter”.", Question.WORDS_SAID) == ()


def test_a_quotation_with_a_citation_is_words_said_of_a_document(claims_of: ClaimsOf):
    (claim,) = claims_of("These acts “are a copy of an older plan” [2 – chapter 5].", Question.WORDS_SAID)
    assert claim.voice.chain[-1].kind is VoiceKind.DOCUMENT
