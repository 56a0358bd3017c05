"""Check what a time authority answered, and keep it: the token, the certificates of its chain, and the CRLs.

All checks come before anything is kept. A token that is refused leaves nothing behind, and may be handed in again.
"""

import secrets
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.utils import timezone
from msgspec import Struct

from ledgerstone.errors import DamagedError, NotFoundError, RefusedError, UsageError
from ledgerstone.evidence.preservation.holdings import holdings
from ledgerstone.evidence.preservation.log.checkpoint import kept_key
from ledgerstone.evidence.preservation.log.entries import Entry, EntryType
from ledgerstone.evidence.preservation.log.reading import entries
from ledgerstone.evidence.preservation.metadata import SALT_BYTES
from ledgerstone.evidence.preservation.objects import keep_bytes, object_key
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.evidence.preservation.timestamps.answers import LONGEST_ANSWER, Answer, TokenError, read_answer
from ledgerstone.evidence.preservation.timestamps.bracket import latest_before, written_moment
from ledgerstone.evidence.preservation.timestamps.certificates import (
    Certificates,
    load_certificate,
    named,
    read_certificates,
    read_revocations,
)
from ledgerstone.evidence.preservation.timestamps.kept import Kept, TokenSaid, dated, kept_timestamps, said_object
from ledgerstone.evidence.preservation.timestamps.tokens import (
    Authority,
    check_imprint,
    check_moment,
    check_signature,
)
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.archive_log import Writing, writing
from ledgerstone.workflow.timestamps.request_timestamp import Asked, asked_with

_LONGEST_TRUST = 16 << 20
"""Bytes of a file of certificates or of a CRL; those of large authorities have some megabytes."""

_MICROSECOND = 1_000_000

Parsed = TypeVar("Parsed")
Trust = x509.Certificate | x509.CertificateRevocationList


class AddedTimestamp(Struct, frozen=True, kw_only=True):
    """A token that was kept.

    Attributes:
        index: The place of its entry in the log.
        token: Its digest.
        time: The time that it says.
        authority: Whose it is.
        size: The size of the log whose checkpoint it is about.
        revocations: How many CRLs were checked; without one, revocation was not.
        warnings: What a person should know.
    """

    index: int
    token: str
    time: str
    authority: str
    size: int
    revocations: int
    warnings: tuple[str, ...] = ()


def add_timestamp(
    directory: DataDirectory,
    path: Path,
    *,
    authority: Path | None = None,
    revocations: Sequence[Path] = (),
    clock: Callable[[], datetime] = timezone.now,
) -> AddedTimestamp:
    """Check and keep a time authority's answer to a query of this archive.

    Args:
        directory: The archive.
        path: The answer's file.
        authority: A file of certificates that the person trusts; by default those of the tokens kept before.
        revocations: Files of CRLs.
        clock: Gives the time.

    Raises:
        UsageError: A file cannot be read, or no authority is known.
        RefusedError: The token does not count; the message says why. Nothing is kept.
        StorageError: The medium failed.
    """
    data = read_file(path, LONGEST_ANSWER)
    lists = tuple(_parsed(one, read_revocations) for one in revocations)
    with writing(directory, clock=clock) as archive:
        before = kept_timestamps(archive.store)
        trusted = Authority(
            certificates=_known(archive.store, before) if authority is None else _parsed(authority, read_certificates),
            revocations=lists,
        )
        try:
            token = read_answer(data)
            asked = _asked(directory, token, before, data if not lists else None)
            _require_checkpoint(archive.store, asked)
            said, chain = _examined(data, asked, trusted, before, clock())
        except TokenError as error:
            raise RefusedError(str(path), str(error)) from error
        index = _keep(archive, data, said, [*chain, *lists])
        return AddedTimestamp(
            index=index,
            token=said.token,
            time=said.time,
            authority=said.authority,
            size=said.size,
            revocations=len(lists),
            warnings=tuple(archive.warnings),
        )


