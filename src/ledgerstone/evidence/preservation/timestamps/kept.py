"""The timestamps that a log keeps: each a token or a cosigned note, with a metadata object that says what it proves.

Certificates and CRLs that go with a token are objects of their own, named by entries with the token's metadata, so
that the token can be checked again when its authority is long gone. What is said here was checked when it came in,
and is checked again by `verify`.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

import msgspec
from msgspec import Struct

from ledgerstone.errors import DamagedError, NotFoundError
from ledgerstone.evidence.preservation.holdings import Checked, holdings
from ledgerstone.evidence.preservation.log.entries import Entry, EntryError, EntryType, decode
from ledgerstone.evidence.preservation.log.reading import current, encoded_entries, entries
from ledgerstone.evidence.preservation.metadata import MetadataError, metadata_object, parse_metadata
from ledgerstone.evidence.preservation.objects import object_key
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.evidence.preservation.timestamps.bracket import Bracket, Dated, bracket, written_moment

_STAMP = b'"type":"timestamp"'


class TokenSaid(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="rfc3161"):
    """What a metadata object says of a token.

    Attributes:
        token: Digest of the answer as the authority gave it.
        size: The size of the log whose checkpoint it is about.
        checkpoint: Digest of that checkpoint's bytes.
        time: The time that it says, RFC 3339.
        accuracy_us: How far off that may be, in microseconds; None where the authority does not say.
        authority: Whom its signer's certificate names.
        certificates: Digests of the chain's certificates, from the signer's to the root.
        revocations: Digests of the CRLs that were checked; without one, revocation was not.
    """

    token: str
    size: int
    checkpoint: str
    time: str
    accuracy_us: int | None = None
    authority: str
    certificates: tuple[str, ...]
    revocations: tuple[str, ...] = ()

    @property
    def object(self) -> str:
        """The digest of what is kept."""
        return self.token


class CosignatureSaid(
    Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="cosignature"
):
    """What a metadata object says of a witness's cosignature.

    Attributes:
        note: Digest of the cosigned note.
        size: The size of the log that the witness saw.
        checkpoint: Digest of the bytes of our own checkpoint of that size.
        time: When, by the witness's clock, RFC 3339.
        witness: Its public key.
    """

    note: str
    size: int
    checkpoint: str
    time: str
    witness: str

    @property
    def object(self) -> str:
        """The digest of what is kept."""
        return self.note


Said = TokenSaid | CosignatureSaid


class Kept(Struct, frozen=True, kw_only=True):
    """A timestamp with the place of its entry."""

    index: int
    said: Said


class SourceTime(Struct, frozen=True, kw_only=True):
    """When an object existed, in the contract's shape: RFC 3339 in UTC, null where nothing proves it."""

    not_later_than: str | None
    log_position_after: str | None
    log_index: int | None


class Placed(Struct, frozen=True, kw_only=True):
    """Where a log first names an object, and between which moments that place came to be.

    Attributes:
        index: The place; None where the log does not name it.
        bracket: The moments; empty where there is no place.
    """

    index: int | None
    bracket: Bracket


def said_object(said: Said, *, salt: bytes) -> bytes:
    """Return the metadata object that says it."""
    return metadata_object(msgspec.to_builtins(said), salt=salt)


def parse_said(data: bytes) -> Said:
    """Return what a metadata object says of a timestamp.

    Raises:
        MetadataError: It says none.
    """
    try:
        found: Said = msgspec.convert(parse_metadata(data), Said)
    except msgspec.ValidationError as error:
        raise MetadataError(f"no metadata object of a timestamp: {error}") from error
    return found


def kept_timestamps(store: Store) -> tuple[Kept, ...]:
    """Return the timestamps that the log of a store keeps, in its order.

    Raises:
        DamagedError: The log or a metadata object cannot be read.
        NotFoundError: There is no log.
    """
    return tuple(read_kept(store, holdings(entries(store)).timestamps))


def read_kept(store: Store, named: Iterable[Checked]) -> Iterator[Kept]:
    """Yield the timestamps of entries; what only goes with one is left out.

    Raises:
        DamagedError: A metadata object is gone, or cannot be understood.
    """
    for one in named:
        try:
            said = parse_said(b"".join(store.get(object_key(one.meta))))
        except (MetadataError, NotFoundError) as error:
            raise DamagedError(
                f"the metadata object {one.meta} of the timestamp at place {one.index} cannot be read: {error}; "
                "run `verify`"
            ) from error
        if said.object == one.object:
            yield Kept(index=one.index, said=said)


def dated(found: Iterable[Kept]) -> tuple[Dated, ...]:
    """Return what the tokens among timestamps prove; witnesses bear out what the log is, not when."""
    return tuple(_dated(one.index, one.said) for one in found if isinstance(one.said, TokenSaid))


def placed(store: Store, sha256: str) -> Placed:
    """Return where the log of a store first names an object, and between which moments that came to be.

    Raises:
        DamagedError: The log or a metadata object cannot be read.
        NotFoundError: There is no log.
    """
    index, named, wanted = None, [], sha256.encode("ascii")
    for place, data in encoded_entries(store, 0, current(store).checkpoint.size):
        # Most entries are neither, and reading them all would take many times as long.
        if _STAMP not in data and (index is not None or wanted not in data):
            continue
        entry = _decoded(place, data)
        if index is None and entry.object == sha256:
            index = place
        if entry.type is EntryType.TIMESTAMP and entry.object is not None and entry.meta is not None:
            named.append(Checked(index=place, object=entry.object, meta=entry.meta))
    if index is None:
        return Placed(index=None, bracket=Bracket())
    return Placed(index=index, bracket=bracket(index, dated(read_kept(store, named))))


def in_words(place: Placed) -> tuple[str, ...]:
    """Return for a person between which moments a place in the log came to be; what is not proven is said, too."""
    found = place.bracket
    if place.index is None:
        return ("the log does not name it: nothing proves by when it existed",)
    lines = [f"place {place.index} of the log; no token covers it yet: nothing proves by when it existed"]
    if found.not_later_than is not None and found.covered_by is not None:
        token = found.covered_by
        covered = f"place {place.index} is among the first {token.size} entries, of the token at place {token.index}"
        lines = [f"existed not later than {written_moment(found.not_later_than)}: {covered} by {token.authority}"]
    if found.after is not None and found.preceded_by is not None:
        token = found.preceded_by
        lines.append(
            f"its place in the log is after {written_moment(found.after)}: it comes after the token at place "
            f"{token.index} by {token.authority}"
        )
    return tuple(lines)


def time_of(place: Placed) -> SourceTime:
    """Return a place in the contract's shape."""
    found = place.bracket
    return SourceTime(
        not_later_than=None if found.not_later_than is None else written_moment(found.not_later_than),
        log_position_after=None if found.after is None else written_moment(found.after),
        log_index=place.index,
    )


def _decoded(place: int, data: bytes) -> Entry:
    try:
        return decode(data)
    except EntryError as error:
        raise DamagedError(f"entry {place} of the log cannot be understood: {error}; run `verify`") from error


def _dated(index: int, said: TokenSaid) -> Dated:
    try:
        moment = datetime.fromisoformat(said.time)
    except ValueError as error:
        raise DamagedError(f"the token at place {index} has no time: run `verify`") from error
    off = None if said.accuracy_us is None else timedelta(microseconds=said.accuracy_us)
    return Dated(index=index, size=said.size, moment=moment, accuracy=off, authority=said.authority)
