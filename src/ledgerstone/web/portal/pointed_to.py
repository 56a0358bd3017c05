"""What a source points to, as its page lists it: what is held, and what is not, each within a bound."""

from collections.abc import Iterable

from msgspec import Struct

from ledgerstone.record.rows import AssetRow

MOST_LISTED = 20
"""Of each list: a page has some ten pictures and files, and may have hundreds of links."""


class Listed(Struct, frozen=True, kw_only=True):
    """The first of a list, and how many more there are."""

    first: tuple[AssetRow, ...]
    more: int


class PointedTo(Struct, frozen=True, kw_only=True):
    """What a source points to.

    Attributes:
        held: What the viewer can see in the archive.
        absent: What he cannot: missing to the desk, which sees all; to the public perhaps held, and not public.
        number: How many both are.
    """

    held: Listed
    absent: Listed
    number: int


def pointed_to(assets: tuple[AssetRow, ...]) -> PointedTo:
    """Return what is held and what is not: parts of the source first, such as pictures, then links; each in order."""
    ordered = sorted(assets, key=lambda asset: (asset.kind == "link", asset.start))
    return PointedTo(
        held=_listed(asset for asset in ordered if asset.held is not None),
        absent=_listed(asset for asset in ordered if asset.held is None),
        number=len(assets),
    )


def _listed(assets: Iterable[AssetRow]) -> Listed:
    found = tuple(assets)
    return Listed(first=found[:MOST_LISTED], more=max(0, len(found) - MOST_LISTED))
