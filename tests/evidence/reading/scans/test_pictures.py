"""Pictures are opened upright and in grey; what is hostile is refused before it is decoded."""

import struct
import zlib

import pytest
from drawn_pages import as_file
from heic_sample import HEIC
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ledgerstone.evidence.reading.scans.pictures import (
    MOST_FRAMES,
    MOST_PIXELS,
    Picture,
    Refused,
    Sized,
    open_pictures,
    page_sizes,
)


def sheet(mode="RGB", paper="white", ink="black"):
    """Draw the same square as in HEIC."""
    page = Image.new(mode, (64, 32), paper)
    page.paste(ink, (8, 8, 24, 24))
    return page


def opened(data):
    return list(open_pictures(data))


def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "GIF", "WEBP", "HEIC"])
def test_each_format_is_opened_in_grey(kind):
    [picture] = opened(HEIC if kind == "HEIC" else as_file(sheet(), kind))
    assert isinstance(picture, Picture)
    assert (picture.number, picture.image.mode, picture.image.size) == (1, "L", (64, 32))
    assert picture.image.getpixel((16, 16)) < 40
    assert picture.image.getpixel((48, 16)) > 215


def test_pages_of_a_tiff_come_in_their_order():
    sheets = [Image.new("L", (10 + number, 9), 255) for number in range(3)]
    found = opened(as_file(sheets[0], "TIFF", save_all=True, append_images=sheets[1:]))
    assert [(page.number, page.image.width) for page in found] == [(1, 10), (2, 11), (3, 12)]


def test_of_an_animation_the_first_picture_is_the_page():
    sheets = [Image.new("L", (9, 9), shade) for shade in (255, 0)]
    [picture] = opened(as_file(sheets[0], "GIF", save_all=True, append_images=sheets[1:]))
    assert picture.image.getpixel((0, 0)) == 255


def test_no_more_than_so_many_pages_are_opened():
    sheets = [Image.new("1", (1, 1), 1)] * (MOST_FRAMES + 1)
    found = opened(as_file(sheets[0], "TIFF", save_all=True, append_images=sheets[1:]))
    assert len(found) == MOST_FRAMES + 1
    assert isinstance(found[-1], Refused)
    assert str(MOST_FRAMES) in found[-1].reason


def test_a_picture_is_turned_as_the_camera_says():
    exif = Image.Exif()
    exif[0x0112] = 6
    [picture] = opened(as_file(sheet(), "JPEG", exif=exif))
    assert picture.image.size == (32, 64)
    assert picture.image.getpixel((16, 16)) < 40
    assert picture.image.getpixel((16, 48)) > 215


@pytest.mark.parametrize(
    "page",
    [
        sheet("1", 1, 0),
        sheet("L", 255, 0),
        sheet("I;16", 65535, 0),
        sheet("RGBA", (0, 0, 0, 0), (0, 0, 0, 255)),
        sheet("LA", (0, 0), (0, 255)),
        sheet().convert("P"),
    ],
    ids=lambda page: page.mode,
)
def test_every_depth_of_colour_becomes_black_on_white(page):
    [picture] = opened(as_file(page))
    assert picture.image.getpixel((16, 16)) == 0
    assert picture.image.getpixel((48, 16)) == 255


def test_the_resolution_is_what_the_file_says_where_that_can_be_true():
    large = Image.new("L", (2340, 100), 255)
    assert [opened(as_file(large, dpi=(said, said)))[0].dpi for said in (300, 1, 90000)] == [300, 200, 200]


def test_a_decompression_bomb_is_refused_before_it_is_decoded():
    for side in (15_000, 100_000):
        head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
        data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
        [refused] = opened(data)
        assert isinstance(refused, Refused)
        assert f"{MOST_PIXELS:,}" in refused.reason


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "GIF", "WEBP", "HEIC"])
@pytest.mark.parametrize("turned", [1, 3, 6, 8])
def test_a_page_has_the_size_of_its_picture_as_it_is_seen(kind, turned):
    exif = Image.Exif()
    exif[0x0112] = turned
    data = HEIC if kind == "HEIC" else as_file(sheet(), kind, **({} if kind == "GIF" else {"exif": exif}))
    [picture] = opened(data)
    assert list(page_sizes(data)) == [Sized(number=1, width=picture.image.width, height=picture.image.height)]


def test_each_page_of_a_tiff_has_its_size_and_a_bomb_has_none():
    sheets = [Image.new("L", (10 + number, 9), 255) for number in range(3)]
    data = as_file(sheets[0], "TIFF", save_all=True, append_images=sheets[1:])
    assert [(page.number, page.width, page.height) for page in page_sizes(data)] == [(1, 10, 9), (2, 11, 9), (3, 12, 9)]
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0))
    [refused] = page_sizes(b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b""))
    assert isinstance(refused, Refused)


def test_a_broken_page_does_not_take_the_others_with_it():
    sheets = [Image.effect_noise((40, 40), 50) for _ in range(2)]
    data = bytearray(as_file(sheets[0], "TIFF", save_all=True, append_images=sheets[1:], compression="tiff_deflate"))
    start = data.index(b"\x78", 8)
    data[start : start + 40] = b"\xff" * 40
    first, second = opened(bytes(data))
    assert isinstance(first, Refused)
    assert isinstance(second, Picture)


@given(st.sampled_from(("PNG", "JPEG", "TIFF", "GIF", "WEBP", "HEIC")), st.data())
def test_mutated_files_never_raise(kind, data):
    content = bytearray(HEIC if kind == "HEIC" else as_file(sheet(), kind))
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=6)):
        content[place] = data.draw(st.integers(0, 255))
    found = opened(bytes(content[: data.draw(st.integers(0, len(content)))]))
    assert found
    assert all(isinstance(one, Picture | Refused) for one in found)
    assert all(isinstance(one, Sized | Refused) for one in page_sizes(bytes(content)))
