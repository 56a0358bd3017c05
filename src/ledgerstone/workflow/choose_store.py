"""Choose where an archive keeps its bytes: once, before the first of them is kept. The store is tried, then noted.

A bucket is refused that ignores conditional writes, and one that holds an archive whose key is not here.
"""

import importlib
from collections.abc import Callable

from ledgerstone.errors import NotFoundError, UsageError
from ledgerstone.evidence.preservation.log.reading import current
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.storage.archive_settings import DISK, S3Address, as_store, parse_address, remember_store, store_in
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.storage.failing import failing
from ledgerstone.storage.private_keys import LOG_KEY

_PRIVATE = 0o700


def choose_store(directory: DataDirectory, asked: str | None) -> bool:
    """Try the store of an archive, and write down which it is.

    Args:
        directory: The archive.
        asked: "disk" or "s3://bucket/prefix"; None for what the archive has, or disk.

    Returns:
        Whether the store keeps what is removed as an older version.

    Raises:
        UsageError: The archive has another store, or the store holds another archive.
        StorageError: The store cannot be used.
    """
    held = store_in(directory.settings)
    if held is None and (directory.archive.is_dir() or directory.database.is_file()):
        held = DISK
    chosen = held or DISK if asked is None else as_store(asked)
    if held not in {None, chosen}:
        raise UsageError(
            f"the archive at {directory.root} keeps its bytes in another store, {held}, and not in {chosen}: "
            "leave --store out, or make a new archive with --data"
        )
    if chosen == DISK:
        return False
    # By name: whoever keeps an archive on a disk must not wait for what speaks with buckets.
    probe: Callable[[S3Address], bool] = importlib.import_module("ledgerstone.storage.s3_probe").probe
    keeps_versions = probe(parse_address(chosen))
    with failing("make", directory.root):
        directory.root.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
    _refuse_anothers(directory, chosen)
    remember_store(directory.settings, chosen)
    return keeps_versions


def _refuse_anothers(directory: DataDirectory, chosen: str) -> None:
    """Refuse a store that holds an archive, unless its key is here.

    Raises:
        UsageError: It holds one.
    """
    if (directory.keys / LOG_KEY).exists():
        return
    opened: Store = importlib.import_module("ledgerstone.storage.s3").open_store(chosen, directory.tmp)
    try:
        origin = current(opened).checkpoint.origin
    except NotFoundError:
        return
    raise UsageError(
        f"{chosen} holds the archive {origin[:80]} already: choose another prefix; to go on with that archive from "
        f"here, first put its private keys into {directory.keys}"
    )
