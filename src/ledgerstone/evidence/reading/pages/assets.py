"""What a page points to in its own text: pictures, files, other pages, frames, recordings. Nothing is fetched.

Left out are addresses that hold their bytes themselves (`data:`), that do something (`mailto:`, `javascript:`) or that
lead to a place of the same page, and whatever stands in the page's furniture or in readers' comments.
"""

from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement
from msgspec import Struct

from ledgerstone.evidence.reading.assets import (
    LONGEST_ADDRESS,
    LONGEST_LABEL,
    kind_by_ending,
    own_spans,
    points_elsewhere,
)
from ledgerstone.evidence.reading.model import Asset, AssetKind, Region

KINDS = {
    "img": AssetKind.IMAGE,
    "a": AssetKind.LINK,
    "iframe": AssetKind.FRAME,
    "frame": AssetKind.FRAME,
    "embed": AssetKind.FILE,
    "object": AssetKind.FILE,
    "video": AssetKind.VIDEO,
    "audio": AssetKind.AUDIO,
}
POINTING = frozenset(KINDS)
ATTRIBUTES = {"a": ("href",), "object": ("data",), "img": ("src", "data-src")}
MOST_PIECES = 50


class Pointing(Struct, frozen=True, kw_only=True, eq=False):
    """An element that points to something, and how many code points were written before it."""

    element: HtmlElement
    place: int


def find_assets(text: str, regions: tuple[Region, ...], pointing: tuple[Pointing, ...]) -> tuple[Asset, ...]:
    """Return what a page points to in its own text, each address once.

    Args:
        text: Of the page.
        regions: Its regions.
        pointing: The elements, in order.
    """
    spans = own_spans(regions, len(text))
    found: dict[tuple[AssetKind, str], Asset] = {}
    for each in pointing:
        start = _next_word(text, each.place)
        held = spans.hold(start) or (each.element.tag != "a" and spans.hold(max(0, each.place - 1)))
        if not held:
            continue
        address = next((known for known in _addresses(each.element) if points_elsewhere(known)), None)
        if address is None:
            continue
        kind = KINDS[each.element.tag]
        kind = kind_by_ending(address) if kind is AssetKind.LINK else kind
        if (kind, address) not in found:
            label = _label(each.element) or None
            found[kind, address] = Asset(kind=kind, address=address, start=start, label=label)
    return tuple(found.values())


def base_of(root: HtmlElement) -> str | None:
    """Return the address from which a page says that its relative addresses count, or its own; None for neither."""
    said = (element.get("href") for element in islice(root.iter("base"), 1))
    own = (link.get("href") for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical")
    absolute = (given.strip() for given in (*said, *islice(own, 1)) if given)
    return next((given for given in absolute if given.lower().startswith(("http://", "https://"))), None)


def _addresses(element: HtmlElement) -> Iterator[str]:
    """What an element points to, the one that is shown first; of a set of pictures, the first."""
    for name in ATTRIBUTES.get(str(element.tag), ("src",)):
        yield (element.get(name) or "").strip()
    if element.tag == "img":
        yield (element.get("srcset") or "")[:LONGEST_ADDRESS].strip().partition(" ")[0].rstrip(",")
    if element.tag in ("video", "audio"):
        yield from ((source.get("src") or "").strip() for source in islice(element.iter("source"), 1))


def _label(element: HtmlElement) -> str:
    """The words that stand for it."""
    given = element.get("alt") or element.get("title") or ""
    words = "".join(islice(element.itertext(), MOST_PIECES)) if element.tag == "a" else given[: 4 * LONGEST_LABEL]
    return " ".join(words[: 4 * LONGEST_LABEL].split())[:LONGEST_LABEL]


def _next_word(text: str, place: int) -> int:
    """Where the next word begins; the place itself where none follows."""
    after = place
    while after < len(text) and text[after].isspace():
        after += 1
    return after if after < len(text) else min(place, len(text))
