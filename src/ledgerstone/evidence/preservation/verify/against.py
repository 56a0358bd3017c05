"""A checkpoint kept elsewhere, held against the log: it finds rollback, deletion and forks, also by a stolen key."""

from ledgerstone.evidence.preservation.holdings import KeySpan
from ledgerstone.evidence.preservation.log.checkpoint import CURRENT, SignedCheckpoint
from ledgerstone.evidence.preservation.verify.findings import Findings
from ledgerstone.evidence.preservation.verify.kept_check import signed_by_current
from ledgerstone.evidence.preservation.verify.results import Fault


def check_against(
    found: Findings,
    earlier: SignedCheckpoint,
    standing: SignedCheckpoint,
    *,
    root: bytes | None,
    keys: tuple[KeySpan, ...],
) -> None:
    """Check that the log is the one that an earlier checkpoint speaks of, and has only grown since.

    Args:
        found: What the check has found so far.
        earlier: The checkpoint that was kept elsewhere.
        standing: The checkpoint that stands.
        root: The root of the tree of the earlier size; None where the log has not so many entries.
        keys: The log's keys.
    """
    then, now = earlier.checkpoint, standing.checkpoint
    if then.origin != now.origin:
        said = f"the checkpoint kept elsewhere is of {then.origin[:80]!r}, and this archive is {now.origin[:80]!r}"
        found.problem(Fault.INCONSISTENT, CURRENT, f"{said}: one of the two is not the right one")
    elif then.size > now.size:
        said = f"this archive has {now.size} entries, and the checkpoint kept elsewhere {then.size}"
        found.problem(Fault.STALE, CURRENT, f"{said}: what came in between is gone; restore the archive from a copy")
    elif root != then.root:
        said = f"the first {then.size} entries are not those of the checkpoint kept elsewhere"
        found.problem(Fault.INCONSISTENT, CURRENT, f"{said}: the history was forked or written anew")
    elif not signed_by_current(earlier, then.size, keys):
        said = f"the checkpoint kept elsewhere is not signed by the key that was current at {then.size} entries"
        found.problem(Fault.INCONSISTENT, CURRENT, f"{said}: it was changed, or it is not of this archive")
