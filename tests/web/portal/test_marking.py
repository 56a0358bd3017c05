"""Marking adds nothing to a text and loses nothing of it."""

from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.evidence.reading.model import Region, Role
from ledgerstone.web.portal.marking import Mark, mark_rows

TEXT = "Title\n\nAt least twelve died [2], they say.\n\n1. Ada: no."
LONG = "word " * 40


def mark(words: str, number: int = 1, text: str = TEXT) -> Mark:
    start = text.index(words)
    return Mark(id=f"c{number}", number=number, start=start, end=start + len(words))


def joined(rows) -> str:
    return "".join(segment.text for row in rows for segment in row.segments)


texts = st.text(alphabet=st.sampled_from("ab \n\r\u0561\u0627\U0001f5ff"), max_size=120)
spans = st.lists(st.tuples(st.integers(0, 130), st.integers(1, 40)), max_size=12)


def marks_of(text: str, found: list[tuple[int, int]]) -> list[Mark]:
    made = [(start, min(start + length, len(text))) for start, length in found]
    return [Mark(id=f"c{n}", number=n, start=a, end=b) for n, (a, b) in enumerate(made) if a < b]


@given(texts, spans, st.integers(0, 60), st.integers(0, 130))
def test_rows_hold_the_window_without_the_white_space_between_them(text, found, start, length):
    end = min(start + length, len(text))
    rows = mark_rows(text, regions=(), marks=marks_of(text, found), start=start, end=end)
    assert "".join(joined(rows).split()) == "".join(text[start:end].split())
    for row in rows:
        assert "".join(segment.text for segment in row.segments) == text[row.start : row.end]


@given(texts, spans)
def test_every_mark_on_words_opens_once_and_has_one_note(text, found):
    marks = [one for one in marks_of(text, found) if text[one.start : one.end].strip()]
    rows = mark_rows(text, regions=(), marks=marks)
    opened = [one.id for row in rows for segment in row.segments for one in segment.opens]
    noted = [one.id for row in rows for one in row.begins]
    assert sorted(opened) == sorted(noted) == sorted(one.id for one in marks)


@given(texts, spans)
def test_the_segments_under_a_mark_are_its_words(text, found):
    marks = marks_of(text, found)
    rows = mark_rows(text, regions=(), marks=marks)
    for one in marks:
        under = "".join(s.text for row in rows for s in row.segments if one in s.marks)
        assert "".join(under.split()) == "".join(text[one.start : one.end].split())


def test_overlapping_marks_share_a_segment():
    rows = mark_rows(TEXT, regions=(), marks=(mark("At least twelve", 1), mark("twelve died", 2)))
    both = [segment for row in rows for segment in row.segments if len(segment.marks) == 2]
    assert [segment.text for segment in both] == ["twelve"]


def test_a_region_is_labelled_where_it_begins_and_a_citation_never_begins_a_row():
    comment = TEXT.index("1. Ada")
    citation = TEXT.index("[2]")
    regions = (
        Region(role=Role.CITATION, start=citation, end=citation + 3),
        Region(role=Role.COMMENT, start=comment, end=len(TEXT), author="Ada", order=1),
    )
    rows = mark_rows(TEXT, regions=regions, marks=())
    assert [tuple(region.role for region in row.opening) for row in rows] == [(), (), (Role.COMMENT,)]
    assert [segment.text for segment in rows[1].segments if segment.citation] == ["[2]"]


def test_a_region_that_began_before_the_window_is_labelled_again():
    region = Region(role=Role.QUOTATION, start=0, end=len(LONG) - 1)
    (row,) = mark_rows(LONG, regions=(region,), marks=(), start=50, end=100)
    assert row.opening == (region,)


def test_single_line_breaks_stay_in_a_row_while_it_is_short():
    verse = "one\ntwo\nthree\n\nfour"
    assert [verse[row.start : row.end] for row in mark_rows(verse, regions=(), marks=())] == ["one\ntwo\nthree", "four"]


def test_a_long_row_ends_at_the_next_line_break():
    text = f"{LONG * 2}\nnext\nlast"
    assert len(mark_rows(text, regions=(), marks=())) == 2


def test_many_regions_and_marks_on_one_window_are_laid_out_in_one_pass():
    text = "ab " * 6000
    regions = tuple(Region(role=Role.LIST, start=at, end=at + 2) for at in range(0, len(text), 3))
    marks = tuple(Mark(id=f"c{at}", number=at, start=at, end=at + 2) for at in range(0, len(text), 3))
    assert len(mark_rows(text, regions=regions, marks=marks)) == 6000
