"""What DOCX files point to; the files are made here part by part."""

from ledgerstone.evidence.reading.office.docx import read_docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def part(name, content):
    return f'<w:{name} xmlns:w="{W}">{content}</w:{name}>'


def p(*runs):
    return f"<w:p>{''.join(runs)}</w:p>"


def r(words):
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


FOOTNOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def outside(**targets):
    listed = "".join(
        f'<Relationship Id="{key}" Type="{KIND}{kind}" Target="{target}" TargetMode="{mode or "Internal"}"/>'
        for key, (kind, target, mode) in targets.items()
    )
    return f'<Relationships xmlns="{RELATIONS}">{listed}</Relationships>'


MAIN = outside(d=("officeDocument", "word/document.xml", ""))
USES = outside(
    f=("footnotes", "footnotes.xml", ""),
    h=("header", "header1.xml", ""),
    a=("hyperlink", "https://velmar.example/list.pdf", "External"),
    m=("hyperlink", "mailto:council@velmar.example", "External"),
    p=("image", "media/held.png", ""),
    q=("image", "media/lost.png", ""),
    w=("image", "../photos/market.jpg", "External"),
)
RID = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def link(key, words):
    return f'<w:hyperlink {RID} r:id="{key}">{r(words)}</w:hyperlink>'


def picture(*uses, about=""):
    given = " ".join(f'r:{how}="{key}"' for how, key in (use.split() for use in uses))
    return f'<w:r><w:drawing><docPr descr="{about}"/><blip {RID} {given}/></w:drawing></w:r>'


def field(instruction, words):
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    asked = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return mark.format("begin") + asked + mark.format("separate") + r(words) + mark.format("end")


def pointed(reading):
    return [(each.kind.value, each.address, each.label, reading.text[each.start :][:7]) for each in reading.assets]


def test_links_and_pictures_that_the_document_does_not_hold_are_assets(zipped):
    body = (
        p(r("See "), link("a", "the list"), r(" and "), link("m", "write"))
        + p(picture("embed p", about="A map"), picture("embed q", about="A ruin"))
        + p(picture("embed p", "link w"), r("Below the pictures."))
        + p(picture("link w"), field(' HYPERLINK "https://velmar.example/b" \\o "x" ', "a report"))
        + p(field(' HYPERLINK \\l "_Toc1" ', "here"), r(" "), link("a", "again"))
    )
    files = {
        "word/_rels/document.xml.rels": USES,
        "word/media/held.png": b"png",
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
    }
    reading = read_docx(zipped({"_rels/.rels": MAIN, **files}))
    assert pointed(reading) == [
        ("file", "https://velmar.example/list.pdf", "the list", "the lis"),
        ("image", "word/media/lost.png", "A ruin", "Below t"),
        ("image", "../photos/market.jpg", None, "a repor"),
        ("link", "https://velmar.example/b", "a report", "a repor"),
    ]


def test_links_in_tables_and_notes_have_their_place_and_those_of_headers_are_left_out(zipped):
    cells = "".join(f"<w:tc>{p(words)}</w:tc>" for words in (r("Market"), r("burnt, ") + link("a", "says the list")))
    body = f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl>" + p(r("Text"), FOOTNOTE)
    relation = outside(n=("hyperlink", "https://velmar.example/note", "External"))
    files = {
        "word/_rels/document.xml.rels": USES,
        "word/_rels/footnotes.xml.rels": relation,
        "word/_rels/header1.xml.rels": outside(n=("hyperlink", "https://velmar.example/head", "External")),
        "word/header1.xml": part("hdr", p(link("n", "Velmar"))),
        "word/footnotes.xml": part("x", f'<w:footnote w:id="2">{p(r("As "), link("n", "here"))}</w:footnote>'),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
    }
    assert pointed(read_docx(zipped({"_rels/.rels": MAIN, **files}))) == [
        ("file", "https://velmar.example/list.pdf", "says the list", "says th"),
        ("link", "https://velmar.example/note", "here", "here"),
    ]


def test_pictures_of_a_document_without_words_are_assets_too(zipped):
    files = {
        "word/_rels/document.xml.rels": USES,
        "word/document.xml": part("document", f"<w:body>{p(picture('embed q'))}</w:body>"),
    }
    assert [each.address for each in read_docx(zipped({"_rels/.rels": MAIN, **files})).assets] == [
        "word/media/lost.png"
    ]
