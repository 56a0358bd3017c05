"""What the text of a message points to and the message does not bring with it.

A picture that HTML shows by its Content-ID (RFC 2392) or its Content-Location (RFC 2557) is a part of the message.
"""

from collections.abc import Iterable, Iterator

from msgspec import structs

from ledgerstone.evidence.reading.assets import unquoted
from ledgerstone.evidence.reading.mail.structure import Structure
from ledgerstone.evidence.reading.model import Asset

BY_IDENTIFIER = "cid:"


def brought_by_none(assets: Iterable[Asset], structure: Structure) -> tuple[Asset, ...]:
    """Return the assets that are no part of their own message."""
    said = [part.said for part in structure.parts]
    brought = {f"{BY_IDENTIFIER}{each.identifier}" for each in said if each.identifier}
    brought |= {each.location for each in said if each.location}
    return tuple(asset for asset in assets if _named(asset.address) not in brought)


def by_location(assets: Iterable[Asset], structure: Structure) -> Iterator[Asset]:
    """Yield what a saved page points to, each part of its own file by the address under which the file keeps it.

    Parts are members with that address. One that has none is no asset: it came with the page.
    """
    said = (part.said for part in structure.parts)
    known = {f"{BY_IDENTIFIER}{each.identifier}": each.location for each in said if each.identifier}
    for asset in assets:
        named = _named(asset.address)
        address = known.get(named, asset.address)
        if address is not None:
            yield structs.replace(asset, address=address)


def placed_in(text: str, assets: Iterable[Asset]) -> Iterator[Asset]:
    """Yield what one form of a message points to as the other form shows it.

    Each stands where the words that stand for it do; where they do not, at the one before.

    Args:
        text: Of the form that is read.
        assets: What the other form points to, in order.
    """
    last = 0
    for asset in assets:
        found = text.find(asset.label, last) if asset.label else -1
        last = max(found, last)
        yield structs.replace(asset, start=last)


def _named(address: str) -> str:
    """An address as the headers of parts give it."""
    bare = address.partition("#")[0]
    return BY_IDENTIFIER + unquoted(bare[len(BY_IDENTIFIER) :]) if bare.lower().startswith(BY_IDENTIFIER) else bare
