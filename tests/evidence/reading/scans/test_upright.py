"""A picture's skew is found, and what is found on it once it is turned is led back to where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ledgerstone.evidence.reading.scans.composing import Frame
from ledgerstone.evidence.reading.scans.upright import Turn, fullest_part, led_back, skew, turned


def ruled(height=600):
    """Draw rows of short strokes, as lines of words are from afar."""
    page = Image.new("L", (800, height), 255)
    for top in range(60, height - 60, 30):
        for left in range(60, 700, 45):
            page.paste(0, (left, top, left + 20 + (left * top) % 17, top + 12))
    return page


@pytest.mark.parametrize("degrees", [-6, -3, -0.8, 0.5, 2, 5])
def test_skew_is_found_to_a_third_of_a_degree(degrees):
    page = ruled().rotate(degrees, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    assert skew(page) == pytest.approx(-degrees, abs=0.3)


def test_a_level_page_and_a_page_without_lines_are_not_turned():
    assert skew(ruled()) == 0.0
    assert skew(Image.new("L", (400, 300), 255)) == 0.0
    assert skew(Image.new("L", (400, 300), 0)) == 0.0
    assert skew(Image.new("L", (1, 1), 0)) == 0.0


@given(
    st.floats(-180, 180).map(lambda degrees: round(degrees, 1)) | st.sampled_from((90.0, 180.0, 270.0)),
    st.sampled_from((0.5, 1.0, 2.0)),
    st.integers(10, 200),
    st.integers(10, 120),
)
def test_what_is_found_is_led_back_to_where_it_stands(degrees, scale, left, top):
    page = Image.new("L", (260, 170), 255)
    page.paste(0, (left, top, left + 40, top + 30))
    turn = Turn(degrees, scale)
    made = turned(page, turn)
    frame = Frame(*map(float, made.point(lambda shade: 255 if shade < 128 else 0).getbbox()))
    back = led_back(frame, turn, before=page.size, after=made.size)
    slack = 2 + 1 / scale
    assert back.left <= left + slack
    assert back.top <= top + slack
    assert back.right >= left + 40 - slack
    assert back.bottom >= top + 30 - slack
    # A turned rectangle's own bounding box is never wider than the sum of its sides, twice over.
    assert back.right - back.left <= 2 * (40 + 30)


def test_right_angles_lead_back_exactly():
    page = Image.new("L", (31, 17), 255)
    page.paste(0, (3, 4, 10, 6))
    for degrees in (90, 180, 270):
        made = turned(page, Turn(degrees))
        frame = Frame(*map(float, made.point(lambda shade: 255 - shade).getbbox()))
        back = led_back(frame, Turn(degrees), before=page.size, after=made.size)
        assert tuple(round(edge, 6) for edge in (back.left, back.top, back.right, back.bottom)) == (3, 4, 10, 6)


def test_the_fullest_part_holds_the_print():
    page = Image.new("L", (3000, 4000), 255)
    page.paste(ruled(500), (2000, 3200))
    part = fullest_part(page, 1000)
    assert part.size == (1000, 1000)
    assert part.histogram()[0] > ruled(500).histogram()[0] * 0.9
    assert fullest_part(page, 5000) is page
