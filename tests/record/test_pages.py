"""Pages of a source come out of the record with the places of passages, and for the public without what is withheld."""

import re

import pytest
from msgspec import structs

from ledgerstone.errors import NotFoundError
from ledgerstone.evidence.claims.model import Context
from ledgerstone.evidence.reading.model import Box, Page
from ledgerstone.record import find, save
from ledgerstone.record.find import pages
from ledgerstone.record.models import Source
from ledgerstone.values.digests import sha256_hex

TEXT = "Mill\n\nTwelve people were killed at Norvik.\fAda: I saw it."
KILLED = (TEXT.index("Twelve people"), TEXT.index("Twelve people") + len("Twelve people"))
BREAK = TEXT.index("\f")


def boxes() -> tuple[Box, ...]:
    """A box for each word, ten units a letter, a line for each page."""
    found, place = [], 0
    for word in re.split(r"\s", TEXT):
        number = 1 if place < BREAK else 2
        left = (place - (0 if number == 1 else BREAK)) * 10.0
        end = place + len(word)
        found.append(Box(page=number, start=place, end=end, left=left, top=5, right=left + 10 * len(word), bottom=15))
        place = end + 1
    return tuple(structs.replace(box, confidence=62) if box.page == 1 else box for box in found)


@pytest.fixture
def scan(make) -> str:
    source, _ = save.add_source(sha256=sha256_hex([b"scan"]), size_bytes=4, obtained=make.now)
    save.add_acquisition(source, make.acquisition("scan.pdf", title="The mill"))
    parts = (
        Page(number=1, start=0, end=BREAK, width=600, height=800),
        Page(number=2, start=BREAK + 1, end=len(TEXT), width=600, height=800),
    )
    reading = structs.replace(make.reading(TEXT), pages=parts, boxes=boxes(), tool="tesseract")
    key = save.add_reading(source, reading, mentions=(), context=Context(), status="read", made=make.now)
    save.replace_claims(source, key, (make.held(make.claim(text=TEXT), source),), in_comments=frozenset())
    return source


def test_a_claim_says_where_on_its_page_its_passage_stands(make, scan, desk):
    plain = make.keep(b"a")
    by_source = {row.source: row for row in find.claims(**desk)}
    [place] = by_source[scan].places
    assert (place.page, place.left, place.right, place.width) == (1, KILLED[0] * 10, KILLED[1] * 10, 600)
    assert (place.top, place.bottom, place.height, place.confidence) == (5, 15, 800, 62)
    assert by_source[plain].places == ()
    assert pages.places(scan, *KILLED, **desk) == (place,)
    assert [page.number for page in find.source(scan, **desk).reading.pages] == [1, 2]


def test_a_page_has_its_words_its_neighbours_and_how_surely_it_was_read(scan, desk):
    first, second = (pages.page(scan, number, **desk) for number in (1, 2))
    assert (first.text, second.text) == tuple(TEXT.split("\f"))
    assert (first.previous, first.next, second.previous, second.next, first.count) == (None, 2, 1, None, 2)
    assert (first.confidence, second.confidence, first.tool, first.pictured) == (62, None, "tesseract", True)
    assert [pages.page_of(scan, offset, **desk).number for offset in (0, BREAK, BREAK + 1, 9999)] == [1, 1, 2, 2]


def test_pages_on_which_no_words_were_found_are_there_from_the_first_on(make, desk):
    source, _ = save.add_source(sha256=sha256_hex([b"blank"]), size_bytes=5, obtained=make.now)
    save.add_acquisition(source, make.acquisition("blank.tiff"))
    blank = tuple(Page(number=number, start=0, end=0, width=60, height=80) for number in (1, 2, 3))
    reading = structs.replace(make.reading(""), pages=blank)
    save.add_reading(source, reading, mentions=(), context=Context(), status="read", made=make.now)
    assert pages.page_of(source, 0, **desk).number == 1
    last = pages.page(source, 3, **desk)
    assert (last.text, last.previous, last.next, last.confidence) == ("", 2, None, None)


def test_there_is_no_page_that_was_not_read(make, scan, desk):
    plain = make.keep(b"a")
    assert pages.page_of(plain, 0, **desk) is None
    for source, number in ((scan, 0), (scan, 3), (plain, 1), ("s000000000000", 1)):
        with pytest.raises(NotFoundError):
            pages.page(source, number, **desk)


def test_pages_stay_when_another_reading_without_pages_comes(make, scan, desk):
    typed = make.reading("Words that somebody typed.")
    save.add_reading(scan, typed, mentions=(), context=Context(), status="read", made=make.now)
    assert pages.page(scan, 2, **desk).text == TEXT.split("\f")[1]
    assert pages.page_of(scan, 9999, **desk).number == 1
    assert pages.places(scan, 0, 5, **desk) == ()


def test_the_public_sees_no_page_before_publication_and_then_neither_comments_nor_a_picture(scan, public):
    for ask in (
        lambda: pages.page(scan, 1, **public),
        lambda: pages.page_of(scan, 0, **public),
        lambda: pages.places(scan, 0, 5, **public),
    ):
        with pytest.raises(NotFoundError):
            ask()
    save.make_public(scan)
    second = pages.page(scan, 2, **public)
    assert "I saw it" not in second.text
    assert len(second.text) == len(TEXT.split("\f")[1])
    assert not second.pictured


def test_a_sealed_source_has_no_pages_for_anybody_at_the_desk(scan, desk):
    Source.objects.filter(pk=scan).update(sealed=True)
    with pytest.raises(NotFoundError):
        pages.page(scan, 1, **desk)
