"""A page of a source as it looks: its picture, what is drawn over it, for whom, and why there is none."""

import json
import re
from datetime import UTC, datetime
from io import BytesIO
from types import SimpleNamespace

import pytest
from msgspec import structs
from PIL import Image
from red_page import BEFORE, WORDS, red_frame, red_pdf

from ledgerstone.evidence.claims.model import Claim, Context, Passage, Question, Scope, Stance, Voice, VoiceKind
from ledgerstone.evidence.incidents.model import HeldClaim
from ledgerstone.evidence.preservation.objects import object_key
from ledgerstone.evidence.reading.model import Region, Role
from ledgerstone.evidence.reading.pdf import read_pdf
from ledgerstone.evidence.reading.scans.scan import read_scan
from ledgerstone.record import save
from ledgerstone.record.models import Source
from ledgerstone.record.rows import AcquisitionRow
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.values.digests import sha256_hex, short_id
from ledgerstone.values.places import PlaceValue
from ledgerstone.web.catalogues import compile_all
from ledgerstone.web.portal.drawing import end_drawing

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
TITLE = 'The "market" of Orsin'
DATA, TORN = red_pdf(), red_pdf() + b"torn"
CHANGED = red_pdf(Rotate="180")
WAITS_FOR = "not yet read"


def two_sheets() -> bytes:
    file = BytesIO()
    sheets = [Image.new("L", size, 255) for size in ((300, 200), (200, 300))]
    sheets[0].save(file, "TIFF", save_all=True, append_images=sheets[1:])
    return file.getvalue()


