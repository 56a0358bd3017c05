"""Passages are found again in another reading of the same paper, or said to be lost. All papers invented."""

import time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ledgerstone.evidence.reading.altered_words import nearest
from ledgerstone.evidence.reading.finding_again import How, find_again, quote_of

LETTER = (
    "The mill at Norvik burned in the night of 3 May 1994, the miller said. Twelve people were killed there, and "
    "32 were injured.\n\nIn Velmar the school was closed. Twelve people were killed on the bridge, the teacher said; "
    "nobody counted the injured.\n"
)
WORDS = st.text(alphabet="abcdefgh", min_size=2, max_size=7)


def passages(text, *words):
    return tuple(quote_of(text, text.index(one), text.index(one) + len(one)) for one in words)


def words_at(text, found):
    return None if found is None else text[found.start : found.end]


@st.composite
def papers(draw):
    """Give a text of numbered words, so that each stands once, and passages of it that do not touch.

    No two have the same letters: "aaaaa1" beside where "aaaaa0" stood may be its other reading, and is found as such.
    """
    words = [
        f"{word}{number}" for number, word in enumerate(draw(st.lists(WORDS, min_size=12, max_size=60, unique=True)))
    ]
    text = " ".join(words)
    spans, at = [], 0
    for word in words:
        spans.append((at, at + len(word)))
        at += len(word) + 1
    chosen = sorted(draw(st.sets(st.integers(0, len(words) // 2 - 1), min_size=1, max_size=6)))
    return text, [(spans[2 * one][0], spans[2 * one + draw(st.integers(0, 1))][1]) for one in chosen]


@settings(max_examples=40, deadline=None)
@given(papers())
def test_in_the_same_text_everything_stands_where_it_stood(paper):
    text, spans = paper
    found = find_again(text, [quote_of(text, *span) for span in spans])
    assert [(one.start, one.end, one.how) for one in found] == [(*span, How.SAME_PLACE) for span in spans]


@settings(max_examples=40, deadline=None)
@given(papers(), st.text(alphabet="uvw \n-", min_size=1, max_size=80))
def test_a_paragraph_before_moves_all_by_its_length(paper, more):
    text, spans = paper
    assume(more.strip(" \n-"))
    found = find_again(more + "\n\n" + text, [quote_of(text, *span) for span in spans])
    by = len(more) + 2
    assert [(one.start, one.end, one.how) for one in found] == [(a + by, b + by, How.MOVED) for a, b in spans]


@settings(max_examples=40, deadline=None)
@given(papers(), st.integers(0, 5))
def test_words_that_are_taken_out_are_lost_and_no_others(paper, which):
    text, spans = paper
    gone = spans[which % len(spans)]
    new = text[: gone[0]] + text[gone[1] :]
    found = find_again(new, [quote_of(text, *span) for span in spans])
    expected = [None if span == gone else text[slice(*span)] for span in spans]
    assert [words_at(new, one) for one in found] == expected


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab1 -\n", max_size=60), st.text(alphabet="ab1 -\n", min_size=1, max_size=60), st.data())
def test_what_is_found_has_the_words_or_nearly_the_words(new, old, data):
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    [found] = find_again(new, [quote_of(old, start, end)])
    if found is not None and found.how is not How.ALTERED:
        assert new[found.start : found.end] == old[start:end]
        assert (found.how is How.SAME_PLACE) == (found.start == start)
    elif found is not None:
        one, other = (
            text.translate(dict.fromkeys(map(ord, " -\n"))) for text in (old[start:end], words_at(new, found))
        )
        assert nearest(one, other, most=len(one) // 6) is not None
        assert abs(len(one) - len(other)) <= len(one) // 6


def test_of_the_same_words_the_ones_with_the_same_neighbours_are_taken():
    first = quote_of(LETTER, LETTER.index("Twelve"), LETTER.index("Twelve") + 25)
    second = quote_of(LETTER, LETTER.rindex("Twelve"), LETTER.rindex("Twelve") + 25)
    halves = LETTER.split("\n\n")
    turned = halves[1] + "\n\n" + halves[0]
    found = find_again(turned, (first, second))
    assert [one.start for one in found] == [turned.rindex("Twelve"), turned.index("Twelve")]


def test_the_same_words_elsewhere_are_not_the_passage():
    second = quote_of(LETTER, LETTER.rindex("Twelve"), LETTER.rindex("Twelve") + 25)
    without = LETTER.replace("Twelve people were killed on the bridge, ", "")
    assert find_again(without, (second,)) == (None,)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("the night of 3 May", "the night of\n3 May"),
        ("the teacher said", "the tea-\ncher said"),
        ("the miller said", "the mi1ler said"),
        ("Velmar the school was closed", "Velmar the schooI vvas closed"),
    ],
)
def test_words_broken_otherwise_or_read_better_are_found(was, now):
    new = "A heading.\n\n" + LETTER.replace(was, now)
    [found] = find_again(new, passages(LETTER, was))
    assert words_at(new, found) == now
    assert found.how is How.ALTERED


def test_a_figure_that_reads_otherwise_is_lost():
    quotes = passages(LETTER, "32 were injured", "Twelve people were killed there, and 32 were injured")
    assert find_again(LETTER.replace("32", "82"), quotes) == (None, None)


def test_white_space_at_the_ends_of_a_passage_is_kept():
    [found] = find_again("New.\n" + LETTER, [quote_of(LETTER, LETTER.index(" Twelve"), LETTER.index(" were killed"))])
    assert (words_at("New.\n" + LETTER, found), found.how) == (" Twelve people", How.MOVED)


@pytest.mark.parametrize("text", ["", "   \n", "-"])
def test_nothing_is_found_in_a_text_without_words(text):
    assert find_again(text, passages(LETTER, "Twelve people")) == (None,)


@pytest.mark.parametrize("text", ["a" * 300_000, "the man said " * 30_000])
def test_a_text_that_repeats_itself_takes_no_longer(text):
    quotes = [quote_of(text, start, start + 40) for start in range(0, 30_000, 100)]
    begun = time.process_time()
    find_again("b" + text[:100_000] + "c" + text[100_000:], quotes)
    assert time.process_time() - begun < 5


@pytest.mark.long
def test_ten_thousand_passages_of_a_text_of_five_million_signs_take_seconds():
    text = " ".join(f"word{number * 7919 % 999_983} and then" for number in range(260_000))
    quotes = [quote_of(text, start, start + 60) for start in range(0, len(text) - 60, len(text) // 10_000)]
    new = "A new line.\n" + text.replace("9", "9 ").replace("word12", "vord12")
    begun = time.process_time()
    found = find_again(new, quotes)
    assert time.process_time() - begun < 60
    assert sum(one is not None for one in found) > 0.97 * len(quotes)
