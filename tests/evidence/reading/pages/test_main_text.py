"""What is a page's own text: invented pages with it marked, and laws of single lines. Towns and papers are invented."""

import tomllib
from pathlib import Path

import pytest
from lxml import html

from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.read import read

ROOT = Path(__file__).resolve().parents[4]
PAGES = sorted((ROOT / "tests/golden/pages").glob("*.html"))
TEXT = {Role.BODY, Role.LIST, Role.TABLE, Role.QUOTATION}
RIVER = "The river rose by two metres on Monday, and four families of the lower street had to leave their homes."
COUNCIL = "The council said that nobody was hurt, and that it will look at the piers when the water has fallen."
SCHOOL = "The school stays closed until Friday, and its pupils are taught in the hall of the market for so long."


def own_places(reading):
    """Places of the signs that regions take for the page's own text."""
    return {
        place
        for region in reading.regions
        if region.role in TEXT
        for place in range(region.start, region.end)
        if not reading.text[place].isspace()
    }


def marked_places(reading, parts):
    """Places of the signs of the marked parts, each sought after the one before it."""
    shown = [place for place, sign in enumerate(reading.text) if not sign.isspace()]
    signs, found, after = "".join(reading.text[place] for place in shown), set(), 0
    for part in parts:
        start = signs.index(part, after)
        after = start + len(part)
        found.update(shown[start:after])
    return found


def both(path):
    """Read a page whose marks are taken off: places taken for own text, and places marked."""
    root = html.document_fromstring(path.read_text(encoding="utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    marked = root.xpath("//*[@data-own]")
    parts = ["".join(element.text_content().split()) for element in marked]
    for element in marked:
        del element.attrib["data-own"]
    reading = read(html.tostring(root, encoding="utf-8"), name="page.html")
    return own_places(reading), marked_places(reading, parts)


def test_marked_pages_keep_the_pinned_precision_and_recall():
    floors = tomllib.loads((ROOT / "benchmarks/floors.toml").read_text(encoding="utf-8"))["golden"]["pages"]
    pairs = [both(path) for path in PAGES]
    right = sum(len(found & marked) for found, marked in pairs)
    assert len(pairs) >= 12
    assert 100 * right / sum(len(found) for found, _ in pairs) >= floors["character precision"]
    assert 100 * right / sum(len(marked) for _, marked in pairs) >= floors["character recall"]


def role_at(words, body):
    page = f"<html><head><title>Flood</title></head><body>{body}</body></html>"
    reading = read(page.encode(), name="page.html")
    place = reading.text.index(words)
    return {region.role for region in reading.regions if region.start <= place < region.end}


ARTICLE = f"<div><h1>Flood</h1><p>{RIVER}</p>{{}}<p>{COUNCIL}</p><p>{SCHOOL}</p></div>{{}}"


@pytest.mark.parametrize(
    ("words", "within", "after"),
    [
        ("Market day moved", "", "<ul><li><a href='/1'>Market day moved</a></li><li><a href='/2'>Choir</a></li></ul>"),
        ("Market day moved", "<p><a href='/1'>Market day moved to Sunday because of water</a></p>", ""),
        ("Every morning", "", "<div><p>Every morning our letter brings the news of the town to your door.</p></div>"),
    ],
    ids=["a list of links after the text", "a paragraph that is a link", "a letter's advertisement beside the text"],
)
def test_what_stands_beside_the_text_is_no_body(words, within, after):
    assert not role_at(words, ARTICLE.format(within, after)) & TEXT


def test_a_list_without_links_between_paragraphs_is_text():
    within = "<ul><li>Tarn Street is under water.</li><li>Velmar Lane is dry.</li></ul>"
    assert Role.LIST in role_at("Velmar Lane", ARTICLE.format(within, ""))


def test_running_text_before_hundreds_of_small_boxes_stays_text():
    body = "<div><p>" + RIVER + "</p></div>" + "<div><a href='/'>x</a><p>y</p></div>" * 400
    assert Role.BODY in role_at("The river", body)
