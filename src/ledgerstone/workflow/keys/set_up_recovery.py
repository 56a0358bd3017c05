"""Set up the recovery key that everything is sealed to as well, and play its use.

The log names its public half and a text that was sealed to it. The secret is nowhere but in the shares that are handed
back, for paper. A drill puts shares together, opens something, and keeps nothing.
"""

import base64
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct, structs

from ledgerstone.errors import DamagedError, NotFoundError, UsageError
from ledgerstone.evidence.preservation.log.entries import Entry, EntryType
from ledgerstone.evidence.preservation.log.reading import entries
from ledgerstone.evidence.preservation.metadata import SALT_BYTES, MetadataError, metadata_object, parse_metadata
from ledgerstone.evidence.preservation.objects import keep_bytes, object_key
from ledgerstone.evidence.preservation.recovery import (
    RecoveryError,
    Split,
    combine,
    identity_of,
    new_recovery,
    opens,
    recipient_of,
    rehearsal,
)
from ledgerstone.evidence.preservation.sealing import Nowhere, SealingError, decrypt
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.storage.private_keys import keep_for_owner
from ledgerstone.workflow.archive_log import Writing, writing
from ledgerstone.workflow.keys.recovery_key import RECOVERY_KIND, RecoveryKey, named_recovery_key, recovery_digest


class Drilled(Struct, frozen=True, kw_only=True):
    """What a drill opened.

    Attributes:
        recipient: The public half of the key that the shares gave.
        current: Whether that is the key that things are sealed to now.
        opened: Digest of the sealed object that was opened; None where nothing was sealed to this key yet, and the
            text that was made for drills was opened.
    """

    recipient: str
    current: bool
    opened: str | None


def set_up_recovery(
    directory: DataDirectory, *, shares: int, threshold: int, out: Path | None = None, replace: bool = False
) -> Split:
    """Make a recovery key, keep its public half, and give the shares of its secret.

    Args:
        directory: The archive.
        shares: How many papers.
        threshold: How many of them open what is sealed.
        out: A folder to write one file a share into; None for none.
        replace: Whether a key that is set up may be followed by this one; its papers still open what was sealed to it.

    Raises:
        UsageError: The numbers make no split, one is set up, or a file is there already.
        StorageError: The medium failed; run again.
    """
    try:
        made = new_recovery(shares=shares, threshold=threshold)
    except RecoveryError as error:
        raise UsageError(str(error)) from error
    with writing(directory) as archive:
        if not replace and named_recovery_key(archive.store) is not None:
            raise UsageError(
                "a recovery key is set up already: play its use with `recovery drill`, or make another one with "
                "--replace, and keep the old papers for as long as something is sealed to them"
            )
        for path, text in share_files(made, out):
            keep_for_owner(path, text.encode("utf-8"))
        archive.commit([_entry(archive, made.recipient)])
        archive.settle()
    return made


def share_files(made: Split, folder: Path | None) -> Iterator[tuple[Path, str]]:
    """Yield the file of each share with what stands in it; none where there is no folder for them."""
    if folder is not None:
        if not folder.is_dir():
            raise UsageError(f"{folder} is no folder: make it first, on a medium that is taken away afterwards")
        for number, mnemonic in enumerate(made.mnemonics, 1):
            yield folder / f"recovery-share-{number}-of-{len(made.mnemonics)}.txt", f"{mnemonic}\n"


def drill(directory: DataDirectory, shares: Iterable[str]) -> Drilled:
    """Put shares together and open what was sealed last to their key; nothing is kept.

    Args:
        directory: The archive.
        shares: The shares, as text.

    Raises:
        UsageError: The shares give no key, or one that nothing here was sealed to.
        DamagedError: What was sealed does not open, or opens to other bytes than the log says.
    """
    secret = secret_of(shares)
    recipient = recipient_of(secret)
    store = directory.store()
    named = named_recovery_key(store)
    found = _sealed_last(store, recovery_digest(recipient))
    if found is not None:
        _open(store, found, identity_of(secret))
        current = named is not None and named.recipient == recipient
        return Drilled(recipient=recipient, current=current, opened=found.object)
    if named is None or named.recipient != recipient:
        raise UsageError(
            f"the shares give the key {recipient}, and nothing in this archive was sealed to it: they are of another "
            "set; look for the papers that name this archive's recovery key"
        )
    _rehearse(named, secret)
    return Drilled(recipient=recipient, current=True, opened=None)


def secret_of(shares: Iterable[str]) -> bytes:
    """Return the secret that shares give.

    Raises:
        UsageError: They give none.
    """
    try:
        return combine(shares)
    except RecoveryError as error:
        raise UsageError(str(error)) from error


def _rehearse(named: RecoveryKey, secret: bytes) -> None:
    if not opens(secret, [named.rehearsal]):
        raise DamagedError("the text that was made for drills does not open with the key of these shares; run `verify`")


def _entry(archive: Writing, recipient: str) -> Entry:
    """Keep the public half and a text sealed to it as a metadata object, and name that in the log."""
    data = metadata_object(
        {
            "kind": RECOVERY_KIND,
            "recipient": recipient,
            "rehearsal": base64.b64encode(rehearsal(recipient)).decode("ascii"),
        },
        salt=secrets.token_bytes(SALT_BYTES),
    )
    return structs.replace(archive.entry(EntryType.KEY), meta=keep_bytes(archive.store, data).sha256)


def _sealed_last(store: Store, recovery: str) -> Entry | None:
    """Return the last seal whose metadata names this recovery key; None where there is none."""
    found = None
    for _, entry in entries(store):
        if entry.type is EntryType.SEAL and entry.meta is not None and _names(store, entry.meta, recovery):
            found = entry
    return found


def _names(store: Store, meta: str, recovery: str) -> bool:
    try:
        words = parse_metadata(b"".join(store.get(object_key(meta))))
    except (MetadataError, NotFoundError):
        return False
    return words.get("recovery") == recovery


def _open(store: Store, sealed: Entry, identity: str) -> None:
    """Open a sealed object, and hold what comes out against the log."""
    try:
        plain = decrypt(store.get(object_key(sealed.sealed_as or "")), Nowhere(), identities=[identity])
    except SealingError as error:
        raise DamagedError(f"the sealed object {sealed.sealed_as}: {error}; run `ledgerstone verify`") from error
    if plain.sha256 != sealed.object:
        raise DamagedError(f"the sealed object {sealed.sealed_as} opens to other bytes than the log says it holds")
