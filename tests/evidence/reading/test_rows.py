"""Chronologies and lists of incidents read as rows: each a region of its own, each a mention of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Context
from ledgerstone.evidence.incidents.grouping.mentions import mentions_of
from ledgerstone.evidence.incidents.model import HeldClaim, Paper
from ledgerstone.evidence.reading.model import Reading, Role
from ledgerstone.evidence.reading.parts.lists import leading_date
from ledgerstone.evidence.reading.regions import find_layout

HEAD = "Chronology of Orsin\n\nThe record was kept by hand. It is not complete.\n\n"
TAIL = "\n\nThat is all that the writer knew. The book ends here.\n"
ROWS = (
    "12 March 1994 – In Orsin 32 people were killed.",
    "13–14 March 1994 – In Tarn 4 people were wounded.",
    "2 June 1995: in Varn 12 houses were burned.",
)


def rows_of(text, role=Role.LIST):
    """Return the words and labels of regions of a role that lie within another of that role."""
    found = [region for region in find_layout(text).regions if region.role is role]
    within = [r for r in found if any(o is not r and o.start <= r.start and r.end <= o.end for o in found)]
    return [(text[row.start : row.end], row.label) for row in within]


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\n\n\n"])
def test_lines_and_paragraphs_that_begin_with_a_date_are_rows(gap):
    text = HEAD + gap.join(ROWS) + TAIL
    assert rows_of(text) == [(ROWS[0], "12 March 1994"), (ROWS[1], "13–14 March 1994"), (ROWS[2], "2 June 1995")]


def test_lines_that_go_on_a_row_are_the_rows():
    text = HEAD + "12 March 1994 – In Orsin\n32 people were killed.\n\n13 March 1994 – Tarn.\n\n1995 – Varn." + TAIL
    assert [words for words, _ in rows_of(text)] == [
        "12 March 1994 – In Orsin\n32 people were killed.",
        "13 March 1994 – Tarn.",
        "1995 – Varn.",
    ]


def test_a_date_on_a_line_of_its_own_heads_a_row():
    rows = [f"{day} March 1994\nThe town of Orsin was quiet on that day, they wrote." for day in (12, 13, 14)]
    assert [words for words, _ in rows_of(HEAD + "\n\n".join(rows) + TAIL)] == rows


def test_rows_right_below_a_title_are_rows():
    rows = [f"{day} March 1994 – fire in Orsin" for day in (12, 13, 14)]
    assert [words for words, _ in rows_of("Fires of the year\n\n" + "\n".join(rows) + "\n")] == rows


@pytest.mark.parametrize("mark", ["– ", "• ", "{}. "])
def test_items_of_a_marked_list_most_of_which_give_a_date_are_rows(mark):
    items = ["In Orsin on 12 March 1994 32 people were killed;", "13 March 1994, Tarn burned;", "nothing else;"]
    listed = [mark.format(number) + item for number, item in enumerate(items, start=1)]
    text = f"{HEAD}It is said here:\n\n" + "\n".join(listed) + TAIL
    assert [words for words, _ in rows_of(text)] == listed


def test_items_without_dates_are_no_rows():
    assert rows_of(f"{HEAD}Bring these:\n\n• bread\n• water\n• 12 lamps of 1994\n{TAIL}") == []


def test_rows_of_a_table_with_dates_are_rows_and_its_head_is_none():
    table = "Place\tDay\tKilled\nOrsin\t12 March 1994\t32\nTarn\t13 March 1994\t4"
    assert [words for words, _ in rows_of(HEAD + table + TAIL, Role.TABLE)] == table.split("\n")[1:]
    assert rows_of(HEAD + "Place\tKilled\nOrsin\t32\nTarn\t4" + TAIL, Role.TABLE) == []


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "12 March 1994 – In Orsin 32 people were killed.\n\n13 March 1994 – Tarn burned." + TAIL,
        HEAD + "12 people came.\n13 people went.\n14 people stayed." + TAIL,
        HEAD + "1994 was a dry year. It burned.\n\n1995 was wet. It rained.\n\n1996 was cold. It snowed." + TAIL,
    ],
)
def test_two_dates_or_sentences_that_begin_with_numbers_are_no_chronology(text):
    assert rows_of(text) == []


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("12 March 1994 – text", "12 March 1994"),
        ("March 12, 1994: text", "March 12, 1994"),
        ("12 March – text", "12 March"),
        ("March 1994 – text", "March 1994"),
        ("1994 – text", "1994"),
        ("(12 March 1994) text", "12 March 1994"),
        ("27–29 February 1988 — text", "27–29 February 1988"),
        ("12.03.1994. Text", "12.03.1994"),
        ("1994-03-12 – text", "1994-03-12"),
        ("14:30 – text", "14:30"),
        ("12 марта 1994 г. – текст", "12 марта 1994 г."),
        ("1994 թ. մարտի 12 – տեքստ", "1994 թ. մարտի 12"),
        ("12 mart 1994-cü il – mətn", "12 mart 1994-cü il"),
        ("12 mars 1994 : texte", "12 mars 1994"),
        ("32 killed – text", None),
        ("In 1994 – text", None),
        ("Orsin – text", None),
        ("", None),
    ],
)
def test_the_date_that_a_row_begins_with_is_printed_as_it_stands(line, date):
    assert leading_date(line) == date


def test_each_row_is_a_mention_of_an_incident_of_its_own():
    text = HEAD + "\n".join(ROWS) + TAIL
    layout = find_layout(text)
    reading = Reading(
        media_type="text/plain", language="en", text=text, regions=layout.regions, tool="test", version="1"
    )
    claims = extract(reading, find_mentions(reading, Context()), Context())
    held = tuple(HeldClaim(id=f"c{number}", claim=claim) for number, claim in enumerate(claims))
    paper = Paper(id="s1", text=text, language="en", regions=layout.regions, claims=held)
    rows = [(text.index(row), text.index(row) + len(row)) for row in ROWS]
    mentions = mentions_of(paper)
    assert len(mentions) == len(ROWS)
    for mention, (start, end) in zip(mentions, rows, strict=True):
        assert all(start <= one.claim.passage.start < one.claim.passage.end <= end for one in mention.claims)


@given(st.lists(st.sampled_from([*ROWS, "A line.", "– 12 March 1994;", "a\tb", "1994 – x\t3", ""]), max_size=12))
def test_rows_nest_in_their_list_and_do_not_meet(lines):
    text = "\n".join(lines)
    regions = find_layout(text).regions
    for one in regions:
        assert text[one.start : one.end] == text[one.start : one.end].strip() != ""
        for other in regions:
            apart = other.end <= one.start or one.end <= other.start
            nested = one.start <= other.start <= other.end <= one.end
            assert apart or nested or (other.start <= one.start and one.end <= other.end)
