"""ODT and ODS files, made here part by part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from regions import check_regions

from ledgerstone.evidence.reading.assets import MOST_ASSETS
from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.office.ods import read_ods
from ledgerstone.evidence.reading.office.odt import read_odt

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("svg", "svg-compatible"),
    )
)
NAMES += ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:loext="urn:org:documentfoundation:names:loext"'
NAMES += ' xmlns:xlink="http://www.w3.org/1999/xlink"'
STYLES = """<style:style style:name="P1" style:parent-style-name="Title"/>
<style:style style:name="P2" style:parent-style-name="Illustration"/>
<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>
<text:list-style style:name="L1">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")" text:display-levels="2"/>
</text:list-style><text:list-style style:name="L2"><text:list-level-style-bullet text:level="1"/></text:list-style>"""
PROSE = "At least 32 people were taken from the market of Velmar on that day, the council found."


@pytest.fixture(scope="session")
def odf(zipped):
    def make(body, *, pages="", kind="text", more=None):
        content = (
            f"<office:document-content {NAMES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
            f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
        )
        styles = (
            f"<office:document-styles {NAMES}><office:master-styles>{pages}</office:master-styles>"
            "</office:document-styles>"
        )
        return zipped({"content.xml": content, "styles.xml": styles, **(more or {})})

    return make


def p(words, style="Standard"):
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def test_what_lies_outside_is_counted_and_not_taken_for_a_part_of_the_document(odf):
    body = (
        '<text:section><text:section-source xlink:href="http://a.example/b.odt"/></text:section>'
        '<draw:image xlink:href="../c.png"/><draw:object xlink:href="file:///d.ods"/>'
        '<draw:image xlink:href="Pictures/e.png"/><draw:object xlink:href="./Object 1"/>'
        '<text:a xlink:href="http://a.example/f">'
    )
    reading = read_odt(odf(body + p(PROSE) + "</text:a>"))
    assert reading.warnings == (
        "points to 3 files outside, which are not fetched",
        "1 embedded files are not read",
    )


def test_paragraphs_come_in_their_order_with_white_space_as_the_standard_says(odf):
    body = p("The market", "P1") + p(f" {PROSE}\n  <text:span>It</text:span>  went<text:s text:c='2'/>on<text:tab/>.")
    reading = read_odt(odf(body + p("") + p("A<text:line-break/>B")))
    assert reading.text == f"The market\n\n{PROSE} It went  on\t.\n\nA\nB"
    assert reading.title == "The market"
    assert reading.warnings == ()


def test_lists_have_their_marks(odf, words_of):
    inner = f"<text:list><text:list-item>{p('white')}</text:list-item></text:list>"
    listed = f"<text:list-item>{p('bread')}{inner}</text:list-item><text:list-item>{p('water')}</text:list-item>"
    more = f"<text:list-item>{p('salt')}</text:list-item>"
    body = (
        p(PROSE)
        + f'<text:list text:style-name="L1">{listed}</text:list>'
        + p(PROSE)
        + f'<text:list text:style-name="L1" text:continue-numbering="true">{more}</text:list>'
        + f'<text:list text:style-name="L2">{more}</text:list>'
    )
    assert words_of(read_odt(odf(body)), Role.LIST) == ["1. bread\n1.a) white\n2. water", "3. salt\n• salt"]


def test_notes_stand_after_the_text_under_their_printed_marks(odf, words_of):
    def note(kind, mark, words):
        return (
            f'<text:note text:note-class="{kind}"><text:note-citation>{mark}</text:note-citation>'
            f"<text:note-body>{p(words)}</text:note-body></text:note>"
        )

    body = p(f"Taken{note('footnote', 1, 'Ilen, p. 8.')} at night{note('endnote', 'i', 'The end.')}.")
    reading = read_odt(odf(body))
    assert reading.text == "Taken[1] at night[i].\n\n[1] Ilen, p. 8.\n\n[i] The end."
    assert words_of(reading, Role.REFERENCE_LIST) == ["[1] Ilen, p. 8.", "[i] The end."]


def test_deleted_words_are_left_out_and_said_and_hidden_ones_kept_and_said(odf):
    changes = (
        "<text:tracked-changes><text:changed-region><text:deletion>"
        f"{p('forty')}</text:deletion></text:changed-region></text:tracked-changes>"
    )
    reading = read_odt(odf(changes + p('Seen <text:span text:style-name="T1">unseen</text:span> again')))
    assert reading.text == "Seen unseen again"
    assert reading.warnings == (
        "tracked changes: 1 deletions are left out of the text",
        "6 signs of the text are hidden in the document",
    )


def test_comments_have_authors_and_answers(odf):
    def remark(key, author, words, more=""):
        return (
            f'<office:annotation office:name="{key}" {more}><dc:creator>{author}</dc:creator>'
            f"<dc:date>2019-03-12T10:20:30</dc:date>{p(words)}</office:annotation>"
        )

    first = remark("a", "Mara Tolen", "Who?")
    second = remark("b", "Dov Ilen", "Me.", 'loext:parent-name="a"')
    reading = read_odt(odf(p(f"Words{first}{second} go on.")))
    assert reading.text == "Words go on.\n\nMara Tolen, 2019-03-12 10:20:\nWho?\n\nDov Ilen, 2019-03-12 10:20:\nMe."
    found = [region for region in reading.regions if region.role is Role.COMMENT]
    assert [(each.author, each.order, each.parent) for each in found] == [("Mara Tolen", 1, None), ("Dov Ilen", 2, 1)]


def test_headers_and_footers_stand_once_as_furniture(odf, words_of):
    furniture = f"<style:header>{p('Council')}</style:header><style:footer>{p('3')}</style:footer>"
    page = f"<style:master-page>{furniture}</style:master-page>"
    reading = read_odt(odf(p(PROSE), pages=page * 2))
    assert reading.text == f"Council\n\n{PROSE}\n\n3"
    assert words_of(reading, Role.BOILERPLATE) == ["Council", "3"]


def test_tables_frames_and_contents(odf, words_of):
    cells = f"{cell('a')}<table:covered-table-cell/>{cell('b')}"
    row = f"<table:table-row>{cells}</table:table-row>"
    box = f"<draw:text-box>{p('The square in 1994', 'P2')}</draw:text-box>"
    frame = f"<draw:frame><svg:title>alt</svg:title>{box}</draw:frame>"
    index = f"<text:table-of-content><text:index-body>{p('1 Market 3')}</text:index-body></text:table-of-content>"
    reading = read_odt(odf(f"{index}{p('Words' + frame + ' of it.')}<table:table>{row * 2}</table:table>"))
    assert reading.text == "1 Market 3\n\nWords of it.\n\nThe square in 1994\n\na\t\tb\na\t\tb"
    assert words_of(reading, Role.CAPTION) == ["The square in 1994"]
    assert words_of(reading, Role.BOILERPLATE) == ["1 Market 3"]
    assert words_of(reading, Role.TABLE) == ["a\t\tb\na\t\tb"]


def test_a_locked_document_is_kept_and_not_read(odf):
    manifest = {"META-INF/manifest.xml": "<manifest><file-entry><encryption-data/></file-entry></manifest>"}
    for read in (read_odt, read_ods):
        reading = read(odf(p(PROSE), more=manifest))
        assert reading.text == ""
        assert "password" in reading.warnings[0]


def cell(words, attributes=""):
    return f"<table:table-cell {attributes}><text:p>{words}</text:p></table:table-cell>"


def ods_table(*rows, name="Deaths", attributes="", columns=""):
    listed = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return f'<table:table table:name="{name}" {attributes}>{columns}{listed}</table:table>'


def test_sheets_are_tables_under_their_names(odf, words_of):
    date = 'office:value-type="date" office:date-value="1994-03-12T00:00:00"'
    empty = '<table:table-cell table:number-columns-repeated="2"/>'
    endless = '<table:table-cell table:number-columns-repeated="16384"/>'
    first = ods_table(cell("Velmar") + empty + cell("12.03.94", date) + endless, endless)
    second = ods_table(cell("x", 'table:number-columns-repeated="3"'), name="Second")
    reading = read_ods(odf(first + second, kind="spreadsheet"))
    assert reading.text == "Deaths\n\nVelmar\t\t\t1994-03-12\n\nSecond\n\nx\tx\tx"
    assert words_of(reading, Role.CAPTION) == ["Deaths", "Second"]
    assert reading.warnings == ()


def test_rows_and_cells_repeated_without_end_are_bounded(odf):
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell("xx" * 50)}{cell("y")}</table:table-row>'
    reading = read_ods(odf(f'<table:table table:name="S">{row}</table:table>', kind="spreadsheet"))
    assert any("what follows is not read" in warning for warning in reading.warnings)


def test_what_is_hidden_merged_or_uncalculated_is_said(odf):
    columns = '<table:table-column table:visibility="collapse"/>'
    merged = cell("a", 'table:number-columns-spanned="2"') + "<table:covered-table-cell/>"
    body = ods_table(merged + '<table:table-cell table:formula="of:=1"/>', columns=columns)
    warnings = " ".join(read_ods(odf(body, kind="spreadsheet")).warnings)
    assert "0 rows and 1 columns are hidden" in warnings
    assert "1 areas of merged cells" in warnings
    assert "1 formulas have no result" in warnings


def test_comments_on_cells_name_the_cell(odf):
    remark = f"<office:annotation><dc:creator>Mara Tolen</dc:creator>{p('Who?')}</office:annotation>"
    row = f"{cell('a')}<table:table-cell>{remark}<text:p>b</text:p></table:table-cell>"
    reading = read_ods(odf(ods_table(row), kind="spreadsheet"))
    assert reading.text == "Deaths\n\na\tb\n\nB1: Mara Tolen:\nWho?"
    assert [region.label for region in reading.regions if region.role is Role.COMMENT] == ["B1"]


WORDS = st.text("abcdefghij ԱԲаб\u00ad\u202e", min_size=1, max_size=30).filter(str.strip)


@given(st.lists(WORDS, max_size=12))
def test_words_that_go_in_come_out_in_their_order(odf, paragraphs):
    rows = [cell(words) * 2 for words in paragraphs]
    listed = "".join(f"<text:list-item>{p(words)}</text:list-item>" for words in paragraphs)
    body = "".join(map(p, paragraphs)) + f'<text:list text:style-name="L2">{listed}</text:list>' + ods_table(*rows)
    reading = read_odt(odf(body))
    check_regions(reading)
    place = 0
    for words in [*paragraphs, *paragraphs, *(words for words in paragraphs for _ in "ab")]:
        for word in words.split():
            place = reading.text.index(word, place) + len(word)
    assert read_odt(odf(body)) == reading
    sheet = read_ods(odf(ods_table(*rows), kind="spreadsheet"))
    check_regions(sheet)
    assert sheet.text.split("\n")[2:] == ["\t".join([" ".join(words.split())] * 2) for words in paragraphs]


def test_links_and_what_is_shown_and_not_held_are_assets(odf):
    shown = '<draw:frame><draw:image xlink:href="{}"/></draw:frame>'
    body = (
        f'<text:p>{PROSE} <text:a xlink:href="https://velmar.example/list.pdf">The list</text:a> and '
        '<text:a xlink:href="#top">above</text:a>, <text:a xlink:href="mailto:a@velmar.example">a</text:a></text:p>'
        f"<text:p>{shown.format('Pictures/held.png')}{shown.format('Pictures/lost.png')}</text:p>"
        f'<text:p>Beside.{shown.format("../photos/market%201.jpg")}<draw:object xlink:href="./Object 1"/></text:p>'
    )
    reading = read_odt(odf(body, more={"Pictures/held.png": b"png", "Object 1/content.xml": b""}))
    assert [(each.kind.value, each.address, reading.text[each.start :][:8]) for each in reading.assets] == [
        ("file", "https://velmar.example/list.pdf", "The list"),
        ("image", "Pictures/lost.png", "Beside."),
        ("image", "photos/market%201.jpg", ""),
    ]


def test_a_million_links_of_a_document_end_at_a_bound(odf):
    links = "".join(f'<text:a xlink:href="https://velmar.example/{n}">x</text:a>' for n in range(MOST_ASSETS + 50))
    assert len(read_odt(odf(f"<text:p>{PROSE}{links}</text:p>")).assets) == MOST_ASSETS + 1
