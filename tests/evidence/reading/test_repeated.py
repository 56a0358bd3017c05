"""Regions printed twice. The country and its people are invented."""

from ledgerstone.evidence.reading.model import Reading, Region, Role
from ledgerstone.evidence.reading.read import read
from ledgerstone.evidence.reading.repeated import with_repeats

CAPTION = "Burnt stalls on the market square, “the worst fire in years”"


def marked(*parts):
    """The `same_as` of parts, each a role and its words, that stand in lines of their own."""
    regions, start = [], 0
    for role, words in parts:
        regions.append(Region(role=role, start=start, end=start + len(words)))
        start += len(words) + 1
    text = "\n".join(words for _, words in parts)
    reading = Reading(media_type="text/plain", text=text, regions=tuple(regions), tool="test", version="1")
    return [region.same_as for region in with_repeats(reading).regions]


def test_a_caption_that_is_printed_again_is_the_same_as_the_first():
    other = CAPTION.upper().replace("“", '"').replace("”", '"').replace(" ", "\n  ")
    assert marked((Role.CAPTION, CAPTION), (Role.CAPTION, other), (Role.CAPTION, CAPTION)) == [None, 0, 0]


def test_a_caption_that_is_printed_again_as_a_line_is_the_same():
    assert marked((Role.CAPTION, CAPTION), (Role.BODY, CAPTION)) == [None, 0]


def test_the_same_words_for_another_purpose_are_not_the_same():
    assert marked((Role.TITLE, CAPTION), (Role.BODY, CAPTION), (Role.BOILERPLATE, CAPTION)) == [None, None, None]


def test_short_words_are_not_marked():
    assert marked((Role.COMMENT, "I agree"), (Role.COMMENT, "I agree")) == [None, None]
    assert marked((Role.BODY, "Reply"), (Role.BODY, "Reply")) == [None, None]


def test_regions_that_begin_alike_and_end_differently_are_not_the_same():
    long = "The same long beginning of a form. " * 20
    assert marked((Role.BODY, f"{long}one"), (Role.BODY, f"{long}two"), (Role.BODY, f"{long}two")) == [
        None,
        None,
        len(long) + 4,
    ]


def test_a_region_within_the_one_that_it_fills_does_not_repeat_it():
    words = "12 May 1994: the bridge was closed"
    outer, row = (Region(role=Role.LIST, start=0, end=len(words)) for _ in range(2))
    reading = Reading(media_type="text/plain", text=words, regions=(outer, row), tool="test", version="1")
    assert [region.same_as for region in with_repeats(reading).regions] == [None, None]


def test_a_page_with_a_caption_twice_says_so():
    figure = f"<figure><img src='a.jpg'><figcaption>{CAPTION}</figcaption></figure>"
    words = "<p>At least three stalls were burnt on Saturday night, and the market is closed until Monday.</p>"
    page = f"<html><body><article><h1>Fire in Orsin</h1>{figure}{words}{figure}</article></body></html>"
    captions = [region for region in read(page.encode(), name="a.html").regions if region.role is Role.CAPTION]
    assert [region.same_as for region in captions] == [None, captions[0].start]
