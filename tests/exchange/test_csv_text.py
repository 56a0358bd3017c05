"""CSV holds what was put in, and nothing that a spreadsheet runs."""

import csv
import io

from hypothesis import example, given
from hypothesis import strategies as st

from ledgerstone.exchange.csv_text import FORMULA_STARTS, csv_lines, guarded

CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(st.lists(CELLS, min_size=2, max_size=2))
def test_cells_come_back_as_they_went_in_but_for_the_guard(cells):
    (_, row) = csv.reader(io.StringIO("".join(csv_lines(("a", "b"), [cells])), newline=""))
    assert row == [guarded(cell) for cell in cells]


@given(CELLS)
@example("=1+1")
@example(" \t=HYPERLINK(A1)")
@example("-5 people")
@example("@import")
def test_no_text_begins_as_a_formula(cell):
    assert not guarded(cell).lstrip().startswith(FORMULA_STARTS)
    assert guarded(cell).removeprefix("'") == cell.removeprefix("'")


def test_our_own_numbers_stay_numbers():
    assert guarded(-12.5) == "-12.5"
    assert guarded(None) == ""
