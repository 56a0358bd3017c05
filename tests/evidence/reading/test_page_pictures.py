"""A drawn page shows the words where the reading has their boxes, however the page is turned or cropped."""

from io import BytesIO
from zlib import crc32

import pytest
from PIL import Image, ImageDraw
from red_page import WORDS, red_frame, red_pdf

from ledgerstone.errors import UnreadableError
from ledgerstone.evidence.reading.page_pictures import LONGEST_SIDE, draw_page, jpeg_of
from ledgerstone.evidence.reading.pdf import read_pdf
from ledgerstone.evidence.reading.places import Places, Printed
from ledgerstone.evidence.reading.scans.pictures import MOST_PIXELS

RED = (220, 0, 0)


@pytest.mark.parametrize("about", [{}, {"CropBox": "[60 500 500 700]"}])
def test_the_place_of_words_is_where_the_picture_shows_them(about):
    data = red_pdf(**about)
    reading = read_pdf(data)
    start = reading.text.index(WORDS)
    where = Printed(text=reading.text, pages=reading.pages, boxes=reading.boxes)
    [place] = Places(where).of(start, start + len(WORDS))
    image = draw_page(data, 1)
    left, top, right, bottom = red_frame(image)
    letter = 6 / place.width
    assert place.left / place.width - 0.001 <= left <= place.left / place.width + 2 * letter
    assert place.right / place.width - 2 * letter <= right <= place.right / place.width + 0.001
    assert place.top / place.height <= top < bottom <= place.bottom / place.height
    assert abs(image.width / image.height - place.width / place.height) < 0.01


@pytest.mark.parametrize("turned", ["90", "180", "270"])
def test_a_turned_page_is_drawn_as_its_boxes_have_it(turned):
    data = red_pdf(Rotate=turned)
    reading = read_pdf(data)
    [box], [page] = reading.boxes, reading.pages
    left, top, right, bottom = red_frame(draw_page(data, 1))
    assert box.left / page.width - 0.001 <= left < right <= box.right / page.width + 0.001
    assert box.top / page.height - 0.001 <= top < bottom <= box.bottom / page.height + 0.001


def scan(kind: str = "JPEG", *, orientation: int = 1, size=(400, 200), **more) -> bytes:
    """A photograph with a red mark at its upper left, held as the camera says."""
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).rectangle((40, 20, 80, 40), fill=RED)
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = "A name that nobody meant to give"
    file = BytesIO()
    image.save(file, kind, exif=exif, **more)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
@pytest.mark.parametrize(("orientation", "left", "top"), [(1, 0.1, 0.1), (3, 0.8, 0.8), (6, 0.8, 0.1), (8, 0.1, 0.8)])
def test_a_photograph_is_drawn_upright(kind, orientation, left, top):
    image = draw_page(scan(kind, orientation=orientation), 1)
    assert (image.width > image.height) == (orientation in {1, 3})
    found = red_frame(image)
    assert found[:2] == pytest.approx((left, top), abs=0.02)


def test_a_picture_bears_no_metadata_of_the_file_that_it_was_drawn_from():
    made = jpeg_of(draw_page(scan(comment=b"and a comment"), 1))
    assert b"nobody meant" not in made
    assert b"and a comment" not in made
    with Image.open(BytesIO(made)) as image:
        assert not image.getexif()


def test_each_page_of_a_stack_is_drawn_under_its_number():
    pages = [Image.new("1", (60, 40), shade) for shade in (0, 1, 0)]
    file = BytesIO()
    pages[0].save(file, "TIFF", save_all=True, append_images=pages[1:])
    assert [draw_page(file.getvalue(), number).getpixel((5, 5)) for number in (1, 2, 3)] == [0, 255, 0]
    with pytest.raises(UnreadableError, match="no page 4"):
        draw_page(file.getvalue(), 4)


def test_a_large_page_is_drawn_smaller_and_a_small_one_as_it_is():
    assert draw_page(scan(size=(4000, 1000)), 1).size == (LONGEST_SIDE, LONGEST_SIDE // 4)
    assert draw_page(scan(size=(400, 200)), 1).size == (400, 200)
    assert max(draw_page(red_pdf(MediaBox="[0 0 20000 9000]"), 1).size) <= LONGEST_SIDE
    assert draw_page(red_pdf(MediaBox="[0 0 100 50]"), 1).size == (400, 200)


@pytest.mark.parametrize("mode", ["1", "P", "LA", "RGBA", "I;16", "CMYK", "L"])
def test_paper_is_white_in_every_kind_of_picture(mode):
    white = {"LA": (0, 0), "RGBA": (0, 0, 0, 0), "CMYK": 0, "I;16": 65535}.get(mode, 255)
    image = Image.new("L", (50, 50), 255).convert("P") if mode == "P" else Image.new(mode, (50, 50), white)
    file = BytesIO()
    image.save(file, "TIFF" if mode in {"CMYK", "I;16"} else "PNG")
    drawn = draw_page(file.getvalue(), 1)
    assert drawn.convert("RGB").getpixel((9, 9)) == (255, 255, 255)


def huge_png() -> bytes:
    """A picture whose header claims more pixels than are decoded."""
    good = scan("PNG")
    at = good.index(b"IHDR")
    side = (int(MOST_PIXELS**0.5) + 10).to_bytes(4, "big")
    header = b"IHDR" + side + side + good[at + 12 : at + 17]
    return good[:at] + header + crc32(header).to_bytes(4, "big") + good[at + 21 :]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Only words, and not many of them.\n", "no pages to draw"),
        (red_pdf()[:200], "cannot be opened"),
        (scan("PNG")[:90], "cannot be decoded"),
        (huge_png(), "pixels"),
    ],
    ids=["text", "torn PDF", "torn picture", "too many pixels"],
)
def test_what_cannot_be_drawn_says_why(data, reason):
    with pytest.raises(UnreadableError, match=reason):
        draw_page(data, 1)


def test_a_page_without_a_size_is_drawn_as_the_sheet_that_readers_take_it_for():
    assert max(draw_page(red_pdf(MediaBox="[0 0 0 0]"), 1).size) == LONGEST_SIDE
