"""PDF files of scans: pages without a text layer are recognised, others keep theirs, and every box is in points."""

from io import BytesIO

import pypdfium2
import pytest
from drawn_pages import DPI, LINES, MOST_WRONG, draw, turn, wrong_words
from PIL import Image

from ledgerstone.evidence.reading.pdf import read_pdf
from ledgerstone.evidence.reading.scans import scanned_pdf
from ledgerstone.evidence.reading.scans.scan import NOT_YET_READ
from ledgerstone.evidence.reading.scans.scanned_pdf import read_scanned_pdf

SCALE = 72 / DPI


def scanned(*pages):
    file = BytesIO()
    pages[0].save(file, "PDF", resolution=DPI, save_all=True, append_images=pages[1:])
    return file.getvalue()


def dark(page):
    return sum(page.histogram()[:100])


def typed(words):
    """A PDF of one page with a text layer."""
    shown = b"BT /F1 12 Tf 40 150 Td (%s) Tj ET" % words.encode()
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 200] /Contents 4 0 R /Resources 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Font << /F1 5 0 R >> >>",
    )
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, content) for number, content in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer << /Root 1 0 R >>\n%%EOF"


def joined(*files):
    """One PDF file of the pages of several."""
    whole = pypdfium2.PdfDocument.new()
    for data in files:
        whole.import_pages(pypdfium2.PdfDocument(data))
    file = BytesIO()
    whole.save(file)
    return file.getvalue()


@pytest.mark.parametrize("language", ["en", "hy"])
def test_a_scanned_page_is_recognised_with_boxes_in_points(language, tesseract, tmp_path):
    page = draw(LINES[language], language)
    reading = read_scanned_pdf(scanned(page), tool=tesseract, languages=(language,), folder=tmp_path)
    assert wrong_words(reading.text, LINES[language]) <= MOST_WRONG[language]
    [seen] = reading.pages
    assert (seen.width, seen.height) == pytest.approx((page.width * SCALE, page.height * SCALE), abs=0.5)
    assert reading.warnings[0] == "recognised from pictures: page 1"
    ink = dark(page)
    for box in reading.boxes:
        pixels = (box.left / SCALE - 3, box.top / SCALE - 3, box.right / SCALE + 4, box.bottom / SCALE + 4)
        page.paste(255, tuple(round(edge) for edge in pixels))
    assert dark(page) < ink / 50


def test_a_page_with_a_text_layer_keeps_it(tesseract, tmp_path):
    scan = scanned(draw(("The second page", "is a picture"), "en", width=400))
    data = joined(typed("The first page has words"), scan, typed("The third as well"))
    reading = read_scanned_pdf(data, tool=tesseract, languages=("en",), folder=tmp_path)
    assert reading.text.split("\f") == [
        "The first page has words",
        "The second page\nis a picture",
        "The third as well",
    ]
    sure = {number: {box.confidence is not None for box in reading.boxes if box.page == number} for number in (1, 2, 3)}
    assert sure == {1: {False}, 2: {True}, 3: {False}}
    assert reading.tool == "pdf, tesseract"


def test_a_scanned_page_that_lies_on_its_side_is_read(tesseract, tmp_path):
    page = turn(draw(LINES["en"], "en"), 90)
    reading = read_scanned_pdf(scanned(page), tool=tesseract, languages=("en",), folder=tmp_path)
    assert wrong_words(reading.text, LINES["en"]) <= MOST_WRONG["en"]


def test_a_file_with_a_text_layer_on_every_page_is_read_as_by_the_reader_of_pdf(tesseract, tmp_path):
    data = typed("The only page has words")
    assert read_scanned_pdf(data, tool=tesseract, languages=(), folder=tmp_path) == read_pdf(data)


def test_without_tesseract_scanned_pages_are_not_yet_read(tmp_path):
    data = joined(typed("The first page has words"), scanned(Image.new("L", (200, 100), 0)))
    reading = read_scanned_pdf(data, tool=None, languages=(), folder=tmp_path)
    assert reading.text.strip("\f") == "The first page has words"
    assert reading.warnings == (f"page 2: {NOT_YET_READ}",)
    alone = read_scanned_pdf(scanned(Image.new("L", (200, 100), 0)), tool=None, languages=(), folder=tmp_path)
    assert (alone.text, alone.warnings) == ("", (f"page 1: {NOT_YET_READ}",))


def test_huge_and_tiny_pages_are_drawn_within_bounds(tesseract, tmp_path, monkeypatch):
    monkeypatch.setattr(scanned_pdf, "MOST_DRAWN_PIXELS", 1_000_000)
    data = scanned(draw(("Velmar and Norvik",), "en", width=400))
    start = data.index(b"/MediaBox")
    box = data[start : data.index(b"]", start) + 1]
    for size in (b"[ 0 0 14400 14400 ]", b"[ 0 0 0.5 0.5 ]", b"[ 0 0 1e9 1e9 ]"):
        reading = read_scanned_pdf(
            data.replace(box, b"/MediaBox " + size), tool=tesseract, languages=(), folder=tmp_path
        )
        assert reading.warnings


def test_what_is_no_pdf_gives_a_warning(tesseract, tmp_path):
    reading = read_scanned_pdf(b"%PDF-1.7\nnothing", tool=tesseract, languages=(), folder=tmp_path)
    assert reading.text == ""
    assert "cannot be opened" in reading.warnings[0]
