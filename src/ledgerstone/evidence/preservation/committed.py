"""Which keys of a store a log of some size accounts for: asked of what an interrupted commit left."""

from collections.abc import Callable

from ledgerstone.evidence.preservation.foreign import FOREIGN_PREFIX, foreign_logs, foreign_store
from ledgerstone.evidence.preservation.holdings import holdings
from ledgerstone.evidence.preservation.log.checkpoint import CURRENT, KEPT_PREFIX
from ledgerstone.evidence.preservation.log.reading import entries
from ledgerstone.evidence.preservation.log.tiles import PREFIX, TILE_PREFIX, tiles_of
from ledgerstone.evidence.preservation.log.writing import key_file
from ledgerstone.evidence.preservation.objects import digest_of_key
from ledgerstone.evidence.preservation.store import Store


def committed(store: Store, size: int) -> Callable[[str], bool]:
    """Return what tells whether a key belongs to the archive as its log of this size says.

    Raises:
        DamagedError: The log cannot be read.
    """
    held = holdings(entries(store, 0, size)) if size else holdings(())
    foreign = {log.name: committed(foreign_store(store, log), log.size) for log in foreign_logs(store, held)}
    of_log = {CURRENT, *(at.key for at in tiles_of(size)), *(key_file(span.vkey) for span in held.keys)}

    def is_committed(key: str) -> bool:
        digest = digest_of_key(key)
        if digest is not None:
            return held.is_expected(digest)
        if key.startswith(FOREIGN_PREFIX):
            name, _, own = key.removeprefix(FOREIGN_PREFIX).partition("/")
            return name in foreign and foreign[name](own)
        if key.startswith(KEPT_PREFIX):
            name = key.removeprefix(KEPT_PREFIX)
            return name.isdigit() and int(name) <= size
        return key in of_log or not key.startswith((PREFIX, TILE_PREFIX))

    return is_committed
