"""Spans answer as one would by looking at each stretch."""

from hypothesis import given
from hypothesis import strategies as some

from ledgerstone.evidence.reading.model import Region, Role
from ledgerstone.evidence.reading.spans import Spans, comments_of

STRETCHES = some.lists(some.tuples(some.integers(0, 40), some.integers(1, 9)).map(lambda one: (one[0], sum(one))))


@given(STRETCHES, some.integers(0, 40), some.integers(1, 9))
def test_a_stretch_touches_spans_and_shares_with_them_what_it_has_in_common(stretches, start, length):
    covered = {place for first, last in stretches for place in range(first, last)}
    common = covered & set(range(start, start + length))
    assert Spans.of(stretches).touch(start, start + length) is bool(common)
    assert Spans.of(stretches).shared(start, start + length) == len(common)
    assert Spans.of(stretches).hold(start) is (start in covered)


def test_comments_are_found_with_the_answers_in_them():
    regions = [Region(role=Role.BODY, start=0, end=9)]
    regions += [Region(role=Role.COMMENT, start=start, end=end) for start, end in ((10, 30), (15, 20), (40, 50))]
    assert comments_of(regions) == Spans(starts=(10, 40), ends=(30, 50))
