"""Tables in plain text."""

import csv
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from regions import check_regions

from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.office.csv_table import find_divider, looks_like_table, read_csv, rows_of

LIST = 'place;date;killed\nVelmar;1994-03-12;32\n"Norvik; old town";1994-03-13;"said ""many"""\n'


def test_rows_are_lines_and_cells_parted_by_tabs(words_of):
    reading = read_csv(LIST.encode())
    assert words_of(reading, Role.TABLE) == [reading.text, *reading.text.splitlines()[1:]]
    assert reading.text.splitlines() == [
        "place\tdate\tkilled",
        "Velmar\t1994-03-12\t32",
        'Norvik; old town\t1994-03-13\tsaid "many"',
    ]
    assert reading.media_type == "text/csv"
    assert reading.warnings == ()


@pytest.mark.parametrize("divider", [",", ";", "\t", "|"])
def test_each_divider_is_found(divider):
    assert find_divider(LIST.replace("; ", " ").replace(";", divider)).divider == divider


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r"])
def test_each_encoding_in_use_is_read(encoding):
    text = "место,убито\nВельмар на реке,тридцать два человека\nНорвик у моря,сорок человек из посёлка\n"
    reading = read_csv(text.encode(encoding))
    assert reading.text == text.replace(",", "\t").strip()


def test_a_line_end_within_quotes_parts_no_row():
    assert read_csv(b'a,"b\r\nc"\r\nd,e\r\n').text == "a\tb c\nd\te"


def test_nothing_is_a_formula():
    assert read_csv(b"a,b\n=1+1,@SUM(A1)\n").text == "a\tb\n=1+1\t@SUM(A1)"


def test_rows_of_unequal_length_stay_as_they_are():
    assert read_csv(b"a,b,c\nd\ne,f,g,h\ni,j,k\nl,m,n\np,q,r\ns,t,u\nv,w,x\ny,z,1\n2,3,4\n").text.splitlines()[1:3] == [
        "d",
        "e\tf\tg\th",
    ]


def test_a_quotation_mark_that_closes_nothing_is_a_sign():
    assert read_csv(b'a,"b\nc,d\n').text == 'a\t"b\nc\td'
    assert read_csv(b'a,"b"c\nc,d\n').text == 'a\t"b"c\nc\td'


def test_the_divider_that_excel_names_is_taken_and_said():
    reading = read_csv(b"sep=|\na,b|c\nd|e\n")
    assert reading.text == "a,b\tc\nd\te"
    assert "names the divider" in reading.warnings[0]


def test_a_text_without_dividers_is_one_column():
    reading = read_csv(b"one\ntwo\n")
    assert reading.text == "one\ntwo"
    assert any("each line is one cell" in warning for warning in reading.warnings)


def test_prose_does_not_look_like_a_table():
    assert looks_like_table(LIST)
    assert not looks_like_table("We came, and we saw.\nThey left, and we stayed.\nThen, at night, it ended.\n")
    assert not looks_like_table("Dear friends,\nwe write, as we said, from Norvik.\n")
    assert not looks_like_table("one line")
    assert not looks_like_table("– first thing;\n– second thing;\n– first thing;\n– second thing;\n")
    assert not looks_like_table("bread, white\nwater, cold\nsalt, grey\n")
    assert not looks_like_table("1. bread|white\n2. water|cold\n")


def test_quotation_marks_without_end_are_read_in_time():
    for piece in ('"', '""', ',"', ',"""a', '"a""b,', '","', ',""a', '"\n'):
        started = time.process_time()
        assert read_csv((piece * (400_000 // len(piece))).encode()).tool == "csv"
        assert time.process_time() - started < 20


CELLS = st.text('ab,;|"\n\r =ԱБ', max_size=8)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=6), st.sampled_from([",", ";", "|"]))
def test_rows_that_a_writer_wrote_are_the_rows(table, divider):
    written = io.StringIO()
    csv.writer(written, delimiter=divider, quoting=csv.QUOTE_ALL).writerows(table)
    assert list(rows_of(written.getvalue(), divider)) == table


@given(st.text('ab,;|\t"\n\r =ԱБ', max_size=60))
def test_any_text_is_read_without_loss_of_letters(text):
    reading = read_csv(text.encode())
    check_regions(reading)
    if not text.lower().startswith("sep="):
        letters = [sign for sign in text if sign in "abԱБ="]
        assert [sign for sign in reading.text if sign in "abԱБ="] == letters
    assert read_csv(text.encode()) == reading