def read_file(path: Path, longest: int) -> bytes:
    """Return the bytes of a file that a person names, one more than the longest that is taken at most.

    Raises:
        UsageError: It cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(longest + 1)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}; name a file that you may read") from error


def _parsed(path: Path, parse: Callable[[bytes], Parsed]) -> Parsed:
    try:
        return parse(read_file(path, _LONGEST_TRUST))
    except TokenError as error:
        raise UsageError(f"{path}: {error}") from error


def _known(store: Store, before: Sequence[Kept]) -> Certificates:
    """Return the certificates that a person named for earlier tokens."""
    digests = dict.fromkeys(
        digest for one in before if isinstance(one.said, TokenSaid) for digest in one.said.certificates
    )
    if not digests:
        raise UsageError("name a file with the authority's certificates, its root among them, with --authority")
    try:
        return tuple(load_certificate(b"".join(store.get(object_key(digest)))) for digest in digests)
    except (NotFoundError, TokenError) as error:
        raise DamagedError(f"a certificate that was kept with a token cannot be read: {error}; run `verify`") from error


def _asked(directory: DataDirectory, answer: Answer, before: Sequence[Kept], data: bytes | None) -> Asked:
    """Return what a token answers.

    Args:
        directory: The archive.
        answer: The token.
        before: The timestamps that are kept.
        data: The answer's bytes, which must be new; None where a kept one may be checked anew, against CRLs.
    """
    token = None if data is None else sha256(data).hexdigest()
    for one in before:
        if one.said.object == token:
            raise TokenError(f"it is kept already, at place {one.index} of the log")
    if answer.nonce is None:
        raise TokenError("it answers no query of this archive: it has no nonce, and ours have")
    try:
        return asked_with(directory, answer.nonce)
    except NotFoundError as error:
        raise TokenError(
            f"it answers no query of this archive: none with its nonce, {answer.nonce:x}, is remembered; "
            "write a new one with `timestamp request`"
        ) from error


def _examined(
    data: bytes, asked: Asked, trusted: Authority, before: Sequence[Kept], now: datetime
) -> tuple[TokenSaid, Certificates]:
    """Return what is to be said of a token, and its chain, when all checks have passed."""
    answer = read_answer(data)
    check_imprint(answer, bytes.fromhex(asked.sha256))
    chain = check_signature(answer, trusted)
    check_moment(answer, asked=asked.at, proven=latest_before(asked.size, dated(before)), now=now)
    said = TokenSaid(
        token=sha256(data).hexdigest(),
        size=asked.size,
        checkpoint=asked.sha256,
        time=written_moment(answer.moment),
        accuracy_us=None if answer.accuracy is None else round(answer.accuracy.total_seconds() * _MICROSECOND),
        authority=named(chain[0]),
        certificates=_digests(chain),
        revocations=_digests(trusted.revocations),
    )
    return said, chain


def _digests(trusted: Iterable[Trust]) -> tuple[str, ...]:
    return tuple(sha256(one.public_bytes(Encoding.DER)).hexdigest() for one in trusted)


def _require_checkpoint(store: Store, asked: Asked) -> None:
    """Make sure that this archive keeps the checkpoint that a query was about."""
    try:
        kept = b"".join(store.get(kept_key(asked.size)))
    except NotFoundError:
        kept = b""
    if sha256(kept).hexdigest() != asked.sha256:
        raise TokenError(f"its query was about a checkpoint of {asked.size} entries that this archive does not keep")


def _keep(archive: Writing, data: bytes, said: TokenSaid, beside: Sequence[Trust]) -> int:
    """Keep a token and all that goes with it, in one commit, and return the place of its entry."""
    meta = keep_bytes(archive.store, said_object(said, salt=secrets.token_bytes(SALT_BYTES))).sha256
    held = holdings(entries(archive.store, 0, archive.log.size))
    encoded = dict.fromkeys(one.public_bytes(Encoding.DER) for one in beside)
    new = [data, *(one for one in encoded if not held.is_expected(sha256(one).hexdigest()))]
    first = archive.commit([timestamp_entry(archive, one, meta) for one in new]).first
    archive.settle()
    return first


def timestamp_entry(archive: Writing, data: bytes, meta: str) -> Entry:
    """Keep bytes, and return the entry that names them with a metadata object."""
    kept = keep_bytes(archive.store, data)
    return msgspec.structs.replace(
        archive.entry(EntryType.TIMESTAMP), object=kept.sha256, size=kept.size_bytes, meta=meta
    )
