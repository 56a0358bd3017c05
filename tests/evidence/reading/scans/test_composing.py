"""Lines of pages become a text whose stretches know their places; broken words are mended."""

import re

from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.evidence.reading.scans.composing import (
    HYPHENS,
    SOFT_HYPHEN,
    Frame,
    PrintedLine,
    PrintedPage,
    Stretch,
    compose,
)

WORDS = st.text(alphabet="abАբ1.,-\u00ad֊", min_size=1, max_size=6)
LINES = st.lists(st.tuples(st.lists(WORDS, max_size=5), st.booleans()), max_size=6)


def page(*lines, number=1):
    """A page on which each word has a frame that tells its line and its place in it."""
    return PrintedPage(number, 100, 200, tuple(line(row, words, is_apart=False) for row, words in enumerate(lines)))


def line(row, words, *, is_apart):
    stretches = tuple(
        Stretch(found.start(), found.end(), Frame(found.start(), row, found.end(), row + 1))
        for found in re.finditer(r"\S+", words)
    )
    return PrintedLine(words, is_apart, stretches)


def text_of(*lines):
    return compose([page(*lines)]).text


def test_a_broken_word_moves_up_whole():
    assert text_of("in the mar-", "ket, of Norvik") == "in the market,\nof Norvik"
    assert text_of("на рын-", "ке Норвика") == "на рынке\nНорвика"
    assert text_of("շու֊", "կայում էր") == "շուկայում\nէր"
    assert text_of("in the mar" + SOFT_HYPHEN, "Ket of") == "in the marKet\nof"


def test_a_word_broken_twice_is_one_word():
    assert text_of("the in-", "ter-", "nal office") == "the internal\noffice"


def test_a_last_half_alone_leaves_no_empty_line():
    assert text_of("the mar-", "ket", "of Norvik") == "the market\nof Norvik"


def test_a_hyphen_of_the_word_itself_stays():
    assert text_of("to Norvik-", "Orlan and back") == "to Norvik-Orlan\nand back"
    assert text_of("a well-", "known road", "is well-known") == "a well-known\nroad\nis well-known"
    assert text_of("THE MAR-", "KET OF") == "THE MARKET\nOF"


def test_a_dash_and_a_number_are_no_broken_word():
    for lines in (("from 10-", "20 of them"), ("he said -", "and left"), ("the mar-", "– ket"), ("the mar-",)):
        assert text_of(*lines) == "\n".join(lines)


def test_a_word_is_not_mended_over_the_border_of_a_paragraph_or_page():
    apart = PrintedPage(1, 9, 9, (line(0, "the mar-", is_apart=False), line(1, "ket", is_apart=True)))
    assert compose([apart]).text == "the mar-\n\nket"
    assert compose([page("the mar-"), page("ket", number=2)]).text == "the mar-\fket"


def test_a_mended_word_has_two_boxes():
    composed = compose([page("in the mar-", "ket, of Norvik")])
    found = [(composed.text[box.start : box.end], box.top, box.left, box.right) for box in composed.boxes]
    assert found == [
        ("in", 0, 0, 2),
        ("the", 0, 3, 6),
        ("mar", 0, 7, 11),
        ("ket,", 1, 0, 4),
        ("of", 1, 5, 7),
        ("Norvik", 1, 8, 14),
    ]


def test_pages_follow_each_other():
    composed = compose([page("one"), page(number=2), page("three", number=3)])
    assert composed.text == "one\f\fthree"
    assert [composed.text[p.start : p.end] for p in composed.pages] == ["one", "", "three"]
    assert compose([page(), page(number=2)]).text == ""


@given(st.lists(LINES, max_size=3))
def test_nothing_but_hyphens_at_lines_ends_is_lost_and_boxes_point_at_their_words(drawn):
    pages = [
        PrintedPage(
            number, 9, 9, tuple(line(row, " ".join(words), is_apart=apart) for row, (words, apart) in enumerate(lines))
        )
        for number, lines in enumerate(drawn, 1)
    ]
    composed = compose(pages)
    printed = [one.words for one_page in pages for one in one_page.lines]
    hyphens = HYPHENS + SOFT_HYPHEN
    assert re.sub(f"[{hyphens}\\s]", "", composed.text) == re.sub(f"[{hyphens}\\s]", "", "".join(printed))
    assert len(re.findall(f"[{hyphens}]", composed.text)) >= sum(
        len(re.findall(f"[{hyphens}]", w)) for w in printed
    ) - len(printed)
    last = 0
    for box in composed.boxes:
        origin = pages[box.page - 1].lines[int(box.top)].words[int(box.left) : int(box.right)]
        words = composed.text[box.start : box.end]
        assert words == words.strip() != ""
        assert origin.startswith(words) or origin.endswith(words)
        assert last <= box.start < box.end <= len(composed.text)
        last = box.end
