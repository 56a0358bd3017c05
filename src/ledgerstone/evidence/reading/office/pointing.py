"""What the paragraphs of a document point to: each address once, within a bound, with its place in its block."""

from collections.abc import Sequence

from msgspec import Struct, structs

from ledgerstone.evidence.reading.assets import LONGEST_LABEL, MOST_ASSETS, points_elsewhere
from ledgerstone.evidence.reading.model import Asset, AssetKind


class Written(Struct, kw_only=True, eq=False):
    """A paragraph while it is read: the pieces of its text, and what it points to by its place in them."""

    pieces: list[str]
    assets: list[Asset]


class Link(Struct, frozen=True, kw_only=True, eq=False):
    """A link whose words are being read.

    Attributes:
        paragraph: The one that it begins in.
        piece: How many pieces that had.
        place: Of its asset among the paragraph's.
    """

    paragraph: Written
    piece: int
    place: int


class Pointing:
    """What one document points to."""

    def __init__(self) -> None:
        self._known: set[tuple[AssetKind, str]] = set()
        self._waiting: list[Asset] = []

    def add(self, paragraph: Written, kind: AssetKind, address: str, label: str = "") -> bool:
        """Have a paragraph point to an address, and tell whether that is new.

        Args:
            paragraph: The one that is read.
            kind: What it points to.
            address: As written.
            label: The words that stand for it; "" for none.
        """
        address = address.strip()
        known = (kind, address) in self._known or len(self._known) > MOST_ASSETS
        if known or not points_elsewhere(address):
            return False
        self._known.add((kind, address))
        start = sum(map(len, paragraph.pieces))
        paragraph.assets.append(Asset(kind=kind, address=address, start=start, label=one_label(label)))
        return True

    def open(self, paragraph: Written, kind: AssetKind, address: str) -> Link | None:
        """Begin a link whose words follow; None where it is not new."""
        piece = len(paragraph.pieces)
        if not self.add(paragraph, kind, address):
            return None
        return Link(paragraph=paragraph, piece=piece, place=len(paragraph.assets) - 1)

    def settled(self, paragraph: Written, whole: str, shown: str) -> tuple[Asset, ...]:
        """Return what a paragraph points to, by its place in its block; without words, it waits for the next that has.

        Args:
            paragraph: The one that ends.
            whole: Its pieces, joined.
            shown: The words of its block: the pieces without white space at their ends, behind a mark; "" for none.
        """
        if not paragraph.assets and not self._waiting:
            return ()
        before = len(whole) - len(whole.lstrip())
        by = len(shown) - len(whole.strip()) - before
        found = [*self._waiting, *(_within(asset, asset.start + by, shown) for asset in paragraph.assets)]
        self._waiting = [] if shown else [structs.replace(asset, start=0) for asset in found]
        return tuple(found) if shown else ()

    def rest(self) -> tuple[Asset, ...]:
        """Return what no paragraph with words follows."""
        return tuple(self._waiting)


def close(link: Link | None) -> None:
    """End a link: the words since it began stand for it."""
    if link is not None:
        label = one_label("".join(link.paragraph.pieces[link.piece :]))
        assets = link.paragraph.assets
        assets[link.place] = structs.replace(assets[link.place], label=label)


def one_label(words: str) -> str | None:
    """Return the words that stand for something as a label; None for none."""
    return " ".join(words[: 4 * LONGEST_LABEL].split())[:LONGEST_LABEL] or None


def in_line(assets: Sequence[Asset], line: str, start: int) -> tuple[Asset, ...]:
    """Return assets where their words stand in a line from a place on; at that place where they do not."""
    found = ((asset, line.find(asset.label, start) if asset.label else -1) for asset in assets)
    return tuple(structs.replace(asset, start=max(start, place)) for asset, place in found)


def _within(asset: Asset, start: int, words: str) -> Asset:
    return structs.replace(asset, start=min(max(0, start), len(words)))
