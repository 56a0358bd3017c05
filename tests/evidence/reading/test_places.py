"""A passage is found on its pages: a rectangle a line, cut to the words, in whichever direction they run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.evidence.reading.model import Box, Page
from ledgerstone.evidence.reading.places import MOST_PLACES, Places, Printed, confidence_of

WIDTH, HEIGHT = 600.0, 800.0
LETTER, LINE, STEP = 10.0, 12.0, 20.0


def printed(*lines: str, by_word: bool = False, confidence: int | None = None, each_a_page: bool = False) -> Printed:
    """Set lines below each other, each letter as wide as another; a box for each line, or for each word."""
    text = "\n".join(lines)
    boxes, place = [], 0
    for number, line in enumerate(lines):
        at = 0
        for piece in line.split(" ") if by_word else [line]:
            boxes.append(
                Box(
                    page=number + 1 if each_a_page else 1,
                    start=place + at,
                    end=place + at + len(piece),
                    left=50 + at * LETTER,
                    top=100 + number * STEP,
                    right=50 + (at + len(piece)) * LETTER,
                    bottom=100 + number * STEP + LINE,
                    confidence=confidence,
                )
            )
            at += len(piece) + 1
        place += len(line) + 1
    numbers = sorted({box.page for box in boxes})
    pages = tuple(Page(number=one, start=0, end=len(text), width=WIDTH, height=HEIGHT) for one in numbers)
    return Printed(text=text, pages=pages, boxes=tuple(boxes))


def of(where: Printed, words: str):
    start = where.text.index(words)
    return Places(where).of(start, start + len(words))


def test_words_of_a_scan_are_one_rectangle_a_line_with_the_mean_confidence():
    where = printed("one two three", "four five six", by_word=True, confidence=70)
    first, second = of(where, "three\nfour five")
    assert (first.left, first.right, first.top) == (50 + 8 * LETTER, 50 + 13 * LETTER, 100)
    assert (second.left, second.right, second.bottom) == (50, 50 + 9 * LETTER, 100 + STEP + LINE)
    assert (second.width, second.height, second.confidence) == (WIDTH, HEIGHT, 70)


def test_a_line_is_cut_to_the_passage_and_a_little_more():
    where = printed("nnnnnnnnnn nnnnn nnnnn")
    [place] = Places(where).of(0, 5)
    assert place.left == 50
    assert 50 + 5 * LETTER <= place.right <= 50 + 7 * LETTER
    [whole] = Places(where).of(0, len(where.text))
    assert (whole.left, whole.right) == (50, 50 + len(where.text) * LETTER)


def test_narrow_letters_take_less_of_a_line_than_wide_ones():
    where = printed("iiiiiiiiii MMMMMMMMMM")
    [narrow], [wide] = of(where, "iiiiiiiiii"), of(where, "MMMMMMMMMM")
    assert narrow.right - narrow.left < (wide.right - wide.left) / 2


def test_a_line_that_runs_from_the_right_is_cut_from_the_right():
    where = printed("אבגדה וזחטי")
    [first] = of(where, "אבגדה")
    assert first.right == 50 + 11 * LETTER
    assert first.left > 50 + 4 * LETTER


@pytest.mark.parametrize("line", ["אבגדה abcde", "אבגדה 1994"])
def test_a_line_of_both_directions_stays_whole(line):
    where = printed(line)
    [place] = Places(where).of(0, 3)
    assert (place.left, place.right) == (50, 50 + len(line) * LETTER)


def test_words_of_two_columns_at_one_height_are_two_rectangles():
    where = printed("left right", by_word=True)
    apart = where.boxes[1].left + 200
    moved = Box(page=1, start=5, end=10, left=apart, top=100, right=apart + 50, bottom=112)
    found = Places(Printed(text=where.text, pages=where.pages, boxes=(where.boxes[0], moved))).of(0, 10)
    assert len(found) == 2


def test_a_line_that_runs_up_the_page_is_one_rectangle():
    boxes = (
        Box(page=1, start=0, end=4, left=100, top=300, right=112, bottom=340),
        Box(page=1, start=5, end=9, left=100, top=250, right=112, bottom=290),
    )
    where = Printed(text="uuuu vvvv", pages=printed("x").pages, boxes=boxes)
    [place] = Places(where).of(0, 9)
    assert (place.left, place.top, place.right, place.bottom) == (100, 250, 112, 340)


def test_a_passage_over_two_pages_has_places_on_both():
    where = printed("end of one", "begin of two", each_a_page=True)
    assert [place.page for place in of(where, "one\nbegin")] == [1, 2]


def test_a_text_without_boxes_and_a_passage_between_them_have_no_place():
    assert Places(Printed(text="some words")).of(0, 4) == ()
    where = printed("aa bb", by_word=True)
    assert Places(where).of(2, 3) == ()
    assert Places(where).of(99, 120) == ()


def test_a_passage_has_no_more_places_than_can_be_drawn():
    where = printed(*["x"] * (MOST_PLACES + 5))
    assert len(Places(where).of(0, len(where.text))) == MOST_PLACES


def test_confidence_counts_letters_and_is_unknown_where_nothing_was_recognised():
    sure, unsure = (
        Box(page=1, start=0, end=9, left=0, top=0, right=1, bottom=1, confidence=90),
        Box(page=1, start=9, end=10, left=0, top=0, right=1, bottom=1, confidence=10),
    )
    assert confidence_of([sure, unsure]) == 82
    assert confidence_of(printed("a b").boxes) is None


@given(st.lists(st.text("abMil אב1", min_size=1, max_size=12), min_size=1, max_size=6), st.data())
def test_places_lie_within_the_boxes_that_the_passage_touches(lines, data):
    where = printed(*lines)
    start = data.draw(st.integers(0, len(where.text)))
    end = data.draw(st.integers(start, len(where.text)))
    touched = [box for box in where.boxes if box.start < end and box.end > start]
    found = Places(where).of(start, end)
    assert len(found) == len(touched)
    for place, box in zip(found, touched, strict=True):
        assert box.left <= place.left < place.right <= box.right
        assert (place.top, place.bottom) == (box.top, box.bottom)
