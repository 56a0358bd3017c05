"""What a source points to, and which of it the viewer can see in the archive; the rest is missing to him."""

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice

from django.db.models import Q, QuerySet

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.evidence.reading.held_assets import Whereabouts, addresses_of, holder_of, paths_of
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.record.find import visible
from ledgerstone.record.find.identity import full_source_id
from ledgerstone.record.json_text import from_json
from ledgerstone.record.models import Acquisition
from ledgerstone.record.rows import AssetRow

ASKED_AT_ONCE = 400
"""SQLite takes 999 values in a query where it was built with its old bound."""
SAME_INGEST = timedelta(days=1)
"""Files that came in within a day of each other may lie beside each other; "images/1.png" of another year does not."""

ON_A_DISK = re.compile(r"\A(?:file:|[A-Za-z]:[\\/]|\\\\).{0,2000}[\\/]", re.IGNORECASE | re.DOTALL)
"""All but the name of a file on somebody's disk: "C:\\Users\\…" names the person who wrote the letter."""


def assets(id: str, *, viewer: Viewer, purpose: Purpose) -> tuple[AssetRow, ...]:  # noqa: A002 - the contract's word
    """Return what the latest reading of a source points to, each with the source that holds it; None where none does.

    Args:
        id: Its id or digest, or a beginning that only one has.
        viewer: Who looks: what he may not see is missing to him; to the public, a file on a disk is its name alone.
        purpose: What for.

    Raises:
        NotFoundError: There is no such source for this viewer.
    """
    key = full_source_id(id, viewer=viewer, purpose=purpose)
    source = visible.sources(viewer=viewer, purpose=purpose).select_related("reading").get(pk=key)
    if source.reading is None:
        return ()
    reading = from_json(source.reading.content, Reading)
    if not reading.assets:
        return ()
    came = tuple(source.acquisitions.all())
    said = [address for one in came for address in (one.url, one.origin) if address]
    where = Whereabouts(
        addresses=tuple(dict.fromkeys([*([reading.base] if reading.base else []), *said])),
        paths=tuple(dict.fromkeys(one.path for one in came)),
    )
    held = Acquisition.objects.filter(source__in=visible.sources(viewer=viewer, purpose=purpose)).exclude(source=key)
    names = {name for asset in reading.assets for name in addresses_of(asset, where)}
    paths = {path for asset in reading.assets for path in paths_of(asset, where)}
    by_address = _by_address(held, names, members_of=source.sha256)
    by_path = _by_path(held, paths, came)
    return tuple(
        AssetRow(
            kind=asset.kind.value,
            address=ON_A_DISK.sub("", asset.address) if viewer.role is Role.PUBLIC else asset.address,
            start=asset.start,
            label=asset.label,
            held=holder_of(asset, where, by_address=by_address, by_path=by_path),
        )
        for asset in reading.assets
    )


def _by_address(held: QuerySet[Acquisition], names: Iterable[str], *, members_of: str) -> dict[str, str]:
    """Ids by address: of what was obtained from there, and of members of the source that have it as their path."""
    found: dict[str, str] = {}
    for some in _parts(names):
        asked = Q(url__in=some) | Q(origin__in=some) | Q(part_of=members_of, path__in=some)
        for one in held.filter(asked):
            for name in (one.url, one.origin, one.path):
                if name is not None:
                    found.setdefault(name, one.source_id)
    return found


def _by_path(held: QuerySet[Acquisition], paths: Iterable[str], came: tuple[Acquisition, ...]) -> dict[str, str]:
    """Ids by path: of what lay in the same container, or came in at about the same time."""
    beside = Q(pk__in=[])
    for one in came:
        near = Q(obtained__range=(one.obtained - SAME_INGEST, one.obtained + SAME_INGEST), part_of__isnull=True)
        beside |= near if one.part_of is None else Q(part_of=one.part_of)
    found: dict[str, str] = {}
    for some in _parts(paths):
        for one in held.filter(beside, path__in=some):
            found.setdefault(one.path, one.source_id)
    return found


def _parts(names: Iterable[str]) -> Iterator[list[str]]:
    waiting = iter(sorted(names))
    while some := list(islice(waiting, ASKED_AT_ONCE)):
        yield some
