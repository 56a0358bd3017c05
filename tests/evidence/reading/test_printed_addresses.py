"""Addresses in a text are found where its pattern finds them, though they are looked for by a part of them alone."""

from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.evidence.reading.assets import PRINTED, printed_in

PIECES = st.sampled_from(["http", "https", "HTTP", "ſ", "://", ":", "/", "a", "a.bc/d", " ", "x", "<", '"', "\n"])


@given(st.lists(PIECES, max_size=30).map("".join))
def test_an_address_is_found_where_its_pattern_finds_it(text: str) -> None:
    assert [found.span() for found in printed_in(text)] == [found.span() for found in PRINTED.finditer(text)]
