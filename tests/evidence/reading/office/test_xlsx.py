"""XLSX files, made here part by part."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from regions import check_regions

from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.office.number_formats import Shows, shown, shown_by
from ledgerstone.evidence.reading.office.xlsx import read_xlsx

S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
FORMATS = """<numFmts><numFmt numFmtId="164" formatCode="d\\.m\\.yyyy"/><numFmt numFmtId="165" formatCode="mmm yyyy"/>
</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="22"/><xf numFmtId="9"/></cellXfs>"""


def relations(*targets):
    listed = "".join(f'<Relationship Id="{key}" Type="{KIND}{kind}" Target="{to}"/>' for key, kind, to in targets)
    return f'<Relationships xmlns="{RELATIONS}">{listed}</Relationships>'


@pytest.fixture(scope="session")
def xlsx(zipped):
    def make(*sheets, book="", strings=(), more=None):
        names = "".join(
            f'<sheet name="{name}" r:id="s{place}" sheetId="{place}" {state}/>'
            for place, (name, state, _) in enumerate(sheets)
        )
        parts = {
            "_rels/.rels": relations(("r", "officeDocument", "/xl/workbook.xml")),
            "xl/workbook.xml": f"<workbook {S} {R}>{book}<sheets>{names}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": relations(
                ("t", "sharedStrings", "sharedStrings.xml"),
                ("f", "styles", "styles.xml"),
                ("p", "person", "persons/person.xml"),
                *((f"s{place}", "worksheet", f"worksheets/sheet{place}.xml") for place in range(len(sheets))),
            ),
            "xl/sharedStrings.xml": f"<sst {S}>{''.join(f'<si>{each}</si>' for each in strings)}</sst>",
            "xl/styles.xml": f"<styleSheet {S}>{FORMATS}</styleSheet>",
            "xl/persons/person.xml": '<personList><person id="P" displayName="Mara Tolen"/></personList>',
        }
        for place, (_, _, content) in enumerate(sheets):
            parts[f"xl/worksheets/sheet{place}.xml"] = f"<worksheet {S}>{content}</worksheet>"
        return zipped(parts | (more or {}))

    return make


def rows(*cells, properties=""):
    return f"<sheetData>{''.join(f'<row {properties}>{row}</row>' for row in cells)}</sheetData>"


def c(place, value, kind="n", style="0"):
    return f'<c r="{place}" t="{kind}" s="{style}"><v>{value}</v></c>'


def test_each_sheet_is_a_table_under_its_name(xlsx, words_of):
    strings = ["<t>Velmar</t>", "<r><t>mar</t></r><r><t>ket</t></r><rPh><t>sound</t></rPh>"]
    first = rows(c("A1", 0, "s") + c("B1", 32), c("A3", 1, "s") + c("C3", 1, "b"))
    second = rows('<c t="inlineStr"><is><t>line\nand\ttab</t></is></c>')
    reading = read_xlsx(xlsx(("Deaths", "", first), ("Empty", "", rows()), ("Notes", "", second), strings=strings))
    assert reading.text == "Deaths\n\nVelmar\t32\nmarket\t\tTRUE\n\nNotes\n\nline and tab"
    assert words_of(reading, Role.CAPTION) == ["Deaths", "Notes"]
    assert words_of(reading, Role.TABLE) == ["Velmar\t32\nmarket\t\tTRUE", "line and tab"]
    assert reading.warnings == ()


def test_dates_are_iso_dates_as_exact_as_their_format(xlsx):
    cells = c("A1", 34405, style="1") + c("B1", 34405, style="2") + c("C1", 34405.6041667, style="3")
    text = read_xlsx(xlsx(("S", "", rows(cells + c("D1", 0.12, style="4") + c("E1", 34405))))).text
    assert text == "S\n\n1994-03-12\t1994-03\t1994-03-12 14:30\t12%\t34405"


def test_rows_of_a_list_of_incidents_are_regions(xlsx, words_of):
    dated = [c("A1", 34405 + day, style="1") + c("B1", 30 + day) for day in range(3)]
    reading = read_xlsx(xlsx(("S", "", rows(c("A1", 1) + c("B1", 2), *dated))))
    assert words_of(reading, Role.TABLE)[1:] == ["1994-03-12\t30", "1994-03-13\t31", "1994-03-14\t32"]


def test_a_book_of_1904_counts_from_there(xlsx):
    book = '<workbookPr date1904="1"/>'
    assert read_xlsx(xlsx(("S", "", rows(c("A1", 32943, style="1"))), book=book)).text == "S\n\n1994-03-12"


def test_formulas_are_read_by_their_results_and_a_missing_one_is_said(xlsx):
    cells = '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>NOW()</f></c><c r="C1" t="str"><f>X</f><v>yes</v></c>'
    reading = read_xlsx(xlsx(("S", "", rows(cells))))
    assert reading.text == "S\n\n2\t\tyes"
    assert reading.warnings == ("sheet 'S': 1 formulas have no result in the file; their cells are empty",)


def test_what_is_hidden_or_merged_is_read_and_said(xlsx):
    content = '<cols><col min="2" max="3" hidden="1"/></cols>' + rows(c("A1", 1), properties='hidden="1"')
    merged = '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
    reading = read_xlsx(xlsx(("S", 'state="veryHidden"', content + merged)))
    assert reading.text == "S\n\n1"
    assert [re.sub(r"^.*?'S':? ", "", warning) for warning in reading.warnings] == [
        "is hidden in the file; it is read",
        "1 rows and 2 columns are hidden in the file; they are read",
        "1 areas of merged cells; the words stand in the first cell of each",
    ]


def test_comments_on_cells_have_their_authors_and_answers(xlsx):
    threaded = (
        '<ThreadedComments><threadedComment ref="B2" id="1" personId="P" dT="2019-03-12T10:00:00"><text>Who?</text>'
        '</threadedComment><threadedComment ref="B2" id="2" parentId="1"><text>Me.</text></threadedComment>'
        "</ThreadedComments>"
    )
    old = (
        f"<comments {S}><authors><author>Dov Ilen</author><author>tc=1</author></authors><commentList>"
        '<comment ref="A1" authorId="0"><text><r><t>Plain.</t></r></text></comment>'
        '<comment ref="B2" authorId="1"><text><t>[Threaded]</t></text></comment></commentList></comments>'
    )
    more = {
        "xl/worksheets/_rels/sheet0.xml.rels": relations(
            ("a", "comments", "../comments1.xml"), ("b", "threadedComment", "../threadedComments/t1.xml")
        ),
        "xl/comments1.xml": old,
        "xl/threadedComments/t1.xml": threaded,
    }
    reading = read_xlsx(xlsx(("S", "", rows(c("A1", 1))), more=more))
    found = [region for region in reading.regions if region.role is Role.COMMENT]
    assert [(each.author, each.label, each.parent) for each in found] == [
        ("Dov Ilen", "A1", None),
        ("Mara Tolen", "B2", None),
        (None, "B2", 2),
    ]
    assert "Threaded" not in reading.text


def test_a_sheet_whose_part_is_missing_is_said(zipped):
    book = f'<workbook {S} {R}><sheets><sheet name="Lost" r:id="x"/></sheets></workbook>'
    reading = read_xlsx(zipped({"xl/workbook.xml": book}))
    assert "sheet 'Lost': its part is missing" in reading.warnings


def test_formats_show_what_their_codes_say():
    codes = {
        "General": Shows.NUMBER,
        '0.00" days"': Shows.NUMBER,
        "[Red]#,##0": Shows.NUMBER,
        "0.0%": Shows.SHARE,
        "[$-419]d mmmm yyyy;@": Shows.DAY,
        "yyyy": Shows.YEAR,
        "mm/yy": Shows.MONTH,
        "dd.mm.yyyy hh:mm": Shows.MOMENT,
        "h:mm AM/PM": Shows.TIME,
        "[h]:mm": Shows.SPAN,
        "\\d0": Shows.NUMBER,
    }
    assert {code: shown_by(code) for code in codes} == codes


@given(st.dates(date(1900, 3, 1), date(9999, 12, 31)))
def test_a_date_is_the_same_in_both_systems(day):
    serial = (day - date(1899, 12, 30)).days
    assert shown(str(serial), Shows.DAY, from_1904=False) == day.isoformat()
    later = (day - date(1904, 1, 1)) // timedelta(days=1)
    if later > 0:
        assert shown(str(later), Shows.DAY, from_1904=True) == day.isoformat()


def test_the_day_that_never_was_is_shown_as_the_format_shows_it():
    found = [shown(str(serial), Shows.DAY, from_1904=False) for serial in (1, 59, 60, 61)]
    assert found == ["1900-01-01", "1900-02-28", "1900-02-29", "1900-03-01"]


def test_what_is_no_date_stays_as_it_is_stored():
    for value in ("-1", "1e300", "nan", "inf", "words", "99999999", ""):
        assert shown(value, Shows.DAY, from_1904=False) == value


def test_times_and_spans_are_shown_by_the_clock():
    assert shown("0.604166667", Shows.TIME, from_1904=False) == "14:30"
    assert shown("1.5", Shows.SPAN, from_1904=False) == "36:00"
    assert shown("0.1", Shows.NUMBER, from_1904=False) == "0.1"
    assert shown("0.30000000000000004", Shows.NUMBER, from_1904=False) == "0.3"


WORDS = st.text("abcdefghij ԱԲаб\t\n=+-@\u00ad", max_size=12)


@given(st.lists(st.lists(WORDS, max_size=5), max_size=8))
def test_cells_that_go_in_come_out_in_their_rows(xlsx, table):
    placed = [
        "".join(
            f'<c r="{chr(65 + place)}1" t="inlineStr"><is><t>{words}</t></is></c>' for place, words in enumerate(row)
        )
        for row in table
    ]
    data = xlsx(("Sheet", "", rows(*placed)))
    reading = read_xlsx(data)
    check_regions(reading)
    expected = ["\t".join(" ".join(words.split()) for words in row).rstrip("\t") for row in table]
    lines = [line for line in expected if line.strip()]
    assert reading.text == "\n".join(["Sheet", "", *lines] if lines else [])
    assert read_xlsx(data) == reading
