"""The checkpoints: the one that stands, and every one that is kept, each against the tree and the keys of its time."""

from collections.abc import Iterable

from ledgerstone.evidence.preservation.holdings import KeySpan
from ledgerstone.evidence.preservation.log.checkpoint import CURRENT, KEPT_PREFIX, SignedCheckpoint, kept_key
from ledgerstone.evidence.preservation.log.note import verified_by
from ledgerstone.evidence.preservation.verify.findings import Findings
from ledgerstone.evidence.preservation.verify.results import Fault


def kept_sizes(keys: Iterable[str]) -> set[int]:
    """Return the sizes that keys of kept checkpoints name; what is no such key is left out."""
    names = (key.removeprefix(KEPT_PREFIX) for key in keys if key.startswith(KEPT_PREFIX))
    return {int(name) for name in names if name.isascii() and name.isdigit() and str(int(name[:20])) == name}


def check_newest(found: Findings, standing: SignedCheckpoint, kept: set[int], begun: frozenset[str]) -> list[str]:
    """Check that the checkpoint that stands is kept, and the last one.

    Returns:
        Keys of later checkpoints that an interrupted commit had begun on.
    """
    size = standing.checkpoint.size
    later = sorted(kept_key(one) for one in kept if one > size)
    for key in later:
        if key not in begun:
            found.problem(
                Fault.STALE,
                CURRENT,
                f"it says {size} entries, and {key} is kept beside it: somebody put an earlier one in its place",
            )
    if size not in kept:
        found.problem(
            Fault.MISSING, kept_key(size), "every checkpoint is kept, and this one is gone; restore the log from a copy"
        )
    return [key for key in later if key in begun]


def check_root(found: Findings, standing: SignedCheckpoint, size: int, root: bytes, keys: tuple[KeySpan, ...]) -> None:
    """Check a kept checkpoint.

    Args:
        found: What the check has found so far.
        standing: The checkpoint that stands.
        size: How many entries the kept one speaks of.
        root: The root of the tree of that size.
        keys: The log's keys that its first `size` entries say.
    """
    kept = found.signed(kept_key(size))
    if kept is None:
        return
    if size == standing.checkpoint.size and kept.data != standing.data:
        found.problem(Fault.INCONSISTENT, CURRENT, f"it differs from {kept_key(size)}: find out which one is yours")
    if (kept.checkpoint.size, kept.checkpoint.root) != (size, root):
        found.problem(
            Fault.INCONSISTENT,
            kept_key(size),
            f"the first {size} entries do not have the root that it says: entries were changed, or it was",
        )
    _check_signature(found, kept, size, keys)


def signed_by_current(kept: SignedCheckpoint, size: int, keys: tuple[KeySpan, ...]) -> bool:
    """Tell whether the key that was current at a size has signed a checkpoint of that size."""
    current = next((span for span in reversed(keys) if span.since <= size), None)
    return current is not None and kept.checkpoint.origin == current.vkey.name and verified_by(kept.note, current.vkey)


def _check_signature(found: Findings, kept: SignedCheckpoint, size: int, keys: tuple[KeySpan, ...]) -> None:
    if not signed_by_current(kept, size, keys):
        found.problem(
            Fault.INCONSISTENT,
            kept_key(size),
            f"the key that was current at {size} entries has not signed it as {kept.checkpoint.origin[:80]!r}",
        )
    elif any(span.until == size and not verified_by(kept.note, span.vkey) for span in keys):
        new = keys[-1].vkey.key_id.hex()
        found.notes.append(f"at {size} entries the key {new} took over without the signature of the key before it")
