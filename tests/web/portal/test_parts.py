"""Parts tile a text, and each offset has its part."""

from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.web.portal.parts import PART_SIZE, SLACK, part_at

pieces = st.lists(st.sampled_from(["x" * 900, "word " * 300, "\n", "y" * 4000, " "]), max_size=40)


@given(pieces, st.integers(0, 200_000))
def test_an_offset_of_the_text_lies_in_its_part(found, offset):
    text = "".join(found)
    part = part_at(text, offset)
    assert 1 <= part.number <= part.count
    assert part.end - part.start <= PART_SIZE + SLACK
    if offset < len(text):
        assert part.start <= offset < part.end


@given(pieces)
def test_parts_follow_each_other_without_gap_to_the_end(found):
    text = "".join(found)
    part = part_at(text, 0)
    assert part.start == 0
    while part.number < part.count:
        following = part_at(text, part.end)
        assert (following.number, following.start) == (part.number + 1, part.end)
        part = following
    assert part.end == len(text)


def test_a_part_begins_after_a_line_break_where_there_is_one():
    text = "a" * (PART_SIZE - 10) + "\n" + "b" * 100
    assert part_at(text, PART_SIZE + 50).start == PART_SIZE - 9
