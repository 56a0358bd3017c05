"""Places: span F, and the share of gold spans resolved within 161 km (acc@161), on LGL and GeoWebNews.

A span of ours is right where it overlaps a gold span, one to one. GeoWebNews counts the spans that have coordinates,
and finds no fault with a span of ours on its other kinds of expression. Resolution is on gold spans alone, adjectives
and names of peoples among them, as both sets ask. acc@161 takes the best guess for each span; the product gives
coordinates only where the document decides: "given coordinates" is the share of gold spans that get some, "coordinates
right" the share of those that lie within 161 km.

    places.py [--fraction 0.1] [--json] [--folds]
"""

import math
import os
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from typing import NamedTuple

from sets import BENCH, FOLDS, asked, chosen, emit, emit_folds, f_score, fold, percent

from ledgerstone.evidence.claims import packs
from ledgerstone.evidence.claims.gazetteer import Gazetteer, open_default
from ledgerstone.evidence.claims.places import find_places
from ledgerstone.evidence.claims.places.resolve import choose, named_at

NEAR_KM = 161.0
EARTH_KM = 6371.0


class Place(NamedTuple):
    """A gold span with its coordinates; None where the set gives none."""

    start: int
    end: int
    point: tuple[float, float] | None


class Article(NamedTuple):
    """An article with its gold spans."""

    identifier: str
    text: str
    places: list[Place]


def main() -> None:
    """Print the figures that were asked for."""
    options = asked(__doc__, "toponyms-dev")
    gazetteer = open_default()
    if gazetteer is None:
        print("no compiled gazetteer: skipped")
        return
    for name, articles in (("LGL", lgl()), ("GeoWebNews", geowebnews())):
        part = [article for article in articles if chosen(article.identifier, options.fraction)]
        folds = [[article for article in part if fold(article.identifier) == number] for number in range(FOLDS)]
        for figure, measure in measures(gazetteer, whole=name == "LGL").items():
            emit(f"places {name} {figure}", measure(part), as_json=options.json)
            if options.folds:
                emit_folds(f"places {name} {figure}", [measure(each) for each in folds])


def measures(gazetteer: Gazetteer, *, whole: bool) -> dict[str, Callable[[list[Article]], float]]:
    """Return what is measured on the articles of a set, by the name of the figure."""

    def share(part: str) -> Callable[[list[Article]], float]:
        return lambda articles: getattr(resolved(articles, gazetteer), part)

    return {
        "span F": lambda articles: spans(articles, whole=whole),
        "acc@161": share("accuracy"),
        "given coordinates": share("placed"),
        "coordinates right": share("placed_right"),
    }


def lgl() -> Iterator[Article]:
    """Yield the articles of the Local-Global Lexicon."""
    root = ET.parse(BENCH / "toponyms-dev" / "lgl.xml").getroot()  # noqa: S314 - the set, not input
    for article in root.iter("article"):
        places = [
            Place(
                int(top.findtext("start", "0")), int(top.findtext("end", "0")), point(top.find("gaztag"), "lat", "lon")
            )
            for top in article.iter("toponym")
        ]
        yield Article("lgl " + article.get("docid", ""), article.findtext("text", ""), places)


def geowebnews() -> Iterator[Article]:
    """Yield the articles of GeoWebNews."""
    root = ET.parse(BENCH / "toponyms-dev" / "GWN.xml").getroot()  # noqa: S314 - the set, not input
    for article in root.iter("article"):
        places = [
            Place(int(top.findtext("start", "0")), int(top.findtext("end", "0")), point(top, "latitude", "longitude"))
            for top in article.iter("toponym")
        ]
        yield Article("gwn " + article.get("file", ""), article.findtext("text", ""), places)


def point(node: ET.Element | None, latitude: str, longitude: str) -> tuple[float, float] | None:
    """Return the coordinates below a node."""
    if node is None or not node.findtext(latitude):
        return None
    return float(node.findtext(latitude, "")), float(node.findtext(longitude, ""))


def spans(articles: list[Article], *, whole: bool) -> float:
    """Return span F; where not `whole`, spans without coordinates are neither wanted nor wrong."""
    gold = found = right = 0
    for article in articles:
        wanted = [place for place in article.places if whole or place.point]
        ours = [(m.start, m.end) for m in find_places(article.text, language="en", regions=())]
        ignored = [] if whole else [place for place in article.places if not place.point]
        left = list(ours)
        hits = 0
        for place in wanted:
            hit = next((each for each in left if each[0] < place.end and place.start < each[1]), None)
            if hit:
                left.remove(hit)
                hits += 1
            elif "SHOW" in os.environ:
                show("missed", article.text, place.start, place.end)
        wrong = [e for e in left if not any(p.start < e[1] and e[0] < p.end for p in ignored)]
        if "SHOW" in os.environ:
            for each in wrong:
                show("extra", article.text, *each)
        gold, found, right = gold + len(wanted), found + hits + len(wrong), right + hits
    return f_score(percent(right, found), percent(right, gold))


def show(what: str, text: str, start: int, end: int) -> None:
    """Print a span with what stands around it to stderr."""
    around = f"{text[max(0, start - 30) : start]}[{text[start:end]}]{text[end : end + 20]}"
    print(what, " ".join(around.split()), file=sys.stderr)


class Resolved(NamedTuple):
    """Percentages of gold spans: near by the best guess, given coordinates; and of these, near."""

    accuracy: float
    placed: float
    placed_right: float


def resolved(articles: list[Article], gazetteer: Gazetteer) -> Resolved:
    """Return how the gold spans with coordinates are resolved."""
    gold = right = placed = placed_right = 0
    for article in articles:
        places = [place for place in article.places if place.point]
        at = [(place.start, place.end) for place in places]
        named = named_at(article.text, at, gazetteer, packs.load("en").places.demonyms)
        for place, choice in zip(places, choose(named), strict=True):
            ours = None if choice is None else (choice.entry.latitude, choice.entry.longitude)
            near = ours is not None and place.point is not None and km(ours, place.point) <= NEAR_KM
            clear = choice is not None and choice.clear
            gold, right = gold + 1, right + near
            placed, placed_right = placed + clear, placed_right + (near and clear)
            if not near and "SHOW" in os.environ:
                show(f"unresolved {ours} {place.point}", article.text, place.start, place.end)
    return Resolved(percent(right, gold), percent(placed, gold), percent(placed_right, placed))


def km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance of two points along the ground."""
    (a, b), (c, d) = ((math.radians(x), math.radians(y)) for x, y in (one, other))
    half = math.sin((a - c) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((b - d) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


if __name__ == "__main__":
    main()
