"""Passages cover the text, and what is shown holds what was found."""

from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.evidence.search.passages import LONGEST, SHOWN, passages, sentence_around

TEXTS = st.lists(st.sampled_from(["word ", "End. ", "\n", "\n \n", "x" * 700, "։ ", "  "]), max_size=60).map("".join)


@given(TEXTS)
def test_passages_follow_each_other_and_leave_out_space_alone(text: str):
    at = 0
    for start, end in passages(text):
        assert text[at:start].strip() == ""
        assert start < end <= start + LONGEST
        at = end
    assert text[at:].strip() == ""


@given(TEXTS, st.data())
def test_sentences_hold_what_was_found(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = sentence_around(text, start, end)
    assert 0 <= first <= start <= end or not text[start:end].strip()
    assert last - first <= max(SHOWN, end - start)


def test_a_word_is_shown_in_its_sentence():
    text = "One. The mill burned at night. Three."
    first, last = sentence_around(text, text.index("mill"), text.index("mill") + 4)
    assert text[first:last] == "The mill burned at night."
