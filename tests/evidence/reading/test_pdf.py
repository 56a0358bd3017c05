"""The text layer of PDF files, made here by hand."""

from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.read import read


def make_pdf(pages):
    """A PDF of pages, each of (height, words) lines, in a font that every reader has."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, lines in enumerate(pages):
        stream = "".join(f"BT /F1 11 Tf 72 {height} Td ({words}) Tj ET\n" for height, words in lines).encode()
        font = "/Resources << /Font << /F1 3 0 R >> >>"
        page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] {font} /Contents {5 + 2 * number} 0 R >>"
        objects += [page.encode(), b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)]
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        data
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (
            size,
            table,
            size,
            len(data),
        )
    )


FIRST = [
    (720, "Report on the market of Orsin"),
    (690, "At least 32 people were killed in Orsin, the office found."),
    (676, "The report names no one who is still living in the town."),
    (648, "A second paragraph begins further down the page, as it should."),
    (634, "It goes on here for one line more."),
]
SECOND = [(720, "The second page has its own words, which stand here.")]


def test_pages_are_read_in_order_with_paragraphs_apart():
    reading = read(make_pdf([FIRST, SECOND]), name="report.pdf")
    assert reading.media_type == "application/pdf"
    assert reading.title == "Report on the market of Orsin"
    first, second = reading.text.split("\f")
    assert second.strip() == SECOND[0][1]
    assert "found.\nThe report names" in first
    assert "town.\n\nA second paragraph" in first
    assert len([region for region in reading.regions if region.role is Role.BODY]) >= 2


def test_a_broken_pdf_is_kept_and_not_read():
    for data in (make_pdf([FIRST])[:300], b"%PDF-1.7\n" + bytes(range(256)) * 4):
        reading = read(data, name="report.pdf")
        assert reading.media_type == "application/pdf"
        assert reading.text == ""
        assert reading.warnings


def test_an_encrypted_pdf_is_kept_and_not_read():
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -4 >> /ID [(a) (a)] /Root" % (
        b"o" * 32,
        b"u" * 32,
    )
    reading = read(make_pdf([FIRST]).replace(b"/Root", lock), name="report.pdf")
    assert reading.text == ""
    assert "cannot be opened" in reading.warnings[0]


def test_a_pdf_without_words_may_be_a_scan():
    reading = read(make_pdf([[]]), name="scan.pdf")
    assert reading.text == ""
    assert any("scan" in warning for warning in reading.warnings)
