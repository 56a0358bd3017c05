"""EPUB books, made here part by part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from regions import check_regions

from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.office.epub import read_epub
from ledgerstone.evidence.reading.pages.attributes import MANY, MOST_ATTRIBUTES

CONTAINER = '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
PROSE = "At least 32 people were taken from the market of Velmar on that day, the council found."
XHTML = '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{}</body></html>'


@pytest.fixture(scope="session")
def epub(zipped):
    def make(pages, *, order=None, navigation=None, package=True, lost=None):
        names = [*pages, *([lost] if lost else [])]
        items = "".join(
            f'<item id="{name}" href="{name.replace(" ", "%20")}" media-type="application/xhtml+xml"'
            f"{' properties=' + chr(34) + 'nav' + chr(34) if name == navigation else ''}/>"
            for name in names
        )
        spine = "".join(f'<itemref idref="{name}"/>' for name in order or names)
        opf = (
            '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
            f"<dc:title>The market of Velmar</dc:title><dc:language>hy-AM</dc:language></metadata><manifest>{items}"
            f'<item id="i" href="a.png" media-type="image/png"/></manifest><spine>{spine}</spine></package>'
        )
        parts = {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER}
        parts |= {"OEBPS/book.opf": opf} if package else {}
        return zipped(parts | {f"OEBPS/{name}": XHTML.format(content) for name, content in pages.items()})

    return make


def test_chapters_come_in_the_order_of_the_spine(epub, words_of):
    pages = {
        "b.xhtml": f"<h1>Chapter two</h1><p>{PROSE}</p>",
        "nav.xhtml": "<nav><ol><li>Chapter</li></ol></nav>",
        "a b.xhtml": f"<h1>The market of Velmar</h1><p>{PROSE}</p><ul><li>bread</li><li>water</li></ul>",
    }
    reading = read_epub(epub(pages, order=["nav.xhtml", "a b.xhtml", "b.xhtml"], navigation="nav.xhtml"))
    assert reading.text == (f"The market of Velmar\n\n{PROSE}\n\nbread\nwater\n\nChapter two\n\n{PROSE}")
    assert reading.title == "The market of Velmar"
    assert words_of(reading, Role.TITLE) == ["The market of Velmar"]
    assert words_of(reading, Role.LIST) == ["bread\nwater"]
    assert Role.BOILERPLATE not in {region.role for region in reading.regions}
    assert reading.language == "hy"
    assert reading.warnings == ("1 pictures are not read",)


def test_named_signs_are_written_out_and_entities_of_the_page_are_not_used(epub):
    assert read_epub(epub({"a.xhtml": "<p>a&nbsp;b&mdash;c &amp; d &lt;e</p>"})).text == "a\u00a0b—c & d <e"


def test_entities_of_a_page_are_refused_and_said(zipped):
    page = (
        '<!DOCTYPE html [<!ENTITY a "boom"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
        + XHTML.format("<p>x&b;y&c;z</p>").partition("<!DOCTYPE html>")[2]
    )
    reading = read_epub(zipped({"META-INF/container.xml": CONTAINER, "a.xhtml": page}))
    assert "boom" not in reading.text
    assert "root:" not in reading.text
    assert any("entities" in warning for warning in reading.warnings)


def test_a_book_without_its_list_is_read_by_the_names_of_its_pages(epub):
    reading = read_epub(epub({"2.xhtml": "<p>Second words.</p>", "1.xhtml": "<p>First words.</p>"}, package=False))
    assert reading.text == "First words.\n\nSecond words."
    assert any("order of their names" in warning for warning in reading.warnings)


def test_a_page_that_is_no_xml_is_read_as_html(epub):
    assert read_epub(epub({"a.xhtml": "<p>One<br>two<p>three</b>"})).text == "One\ntwo\n\nthree"


def test_attributes_beyond_a_bound_are_left_out_with_a_warning(epub):
    very_many = " ".join(f"a{number}=x" for number in range(2 * MOST_ATTRIBUTES))
    reading = read_epub(epub({"a.xhtml": f"<p {very_many}>Words."}))
    assert reading.text == "Words."
    assert any(warning.endswith(MANY) for warning in reading.warnings)


def test_a_page_that_is_missing_is_said(epub):
    reading = read_epub(epub({"a.xhtml": "<p>Words.</p>"}, lost="gone.xhtml"))
    assert reading.text == "Words."
    assert "the part OEBPS/gone.xhtml is missing" in reading.warnings


@given(st.lists(st.text("abc ԱԲаб\u00ad", min_size=1, max_size=20).filter(str.strip), max_size=6))
def test_words_that_go_in_come_out_in_their_order(epub, paragraphs):
    pages = {f"{place}.xhtml": f"<h1>Part</h1><p>{words}</p>" for place, words in enumerate(paragraphs)}
    data = epub(pages)
    reading = read_epub(data)
    check_regions(reading)
    expected = "\n\n".join(f"Part\n\n{' '.join(words.split())}" for words in paragraphs)
    assert reading.text == expected
    assert read_epub(data) == reading


def test_what_the_book_lacks_or_leads_out_of_it_is_an_asset_and_what_it_holds_is_none(epub):
    pages = {
        "a.xhtml": f'<p>{PROSE}</p><p><a href="b%20c.xhtml#n1">On</a> <img src="../OEBPS/b c.xhtml" alt=""/></p>',
        "b c.xhtml": f'<p>{PROSE} <a href="https://velmar.example/list">The list</a></p>'
        '<p><img src="map.png" alt="A map"/> is lost.</p><p><a href="https://velmar.example/list">Again</a></p>',
    }
    reading = read_epub(epub(pages))
    assert [(each.address, reading.text[each.start :][:8]) for each in reading.assets] == [
        ("https://velmar.example/list", "The list"),
        ("map.png", "is lost."),
    ]
