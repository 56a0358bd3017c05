"""A claim's annotation selects its passage on the page too, where it stands on one. Papers invented."""

import json

import msgspec
import pytest

from ledgerstone.evidence.claims.model import Passage, Scope, Stance, Voice, VoiceKind
from ledgerstone.evidence.reading.places import Place
from ledgerstone.exchange.annotations import annotation
from ledgerstone.record.rows import ClaimRow
from ledgerstone.values.places import PlaceValue

TEXT = "The mill of Tarvel burned down."


def place(page: int, left: float, top: float, right: float, bottom: float) -> Place:
    return Place(page=page, left=left, top=top, right=right, bottom=bottom, width=612, height=792)


def selectors(*places: Place, media_type: str = "application/pdf") -> list[dict]:
    claim = ClaimRow(
        id="c1",
        source="s1",
        question="where",
        value=PlaceValue(name="Tarvel", wording="Tarvel"),
        scope=Scope(),
        voice=Voice(name=None, kind=VoiceKind.UNATTRIBUTED),
        stance=Stance.ASSERTED,
        passage=Passage(start=12, end=18, exact="Tarvel"),
        region=None,
        incident=None,
        method="test 1",
        status="proposed",
        places=places,
    )
    made = annotation(claim, TEXT, sha256="0" * 64, media_type=media_type)
    return json.loads(msgspec.json.encode(made))["target"]["selector"]


def test_a_passage_of_a_pdf_is_selected_by_its_page_and_the_rectangle_around_its_lines():
    position, quote, page = selectors(place(3, 400.4, 100.2, 500, 112.9), place(3, 72.5, 114, 99.1, 126.7))
    assert (position["start"], quote["exact"]) == (12, "Tarvel")
    assert page == {
        "type": "FragmentSelector",
        "value": "page=3",
        "conformsTo": "http://tools.ietf.org/rfc/rfc3778",
        "refinedBy": {
            "type": "FragmentSelector",
            "value": "xywh=72,100,428,27",
            "conformsTo": "http://www.w3.org/TR/media-frags/",
        },
    }


def test_a_passage_over_two_pages_is_selected_where_it_begins():
    *_, page = selectors(place(1, 10, 780, 20, 790), place(2, 10, 10, 20, 20))
    assert (page["value"], page["refinedBy"]["value"]) == ("page=1", "xywh=10,780,10,10")


@pytest.mark.parametrize("media_type", ["image/tiff", "image/jpeg"])
def test_a_page_of_a_scan_is_said_to_follow_no_standard_of_pdf_files(media_type):
    *_, page = selectors(place(2, 10, 20, 30, 40), media_type=media_type)
    assert "conformsTo" not in page
    assert page["refinedBy"]["conformsTo"] == "http://www.w3.org/TR/media-frags/"


def test_a_text_without_pages_has_the_two_selectors_of_its_words_alone():
    assert [one["type"] for one in selectors()] == ["TextPositionSelector", "TextQuoteSelector"]
