"""What texts point to. The country, its papers and their addresses are invented."""

import pytest

from ledgerstone.evidence.reading import assets
from ledgerstone.evidence.reading.assets import MANY, kind_by_ending
from ledgerstone.evidence.reading.held_assets import Whereabouts, addresses_of, holder_of, paths_of
from ledgerstone.evidence.reading.model import Asset, AssetKind
from ledgerstone.evidence.reading.read import read

PROSE = "At least three stalls were burnt on Saturday night, and the market of Orsin is closed until Monday."
PAGE = f"""<html><head><link rel="canonical" href="https://herald.example/news/fire"></head><body>
<nav><a href="/home">Home</a><img src="logo.png"></nav>
<article><h1>Fire in Orsin</h1><p>{PROSE}</p>
<figure><img src="fire_files/stalls.jpg" alt="Burnt stalls"><figcaption>The market on Sunday</figcaption></figure>
<p>The council has published <a href="/papers/report.pdf#page=2">a report on the fire</a>, and it asks everybody
to <a href="mailto:council@orsin.example">write</a> or to <a href="#top">read</a> and
<a href="javascript:show()">see</a> what <a href="https://council.example/fire">it has said before</a>.</p>
<p>{PROSE}</p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="fire_files/late.jpg">
<img srcset="fire_files/wide.webp 2x, fire_files/small.webp 1x">
<video><source src="fire_files/night.mp4"></video><iframe src="https://maps.example/orsin"></iframe>
<p>{PROSE}</p></article>
<footer><a href="/imprint">Imprint</a></footer></body></html>"""


def asset(address, kind=AssetKind.IMAGE):
    return Asset(kind=kind, address=address, start=0)


def test_a_page_points_to_what_its_own_text_has_and_to_nothing_of_its_furniture():
    reading = read(PAGE.encode(), name="fire.html")
    assert {(each.kind.value, each.address) for each in reading.assets} == {
        ("image", "fire_files/stalls.jpg"),
        ("file", "/papers/report.pdf#page=2"),
        ("link", "https://council.example/fire"),
        ("image", "fire_files/late.jpg"),
        ("image", "fire_files/wide.webp"),
        ("video", "fire_files/night.mp4"),
        ("frame", "https://maps.example/orsin"),
    }
    assert reading.base == "https://herald.example/news/fire"


def test_an_asset_has_its_place_in_the_text_and_the_words_that_stand_for_it():
    reading = read(PAGE.encode(), name="fire.html")
    by_address = {each.address: each for each in reading.assets}
    report, stalls = by_address["/papers/report.pdf#page=2"], by_address["fire_files/stalls.jpg"]
    assert reading.text[report.start :].startswith("a report on the fire")
    assert report.label == "a report on the fire"
    assert reading.text[stalls.start :].startswith("The market on Sunday")
    assert stalls.label == "Burnt stalls"


def test_addresses_that_a_plain_text_prints_are_assets_without_the_signs_after_them():
    text = f"Fire in Orsin\n\n{PROSE} See (https://council.example/papers/report.pdf), and https://herald.example/a.\n"
    found = read(text.encode(), name="fire.txt").assets
    assert [(each.kind.value, each.address) for each in found] == [
        ("file", "https://council.example/papers/report.pdf"),
        ("link", "https://herald.example/a"),
    ]
    assert text[found[0].start :].startswith("https://council")


def test_a_text_that_points_to_very_much_says_that_not_all_is_listed(monkeypatch):
    monkeypatch.setattr(assets, "MOST_ASSETS", 3)
    links = " ".join(f"https://herald.example/{number}" for number in range(9))
    reading = read(f"{PROSE}\n\n{PROSE} {links}\n".encode(), name="fire.txt")
    assert len(reading.assets) == 3
    assert MANY in reading.warnings


@pytest.mark.parametrize(
    ("address", "kind"), [("a.JPG?x=1", "image"), ("/a/b", "link"), ("http://[bad", "link"), ("b.mp3", "audio")]
)
def test_what_an_address_leads_to_is_told_by_its_ending(address, kind):
    assert kind_by_ending(address).value == kind


def test_an_address_counts_from_each_address_that_the_source_has():
    source = Whereabouts(addresses=("https://a.example/news/fire", "no address"), paths=())
    assert addresses_of(asset("b.jpg#top"), source) == ("https://a.example/news/b.jpg",)
    assert addresses_of(asset("//c.example/b.jpg"), source) == ("https://c.example/b.jpg",)
    assert holder_of(asset("http://[bad"), source, by_address={}, by_path={}) is None


def test_a_path_counts_from_where_the_file_lay_and_an_address_has_none():
    source = Whereabouts(paths=("saved/fire.html",))
    assert paths_of(asset("fire_files/a%20b.jpg?x=1"), source) == ("saved/fire_files/a b.jpg",)
    assert paths_of(asset("../a.jpg"), source) == ("a.jpg",)
    assert paths_of(asset("https://a.example/a.jpg"), source) == ()


def test_an_asset_is_held_by_address_or_path_and_else_missing():
    source = Whereabouts(addresses=("https://a.example/fire",), paths=("fire.html",))
    by_address, by_path = {"https://a.example/a.jpg": "s1"}, {"b.jpg": "s2"}
    held = [
        holder_of(asset(name), source, by_address=by_address, by_path=by_path) for name in ("a.jpg", "b.jpg", "c.jpg")
    ]
    assert held == ["s1", "s2", None]
