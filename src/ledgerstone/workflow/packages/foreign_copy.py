"""Copy a foreign log beside ours: entries are hashed anew, tiles are built anew, and both must lead to its checkpoint.

Nothing is trusted because it was verified a moment ago: the folder that it comes from may change meanwhile. What is
put is part of the next commit of our log, or of nothing.
"""

from ledgerstone.errors import DamagedError, InconsistentError
from ledgerstone.evidence.preservation.foreign import ForeignLog, ForeignStore, foreign_logs, foreign_store
from ledgerstone.evidence.preservation.holdings import Holdings
from ledgerstone.evidence.preservation.log.checkpoint import SignedCheckpoint, kept_key, parse_signed
from ledgerstone.evidence.preservation.log.entries import EntryError, decode
from ledgerstone.evidence.preservation.log.growth import Growth, Made
from ledgerstone.evidence.preservation.log.note import NoteError
from ledgerstone.evidence.preservation.log.reading import current, encoded_entries
from ledgerstone.evidence.preservation.log.writing import kept_sizes, key_file
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.evidence.preservation.verify.foreign_check import DEEPEST
from ledgerstone.values.digests import sha256_hex

_CHANGED = "it changed while it was read: nothing more was imported; run again when nothing writes to it"


class CopiedLog:
    """A foreign log that was copied, with what it says must be there.

    Attributes:
        standing: Its checkpoint.
        held: What its entries add up to.
        named: Digests of objects that must be there as soon as the log is: the checkpoints of the logs that it keeps
            of still other archives, and what it says of them; a digest may stand more than once.
    """

    def __init__(self, standing: SignedCheckpoint, held: Holdings) -> None:
        self.standing, self.held = standing, held
        self.named: list[str] = [digest for one in held.checked for digest in (one.object, one.meta)]


def copy_log(source: Store, target: Store, name: str, *, known: ForeignLog | None = None, depth: int = 1) -> CopiedLog:
    """Copy a log, with those that it keeps of others.

    Args:
        source: What holds it, as its own log.
        target: Where it is kept as a foreign one.
        name: The name of its folder there.
        known: What we have of it already.
        depth: How many archives lie between it and us.

    Raises:
        DamagedError: It is not what its checkpoint says.
        InconsistentError: It does not continue what we have of it.
        StorageError: A medium failed.
    """
    standing = current(source)
    view = ForeignStore(target, name, sha256_hex([standing.data]))
    copied = CopiedLog(standing, _copy_tree(source, view, standing, known, target))
    for size in kept_sizes(source):
        if size <= standing.checkpoint.size:
            view.put_once(kept_key(size), source.get(kept_key(size)))
    for span in copied.held.keys:
        view.put_once(key_file(span.vkey), [f"{span.vkey.text}\n".encode()])
    if depth < DEEPEST:
        for log in foreign_logs(source, copied.held):
            copied.named += copy_log(foreign_store(source, log), view, log.name, depth=depth + 1).named
    return copied


def known_checkpoint(store: Store, log: ForeignLog) -> SignedCheckpoint:
    """Return the checkpoint of a foreign log that stands for us.

    Raises:
        DamagedError: It is gone, or is none.
    """
    try:
        return parse_signed(b"".join(foreign_store(store, log).get("log/checkpoint")))
    except NoteError as error:
        raise DamagedError(f"the checkpoint of {log.known_as} that we keep is none: {error}; run `verify`") from error


def _copy_tree(
    source: Store, view: ForeignStore, standing: SignedCheckpoint, known: ForeignLog | None, target: Store
) -> Holdings:
    """Copy entries and tiles, and return what the entries add up to."""
    now, growth, held = standing.checkpoint, Growth(), Holdings()
    earlier = None if known is None else known_checkpoint(target, known).checkpoint
    for index, data in encoded_entries(source, 0, now.size):
        for made in growth.add(data):
            _put(view, made)
        try:
            held.add(index, decode(data))
        except EntryError as error:
            raise DamagedError(f"entry {index} of {now.origin}: {error}; {_CHANGED}") from error
        if earlier is not None and index + 1 == earlier.size and growth.root() != earlier.root:
            raise InconsistentError(
                f"the first {earlier.size} entries of {now.origin} are not those that we have of it: its history was "
                "forked or written anew; nothing was imported, find out which of the two is right"
            )
    for made in growth.partial():
        _put(view, made)
    if growth.root() != now.root:
        raise DamagedError(f"the entries of {now.origin} do not have the root that its checkpoint says: {_CHANGED}")
    return held


def _put(view: ForeignStore, made: Made) -> None:
    if not view.put_once(made.at.key, [made.data]) and b"".join(view.get(made.at.key)) != made.data:
        raise DamagedError(f"the copy of {made.at.key} that we keep is damaged: run `ledgerstone verify`")
