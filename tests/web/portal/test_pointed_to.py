"""What a source points to on its page: what is held leads there, what is not is said to the desk alone. Invented."""

import re
from datetime import UTC, datetime

import pytest
from msgspec import structs

from ledgerstone.evidence.claims.model import Context
from ledgerstone.evidence.reading.model import Asset, AssetKind, Reading
from ledgerstone.record import save
from ledgerstone.record.models import Source
from ledgerstone.record.rows import AcquisitionRow, AssetRow
from ledgerstone.values.digests import sha256_hex
from ledgerstone.web.catalogues import compile_all
from ledgerstone.web.portal.pointed_to import MOST_LISTED, pointed_to

NOW = datetime(2026, 2, 3, tzinfo=UTC)
READING = Reading(media_type="text/html", language="en", text="The mill of Tarvel.", tool="web page", version="1")


@pytest.fixture(scope="module", autouse=True)
def _catalogues():
    compile_all()


@pytest.fixture
def kept(db):  # noqa: ARG001 - asked for so that there is a record
    """Give a function that puts a file at a path on the record, with what it points to."""

    def keep(path: str, *assets: Asset) -> str:
        digest = sha256_hex([path.encode()])
        source, _ = save.add_source(sha256=digest, size_bytes=len(path), obtained=NOW)
        fields = ("title", "publisher", "published", "url", "language", "origin", "fonds", "shelfmark", "rights")
        save.add_acquisition(source, AcquisitionRow(path=path, obtained=NOW, **dict.fromkeys(fields)))
        reading = structs.replace(READING, assets=assets)
        save.add_reading(source, reading, mentions=(), context=Context(), status="read", made=NOW)
        return source

    return keep


@pytest.fixture
def saved_page(kept):
    """Give a page whose picture lies beside it, and whose plan does not; and the picture's id."""
    picture = kept("saved/mill.jpg")
    page = kept(
        "saved/page.html",
        Asset(kind=AssetKind.LINK, address="https://lantern.example/more", start=0),
        Asset(kind=AssetKind.IMAGE, address="mill.jpg", start=4, label="the mill <b>from above</b>"),
        Asset(kind=AssetKind.FILE, address="plan.pdf", start=9),
    )
    return page, picture


def section(response) -> str:
    found = re.search(r'<section aria-labelledby="assets">.*?</section>', response.content.decode(), re.DOTALL)
    return found[0] if found else ""


def row(kind: str, start: int, held: str | None = None) -> AssetRow:
    return AssetRow(kind=kind, address=f"{start}.{kind}", start=start, label=None, held=held)


def test_the_desk_sees_what_is_missing_and_is_led_to_what_is_held(saved_page, desk):
    page, picture = saved_page
    missing, held = section(desk(f"/en/sources/{page}")).split("Held here")
    assert "Missing: not held in this archive" in missing
    assert missing.index("plan.pdf") < missing.index("lantern.example")
    assert f'image <a href="/en/sources/{picture}">' in held
    assert "&lt;b&gt;from above&lt;/b&gt;" in held


def test_the_public_is_never_told_that_something_is_missing(saved_page, client):
    page, picture = saved_page
    Source.objects.filter(pk=page).update(visibility="public")
    shown = section(client.get(f"/en/sources/{page}"))
    assert "Not seen here" in shown
    assert "mill.jpg" in shown
    assert picture not in shown
    assert "issing" not in shown
    assert "Held here" not in shown


def test_no_address_of_evidence_is_a_link(kept, desk):
    page = kept("page.html", Asset(kind=AssetKind.LINK, address="https://lantern.example/more", start=0))
    assert "href" not in section(desk(f"/en/sources/{page}"))


def test_a_source_that_points_to_nothing_has_no_such_list(kept, desk):
    assert section(desk(f"/en/sources/{kept('page.html')}")) == ""


def test_a_list_ends_at_its_bound_and_counts_the_rest(kept, desk):
    links = (Asset(kind=AssetKind.LINK, address=f"https://lantern.example/{at}", start=0) for at in range(61))
    shown = section(desk(f"/en/sources/{kept('page.html', *links)}"))
    assert shown.count("lantern.example") == MOST_LISTED
    assert f"and {61 - MOST_LISTED} more" in shown


def test_parts_of_the_source_come_before_links_and_each_in_its_order():
    found = pointed_to((row("link", 1), row("image", 7), row("file", 3), row("image", 5, held="s1")))
    assert [one.start for one in found.absent.first] == [3, 7, 1]
    assert [one.start for one in found.held.first] == [5]
    assert (found.number, found.absent.more) == (4, 0)
