"""What a text points to by an address that it prints, and what kind of thing an address leads to."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import unquote, urlsplit

from msgspec import structs

from ledgerstone.evidence.reading.model import Asset, AssetKind, Reading, Region, Role
from ledgerstone.evidence.reading.spans import Spans

LONGEST_ADDRESS, LONGEST_LABEL = 2000, 200
MOST_ASSETS = 1000
MANY = f"points to more than {MOST_ASSETS:,} files and pages: the others are not listed"
PRINTED = re.compile(r"\bhttps?://[^\s<>\"“”«»]{3,2000}", re.IGNORECASE)
AFTER_SCHEME, SCHEME_LENGTHS = "://", (len("https"), len("http"))
TRAILING = ".,;:!?'’)]}։"
NOT_ELSEWHERE = ("#", "data:", "mailto:", "javascript:", "tel:", "about:", "blob:", "sms:")
ENDINGS = {
    AssetKind.IMAGE: frozenset(["jpg", "jpeg", "png", "gif", "webp", "tif", "tiff", "svg", "bmp", "heic", "avif"]),
    AssetKind.VIDEO: frozenset(["mp4", "webm", "mov", "avi", "mkv", "m4v", "ogv"]),
    AssetKind.AUDIO: frozenset(["mp3", "wav", "ogg", "oga", "m4a", "flac", "opus"]),
    AssetKind.FILE: frozenset(
        {"pdf", "doc", "docx", "odt", "rtf", "xls", "xlsx", "ods", "csv", "ppt", "pptx", "odp", "epub", "txt"}
        | {"zip", "7z", "rar", "tar", "gz", "eml", "warc"}
    ),
}
NOT_OWN = frozenset({Role.BOILERPLATE, Role.COMMENT})


def with_assets(reading: Reading) -> Reading:
    """Return a reading with the addresses that its text prints beside those that its reader found, within the bound."""
    known = {asset.address for asset in reading.assets}
    spans = own_spans(reading.regions, len(reading.text))
    printed: dict[str, Asset] = {}
    for found in islice(printed_in(reading.text), MOST_ASSETS + 1):
        address = found.group().rstrip(TRAILING)
        if address not in known and spans.hold(found.start()):
            printed.setdefault(
                address, Asset(kind=kind_by_ending(address), address=address, start=found.start(), label=None)
            )
    assets = sorted((*reading.assets, *printed.values()), key=lambda asset: asset.start)
    warnings = (*reading.warnings, MANY) if len(assets) > MOST_ASSETS else reading.warnings
    return structs.replace(reading, assets=tuple(assets[:MOST_ASSETS]), warnings=warnings)


def moved(assets: Iterable[Asset], by: int) -> tuple[Asset, ...]:
    """Return assets moved in their text."""
    return tuple(structs.replace(asset, start=asset.start + by) for asset in assets)


def once(assets: Iterable[Asset]) -> tuple[Asset, ...]:
    """Return assets with each address once of a kind, the first of it."""
    found: dict[tuple[AssetKind, str], Asset] = {}
    for asset in assets:
        found.setdefault((asset.kind, asset.address), asset)
    return tuple(found.values())


def printed_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the addresses that a text prints, looked for where it has what stands in each of them."""
    end, place = 0, text.find(AFTER_SCHEME)
    while place >= 0:
        starts = (place - length for length in SCHEME_LENGTHS if place - length >= end)
        found = next(filter(None, (PRINTED.match(text, start) for start in starts)), None)
        if found:
            yield found
            end = found.end()
        place = text.find(AFTER_SCHEME, max(end, place + 1))


def points_elsewhere(address: str) -> bool:
    """Say whether an address leads to something outside the page that has it."""
    return 0 < len(address) <= LONGEST_ADDRESS and not address.lower().startswith(NOT_ELSEWHERE)


def unquoted(address: str) -> str:
    """Return an address with its quoted signs as they are meant (RFC 3986, 2.1)."""
    return unquote(address)


def kind_by_ending(address: str) -> AssetKind:
    """Return what an address leads to by the ending of its path; a link where that says nothing."""
    try:
        path = urlsplit(address).path
    except ValueError:
        return AssetKind.LINK
    ending = posixpath.splitext(path)[1].lstrip(".").lower()
    return next((kind for kind, endings in ENDINGS.items() if ending in endings), AssetKind.LINK)


def own_spans(regions: tuple[Region, ...], length: int) -> Spans:
    """Return the stretches of a text that are its own: no furniture and no reader's comment."""
    found, start = [], 0
    for region in regions:
        if region.role in NOT_OWN and region.end > start:
            found.append((start, max(start, region.start)))
            start = region.end
    return Spans.of(((first, last) for first, last in [*found, (start, length)] if first < last))
