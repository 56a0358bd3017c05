"""Which of the things that a source points to an archive holds, by addresses and paths alone; pure, nothing is fetched.

An asset is held where a source was obtained from its address, or where a file came in at its path: a saved page keeps
its pictures in a folder beside it, and a container its members under their paths. An address is compared without its
fragment, and else sign for sign: whether two addresses lead to the same thing is not ours to guess.
"""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from msgspec import Struct

from ledgerstone.evidence.reading.model import Asset

ABSOLUTE = ("http://", "https://", "ftp://", "cid:")


class Whereabouts(Struct, frozen=True, kw_only=True):
    """From where a source came.

    Attributes:
        addresses: Those that it has, or says that it has: relative ones count from these.
        paths: Those at which it came in.
    """

    addresses: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()


def addresses_of(asset: Asset, source: Whereabouts) -> tuple[str, ...]:
    """Return the absolute addresses that an asset can have, without fragments."""
    found = dict.fromkeys(_joined(base, asset.address) for base in ("", *source.addresses))
    return tuple(address for address in found if address.lower().startswith(ABSOLUTE))


def paths_of(asset: Asset, source: Whereabouts) -> tuple[str, ...]:
    """Return the paths that a file beside the source has where it is the asset; none for an absolute address."""
    try:
        parts = urlsplit(asset.address)
    except ValueError:
        return ()
    if parts.scheme or parts.netloc or not parts.path:
        return ()
    found = (posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) for path in source.paths)
    return tuple(dict.fromkeys(path for path in found if "\0" not in path))


def holder_of(
    asset: Asset, source: Whereabouts, *, by_address: Mapping[str, str], by_path: Mapping[str, str]
) -> str | None:
    """Return which source an asset is held as; None where it is missing.

    Args:
        asset: What is pointed to.
        source: By what it is pointed to.
        by_address: Ids of held sources by the address that they were obtained from.
        by_path: Ids of held sources by their paths, of those that came in with the source.
    """
    return next(_held(addresses_of(asset, source), by_address), None) or next(
        _held(paths_of(asset, source), by_path), None
    )


def _held(names: Iterable[str], ids: Mapping[str, str]) -> Iterator[str]:
    return (ids[name] for name in names if name in ids)


def _joined(base: str, address: str) -> str:
    """An address as seen from a base; "" where they make none."""
    try:
        return urldefrag(urljoin(base, address))[0]
    except ValueError:
        return ""
