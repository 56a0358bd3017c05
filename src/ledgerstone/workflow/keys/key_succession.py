"""The key that follows: which of the keys in the folder is current is said by the log, never by the folder.

A new key lies beside the current one, under its id, before the log says it. Whoever writes next looks who signed the
checkpoint last, and moves that key into place: at every moment the current key lies in the folder.
"""

from pathlib import Path

from ledgerstone.errors import NotFoundError
from ledgerstone.evidence.preservation.log.reading import current
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.storage.private_keys import drop, succeed, successors, unfinished


def follow(store: Store, keys: Path) -> bool:
    """Complete a rotation that the log has taken up and the folder has not.

    Args:
        store: What holds the log.
        keys: The folder of private keys.

    Returns:
        Whether there was one: then the key in place is another than before.

    Raises:
        StorageError: The medium failed.
        DamagedError: The checkpoint cannot be understood.
    """
    waiting = successors(keys)
    signed_last = _last_signer(store) if waiting else None
    for key_id, path in waiting:
        if key_id == signed_last:
            succeed(keys, path)
            return True
    return False


def drop_unused(store: Store, keys: Path) -> None:
    """Remove keys that were to follow, and which the log never said: what signs nothing can only be stolen.

    To be called when no commit is left to be completed.

    Raises:
        StorageError: The medium failed.
    """
    waiting = successors(keys)
    signed_last = _last_signer(store) if waiting else None
    for path in (*(path for key_id, path in waiting if key_id != signed_last), *unfinished(keys)):
        drop(path)


def _last_signer(store: Store) -> bytes | None:
    try:
        return current(store).note.signatures[-1].key_id
    except NotFoundError:
        return None
