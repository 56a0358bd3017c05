"""Laws of every reading, on pages put together by Hypothesis and on arbitrary bytes."""

from hypothesis import given, settings
from hypothesis import strategies as st
from regions import check_regions

from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.read import read

BLOCKS = (
    "The title of a page",
    "By Mara Tolen",
    "12 March 1994",
    "Photo: the market",
    "At least 32 people were killed in Orsin [1], the agency said. Others fled [2, p. 5].",
    "“We heard the glass break and then we ran,” [2]",
    "– first thing;\n– second thing;",
    "• bread\n• water",
    "Read also",
    "Orsin Waits",
    "Discussion Policy",
    "Be kind to others. Insults are removed.",
    "  1. Ilen said:",
    "      • Dov said:",
    "    Words of a reader.",
    "We, the undersigned, declare this. It is so.",
    "Council of the Towns",
    "This Statement is open for joining.",
    "References",
    "  1. First work\n  2. Second work",
    "a\tb\nc\td",
    "© 1994 The Varn Herald",
)
TAGS = (
    "div",
    "p",
    "article",
    "ul",
    "ol",
    "li",
    "blockquote",
    "nav",
    "h1",
    "h2",
    "time",
    "table",
    "tr",
    "td",
    "a",
    "br",
)
CLASSES = (
    "",
    ' class="comment"',
    ' class="byline"',
    ' class="commentlist"',
    ' class="fn"',
    ' id="references"',
    " hidden",
)
pages = st.lists(st.sampled_from(BLOCKS), max_size=25).flatmap(
    lambda blocks: st.sampled_from(["\n", "\n\n", "\r\n\r\n\r\n"]).map(lambda gap: gap.join(blocks))
)
tags = st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(CLASSES)) | st.sampled_from(TAGS).map(
    "</{}>".format
)
webs = st.lists(tags | st.sampled_from(BLOCKS), max_size=40).map(lambda pieces: "<html><body>" + "".join(pieces))


@settings(deadline=None)
@given(pages)
def test_regions_of_plain_text_nest_or_are_disjoint_and_lie_in_the_text(page):
    reading = read(page.encode(), name="page.txt")
    check_regions(reading)


@settings(deadline=None)
@given(webs)
def test_regions_of_a_web_page_nest_or_are_disjoint_and_lie_in_the_text(page):
    check_regions(read(page.encode(), name="page.html"))


@settings(deadline=None)
@given(pages)
def test_reading_is_deterministic(page):
    assert read(page.encode(), name="page.txt") == read(page.encode(), name="page.txt")


@settings(deadline=None)
@given(pages.filter(str.strip))
def test_appending_furniture_changes_no_other_region(page):
    furniture = "\n\nShare this\n\n© 1994 The Varn Herald. All rights reserved.\n"
    before = read(page.encode(), name="page.txt").regions
    after = read((page + furniture).encode(), name="page.txt").regions
    assert tuple(region for region in after if region.start < len(page)) == before
    assert {region.role for region in after if region.start >= len(page)} == {Role.BOILERPLATE}


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_arbitrary_bytes_give_a_reading(data):
    reading = read(data, name="any.txt")
    check_regions(reading)
    assert reading.text or reading.warnings


@settings(deadline=None)
@given(
    st.sampled_from([b"<html><body>", b"%PDF-1.4\n", b"PK\x03\x04", b"\xff\xfe", b"{\\rtf1 "]), st.binary(max_size=300)
)
def test_a_known_beginning_with_arbitrary_bytes_after_it_gives_a_reading(head, rest):
    check_regions(read(head + rest, name="any"))
