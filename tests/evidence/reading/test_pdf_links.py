"""What PDF files point to; the files are made here by hand, and PDFium finds their objects itself."""

import pytest

from ledgerstone.evidence.reading.assets import MOST_ASSETS
from ledgerstone.evidence.reading.pdf import read_pdf

WORDS = ((700, "At least 32 people were killed in Orsin, the office found."), (680, "See the list, and the map of it."))


def made(*annotations, turned=0):
    stream = "".join(f"BT /F1 10 Tf 72 {height} Td ({words}) Tj ET\n" for height, words in WORDS)
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Rotate {turned} /Contents 4 0 R "
            f"/Resources << /Font << /F1 5 0 R >> >> /Annots [{' '.join(annotations)}] >>"
        ),
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
    )
    body = "".join(f"{number} 0 obj\n{each}\nendobj\n" for number, each in enumerate(objects, start=1))
    return f"%PDF-1.4\n{body}trailer << /Root 1 0 R /Size 6 >>\n%%EOF\n".encode()


def link(action, first=0, last=1):
    """Over some letters of the second line: those of Courier are 6 points wide."""
    return f"<< /Type /Annot /Subtype /Link /Rect [{72 + 6 * first} 677 {72 + 6 * last} 690] /A << {action} >> >>"


def to(address):
    return f"/S /URI /URI ({address})"


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_links_that_lead_out_of_the_file_are_assets_where_their_words_stand(turned):
    reading = read_pdf(
        made(
            link(to("https://orsin.example/list.pdf"), 4, 12),
            link(to("mailto:office@orsin.example"), 4, 12),
            link("/S /GoTo /D [3 0 R /Fit]", 4, 12),
            link("/S /GoToR /F (maps/orsin.png) /D [0 /Fit]", 18, 25),
            link(to("https://orsin.example/list.pdf"), 18, 25),
            turned=turned,
        )
    )
    assert [(each.kind.value, each.address, each.label, reading.text[each.start :][:8]) for each in reading.assets] == [
        ("file", "https://orsin.example/list.pdf", "the list", "the list"),
        ("image", "maps/orsin.png", "the map", "the map "),
    ]


def test_links_without_a_place_or_without_end_are_bounded():
    many = (f"<< /Subtype /Link /A << {to(f'https://orsin.example/{number}')} >> >>" for number in range(3000))
    found = read_pdf(made(*many)).assets
    assert len(found) == MOST_ASSETS + 1
    assert {each.start for each in found} == {0}
