"""Rotate the log's key: a new pair, said by an entry of the log and signed by both keys; or by the new one alone.

Order: new private key durable beside the old one → entry, public key and checkpoint durable → the new key takes the
old one's place. Whatever is interrupted, the key that the log calls current lies in the folder. The old private key
is destroyed: it can sign nothing lawful any more, and whoever finds it could forge a history of its time.
"""

from pathlib import Path

from django.utils import timezone
from msgspec import Struct, structs

from ledgerstone.errors import NotFoundError, UsageError
from ledgerstone.evidence.preservation.log.entries import Entry, EntryType
from ledgerstone.evidence.preservation.log.note import Signer
from ledgerstone.evidence.preservation.log.reading import current
from ledgerstone.evidence.preservation.log.writing import open_for_new_key
from ledgerstone.evidence.preservation.store import JournaledStore
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.storage.passphrases import KEY_DESCRIPTOR, Passphrase, named_descriptor, own_passphrase
from ledgerstone.storage.private_keys import (
    LOG_KEY,
    PrivateKey,
    is_locked,
    keep_private_key,
    load_seed,
    new_private_key,
    succeed,
    successor_path,
)
from ledgerstone.storage.writer_lock import writer_lock
from ledgerstone.workflow.archive_log import WAIT_S, Writing, prepared, tidy, writing
from ledgerstone.workflow.keys.key_succession import drop_unused, follow


class Rotated(Struct, frozen=True, kw_only=True):
    """What a rotation did.

    Attributes:
        id: The new key's id, 8 hex digits.
        vkey: The new public key.
        log_size: Entries of the log after it.
        file: Where the new private key lies.
    """

    id: str
    vkey: str
    log_size: int
    file: str


def rotate_key(directory: DataDirectory, *, out: Path | None = None) -> Rotated:
    """Let a new key follow the current one, which signs this commit with it and is then destroyed.

    Args:
        directory: The archive.
        out: Where the new private key is to lie, where the current one is handed in on a descriptor.

    Raises:
        UsageError: A descriptor gives the key and there is no `out`, or the other way round.
        StorageError: The medium failed; run again.
        NotFoundError: There is no private key.
        InconsistentError: The private key is not the current key of this archive.
    """
    elsewhere = named_descriptor(KEY_DESCRIPTOR) is not None
    if elsewhere != (out is not None):
        raise UsageError(
            f"the key is handed in by {KEY_DESCRIPTOR}: name a file for the new one with --out"
            if elsewhere
            else f"--out is for a key that is handed in by {KEY_DESCRIPTOR}; this archive's key lies in its folder"
        )
    with writing(directory) as archive:
        new = new_private_key(archive.log.origin)
        locked = not elsewhere and is_locked(directory.keys / LOG_KEY)
        path = out or successor_path(directory.keys, new.signer().vkey.key_id)
        keep_private_key(path, new, passphrase=own_passphrase() if locked else None)
        signer = new.signer()
        archive.commit([_entry(archive, signer)], successor=signer)
        archive.settle()
        if not elsewhere:
            succeed(directory.keys, path)
        return _rotated(signer, archive, out or directory.keys / LOG_KEY)


def replace_lost_key(directory: DataDirectory) -> Rotated:
    """Say a new key where the current one is lost: it signs alone, and `verify` reports that.

    Raises:
        UsageError: The private key is there, or a descriptor gives it.
        StorageError: The medium failed; run again.
        NotFoundError: There is no log.
    """
    # A copy that was exported has no folder of private keys.
    directory.create()
    with writer_lock(directory.lock, wait_s=WAIT_S):
        store = directory.store()
        _require_lost(store, directory)
        new = new_private_key(_origin(store, directory))
        signer = new.signer()
        tidy(store, signer)
        drop_unused(store, directory.keys)
        path = successor_path(directory.keys, signer.vkey.key_id)
        keep_private_key(path, new, passphrase=None)
        archive = prepared(store, open_for_new_key(store, signer), clock=timezone.now)
        archive.commit([_entry(archive, signer)])
        archive.log_rows()
        archive.settle()
        succeed(directory.keys, path)
        return _rotated(signer, archive, directory.keys / LOG_KEY)


def change_passphrase(directory: DataDirectory, *, new: Passphrase | None) -> bool:
    """Lock the private key with another passphrase, or unlock it.

    Args:
        directory: The archive.
        new: Gives the new passphrase; None to keep the key without.

    Returns:
        Whether the key was locked before.

    Raises:
        UsageError: A descriptor gives the key, the old passphrase is wrong, or the new one is empty.
        NotFoundError: There is no private key.
        StorageError: The medium failed; the file is as it was.
    """
    if named_descriptor(KEY_DESCRIPTOR) is not None:
        raise UsageError(f"the key is handed in by {KEY_DESCRIPTOR}: lock it where it lies, with `age`")
    with writer_lock(directory.lock, wait_s=WAIT_S):
        follow(directory.store(), directory.keys)
        path = directory.keys / LOG_KEY
        before = is_locked(path)
        key: PrivateKey = load_seed(path, passphrase=own_passphrase, descriptor=None)
        keep_private_key(path, key, passphrase=None if new is None else new(), replace=True)
        return before


def _entry(archive: Writing, signer: Signer) -> Entry:
    return structs.replace(archive.entry(EntryType.KEY), vkey=signer.vkey.text)


def _rotated(signer: Signer, archive: Writing, path: Path) -> Rotated:
    return Rotated(id=signer.vkey.key_id.hex(), vkey=signer.vkey.text, log_size=archive.log.size, file=str(path))


def _require_lost(store: JournaledStore, directory: DataDirectory) -> None:
    follow(store, directory.keys)
    if named_descriptor(KEY_DESCRIPTOR) is not None or (directory.keys / LOG_KEY).exists():
        raise UsageError(
            "the private key is there: rotate it with `keys rotate`, so that it signs its successor; where it is "
            f"damaged or its passphrase is forgotten, move {directory.keys / LOG_KEY} away first"
        )


def _origin(store: JournaledStore, directory: DataDirectory) -> str:
    try:
        return current(store).checkpoint.origin
    except NotFoundError as error:
        raise NotFoundError(f"{directory.root} has no log: make a new archive with `init`") from error
