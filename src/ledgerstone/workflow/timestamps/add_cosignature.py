"""Check a checkpoint of ours that a witness cosigned, and keep the note."""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.utils import timezone
from msgspec import Struct

from ledgerstone.errors import InconsistentError, NotFoundError, RefusedError, UsageError
from ledgerstone.evidence.preservation.holdings import KeySpan, holdings
from ledgerstone.evidence.preservation.log.checkpoint import SignedCheckpoint, kept_key, parse_signed
from ledgerstone.evidence.preservation.log.note import LONGEST_NOTE, NoteError, VerifierKey
from ledgerstone.evidence.preservation.log.reading import entries
from ledgerstone.evidence.preservation.metadata import SALT_BYTES
from ledgerstone.evidence.preservation.objects import keep_bytes
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.evidence.preservation.timestamps.bracket import Dated, latest_before, written_moment
from ledgerstone.evidence.preservation.timestamps.cosignatures import Cosignature, parse_cosigned, parse_witness
from ledgerstone.evidence.preservation.timestamps.kept import CosignatureSaid, Kept, dated, read_kept, said_object
from ledgerstone.evidence.preservation.timestamps.tokens import CLOCKS_APART
from ledgerstone.evidence.preservation.verify.kept_check import signed_by_current
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.archive_log import writing
from ledgerstone.workflow.timestamps.add_timestamp import read_file, timestamp_entry


class AddedCosignature(Struct, frozen=True, kw_only=True):
    """A cosignature that was kept.

    Attributes:
        index: The place of its entry in the log.
        note: The digest of the cosigned note.
        time: When the witness saw the checkpoint, by its own clock.
        witness: The witness's name.
        size: The size of the log that it saw.
        warnings: What a person should know.
    """

    index: int
    note: str
    time: str
    witness: str
    size: int
    warnings: tuple[str, ...] = ()


def add_cosignature(
    directory: DataDirectory, path: Path, *, witness: str, clock: Callable[[], datetime] = timezone.now
) -> AddedCosignature:
    """Check and keep a cosigned checkpoint.

    Args:
        directory: The archive.
        path: The note's file.
        witness: The public key of the witness, one line.
        clock: Gives the time.

    Raises:
        UsageError: The file cannot be read, or the key is none of a witness.
        RefusedError: The note does not count; the message says why. Nothing is kept.
        InconsistentError: It is a checkpoint that this archive never made.
        StorageError: The medium failed.
    """
    key = _witness(witness)
    data = read_file(path, LONGEST_NOTE)
    signed, seen = _cosigned(path, data, key)
    size, note = signed.checkpoint.size, sha256(data).hexdigest()
    with writing(directory, clock=clock) as archive:
        held = holdings(entries(archive.store, 0, archive.log.size))
        checkpoint = _own(archive.store, signed, held.keys, path)
        before = tuple(read_kept(archive.store, held.timestamps))
        _require_new(path, before, note, key)
        _require_possible(path, seen, latest_before(size, dated(before)), clock())
        said = CosignatureSaid(
            note=note,
            size=size,
            checkpoint=sha256(checkpoint).hexdigest(),
            time=written_moment(seen.moment),
            witness=key.text,
        )
        meta = keep_bytes(archive.store, said_object(said, salt=secrets.token_bytes(SALT_BYTES))).sha256
        index = archive.commit([timestamp_entry(archive, data, meta)]).first
        archive.settle()
        return AddedCosignature(
            index=index, note=note, time=said.time, witness=key.name, size=size, warnings=tuple(archive.warnings)
        )


def _witness(text: str) -> VerifierKey:
    try:
        return parse_witness(text)
    except NoteError as error:
        raise UsageError(f"--witness: {error}") from error


def _cosigned(path: Path, data: bytes, key: VerifierKey) -> tuple[SignedCheckpoint, Cosignature]:
    """Return the checkpoint of a note with the witness's cosignature; of several, the earliest."""
    try:
        found = parse_cosigned(data, [key])
    except NoteError as error:
        raise RefusedError(str(path), str(error)) from error
    if not found.cosignatures:
        raise RefusedError(str(path), f"it bears no cosignature by the key of {key.name} that you named")
    return found.signed, min(found.cosignatures, key=lambda one: one.moment)


def _own(store: Store, signed: SignedCheckpoint, keys: tuple[KeySpan, ...], path: Path) -> bytes:
    """Return the bytes of our own checkpoint that a note repeats."""
    size = signed.checkpoint.size
    if not signed_by_current(signed, size, keys):
        raise RefusedError(str(path), f"it is not signed by the key of this archive that was current at {size} entries")
    try:
        own = b"".join(store.get(kept_key(size)))
    except NotFoundError as error:
        raise RefusedError(str(path), f"this archive keeps no checkpoint of {size} entries") from error
    if parse_signed(own).note.text != signed.note.text:
        raise InconsistentError(
            f"{path}: our key signed another root over {size} entries than {kept_key(size)} says: the history was "
            "forked; run `verify --against` with this note, and find out which copy is the old one"
        )
    return own


def _require_new(path: Path, before: Sequence[Kept], note: str, key: VerifierKey) -> None:
    for one in before:
        if isinstance(one.said, CosignatureSaid) and (one.said.note, one.said.witness) == (note, key.text):
            raise RefusedError(str(path), f"it is kept already, at place {one.index} of the log")


def _require_possible(path: Path, seen: Cosignature, proven: Dated | None, now: datetime) -> None:
    """Make sure that the time of a cosignature can be true."""
    says = f"the witness says {written_moment(seen.moment)}"
    if seen.moment > now + CLOCKS_APART:
        raise RefusedError(str(path), f"{says}, and this machine's clock {written_moment(now)}: one is wrong")
    if proven is not None and seen.moment + CLOCKS_APART < proven.earliest:
        raise RefusedError(
            str(path),
            f"{says}, and the checkpoint was made after {written_moment(proven.earliest)}, as entry {proven.index} of "
            "the log proves",
        )
