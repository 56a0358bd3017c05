"""Documents that were damaged, or made to do harm: each gives a reading that says why, within bounds."""

import io
import time
import tracemalloc
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from regions import check_regions

from ledgerstone.evidence.reading.office.csv_table import read_csv
from ledgerstone.evidence.reading.office.docx import read_docx
from ledgerstone.evidence.reading.office.epub import read_epub
from ledgerstone.evidence.reading.office.ods import read_ods
from ledgerstone.evidence.reading.office.odt import read_odt
from ledgerstone.evidence.reading.office.package import MOST_BYTES, MOST_PARTS
from ledgerstone.evidence.reading.office.quota import MOST_THINGS
from ledgerstone.evidence.reading.office.rtf import read_rtf
from ledgerstone.evidence.reading.office.xlsx import read_xlsx

MEBIBYTE = 1024 * 1024
LONG_S = 40
"""Of processor time, where the bound of the confined process is 60; a slow machine is not a failure."""
WORDS = "At least 32 people were taken from the market of Velmar."
RELATED = '<Relationships><Relationship Id="s" Type="a/worksheet" Target="s.xml"/></Relationships>'
BOOK = '<workbook xmlns:r="r"><sheets><sheet name="S" r:id="s"/></sheets></workbook>'
SHEET = f"<worksheet><sheetData><row><c t='inlineStr'><is><t>{WORDS}</t></is></c></row></sheetData></worksheet>"
ODF_TEXT = f"<d xmlns:text='t'><body><text:p>{WORDS}</text:p></body></d>"
ODF_CELL = f"<table-row><table-cell><p>{WORDS}</p></table-cell></table-row>"
ODF_SHEET = f"<d><body><table name='S'>{ODF_CELL}</table></body></d>"
ITEM = "<item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>"
PACKAGE = f"<package><manifest>{ITEM}</manifest><spine><itemref idref='a'/></spine></package>"
DOCUMENT = f"<document><body><p><r><t>{WORDS}</t></r></p></body></document>"
KINDS = {
    "docx": (read_docx, {"word/document.xml": DOCUMENT}),
    "xlsx": (read_xlsx, {"xl/workbook.xml": BOOK, "xl/_rels/workbook.xml.rels": RELATED, "xl/s.xml": SHEET}),
    "odt": (read_odt, {"content.xml": ODF_TEXT}),
    "ods": (read_ods, {"content.xml": ODF_SHEET}),
    "epub": (read_epub, {"book.opf": PACKAGE, "a.xhtml": f"<html><body><p>{WORDS}</p></body></html>"}),
}
READERS = [read_docx, read_xlsx, read_odt, read_ods, read_epub]
every = pytest.mark.parametrize("kind", KINDS)


def of_kind(zipped, kind, change=lambda content: content):
    """A document of a kind, the part with its words changed."""
    read, parts = KINDS[kind]
    return read, zipped({name: change(part) if WORDS in part else part for name, part in parts.items()})


@every
def test_a_sound_one_is_read_without_a_warning(zipped, kind):
    read, data = of_kind(zipped, kind)
    assert WORDS in read(data).text
    assert read(data).warnings == ()


@every
def test_one_that_is_cut_off_is_kept_and_said(zipped, kind):
    read, data = of_kind(zipped, kind)
    for end in range(0, len(data), 7):
        reading = read(data[:end])
        assert reading.text == ""
        assert reading.warnings
        check_regions(reading)


@every
def test_entities_are_refused_and_said(zipped, kind):
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    tricks = f'<!DOCTYPE d [<!ENTITY l0 "boom">{laughs}<!ENTITY file SYSTEM "file:///etc/passwd">]>'
    for name in ("l11", "file", "l0"):
        read, data = of_kind(zipped, kind, lambda part, name=name: tricks + part.replace(WORDS, f"{WORDS}&{name};"))
        reading = read(data)
        assert "boom" not in reading.text
        assert "root:" not in reading.text
        assert any("entities" in warning or "broken XML" in warning for warning in reading.warnings)


