"""Which of what a source points to is held; sources are invented."""

from datetime import timedelta

import pytest
from msgspec import structs

from ledgerstone.evidence.claims.model import Context
from ledgerstone.evidence.reading.model import Asset, AssetKind
from ledgerstone.record import find, save
from ledgerstone.record.models import Source
from ledgerstone.values.digests import sha256_hex


@pytest.fixture
def page(make):
    """Give a page that points to some addresses."""

    def keep_page(*addresses, **said):
        source = make.keep(b"page", **said)
        listed = tuple(Asset(kind=AssetKind.IMAGE, address=one, start=0) for one in addresses)
        reading = structs.replace(make.reading(), assets=listed)
        save.add_reading(source, reading, mentions=(), context=Context(), status="read", made=make.now)
        return source

    return keep_page


def held(source, desk):
    return {one.address: one.held for one in find.assets(source, **desk)}


def test_what_was_obtained_from_the_address_is_held_and_the_rest_is_missing(make, page, desk):
    picture = make.keep(b"picture", path="x.jpg", url="https://a.example/news/a.jpg")
    source = page("a.jpg", "b.jpg", path="page.html", url="https://a.example/news/fire")
    assert held(source, desk) == {"a.jpg": picture, "b.jpg": None}


def test_a_file_in_the_folder_beside_a_saved_page_is_held(make, page, desk):
    picture = make.keep(b"picture", path="saved/fire_files/a.jpg")
    assert held(page("fire_files/a.jpg", path="saved/fire.html"), desk) == {"fire_files/a.jpg": picture}


def test_a_member_is_beside_members_of_its_own_container_alone(make, page, desk):
    box, other = sha256_hex([b"box"]), sha256_hex([b"other"])
    make.keep(b"picture", path="b.jpg", part_of=other)
    own = make.keep(b"own", path="a.jpg", part_of=box)
    assert held(page("a.jpg", "b.jpg", path="page.html", part_of=box), desk) == {"a.jpg": own, "b.jpg": None}


def test_a_file_of_the_same_path_that_came_in_another_year_is_not_beside_it(make, page, desk):
    picture = make.keep(b"picture", path="elsewhere.jpg")
    late = structs.replace(make.acquisition("a.jpg"), obtained=make.now + timedelta(days=400))
    save.add_acquisition(picture, late)
    assert held(page("a.jpg", path="page.html"), desk) == {"a.jpg": None}


def test_what_the_viewer_may_not_see_is_missing_to_him(make, page, desk, public):
    make.keep(b"picture", path="a.jpg")
    source = page("a.jpg", path="page.html")
    assert held(source, desk)["a.jpg"] is not None
    Source.objects.filter(pk=source).update(visibility="public")
    assert held(source, public) == {"a.jpg": None}


def test_a_source_that_points_to_nothing_has_no_assets(make, desk):
    assert find.assets(make.keep(b"a"), **desk) == ()


def test_the_public_sees_no_folder_of_a_disk_that_a_letter_was_written_on(page, desk, public):
    addresses = ("file:///C:/Users/ilen/market.jpg", "C:\\Users\\ilen\\map.png", "https://a.example/file:/b.png")
    source = page(*addresses, path="letter.docx")
    Source.objects.filter(pk=source).update(visibility="public")
    assert list(held(source, public)) == ["market.jpg", "map.png", "https://a.example/file:/b.png"]
    assert list(held(source, desk)) == list(addresses)
