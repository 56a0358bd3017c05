"""The recovery key that the log names: what is sealed is sealed to it as well, and nobody changes it unseen.

Its public half lies in a metadata object of a `key` entry, with a text that was sealed to it for drills. Whoever puts
another one in its place changes the object or the log, which is found here and by `verify`.
"""

import base64
import binascii
from hashlib import sha256

from msgspec import Struct

from ledgerstone.errors import DamagedError, NotFoundError, RefusedError
from ledgerstone.evidence.preservation.log.entries import EntryType
from ledgerstone.evidence.preservation.log.reading import entries
from ledgerstone.evidence.preservation.metadata import MetadataError, parse_metadata
from ledgerstone.evidence.preservation.objects import object_key
from ledgerstone.evidence.preservation.sealing import SealingError, checked_recipient
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.storage.data_directory import DataDirectory

RECOVERY_KIND = "recovery key"
"""The kind of the metadata object that names a recovery key."""


class RecoveryKey(Struct, frozen=True, kw_only=True):
    """What the log says of a recovery key.

    Attributes:
        recipient: Its public half, a recipient of age.
        rehearsal: A text sealed to it, for a drill to open.
    """

    recipient: str
    rehearsal: bytes


def named_recovery_key(store: Store) -> RecoveryKey | None:
    """Return the recovery key that the log named last; None where it names none.

    Raises:
        DamagedError: The object that names it is gone, or was changed.
    """
    metas = [entry.meta for _, entry in entries(store) if entry.type is EntryType.KEY and entry.meta is not None]
    return _read(store, metas[-1]) if metas else None


def recovery_recipient(directory: DataDirectory) -> str:
    """Return the recovery recipient that everything is sealed to.

    Raises:
        RefusedError: None was set up.
        DamagedError: The object that names it is gone, or was changed.
    """
    found = named_recovery_key(directory.store())
    if found is None:
        raise RefusedError(
            "seal", "no recovery key was set up, and a lost key would lose what it seals: run `recovery new` first"
        )
    return found.recipient


def recovery_digest(recipient: str) -> str:
    """Return what a seal says of the recovery key that it was sealed to as well."""
    return sha256(recipient.encode("ascii")).hexdigest()


def _read(store: Store, meta: str) -> RecoveryKey:
    try:
        data = b"".join(store.get(object_key(meta)))
        if sha256(data).hexdigest() != meta:
            raise DamagedError(
                f"the object {meta}, which names the recovery key, was changed: seal nothing, run `verify`"
            )
        words = parse_metadata(data)
        return RecoveryKey(
            recipient=checked_recipient(str(words["recipient"])),
            rehearsal=base64.b64decode(str(words["rehearsal"]), validate=True),
        )
    except NotFoundError as error:
        raise DamagedError(f"the object {meta}, which names the recovery key, is gone: run `verify`") from error
    except (MetadataError, SealingError, KeyError, binascii.Error) as error:
        raise DamagedError(f"the object {meta} names no recovery key: {error}; run `verify`") from error