@every
def test_a_part_that_unpacks_without_end_is_read_within_bounds(zipped, kind):
    blanks = b" " * (MOST_BYTES + MEBIBYTE)
    read, parts = KINDS[kind]
    written = io.BytesIO(zipped({name: part for name, part in parts.items() if WORDS not in part}))
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            if WORDS in part:
                archive.writestr(name, part.encode().replace(WORDS.encode(), WORDS.encode() + blanks))
    tracemalloc.start()
    reading = read(written.getvalue())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert reading.warnings
    assert peak < 420 * MEBIBYTE


@every
def test_what_is_broken_within_is_read_up_to_there(zipped, kind):
    read, data = of_kind(zipped, kind, lambda part: part[: part.index(WORDS) + len(WORDS)] + "<")
    reading = read(data)
    check_regions(reading)
    assert WORDS in reading.text
    assert reading.warnings or kind == "epub"


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"%PDF-1.4\n", b"words", b"PK\x05\x06" + bytes(18), b"{\\rtf1 a}"]
)
def test_what_is_something_else_is_kept_and_not_read(read, data):
    reading = read(data)
    assert reading.text == ""
    assert reading.warnings


@pytest.mark.parametrize("read", READERS)
def test_one_that_is_locked_is_said_to_be(read):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
    assert "password" in read(ole + "EncryptedPackage".encode("utf-16-le")).warnings[0]
    assert "before 2007" in read(ole).warnings[0]


@every
def test_parts_that_are_missing_are_said(zipped, kind):
    read, parts = KINDS[kind]
    for left_out in parts:
        reading = read(zipped({name: part for name, part in parts.items() if name != left_out}))
        assert reading.text or reading.warnings


