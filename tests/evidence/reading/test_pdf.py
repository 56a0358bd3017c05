"""The text layer of PDF files, made here by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.pdf import MOST_PAGES, MOST_UNREADABLE, read_pdf
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


def boxed(reading):
    """Each box's words and its edges, to a whole point."""
    return [
        (reading.text[box.start : box.end], *(round(edge) for edge in (box.left, box.top, box.right, box.bottom)))
        for box in reading.boxes
    ]


def test_each_line_has_a_box_on_its_page():
    reading = read_pdf(make_pdf([FIRST, SECOND]))
    assert [(page.number, page.width, page.height) for page in reading.pages] == [(1, 612, 792), (2, 612, 792)]
    assert [reading.text[page.start : page.end] for page in reading.pages] == reading.text.split("\f")
    assert [reading.text[box.start : box.end] for box in reading.boxes] == [words for _, words in FIRST + SECOND]
    for box, (height, _) in zip(reading.boxes, FIRST + SECOND, strict=True):
        assert box.left == 72
        assert box.top < 792 - height < box.bottom < box.top + 14
        assert 72 + 140 < box.right < 540
    assert [box.page for box in reading.boxes] == [1] * len(FIRST) + [2]


BROKEN = [
    (720, "The office of Velmar has found that in the mar-"),
    (706, "ket of Norvik nobody was heard, not even by the"),
    (692, "council of Norvik-"),
    (678, "Orlan, before 10-"),
    (664, "12 people had gone."),
]


def test_a_word_broken_at_a_lines_end_is_mended_and_has_two_boxes():
    reading = read_pdf(make_pdf([BROKEN]))
    assert "in the market\nof Norvik nobody" in reading.text
    assert "council of Norvik-Orlan,\nbefore 10-\n12 people" in reading.text
    words = [found[0] for found in boxed(reading)]
    assert words[:3] == [BROKEN[0][1][:-1], "ket", "of Norvik nobody was heard, not even by the"]
    first, second, third = reading.boxes[:3]
    assert first.end == second.start
    assert first.bottom <= second.top + 3
    assert second.right < third.left
    assert second.top == third.top


def test_soft_hyphens_go_and_ligatures_are_letters():
    # A font whose signs 1 to 5 stand for ﬁ, ﬀ, soft hyphen, Armenian ﬓ and nothing at all (ISO 32000-1, 9.10.3).
    table = b"1 begincodespacerange <00> <ff> endcodespacerange 5 beginbfchar <01> <FB01> <02> <FB00> <03> <00AD> "
    table += b"<04> <FB13> <61> <0061> endbfchar"
    cmap = b"/CIDInit /ProcSet findresource begin begincmap " + table + b" endcmap end"
    data = make_pdf([[(720, "a\\001a a\\002a a\\003a a\\004a")]])
    data = data.replace(b"/BaseFont /Helvetica", b"/BaseFont /Helvetica /ToUnicode 6 0 R")
    data = data.replace(
        b"xref", b"6 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\nxref" % (len(cmap), cmap), 1
    )
    reading = read_pdf(data)
    assert reading.text == "afia affa aa aմնa"
    assert [found[0] for found in boxed(reading)] == [reading.text]


def turned(data, *, by, view=b""):
    """The same page with what it shows turned about its middle by so many degrees, counter-clockwise."""
    across, up = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[by]
    start = data.index(b"stream\n") + len(b"stream\n")
    body = data[start : data.index(b"\nendstream")]
    new = b"%d %d %d %d 306 396 cm 1 0 0 1 -306 -396 cm\n" % (across, up, -up, across) + body
    length = b"/Length %d"
    data = data.replace(body, new).replace(length % len(body), length % len(new))
    return data.replace(b"/MediaBox [0 0 612 792]", b"/MediaBox [-100 -100 792 892] " + view)


@pytest.mark.parametrize("by", [0, 90, 180, 270])
@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_turned_page_is_read_line_by_line_and_boxes_are_those_of_the_page_as_it_is_seen(by, rotate):
    reading = read_pdf(turned(make_pdf([FIRST]), by=by, view=b"/Rotate %d" % rotate))
    assert reading.text == read_pdf(make_pdf([FIRST])).text
    [page] = reading.pages
    assert (page.width, page.height) == ((892, 992) if rotate % 180 == 0 else (992, 892))
    straight, first = read_pdf(make_pdf([FIRST])).boxes[0], reading.boxes[0]
    sides = (straight.right - straight.left, straight.bottom - straight.top)
    clockwise = (rotate - by) % 360
    is_level = clockwise % 180 == 0
    assert (first.right - first.left, first.bottom - first.top) == pytest.approx(
        sides if is_level else sides[::-1], abs=0.1
    )
    downwards = [box.top for box in reading.boxes] if is_level else [-box.left for box in reading.boxes]
    assert downwards == sorted(downwards, reverse=clockwise in {180, 270})
    # The words are turned about a point 40 points from the sheet's middle.
    middle = ((first.left + first.right) / 2 - page.width / 2, (first.top + first.bottom) / 2 - page.height / 2)
    was = ((straight.left + straight.right) / 2 - 306, (straight.top + straight.bottom) / 2 - 396)
    assert math.hypot(*middle) == pytest.approx(math.hypot(*was), abs=40.1)


