"""DOCX files, made here part by part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from regions import check_regions

from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.office.docx import read_docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
STYLES = """<w:style w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Cap"><w:name w:val="caption"/></w:style>
<w:style w:styleId="C1"><w:name w:val="toc 1"/></w:style>
<w:style w:styleId="Mine"><w:basedOn w:val="H1"/></w:style>"""
NUMBERING = """<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="8">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>
</w:num>"""
PROSE = "At least 32 people were taken from the market of Velmar on that day, the council found."


def part(name, content, space=W):
    return f'<?xml version="1.0"?><w:{name} xmlns:w="{space}" xmlns:w14="{W14}">{content}</w:{name}>'


def relations(**targets):
    listed = "".join(
        f'<Relationship Id="r{place}" Type="{KIND}{kind.rstrip("0123456789")}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{RELATIONS}">{listed}</Relationships>'


def p(*words, style=None, num=None, level=0, more=""):
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num:
        properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}{more}</w:pPr>{''.join(words)}</w:p>"


def r(words, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


@pytest.fixture(scope="session")
def docx(zipped):
    def make(body, *, space=W, **parts):
        files = {
            "_rels/.rels": relations(officeDocument="word/document.xml"),
            "word/_rels/document.xml.rels": relations(
                styles="styles.xml",
                numbering="numbering.xml",
                footnotes="footnotes.xml",
                endnotes="endnotes.xml",
                comments="comments.xml",
                commentsExtended="commentsExtended.xml",
                header1="header1.xml",
                header2="header2.xml",
                footer="footer1.xml",
            ),
            "word/document.xml": part("document", f"<w:body>{body}</w:body>", space),
            "word/styles.xml": part("styles", STYLES),
            "word/numbering.xml": part("numbering", NUMBERING),
            **{f"word/{name}.xml": part("x", "") for name in OTHERS if name not in parts},
            **{f"word/{name}.xml": part("x", content) for name, content in parts.items()},
        }
        return zipped(files)

    return make


OTHERS = ("footnotes", "endnotes", "comments", "commentsExtended", "header1", "header2", "footer1")


def test_paragraphs_come_in_their_order_parted_by_a_blank_line(docx):
    reading = read_docx(docx(p(r("The market"), style="T") + p(r(PROSE)) + p() + p(r("Second "), r("part."))))
    assert reading.text == f"The market\n\n{PROSE}\n\nSecond part."
    assert reading.title == "The market"
    assert [region.role for region in reading.regions] == [Role.TITLE, Role.BODY, Role.BODY]
    assert reading.warnings == ()


def test_the_strict_edition_is_read_as_the_usual_one(docx):
    assert read_docx(docx(p(r(PROSE)), space=STRICT)).text == PROSE


def test_a_style_takes_its_rank_from_the_one_it_is_based_on(docx):
    reading = read_docx(docx(p(r("The market of Velmar"), style="Mine") + p(r(PROSE))))
    assert reading.title == "The market of Velmar"


def test_lists_have_the_marks_that_word_prints(docx, words_of):
    items = [(1, 0, "bread"), (1, 1, "white"), (1, 1, "black"), (1, 0, "water")]
    body = p(r(PROSE)) + "".join(p(r(words), num=num, level=level) for num, level, words in items)
    reading = read_docx(docx(body + p(r(PROSE)) + p(r("salt"), num=2) + p(r("wood"), num=2) + p(r("tin"), num=3)))
    assert words_of(reading, Role.LIST) == ["1. bread\n1.a) white\n1.b) black\n2. water", "• salt\n• wood\n1. tin"]


def test_a_numbered_list_under_its_heading_is_the_reference_list(docx, words_of):
    entries = p(r("Tolen M. The market. Velmar, 1994."), num=1) + p(r("Ilen D. The river. Norvik, 1995."), num=1)
    reading = read_docx(docx(p(r(PROSE + " [1]")) + p(r("References"), style="H1") + entries))
    assert len(words_of(reading, Role.REFERENCE_LIST)) == 1
    assert words_of(reading, Role.CITATION) == ["[1]"]


def cell(*paragraphs, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def test_a_table_of_data_is_one_line_a_row_with_tabs(docx, words_of):
    rows = [
        cell(p(r("Place"))) + cell(p(r("Killed"))) + cell(p(r("Source"))),
        cell(p(r("Velmar")), properties='<w:vMerge w:val="restart"/>') + cell(p(r("32")), p(r("or more"))) + cell(p()),
        cell(p(), properties="<w:vMerge/>") + cell(p(r("two\tnames")), properties='<w:gridSpan w:val="2"/>'),
    ]
    table = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    reading = read_docx(docx(p(r(PROSE)) + table + p(r("After it."))))
    assert words_of(reading, Role.TABLE) == ["Place\tKilled\tSource\nVelmar\t32 or more\n\ttwo names"]
    assert reading.text.endswith("\n\nAfter it.")


def test_a_list_and_a_table_of_incidents_read_as_rows(docx, words_of):
    dates = ["12 March 1994", "13 March 1994", "14 March 1994"]
    items = "".join(p(r(f"{date}: fire in Velmar"), num=2) for date in dates)
    rows = "".join(f"<w:tr>{cell(p(r(date)))}{cell(p(r('Norvik')))}</w:tr>" for date in ["Date", *dates])
    reading = read_docx(docx(p(r(PROSE)) + items + p(r(PROSE)) + f"<w:tbl>{rows}</w:tbl>"))
    assert words_of(reading, Role.LIST)[1:] == [f"• {date}: fire in Velmar" for date in dates]
    assert words_of(reading, Role.TABLE)[1:] == [f"{date}\tNorvik" for date in dates]


def test_a_table_for_the_look_gives_paragraphs(docx, words_of):
    reading = read_docx(docx(f"<w:tbl><w:tr>{cell(p(r('Left.')))}{cell(p(r('Right.')))}</w:tr></w:tbl>"))
    assert reading.text == "Left.\n\nRight."
    assert words_of(reading, Role.TABLE) == []


def note(kind, key, words):
    return f'<w:{kind} w:id="{key}">{p(r(words))}</w:{kind}>'


def mark(kind, key):
    return f'<w:r><w:{kind}Reference w:id="{key}"/></w:r>'


def test_notes_stand_after_the_text_under_their_marks(docx, words_of):
    body = p(r("They were taken"), mark("footnote", 5), r(" at night"), mark("footnote", 3), r(".")) + p(
        r("So it ended"), mark("endnote", 2), r(".")
    )
    separator = '<w:footnote w:id="0" w:type="separator"><w:p><w:r><w:t>never</w:t></w:r></w:p></w:footnote>'
    reading = read_docx(
        docx(
            body,
            footnotes=separator + note("footnote", 3, "Tolen, p. 3.") + note("footnote", 5, "Ilen, p. 8."),
            endnotes=note("endnote", 2, "The end of it."),
        )
    )
    assert reading.text.startswith("They were taken[1] at night[2].\n\nSo it ended[i].")
    assert words_of(reading, Role.REFERENCE_LIST) == ["[1] Ilen, p. 8.\n[2] Tolen, p. 3.", "[i] The end of it."]
    assert words_of(reading, Role.CITATION) == ["[1]", "[2]"]
    assert "never" not in reading.text


def test_printed_citations_beside_notes_are_said(docx):
    notes = note("footnote", 1, "Tolen, p. 3.")
    warnings = read_docx(docx(p(r("Taken [4]"), mark("footnote", 1)), footnotes=notes)).warnings
    assert any("look like the marks of its notes" in warning for warning in warnings)


def test_what_lies_outside_or_is_put_in_whole_is_said(zipped):
    outside = f'<Relationship Id="a" Type="{KIND}image" Target="file:///x.png" TargetMode="External"/>'
    inside = f'<Relationship Id="b" Type="{KIND}aFChunk" Target="page.html"/>'
    link = f'<Relationship Id="c" Type="{KIND}hyperlink" Target="https://velmar.example" TargetMode="External"/>'
    parts = {
        "word/document.xml": part("document", f"<w:body>{p(r(PROSE))}</w:body>"),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">{outside}{inside}{link}</Relationships>',
    }
    assert read_docx(zipped(parts)).warnings == (
        "points to 1 files outside, which are not fetched",
        "1 documents put in whole are not read",
    )


def test_a_note_that_is_missing_is_said_and_one_without_a_mark_is_kept(docx):
    reading = read_docx(docx(p(r("Words"), mark("footnote", 9)), footnotes=note("footnote", 1, "Nobody points here.")))
    assert "Nobody points here." in reading.text
    assert "the text of 1 footnotes is missing" in reading.warnings


def test_the_last_section_says_how_endnotes_are_counted(docx):
    section = '<w:sectPr><w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr></w:sectPr>'
    body = p(r("Words"), mark("endnote", 4), r(".")) + section
    assert read_docx(docx(body, endnotes=note("endnote", 4, "Note."))).text == "Words[1].\n\n[1] Note."


def test_deleted_words_are_left_out_and_said_and_inserted_ones_stay(docx):
    deleted = '<w:del w:id="1"><w:r><w:delText>forty</w:delText></w:r></w:del>'
    moved = "<w:moveFrom><w:r><w:t>elsewhere</w:t></w:r></w:moveFrom>"
    old = "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"
    body = p(r("It was "), deleted, f"<w:ins>{r('thirty')}</w:ins>", moved, r(" people.", old))
    reading = read_docx(docx(body))
    assert reading.text == "It was thirty people."
    assert reading.warnings == ("tracked changes: 2 deletions are left out of the text",)


def test_a_deleted_row_is_left_out_and_said(docx):
    rows = f"<w:tr>{cell(p(r('a')))}{cell(p(r('b')))}</w:tr>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell(p(r('gone')))}{cell(p())}</w:tr>"
    reading = read_docx(docx(f"<w:tbl>{rows}{gone}{rows}</w:tbl>"))
    assert reading.text == "a\tb\na\tb"
    assert "1 deletions" in reading.warnings[0]


def test_hidden_words_stay_and_are_said(docx):
    reading = read_docx(docx(p(r("Seen "), r("unseen", "<w:vanish/>"), r(" seen", '<w:vanish w:val="0"/>'))))
    assert reading.text == "Seen unseen seen"
    assert reading.warnings == ("6 signs of the text are hidden in the document",)


def test_comments_are_regions_with_their_authors_and_whom_they_answer(docx):
    def comment(key, author, para, words):
        return (
            f'<w:comment w:id="{key}" w:author="{author}" w:date="2019-03-12T10:20:00Z">'
            f'<w:p w14:paraId="{para}">{r(words)}</w:p></w:comment>'
        )

    reading = read_docx(
        docx(
            p(r(PROSE)),
            comments=comment(0, "Mara Tolen", "A1", "Who counted?") + comment(1, "Dov Ilen", "B2", "The council."),
            commentsExtended='<w:commentEx w:paraId="B2" w:paraIdParent="A1"/>',
        )
    )
    found = [region for region in reading.regions if region.role is Role.COMMENT]
    assert [(each.author, each.order, each.parent) for each in found] == [("Mara Tolen", 1, None), ("Dov Ilen", 2, 1)]
    assert reading.text.endswith(
        "Mara Tolen, 2019-03-12 10:20:\nWho counted?\n\nDov Ilen, 2019-03-12 10:20:\nThe council."
    )


def test_headers_and_footers_stand_once_as_furniture(docx, words_of):
    same = p(r("Council of Velmar"))
    reading = read_docx(docx(p(r(PROSE)), header1=same, header2=same, footer1=p(r("Page 3"))))
    assert reading.text == f"Council of Velmar\n\n{PROSE}\n\nPage 3"
    assert words_of(reading, Role.BOILERPLATE) == ["Council of Velmar", "Page 3"]


def test_captions_and_contents_are_known_by_their_styles(docx, words_of):
    body = p(r("1 The market\t3"), style="C1") + p(r(PROSE)) + p(r("The market in 1994"), style="Cap")
    reading = read_docx(docx(body))
    assert words_of(reading, Role.CAPTION) == ["The market in 1994"]
    assert words_of(reading, Role.BOILERPLATE) == ["1 The market\t3"]


def test_a_text_box_is_read_once_after_its_paragraph(docx):
    box = f"<w:txbxContent>{p(r('In the box.'))}</w:txbxContent>"
    drawing = (
        f"<w:r><w:AlternateContent><w:Choice>{box}</w:Choice><w:Fallback>{box}</w:Fallback></w:AlternateContent></w:r>"
    )
    assert read_docx(docx(p(r("Before"), drawing, r(" after.")))).text == "Before after.\n\nIn the box."


def test_signs_that_are_elements_are_signs(docx):
    signs = "<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t><w:br/><w:t>d</w:t><w:tab/>"
    symbol = '<w:sym w:char="F0B7"/><w:sym w:char="2022"/></w:r>'
    stops = '<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>'
    reading = read_docx(docx(p(signs + symbol, more=stops)))
    assert reading.text == "a\u2011b\u00adc\nd\t\ufffd•"
    assert "1 signs of a symbol font" in reading.warnings[0]


def test_instructions_of_fields_are_no_text(docx):
    field = "<w:r><w:instrText> PAGE </w:instrText></w:r>"
    assert read_docx(docx(p(field, r("12")))).text == "12"


def test_the_title_of_the_properties_counts_only_where_the_text_prints_it(zipped):
    def with_title(title):
        core = (
            f'<p xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:creator>X</dc:creator></p>'
        )
        main = part("document", f"<w:body>{p(r('Letter'))}{p(r('What we saw in Orlan'))}{p(r(PROSE))}</w:body>")
        return read_docx(zipped({"word/document.xml": main, "docProps/core.xml": core}))

    assert with_title("What we saw in Orlan").title == "What we saw in Orlan"
    assert with_title("Document1").title != "Document1"
    assert "Document1" not in with_title("Document1").text


def test_pictures_files_and_macros_are_counted(zipped):
    data = zipped(
        {
            "word/document.xml": part("document", f"<w:body>{p(r(PROSE))}</w:body>"),
            "word/media/image1.png": "x",
            "word/media/image2.png": "x",
            "word/embeddings/book.xlsx": "x",
            "word/vbaProject.bin": "x",
        }
    )
    warnings = read_docx(data).warnings
    assert "2 pictures are not read" in warnings
    assert "1 embedded files are not read" in warnings
    assert any("macros" in warning for warning in warnings)


WORDS = st.text("abcdefghij ԱԲаб\u00ad\u202e", min_size=1, max_size=30).filter(str.strip)


@given(st.lists(WORDS, max_size=12), st.integers(0, 3))
def test_words_that_go_in_come_out_in_their_order(docx, paragraphs, tables):
    row = "<w:tr>" + "".join(cell(p(r(words))) for words in paragraphs) + "</w:tr>"
    body = "".join(p(r(words), num=place % 3 or None) for place, words in enumerate(paragraphs))
    data = docx(body + f"<w:tbl>{row * tables}</w:tbl>")
    reading = read_docx(data)
    check_regions(reading)
    place = 0
    for words in paragraphs * (1 + tables):
        for word in words.split():
            place = reading.text.index(word, place) + len(word)
    assert read_docx(data) == reading