SHEETS = two_sheets()


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Give a data directory with the bytes of four sources, of which one was changed since."""
    compile_all()
    made = DataDirectory(tmp_path_factory.mktemp("pages") / "data").create()
    store = made.store()
    for digest, content in ((DATA, DATA), (TORN, TORN[:60]), (CHANGED, DATA), (SHEETS, SHEETS)):
        store.put_once(object_key(sha256_hex([digest])), [content])
    store.sync()
    store.settle()
    yield made
    end_drawing()


@pytest.fixture
def kept(db, place, settings):  # noqa: ARG001 - asked for so that there is a record
    """Give a function that puts a source on the record with the reading of its page and a claim."""
    settings.DATA_DIRECTORY = place

    def keep(data: bytes = DATA, **about) -> SimpleNamespace:
        digest = sha256_hex([data])
        source, _ = save.add_source(sha256=digest, size_bytes=len(data), obtained=NOW)
        fields = ("publisher", "published", "url", "language", "origin", "fonds", "shelfmark", "rights")
        save.add_acquisition(
            source, AcquisitionRow(path="report.pdf", obtained=NOW, title=TITLE, **dict.fromkeys(fields))
        )
        reading = structs.replace(read_pdf(DATA), title=TITLE, **about)
        key = save.add_reading(source, reading, mentions=(), context=Context(), status="read", made=NOW)
        start = reading.text.index(WORDS)
        claim = Claim(
            question=Question.WHERE,
            value=PlaceValue(name="Orsin", wording=WORDS),
            scope=Scope(),
            voice=Voice(name=None, kind=VoiceKind.UNATTRIBUTED),
            stance=Stance.ASSERTED,
            passage=Passage(start=start, end=start + len(WORDS), exact=WORDS),
            region="body",
            method="test 1",
        )
        held = HeldClaim(id=short_id("c", source), claim=claim)
        save.replace_claims(source, key, (held,), in_comments=frozenset())
        return SimpleNamespace(id=source, claim=held.id, start=start, end=start + len(WORDS), reading=reading)

    return keep


def text_of(response) -> str:
    return response.content.decode("utf-8")


def rectangles(shown: str) -> list[tuple[str, list[float]]]:
    found = re.findall(r'<rect class="(\w+)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/>', shown)
    return [(kind, [float(figure) for figure in figures]) for kind, *figures in found]


def test_a_page_shows_its_picture_with_the_passage_drawn_where_the_picture_has_its_words(kept, desk):
    source = kept()
    response = desk(f"/en/sources/{source.id}/pages/1")
    shown = text_of(response)
    assert response.status_code == 200
    assert f'src="/en/sources/{source.id}/pages/1.jpg"' in shown
    assert "Picture of page 1 of “The &quot;market&quot; of Orsin”. Its words stand below as text." in shown
    assert "<script" not in shown
    assert "style=" not in shown
    [(kind, (left, top, width, height))] = rectangles(shown)
    with Image.open(BytesIO(desk(f"/en/sources/{source.id}/pages/1.jpg").content)) as image:
        red = red_frame(image)
    assert kind == "passage"
    assert left / 612 - 0.001 <= red[0] < red[2] <= (left + width) / 612 + 0.001
    assert top / 792 <= red[1] < red[3] <= (top + height) / 792
    assert f'href="/en/sources/{source.id}#{source.claim}"' in shown
    assert BEFORE in shown[shown.index('id="words"') :]


def test_the_picture_is_for_this_reader_alone_and_no_cache_keeps_it(kept, desk):
    response = desk(f"/en/sources/{kept().id}/pages/1.jpg")
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("inline")
    assert response.cookies == {}


def test_a_page_and_a_passage_have_their_places_in_data(kept, desk):
    source = kept()
    page = json.loads(desk(f"/en/sources/{source.id}/pages/1.json").content)
    assert (page["width"], page["height"], page["count"], page["confidence"]) == (612, 792, 1, None)
    [passage] = page["passages"]
    assert (passage["exact"], passage["claims"][0]["id"]) == (WORDS, source.claim)
    found = json.loads(desk(f"/en/sources/{source.id}/{source.start}-{source.end}.json").content)
    assert found["places"] == passage["places"]
    assert found["places"][0]["page"] == 1


def test_source_and_passage_lead_to_the_page_and_a_passage_is_cut_out_of_it(kept, desk):
    source = kept()
    page = f"/en/sources/{source.id}/pages/1"
    assert f'href="{page}"' in text_of(desk(f"/en/sources/{source.id}"))
    shown = text_of(desk(f"/en/sources/{source.id}/{source.start}-{source.end}"))
    assert f'href="{page}?start={source.start}&amp;end={source.end}"' in shown
    assert f'<image href="{page}.jpg"' in shown
    assert [kind for kind, _ in rectangles(shown)] == ["asked"]
    marked = text_of(desk(page, QUERY_STRING=f"start={source.start}&end={source.end}"))
    assert [kind for kind, _ in rectangles(marked)] == ["asked", "passage"]
    for query in ("start=a&end=b", "start=5", "start=99999999999&end=1", "start=9&end=2"):
        assert desk(page, QUERY_STRING=query).status_code == 200


def test_figures_of_the_drawing_are_the_same_in_every_language(kept, desk):
    source = kept()
    boxes = {
        language: rectangles(text_of(desk(f"/{language}/sources/{source.id}/pages/1")))
        for language in ("en", "fr", "hy")
    }
    assert boxes["en"] == boxes["fr"] == boxes["hy"] != []


def test_a_page_read_with_little_confidence_says_so_in_words(kept, desk):
    boxes = tuple(structs.replace(box, confidence=62) for box in read_pdf(DATA).boxes)
    source = kept(boxes=boxes, tool="tesseract")
    assert "Recognised by tesseract, sure to only 62 of 100" in text_of(desk(f"/en/sources/{source.id}/pages/1"))
    surely = kept(boxes=tuple(structs.replace(box, confidence=96) for box in boxes), tool="tesseract")
    assert "Recognised by tesseract, sure to 96 of 100." in text_of(desk(f"/en/sources/{surely.id}/pages/1"))


@pytest.mark.parametrize(("data", "reason"), [(TORN, "are not those that came in"), (CHANGED, "are not those")])
def test_what_cannot_be_drawn_is_a_page_with_the_reason_and_the_words(kept, desk, data, reason):
    source = kept(data)
    response = desk(f"/en/sources/{source.id}/pages/1")
    shown = text_of(response)
    assert response.status_code == 200
    assert "This page can’t be drawn:" in shown
    assert reason in shown
    assert "<img" not in shown
    assert BEFORE in shown
    refused = desk(f"/en/sources/{source.id}/pages/1.jpg")
    assert (refused.status_code, refused["Content-Type"]) == (422, "text/plain; charset=utf-8")
    assert "<image" not in text_of(desk(f"/en/sources/{source.id}/{source.start}-{source.end}"))


def test_bytes_that_are_gone_are_said_to_be_missing_and_asked_for_again(kept, desk):
    source = kept(b"%PDF-1.4 that is not in the store")
    assert "in the store" in text_of(desk(f"/en/sources/{source.id}/pages/1"))
    refused = desk(f"/en/sources/{source.id}/pages/1.jpg")
    assert (refused.status_code, refused["Retry-After"]) == (503, "5")


def test_the_public_sees_no_picture_and_no_comment_even_of_what_is_published(kept, client):
    reading = read_pdf(DATA)
    comment = Region(role=Role.COMMENT, start=0, end=len(BEFORE) - 1, author="Ada", order=1)
    source = kept(regions=(comment,))
    page = f"/en/sources/{source.id}/pages/1"
    assert reading.text.startswith(BEFORE)
    for address in (page, f"{page}.json", f"{page}.jpg"):
        assert client.get(address).status_code == 404
    save.make_public(source.id)
    shown = client.get(page)
    assert shown.status_code == 200
    assert "is not public" in text_of(shown)
    assert ".jpg" not in text_of(shown)
    for address in (page, f"{page}.json"):
        assert BEFORE.strip() not in text_of(client.get(address))
        assert "office found" in text_of(client.get(address))
    assert client.get(f"{page}.jpg").status_code == 404
    passage = text_of(client.get(f"/en/sources/{source.id}/{source.start}-{source.end}"))
    assert "<image" not in passage


def test_a_picture_that_was_shown_before_is_gone_with_the_right_to_see_it(kept, desk):
    source = kept()
    assert desk(f"/en/sources/{source.id}/pages/1.jpg").status_code == 200
    Source.objects.filter(pk=source.id).update(sealed=True)
    for end in ("", ".json", ".jpg"):
        assert desk(f"/en/sources/{source.id}/pages/1{end}").status_code == 404


@pytest.mark.parametrize("number", ["0", "2", "99999999999999999999"])
def test_there_is_no_page_beside_those_that_were_read(kept, desk, number):
    source = kept()
    for end in ("", ".json", ".jpg"):
        assert desk(f"/en/sources/{source.id}/pages/{number}{end}").status_code == 404


@pytest.mark.usefixtures("db")
def test_pages_of_a_scan_that_is_not_yet_read_can_be_looked_at(place, settings, desk, tmp_path):
    settings.DATA_DIRECTORY = place
    source, _ = save.add_source(sha256=sha256_hex([SHEETS]), size_bytes=len(SHEETS), obtained=NOW)
    reading = read_scan(SHEETS, tool=None, languages=(), folder=tmp_path)
    save.add_reading(source, reading, mentions=(), context=Context(), status=WAITS_FOR, made=NOW)
    assert f'href="/en/sources/{source}/pages/1"' in text_of(desk(f"/en/sources/{source}"))
    shown = text_of(desk(f"/en/sources/{source}/pages/2"))
    assert "Page 2 of 2" in shown
    assert "kept, not yet read" in shown
    assert "No words were found" not in shown
    with Image.open(BytesIO(desk(f"/en/sources/{source}/pages/2.jpg").content)) as image:
        assert image.size == (200, 300)