def test_a_part_with_a_password_of_its_own_is_said(zipped):
    data = bytearray(zipped({"word/document.xml": DOCUMENT}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert any("password" in warning for warning in read_docx(bytes(data)).warnings)


def test_more_parts_than_any_document_has_are_refused():
    reading = read_docx(b"PK\x03\x04" + b"PK\x01\x02" * (MOST_PARTS + 1))
    assert f"{MOST_PARTS:,} parts" in reading.warnings[0]


def test_a_document_part_out_of_its_place_is_found(zipped):
    rels = '<Relationships><Relationship Id="r" Type="x/officeDocument" Target="/Odd/Text.XML"/></Relationships>'
    assert read_docx(zipped({"_rels/.rels": rels, "odd/text.xml": DOCUMENT})).text == WORDS


SHEETS = {"xl/workbook.xml": BOOK, "xl/_rels/workbook.xml.rels": RELATED}
CELLS = "<row>" + "<c><v>1</v></c>" * 100 + "</row>"
FAR = '<row><c r="XFD1"><v>1</v></c></row>' * 1100


@pytest.mark.parametrize(
    ("read", "name", "piece", "times"),
    [
        (read_docx, "word/document.xml", "<p/>", MOST_THINGS + 1),
        (read_xlsx, "xl/s.xml", FAR, 1),
        pytest.param(read_xlsx, "xl/s.xml", CELLS, MOST_THINGS // 99, marks=pytest.mark.long),
        pytest.param(read_odt, "content.xml", "<p/>", MOST_THINGS + 1, marks=pytest.mark.long),
    ],
    ids=["paragraphs", "far columns", "cells", "paragraphs of ODF"],
)
def test_paragraphs_and_cells_without_end_are_bounded(zipped, read, name, piece, times):
    data = zipped(SHEETS | {name: f"<d><body>{piece * times}</body></d>"})
    started = time.process_time()
    reading = read(data)
    assert any("what follows is not read" in warning for warning in reading.warnings)
    assert time.process_time() - started < LONG_S


def test_a_long_text_that_many_cells_point_to_is_bounded(zipped):
    uses = (("s", "worksheet", "s.xml"), ("t", "sharedStrings", "t.xml"))
    shared = '<c t="s"><v>0</v></c>'
    related = "".join(f'<Relationship Id="{key}" Type="a/{kind}" Target="{to}"/>' for key, kind, to in uses)
    parts = {
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": f"<Relationships>{related}</Relationships>",
        "xl/t.xml": f"<sst><si><t>{'w' * 32_000}</t></si></sst>",
        "xl/s.xml": f"<sheetData><row>{shared * 16_000}</row></sheetData>",
    }
    data = zipped(parts)
    tracemalloc.start()
    reading = read_xlsx(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert any("what follows is not read" in warning for warning in reading.warnings)
    assert peak < 128 * MEBIBYTE


def test_nesting_without_end_is_bounded(zipped):
    for read, name, piece in (
        (read_docx, "word/document.xml", "<tbl><tr><tc>"),
        (read_docx, "word/document.xml", "<p><r><txbxContent>"),
        (read_odt, "content.xml", "<body><list><list-item>"),
        (read_ods, "content.xml", "<body><table><table-row><table-cell>"),
        (read_epub, "a.xhtml", "<div><ul><li>"),
    ):
        reading = read(zipped({name: piece * 50_000 + WORDS}))
        check_regions(reading)
        assert reading.text or reading.warnings


def test_styles_that_are_based_on_each_other_end(zipped):
    styles = (
        '<s xmlns:w="w"><style w:styleId="A"><basedOn w:val="B"/></style>'
        '<style w:styleId="B"><basedOn w:val="A"/></style></s>'
    )
    body = '<d xmlns:w="w"><p><pPr><pStyle w:val="A"/></pPr><r><t>Words.</t></r></p></d>'
    rels = '<Relationships><Relationship Id="r" Type="x/styles" Target="styles.xml"/></Relationships>'
    parts = {"word/document.xml": body, "word/styles.xml": styles, "word/_rels/document.xml.rels": rels}
    assert read_docx(zipped(parts)).text == "Words."


@given(st.data())
def test_any_change_of_bytes_gives_a_reading(zipped, data):
    kind = data.draw(st.sampled_from(sorted(KINDS)))
    read, whole = of_kind(zipped, kind)
    changed = bytearray(whole)
    for place, byte in data.draw(st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=8)):
        changed[place] = byte
    check_regions(read(bytes(changed)))


NAMES = st.sampled_from(
    [
        "p",
        "r",
        "t",
        "tbl",
        "tr",
        "tc",
        "pPr",
        "rPr",
        "del",
        "ins",
        "txbxContent",
        "footnote",
        "comment",
        "vanish",
        "list",
        "list-item",
        "table",
        "table-row",
        "table-cell",
        "note",
        "annotation",
        "span",
        "section",
        "text-box",
        "note-citation",
        "row",
        "c",
        "v",
        "is",
        "sheetData",
        "h",
        "body",
        "div",
        "ul",
        "li",
        "trPr",
    ]
)


@given(st.lists(NAMES | st.just("/") | st.just("words "), max_size=60))
def test_elements_in_any_order_give_a_reading(zipped, pieces):
    opened, written = ["d"], ["<d><body>"]
    for piece in pieces:
        if piece == "/" and len(opened) > 1:
            written.append(f"</{opened.pop()}>")
        elif piece == "words ":
            written.append(piece)
        elif piece != "/":
            opened.append(piece)
            written.append(f"<{piece}>")
    content = "".join(written) + "".join(f"</{name}>" for name in reversed(opened[1:])) + "</body></d>"
    sheet = {"xl/workbook.xml": BOOK, "xl/_rels/workbook.xml.rels": RELATED, "xl/s.xml": content}
    for read, parts in (
        (read_docx, {"word/document.xml": content}),
        (read_odt, {"content.xml": content}),
        (read_ods, {"content.xml": content}),
        (read_xlsx, sheet),
        (read_epub, {"a.xhtml": content}),
    ):
        check_regions(read(zipped(parts)))


@given(st.binary(max_size=300))
def test_arbitrary_bytes_give_a_reading(data):
    for read in (*READERS, read_csv, read_rtf):
        reading = read(data)
        check_regions(reading)
        assert reading.text or reading.warnings