def test_boxes_are_counted_from_the_corner_of_what_the_page_shows():
    data = make_pdf([FIRST]).replace(b"/MediaBox [0 0 612 792]", b"/MediaBox [0 0 612 792] /CropBox [50 600 500 780]")
    reading, whole = read_pdf(data), read_pdf(make_pdf([FIRST]))
    assert (reading.pages[0].width, reading.pages[0].height) == (450, 180)
    for box, other in zip(reading.boxes, whole.boxes, strict=True):
        assert (box.left, box.top) == pytest.approx((other.left - 50, other.top - 12), abs=0.02)


def test_words_that_the_page_does_not_show_have_no_box():
    data = make_pdf([FIRST]).replace(b"/MediaBox [0 0 612 792]", b"/MediaBox [0 0 612 792] /CropBox [50 687 500 780]")
    reading = read_pdf(data)
    assert FIRST[-1][1] in reading.text
    assert [found[0] for found in boxed(reading)] == [words for _, words in FIRST[:2]]


def test_a_file_that_claims_a_million_pages_ends_early():
    data = make_pdf([SECOND]).replace(b"/Count 1 ", b"/Count 1000000 ")
    reading = read_pdf(data)
    assert len(reading.pages) <= MOST_PAGES
    assert len(reading.warnings) <= 4
    shared = make_pdf([SECOND]).replace(b"/Count 1 /Kids [4 0 R]", b"/Count 3000 /Kids [" + b"4 0 R " * 3000 + b"]")
    assert len(read_pdf(shared).pages) <= MOST_PAGES


def test_pages_that_cannot_be_read_are_named_once():
    missing = b"/Count 40 /Kids [4 0 R " + b"99 0 R " * 39 + b"]"
    reading = read_pdf(make_pdf([SECOND]).replace(b"/Count 1 /Kids [4 0 R]", missing))
    assert SECOND[0][1] in reading.text
    assert len([warning for warning in reading.warnings if "read" in warning]) <= 3
    assert len(reading.pages) <= 40 - MOST_UNREADABLE + 1


def test_loops_huge_pages_and_endless_numbers_end():
    data = make_pdf([FIRST])
    hostile = (
        data.replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"),
        data.replace(b"/Parent 2 0 R", b"/Parent 4 0 R"),
        data.replace(b"[0 0 612 792]", b"[0 0 1e30 1e30]"),
        data.replace(b"[0 0 612 792]", b"[0 0 0 0]"),
        data.replace(b"[0 0 612 792]", b"[0 0 -9999999999 5]"),
        data.replace(b"72 720 Td", b"9e99 -9e99 Td"),
        data.replace(b"/F1 11 Tf", b"/F1 1e20 Tf"),
        data.replace(b"/F1 11 Tf", b"/F1 0 Tf"),
        data.replace(b"startxref\n", b"startxref\n9"),
    )
    for one in hostile:
        reading = read_pdf(one)
        assert reading.tool == "pdf"
        for box in reading.boxes:
            page = reading.pages[box.page - 1]
            assert 0 <= box.left <= box.right <= page.width + 0.01
            assert 0 <= box.top <= box.bottom <= page.height + 0.01


def test_scripts_are_not_run_and_said():
    names = b"/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (app.alert(1)) >>] >> >> /Pages"
    reading = read_pdf(make_pdf([FIRST]).replace(b"/Type /Catalog /Pages", b"/Type /Catalog " + names))
    assert FIRST[0][1] in reading.text
    assert "the PDF has scripts: they are not run" in reading.warnings


def test_a_page_without_words_among_others_is_named():
    data = make_pdf([FIRST, [(700, "gone")], [], SECOND]).replace(b"(gone) Tj ET", b"ET 0 0 9 9 re f")
    reading = read_pdf(data)
    assert any("no text layer on page 2: perhaps scans" in warning for warning in reading.warnings)
    assert len(reading.pages) == 4


PIECES = (b"0", b"-1", b"9" * 12, b"1e38", b"/Rotate 45", b"[0 0 0 0]", b"4 0 R", b"(", b">>", b"<<", b"q", b"\xff\xfe")


@given(st.lists(st.tuples(st.integers(0, 1400), st.integers(0, 12), st.sampled_from(PIECES)), min_size=1, max_size=6))
def test_mutated_files_are_read_or_said_not_to_be(changes):
    data = make_pdf([FIRST, BROKEN])
    for place, length, piece in changes:
        data = data[:place] + piece + data[place + length :]
    reading = read_pdf(data)
    assert reading.tool == "pdf"
    for box in reading.boxes:
        words = reading.text[box.start : box.end]
        assert words == words.strip() != ""
        assert 0 <= box.left <= box.right
        assert 0 <= box.top <= box.bottom
        assert "\n" not in words
