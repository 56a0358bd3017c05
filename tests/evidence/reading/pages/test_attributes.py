"""Elements of very many attributes: those beyond the bound are cut, and nothing else of a page is."""

from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.evidence.reading.pages.attributes import MANY, MOST_ATTRIBUTES, without_many_attributes
from ledgerstone.evidence.reading.web_page import read_web_page

VERY_MANY = " ".join(f"a{number}='{number}'" for number in range(400_000))
"""libxml2 would look at them for half an hour."""


def test_a_page_with_very_many_attributes_is_read_with_a_warning() -> None:
    reading = read_web_page(f"<html><body><p {VERY_MANY}>Norvik is quiet.</p><p>So is Orlan.</body></html>".encode())
    assert reading.text.split() == ["Norvik", "is", "quiet.", "So", "is", "Orlan."]
    assert MANY in reading.warnings


def test_the_first_attributes_stay() -> None:
    kept = " ".join(f"a{number}=x" for number in range(MOST_ATTRIBUTES))
    assert without_many_attributes(f"<p {kept}>x") == (f"<p {kept}>x", ())
    assert without_many_attributes(f"<p {kept} b=\"1>\" c d='2'>x</p>") == (f"<p {kept}>x</p>", (MANY,))


def test_what_looks_like_a_tag_in_a_script_or_a_comment_is_left_alone() -> None:
    words = "a word " * MOST_ATTRIBUTES
    for page in (f"<script type=x>if (i <b {words})</script>", f"<!-- <p {words} --><p>x", f"<STYLE>i <b {words}"):
        assert without_many_attributes(page) == (page, ())


def test_work_is_linear_where_tags_and_quotes_do_not_end() -> None:
    for piece in ("<a b=", '<a b="', "<a", "<a ", "<a =", "<!--", "<script ", "<script>", "<a b= "):
        without_many_attributes(piece * 200_000)


@given(st.text(alphabet="<>ab=\"'/ -!\n", max_size=200))
def test_a_page_of_few_attributes_stays_as_it_is(page: str) -> None:
    assert without_many_attributes(page) == (page, ())
